/*
 * profile.h - the rhythm of a week: how busy each hour of the day and each
 * day of the week is, beside the average hour.
 *
 * An hour's share is that of its hour of the day times that of its weekday,
 * each learnt from what came against what would have come without it, so that
 * hours in which nobody looked do not count. What is rare borrows from the
 * hours beside it and from the average. Old weeks fade: a day of looking
 * takes away a 32nd, so that about the last five weeks are known.
 */
#ifndef CORE_PROFILE_H
#define CORE_PROFILE_H

#include "core/sink.h"

enum {
	PROFILE_POINT = 10,		/* bits behind the point here */
	PROFILE_ONE = 1 << PROFILE_POINT,
	PROFILE_MOST = 16383,		/* an hour; more is as much */
	PROFILE_FADE = 32		/* days */
};

struct profile {
	/* what came, and what would have come without this share */
	int64_t	 hour[24], hour_due[24];
	int64_t	 day[7], day_due[7];
	int64_t	 level, level_due;	/* what came; average hours */
	int64_t	 hours;			/* looked at, ever */
	/* not kept: the shares, which mean 1 */
	int32_t	 hour_share[24], day_share[7];
};

void	 profile_init(struct profile *);
/* An hour beginning at `local` (seconds), looked at for `quarters` of it, of a
 * day on which `today` is said where it usually is PROFILE_ONE. */
void	 profile_learn(struct profile *, int64_t local, int64_t count,
	    int quarters, int64_t today);
/* The share of the hour in which `local` is; the average is PROFILE_ONE. */
int64_t	 profile_share(const struct profile *, int64_t local);
/* What an average hour brings, 20 bits behind the point. */
int64_t	 profile_level(int64_t level, int64_t due);
/* How many have been seen at this hour of the day, recently. */
int64_t	 profile_seen(const struct profile *, int64_t local);
bool	 profile_fades(const struct profile *);	/* the last hour ended a day */
void	 profile_fade(int64_t *, size_t n);

enum { PROFILE_BYTES = 65 * 9 };
void	 profile_put(struct sink *, const struct profile *);
bool	 profile_get(slice *, struct profile *);

#endif
