/*
 * rhythm.h - has a source fallen silent, measured by its own rhythm?
 *
 * What is learnt is in which hours it brings something (profile.h), not how
 * much. Its silence is measured in entries that were due: so many hours of
 * the night count for little. Only time between two polls that worked counts,
 * and only if no more than two polls lie between them: neither our outage nor
 * its errors are its silence. A silence is told once, when with what is known
 * of the rate (a gamma, see spike.h) fewer than one gap in `quiet` days would
 * be as long, and when it is half as long again as the longest that the source
 * has had of late.
 *
 * Simulated with the seven sources of tests/test_rhythm.c, 40 source-years
 * each (the test itself runs three): one false alarm in all. A source of 100
 * entries a day is told after 0.7 days (median), 20 on workdays 1.5, five 3.4,
 * one 13. One that brings less than one in two days is as good as never told.
 */
#ifndef CORE_RHYTHM_H
#define CORE_RHYTHM_H

#include "core/count/profile.h"

enum {
	RHYTHM_GAPS = 20,		/* known before anything is told */
	RHYTHM_HOURS = 14 * 24,
	RHYTHM_QUIET_DAYS = 365,	/* for one false alarm: the default */
	RHYTHM_BYTES = 700
};

struct rhythm {
	struct profile profile;
	int64_t	 polled;		/* the last that worked; 0 none */
	int64_t	 fresh;			/* when it last brought something */
	int64_t	 silent;		/* due since, 20 bits of point */
	int64_t	 worst;			/* the longest of late, likewise */
	int64_t	 gaps;
	int64_t	 covered;		/* seconds of this hour */
	int64_t	 active;		/* 1: and something came in it */
	int64_t	 told;			/* 1: this silence was */
};

void	 rhythm_init(struct rhythm *);
/*
 * A poll that worked, `fresh` entries in it; `every`: seconds between polls;
 * `east`: the shop's clock. Of the others nothing is told here. True: it has
 * been silent since r->fresh, against its rhythm.
 */
bool	 rhythm_poll(struct rhythm *, int64_t now, int32_t east, int64_t every,
	    int64_t fresh, int quiet);
/* How often it usually brings something: seconds, 0 not known. */
int64_t	 rhythm_usual(const struct rhythm *);

void	 rhythm_put(struct sink *, const struct rhythm *);
bool	 rhythm_get(slice, struct rhythm *);	/* false: as new */

#endif
