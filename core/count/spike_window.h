/*
 * spike_window.h - what a window of a series says; for spike.c.
 */
#ifndef CORE_SPIKE_WINDOW_H
#define CORE_SPIKE_WINDOW_H

#include "core/count/spike.h"

struct spike_window {
	int	 slots;			/* and the one that it is */
	int64_t	 count;
	int64_t	 due;			/* 20 bits behind the point */
	int64_t	 points;		/* above the limit, 16 bits */
};

/* What this slot usually brings, 20 bits behind the point. */
int64_t	 spike_due(const struct spike *, const struct spike_line *,
	    int64_t slot);
/* The standard deviation of a count whose mean is `due` (as in a profile). */
int64_t	 spike_spread(const struct spike *, const struct spike_line *,
	    int64_t due);
/* What is due in the last slots and the one that it is, on such a day as it
 * is, but not more than usual; 20 bits. */
int64_t	 spike_such(const struct spike *, size_t series, int64_t now,
	    int slots);
/* The window of a series that speaks most for an event, above the limit for
 * one false alarm in `quiet` days; false: none does. */
bool	 spike_worst(const struct spike *, size_t series, int64_t now,
	    int least, int quiet, struct spike_window *);

#endif
