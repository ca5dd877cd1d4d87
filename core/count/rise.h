/*
 * rise.h - an issue that more people name than usual, before it is a spike:
 * "3 people this week: card machine".
 *
 * This week against the weeks before: were nothing different, each of all
 * n who named it would have done so this week with the chance 7 / (7 + days
 * before), so that the chance of so many is a tail of a binomial, which is
 * exact and needs no model of how often (Przyborowski and Wilenski 1940,
 * Biometrika 31, 313). Few weeks known make it careful by themselves.
 */
#ifndef CORE_RISE_H
#define CORE_RISE_H

#include "core/judge/label.h"
#include "core/sink.h"

enum {
	RISES_MAX = 3,
	RISE_PEOPLE = 3,	/* fewer are never told */
	RISE_WEEK = 7,
	RISE_ODDS = 500,	/* one in so many, by chance: the default */
	RISE_BYTES = 192
};

struct rise_counts {
	uint32_t week[LABELS];		/* people in the last 7 days */
	uint32_t before[LABELS];	/* in the days before those */
	uint32_t days;			/* how many these are; 8 weeks do */
};

struct rise {
	unsigned label;
	uint32_t people;		/* this week */
	uint32_t tenths;		/* in a usual week, in tenths */
	int64_t	 odds;			/* one in so many */
};

/* What was told, so that it is told once: how many people then, 0 none. */
struct rises_told { uint16_t people[LABELS]; };

/* The strongest first; returns how many. An issue that was told comes again
 * with half as many people more; it is forgotten when this week's people are
 * fewer than RISE_PEOPLE. */
size_t	 rises_find(const struct rise_counts *, int64_t odds,
	    struct rises_told *, struct rise out[static RISES_MAX]);

/* P(X >= x) of n trials of chance a / (a + b): one in so many, rounded down,
 * at most 2^40. */
int64_t	 rise_odds(uint32_t n, uint32_t x, uint32_t a, uint32_t b);

void	 rises_put(struct sink *, const struct rises_told *);
bool	 rises_get(slice, struct rises_told *);	/* false: nothing told */

#endif
