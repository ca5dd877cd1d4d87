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
#include "core/mention.h"

/* What the shop is: empty slices where unknown. */
struct score_shop {
	slice	 name;
	slice	 town;
	const slice *critical;		/* the owner's own critical words */
	size_t	 ncritical;
};

/* `now` gives the age; 0: age plays no part. Slices live in the arena; when
 * it is spent the reasons may be cut short, but still sum up. */
void	 score(struct arena *, const struct mention *,
	    const struct score_shop *, int64_t now, struct verdict *);

/* low below 40, normal below 60, high below 80, urgent. */
enum level score_level(int64_t priority);
slice	 score_level_name(enum level);		/* "low" ... "urgent" */
bool	 score_level_named(slice, enum level *);

#endif
