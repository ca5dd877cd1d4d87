/*
 * timer.h - how long an item waited for its first answer, or waits (R47, R101):
 * for `items` and `show`.
 */
#ifndef FIRMWARE_VERB_TIMER_H
#define FIRMWARE_VERB_TIMER_H

#include "firmware/verb/look.h"
#include "storage/tasks.h"

/* "first answer after 12 min; the goal is 60 min", "no answer for 2 h; ...";
 * nothing of what wants none: it has no goal and got none, or is closed. */
void	 timer_put(struct sink *, const struct staff *, const struct task *,
	    int64_t now);
/* The same of a mention, for a person or as JSON; nothing where it is no
 * item. */
void	 timer_tell(struct look *, uint64_t mention);

#endif
