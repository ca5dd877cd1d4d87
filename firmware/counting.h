/*
 * counting.h - what the keeper counts as things happen: the days' numbers
 * that outlive the mentions, and the detectors of core/count.
 */
#ifndef FIRMWARE_COUNTING_H
#define FIRMWARE_COUNTING_H

#include "core/count/rhythm.h"
#include "core/count/spike.h"
#include "core/desk/task.h"
#include "firmware/config.h"
#include "storage/counts.h"

/* A mention that is new and not of a first poll, in its transaction: the day
 * of its source, its issues, and the detector, that is the caller's copy.
 * False: abort. */
bool	 counting_new(const struct config *, struct txn *, struct spike *,
	    const struct item *, int64_t now);
/* Something was done about an item. False: abort. */
bool	 counting_act(const struct config *, struct txn *,
	    const struct task *, enum act, int64_t now);

/* "More complaints than usual: 7 since 14:00, usually 1.2". */
void	 counting_alarm(struct arena *, const struct config *,
	    const struct spike_alarm *, struct letter *);
/* "gazette has brought nothing for 3 days; it usually does every 4 h". */
void	 counting_silence(struct arena *, slice source, const struct rhythm *,
	    int64_t now, struct letter *);

#endif
