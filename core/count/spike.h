/*
 * spike.h - is more being said than usual? For all mentions, the negative
 * ones and the praise of one shop.
 *
 * Whether a count is too high is asked of ten windows that end now, from a
 * quarter of an hour to a day: the log likelihood ratio of "more" against "as
 * usual", and the largest decides. That is a generalised likelihood ratio
 * over limited windows (Lai 1995, J. R. Stat. Soc. B 57, 613), the form of
 * Page's CUSUM (1954, Biometrika 41, 100; of Poisson counts: Lucas 1985,
 * Technometrics 27, 129) that need not be told how large the change will be;
 * the scan over windows is Kulldorff's (2001, J. R. Stat. Soc. A 164, 61).
 * The usual is learnt, so it is known only so well: its uncertainty is a
 * gamma distribution, and the counts are negative binomial (Gelman et al.,
 * Bayesian Data Analysis, 2.6). Mentions bring mentions; what a cluster of
 * them is like is learnt, too, and a window holds as many clusters.
 *
 * What may be usual: the share of the hour and the weekday (profile.h), and
 * how much is said, which fades over some weeks. It is learnt a day later,
 * without the hours of an event, and without what lies too far above; by then
 * it is known what sort of a day it was, so that a holiday is no error of its
 * hours. What sort of a day it is now, is learnt from all that is said since
 * midnight but what the window itself is about: negatives count against what
 * else is said meanwhile, on a quiet day as on a busy one.
 *
 * Times: Unix seconds. A quarter of an hour in which no source answered is
 * not learnt from. tests/bench/spike.md says how often it is wrong (at any
 * number of mentions a day at most once in 120 days, in the mean of shops),
 * and how late. Negatives three times as many are told within two hours in 95
 * of 100: in shops with nights and weekdays from 30 an hour on, from 20 if it
 * begins by day; at an even rate from 12.
 */
#ifndef CORE_SPIKE_H
#define CORE_SPIKE_H

#include "core/count/profile.h"

/* In the order in which they speak: one event is told once, by the first. */
enum spike_series { SPIKE_NEGATIVE, SPIKE_PRAISE, SPIKE_ALL, SPIKES };

enum {
	SPIKE_SLOT = 900,		/* seconds */
	SPIKE_SLOTS = 100,		/* a day, and the hour that it is */
	SPIKE_SLOT_MOST = PROFILE_MOST / 4,	/* more is as much */
	SPIKE_BLIND = 2 * 3600,		/* between two answers, not more */
	SPIKE_LATE = 86400,		/* older mentions are no news */
	SPIKE_EVENT = 7 * 86400,	/* later it is the new usual */
	SPIKE_QUIET_DAYS = 120,		/* for one false alarm: the default */
	SPIKE_BYTES = 3 * 1024		/* of a record of all series, at most;
					 * a tenth of that where little is
					 * said */
};

struct spike_line {
	uint16_t slot[SPIKE_SLOTS];	/* what came in it */
	int64_t	 level, level_due;	/* as in struct profile */
	/* squares of what was off, what was due; of hours the variance that
	 * not knowing their day explains, of days the squares of the due */
	int64_t	 off[2], due[2], square[2];
	int64_t	 today, today_due;
	int64_t	 since;			/* an event's first slot; 0 none */
	int64_t	 until;			/* the last event's end, as a slot */
	int64_t	 count;			/* of the event */
	int64_t	 usual;			/* in that time, 20 bits of point */
	int64_t	 told, told_at;		/* how many more than usual */
};

struct spike {
	struct profile profile;
	struct spike_line line[SPIKES];
	int64_t	 at;			/* the newest slot; 0: none yet */
	int64_t	 answered;		/* when a source last did */
	unsigned char seen[SPIKE_SLOTS];	/* 1: somebody looked */
	/* not kept: set by the caller before each call, seconds */
	int32_t	 east;			/* of UTC, the shop's clock */
};

struct spike_alarm {
	enum spike_series series;
	bool	 update;		/* of an event that was told */
	bool	 quiet;			/* praise: nothing to hurry for */
	int64_t	 since;			/* when it began */
	int64_t	 count;			/* since then */
	int64_t	 usual;			/* in such a time, in tenths */
};

void	 spike_init(struct spike *);

/* Some source has answered; so nothing went unseen since the last time, if
 * that is no longer ago than SPIKE_BLIND. */
void	 spike_answered(struct spike *, int64_t now);

/*
 * A mention, or several, of one polarity (SPIKE_ALL: neither). `when` is its
 * own time; where the source does not say, the middle between this answer and
 * the one before. Mentions of the first poll of a source are not for here.
 */
void	 spike_add(struct spike *, int64_t when, enum spike_series, int n);

/*
 * After the mentions of one answer, and once an hour. True: tell this. At
 * most one false alarm in `quiet` days for all series together. An alarm is
 * followed by nothing but its updates (half as many again) till it is over.
 */
bool	 spike_look(struct spike *, int64_t now, int quiet,
	    struct spike_alarm *);

/* What a day usually brings of it, in tenths; -1: not known yet, no alarm. */
int64_t	 spike_usual(const struct spike *, enum spike_series);
/* The owner listens to other sources, or for other words: how much is usual
 * is not known any more: no alarm for three days, and careful ones for two
 * weeks. The rhythm of the week stays. */
void	 spike_doubt(struct spike *);

void	 spike_put(struct sink *, const struct spike *);
bool	 spike_get(slice, struct spike *);	/* false: as new */

#endif
