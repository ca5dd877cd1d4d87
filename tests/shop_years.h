/*
 * shop_years.h - pretend shops, of which more or less is said: for
 * tests/test_spike.c and tests/bench/spike.c.
 *
 * Each has hours and weekdays of its own (some close on one), days that are
 * better or worse than others, a dozen holidays a year, it grows or shrinks;
 * and a tenth to a quarter of what is said is said again by one or two
 * others within hours.
 */
#ifndef TESTS_SHOP_YEARS_H
#define TESTS_SHOP_YEARS_H

#include "core/count/spike.h"

#include <math.h>
#include <stdlib.h>

static uint64_t dice;

static double
chance(void)				/* splitmix64, above 0, below 1 */
{
	uint64_t z = dice += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	z ^= z >> 31;
	return ((double)(z >> 11) + .5) / 9007199254740992.;
}

static double
waiting(void)
{
	return -log(chance());
}

static double
normal(void)
{
	return sqrt(2 * waiting()) * cos(6.283185307179586 * chance());
}

struct shop {
	double	 rate;			/* mentions a day */
	double	 hour[24], day[7];	/* their mean is 1 */
	double	 share[SPIKES];		/* of what is said */
	double	 growth, noise, again;
	/* negatives are so many times as many from hour `from` on */
	double	 from, times;
};

static inline void
shop_even(double *row, int n)
{
	double	 sum = 0;

	for (int i = 0; i < n; i++)
		sum += row[i];
	for (int i = 0; i < n; i++)
		row[i] *= n / sum;
}

static inline void
shop_make(struct shop *s, double rate, uint64_t seed)
{
	double	 peak, wide, low;

	dice = seed * 7919 + 17;
	peak = 9 + chance() * 10;
	wide = 3 + 3 * chance();
	low = .03 + .15 * chance();
	for (int h = 0; h < 24; h++) {
		double	 d = fabs(h + .5 - peak);

		d = d > 12 ? 24 - d : d;
		s->hour[h] = low + exp(-d * d / 2 / wide / wide);
	}
	for (int d = 0; d < 7; d++)
		s->day[d] = exp(.25 * normal()) * (chance() < .15 ? .3 : 1);
	shop_even(s->hour, 24);
	shop_even(s->day, 7);
	s->rate = rate;
	s->growth = -.2 + .9 * chance();	/* a year */
	s->share[SPIKE_NEGATIVE] = .08 + .15 * chance();
	s->share[SPIKE_PRAISE] = .2 + .2 * chance();
	s->share[SPIKE_ALL] = 1 - s->share[SPIKE_NEGATIVE] -
	    s->share[SPIKE_PRAISE];
	s->again = .05 + .2 * chance();
	s->noise = .05 + .15 * chance();
	s->from = 1e9;
	s->times = 1;
}

/* --- what is said ----------------------------------------------------- */

struct said { double at; enum spike_series series; };	/* hours */
struct years { struct said *list; size_t n, cap; };

static inline void
years_add(struct years *y, double at, enum spike_series series)
{
	if (y->n == y->cap) {
		y->cap = y->cap ? 2 * y->cap : 1024;
		y->list = realloc(y->list, y->cap * sizeof(*y->list));
	}
	y->list[y->n++] = (struct said){ at, series };
}

static inline int
years_order(const void *a, const void *b)
{
	double	 x = ((const struct said *)a)->at;
	double	 y = ((const struct said *)b)->at;

	return (x > y) - (x < y);
}

static inline void
years_quarter(struct years *y, const struct shop *s, double at, double rate,
    enum spike_series series)
{
	if (series == SPIKE_NEGATIVE && at >= s->from)
		rate *= s->times;
	for (double t = waiting() / rate; t < .25; t += waiting() / rate) {
		years_add(y, at + t, series);
		if (chance() > s->again)
			continue;
		for (int n = chance() < .5 ? 1 : 2; n > 0; n--)
			years_add(y, at + t + waiting(), series);
	}
}

static inline void
years_make(struct years *y, const struct shop *s, int days)
{
	y->n = 0;
	for (int d = 0; d < days; d++) {
		double	 f = exp(s->noise * normal()) * s->day[d % 7] *
		    pow(1 + s->growth, d / 365.);

		if (chance() < 12. / 365)
			f *= .3 + 1.4 * chance();
		f *= s->rate / 24 / (1 + 1.5 * s->again);
		for (int q = 0; q < 96; q++)
			for (int j = 0; j < SPIKES; j++)
				years_quarter(y, s, d * 24 + q / 4.,
				    f * s->hour[q / 4] * s->share[j],
				    (enum spike_series)j);
	}
	qsort(y->list, y->n, sizeof(*y->list), years_order);
}

/* --- what the detector makes of it ------------------------------------ */

enum { YEARS_BEGIN = 1767225600 };	/* 1 January 2026 */

/* Polls each quarter of an hour; each() hears what is told, and may stop. */
static inline void
years_hear(struct spike *k, const struct years *y, int days, int quiet,
    bool (*each)(void *, double hour, const struct spike_alarm *), void *arg)
{
	struct spike_alarm a;
	size_t	 i = 0;

	for (int q = 1; q <= days * 96; q++) {
		int64_t	 now = YEARS_BEGIN + (int64_t)q * 900;
		bool	 any = q % 4 == 0;

		spike_answered(k, now);
		for (; i < y->n && y->list[i].at < q / 4.; i++, any = true)
			spike_add(k, YEARS_BEGIN + (int64_t)(y->list[i].at *
			    3600), y->list[i].series, 1);
		if (any && spike_look(k, now, quiet, &a) &&
		    !each(arg, q / 4., &a))
			break;
	}
}

#endif
