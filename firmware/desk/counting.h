/*
 * counting.h - what the keeper counts as things happen: the days' numbers
 * that outlive the mentions, and the detectors of core/count.
 */
#ifndef FIRMWARE_DESK_COUNTING_H
#define FIRMWARE_DESK_COUNTING_H

#include "core/count/rhythm.h"
#include "core/count/spike.h"
#include "core/count/spread.h"
#include "core/desk/task.h"
#include "firmware/config/config.h"
#include "storage/counts.h"

/* Names of what is kept (counts_state_put). */
#define COUNTING_SPIKE	SLICE("spike")
#define COUNTING_SPREAD	SLICE("spread")
#define COUNTING_WHAT	SLICE("listens")	/* to, as a number */

/* For all sources together. */
struct detectors {
	struct spike	 spike;		/* much more than usual */
	struct spread	 spread;	/* one post goes further */
};

/* A mention that is new and not of a first poll, in its transaction: the day
 * of its source, its issues, and the detector, that is the caller's copy; NULL:
 * one of ours passed it on. False: abort. */
bool	 counting_new(const struct config *, struct txn *, struct spike *,
	    const struct item *, int64_t now);
/* That alone, for one of a first poll: it is no news, but it was said. */
bool	 counting_said(const struct config *, struct txn *, const struct item *);
/* A known one was met elsewhere, too. */
bool	 counting_sighted(const struct config *, struct txn *, slice source,
	    int64_t now);
/* Something was done about an item, that was `was` before. False: abort. */
bool	 counting_act(const struct config *, struct txn *,
	    const struct task *was, const struct task *, enum act,
	    int64_t now);

/* "More complaints than usual: 7 since 14:00, usually 1.2". */
void	 counting_alarm(struct arena *, const struct config *,
	    const struct spike_alarm *, struct letter *);
/* "One post is spreading: 48 replies in 2 h; usual are up to 3". `thread`: it
 * stands for what many answer. */
void	 counting_spread(struct arena *, const struct item *, int64_t usual,
	    int64_t now, bool again, bool thread, struct letter *);
/* How the detectors stand, a line each. */
void	 counting_state(struct sink *, const struct config *, struct txn *,
	    int64_t now);
/* "gazette has brought nothing for 3 days; it usually does every 4 h". */
void	 counting_silence(struct arena *, slice source, const struct rhythm *,
	    int64_t now, struct letter *);

#endif
