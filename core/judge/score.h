/*
 * score.h - what a mention says and how much it matters, in integers.
 *
 * The same on every processor: no floating point, no locale, no clock. The
 * points of the reasons sum exactly to the priority.
 *
 * Classes: crisis (a critical word), complaint, lead (wants to buy, asks for
 * a recommendation), question, rumour (doubts, hearsay), competitor (wants to
 * leave one), idea, praise, news, spam, other. A text in a language that has
 * no tables yet is neutral and other, and the reasons say so; stars and the
 * owner's critical words count in every language.
 */
#ifndef CORE_SCORE_H
#define CORE_SCORE_H

#include "core/arena.h"
#include "core/judge/shop.h"
#include "core/learn/learn.h"
#include "core/mention.h"

struct scorer;

/* Once for many mentions: the shop's words made ready. The shop must outlive
 * it. NULL: the arena is spent. */
struct scorer *scorer_make(struct arena *, const struct shop *);

/* `now` gives the age; 0: age plays no part. Slices live in the arena; when
 * it is spent the reasons may be cut short, but still sum up. */
void	 score(struct scorer *, struct arena *, const struct mention *,
	    int64_t now, struct verdict *);

/* What the owner's taps have taught; it must outlive the scorer. From then on
 * score_heard() gives it a reason of its own. */
void	 scorer_learn(struct scorer *, const struct learn *);
void	 score_heard(struct scorer *, struct arena *, const struct mention *,
	    const struct heard *, int64_t now, struct verdict *);

/* low below 40, normal below 60, high below 80, urgent. */
enum level score_level(int64_t priority);
slice	 score_level_name(enum level);		/* "low" ... "urgent" */
bool	 score_level_named(slice, enum level *);

#endif
