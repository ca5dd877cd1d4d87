/*
 * weekly.h - the letter of the week, five lines for the owner (R92): what was
 * heard and answered, the fastest answer, minutes saved, one customer's own
 * words, and what waits.
 *
 * Minutes saved are counted, not felt: the new entries that were read and told
 * to nobody (not about the shop, or muted), at WEEKLY_GLANCE seconds each: what
 * it takes to look at a headline and see that it is of no concern.
 */
#ifndef CORE_WEEKLY_H
#define CORE_WEEKLY_H

#include "core/desk/task.h"
#include "core/wire.h"

enum { WEEKLY_GLANCE = 5 };

struct weekly_head {
	slice	 shop;
	int64_t	 day;			/* the first, local */
	int64_t	 from, to;		/* found from then on, before that */
	int64_t	 now;
};

struct weekly;

/* NULL: the arena is spent. */
struct weekly *weekly_open(struct arena *, const struct weekly_head *);
/* In any order, also those before and after, of which some may wait; what
 * slices point at must last. `task` NULL: it was never one. */
void	 weekly_mention(struct weekly *, const struct item *,
	    const struct task *);
/* Title, text and html, in the arena. The tally is that of the week. False:
 * the arena is spent. */
bool	 weekly_close(struct weekly *, const struct tally *, struct letter *);

#endif
