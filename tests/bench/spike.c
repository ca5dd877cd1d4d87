/*
 * spike.c - how often core/count/spike.c is wrong, and how late.
 *
 *	spike quiet N [QUIET]	N pretend shops of each rate for a year in
 *				which nothing happens: every alarm is false
 *	spike find N TIMES [r]	negatives become TIMES as many, after 45 days
 *				and some: how long till it is told; r: in shops
 *				with hours and weekdays, else at an even rate
 *	spike spread N		N pretend shops each for ten years of posts
 *				that go as far as they go: how often one is
 *				told (core/count/spread.c)
 *	spike bound TIMES	the rate from which on any detector at all
 *				could tell it within 2 hours in 95 of 100
 *	spike bound TIMES r	in how many it could, by the mean rate, in
 *				shops with hours and weekdays
 *
 * Built by hand: cc -O2 -I. -o spike tests/bench/spike.c core/count/[fps]*.c
 * core/slice.c core/sink.c core/arena.c -lm. What it said is in spike.md.
 */
#include "core/count/spread.h"
#include "tests/shop_years.h"

#include <stdio.h>

static struct spike detector;
static struct years years;

struct heard {
	long	 alarms[SPIKES], updates;
	double	 from, found;		/* hours; found below 0: not */
};

static bool
count_them(void *arg, double hour, const struct spike_alarm *a)
{
	struct heard *h = arg;

	(void)hour;
	if (a->update)
		h->updates++;
	else
		h->alarms[a->series]++;
	return true;
}

static bool
is_found(void *arg, double hour, const struct spike_alarm *a)
{
	struct heard *h = arg;

	if (hour <= h->from || a->series != SPIKE_NEGATIVE)
		return true;
	h->found = hour - h->from;
	return false;
}

static long
false_alarms(double rate, size_t group, int n, int quiet)
{
	struct heard h = { { 0 }, 0, 0, 0 };
	struct shop shop;
	long	 all, worst = 0, before = 0;

	for (int i = 0; i < n; i++) {
		shop_make(&shop, rate, group * 100003 + (uint64_t)i);
		years_make(&years, &shop, 365);
		spike_init(&detector);
		years_hear(&detector, &years, 365, quiet, count_them, &h);
		all = h.alarms[0] + h.alarms[1] + h.alarms[2];
		worst = all - before > worst ? all - before : worst;
		before = all;
	}
	printf("| %.2f | %d | %ld | %ld | %ld | %.0f | %ld | %ld |\n", rate, n,
	    h.alarms[0], h.alarms[1], h.alarms[2],
	    365. * n / (double)(before ? before : 1), worst, h.updates);
	fflush(stdout);
	return before;
}

static void
quiet_years(int n, int quiet)
{
	static const double rates[] = { .33, 1, 3, 10, 30, 120, 480, 1200 };
	long	 all = 0;

	printf("| mentions a day | shop-years | false: negative | praise | all"
	    " | days for one | worst shop | updates |\n"
	    "|---|---|---|---|---|---|---|---|\n");
	for (size_t i = 0; i < COUNT(rates); i++)
		all += false_alarms(rates[i], i, n, quiet);
	printf("\none in %.0f days\n\n", 365. * n * COUNT(rates) /
	    (double)all);
	false_alarms(3000, COUNT(rates), n / 3 + 1, quiet);
}

static int
upwards(const void *a, const void *b)
{
	double	 x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

enum { RUNS = 4096, AFTER = 8 };	/* days */

/* An hour of the day that brings at least half of what the average does. */
static bool
is_open(const struct shop *s, double hour)
{
	return s->hour[(int)fmod(hour, 24)] >= .5;
}

static double
open_hours(const struct shop *s, double from, double hours)
{
	double	 sum = 0;

	for (double h = 0; h < fmin(hours, 24 * AFTER); h += .25)
		sum += is_open(s, from + h) ? .25 : 0;
	return hours < 1e8 ? sum : hours;
}

struct soon { int all, open, day, by_day; };

static void
soon_add(struct soon *s, const struct shop *shop, double found)
{
	bool	 day = is_open(shop, shop->from);

	s->all += found <= 2;
	s->open += open_hours(shop, shop->from, found) <= 2;
	s->day += day;
	s->by_day += day && found <= 2;
}

static void
delays(double rate, size_t group, int n, double times, bool rhythm)
{
	static double all[RUNS];
	struct shop shop;
	struct soon soon = { 0, 0, 0, 0 };
	int	 days;

	for (int i = 0; i < n; i++) {
		struct heard h = { { 0 }, 0, 0, 1e9 };

		shop_make(&shop, rate * 24 / .15, 77 * group + (uint64_t)i * 31);
		shop.share[SPIKE_ALL] += shop.share[SPIKE_NEGATIVE] - .15;
		shop.share[SPIKE_NEGATIVE] = .15;
		for (int k = 0; !rhythm && k < 24; k++)
			shop.hour[k] = shop.day[k % 7] = 1;
		shop.from = floor(4 * 24 * (45 + 8 * chance())) / 4;
		shop.times = times;
		days = (int)(shop.from / 24) + AFTER;
		years_make(&years, &shop, days);
		spike_init(&detector);
		h.from = shop.from;
		years_hear(&detector, &years, days, SPIKE_QUIET_DAYS, is_found,
		    &h);
		all[i] = h.found;
		soon_add(&soon, &shop, h.found);
	}
	qsort(all, (size_t)n, sizeof(*all), upwards);
	printf("| %.2f |", rate);
	for (int k = 50; k <= 95; k += 45)
		if (all[n * k / 100] < 1e8)
			printf(" %.1f h |", all[n * k / 100]);
		else
			printf(" - |");
	printf(" %.0f %% | %.0f %% | %.0f %% |\n", 100. * soon.all / n,
	    100. * soon.by_day / (soon.day ? soon.day : 1),
	    100. * soon.open / n);
	fflush(stdout);
}

static void
find(int n, double times, bool rhythm)
{
	static const double rates[] = { .04, .1, .25, .5, 1, 2, 3, 5, 8, 12,
	    15, 20, 25, 30, 40, 50 };

	printf("| negatives an hour | median | 95 of 100 | within 2 h"
	    " | begun by day | 2 open hours |\n|---|---|---|---|---|---|\n");
	for (size_t i = 0; i < COUNT(rates); i++)
		delays(rates[i], i, n, times, rhythm);
}

/*
 * Posts of power laws, that most go nowhere, seen as a poll sees them: when
 * they are new and when they have gone a step further. A shop of its own each
 * time; its first poll shows thirty.
 */
static long
spread_years(double rate, double slope, uint64_t seed)
{
	struct spread s;
	long	 alarms = 0;
	double	 t = 0;

	dice = seed * 7919 + 17;
	spread_init(&s);
	for (int i = 0; t < 3650; i++, t += i < 30 ? 0 : waiting() / rate) {
		int64_t	 now = YEARS_BEGIN + (int64_t)(t * 86400), told = 0;
		int64_t	 end = (int64_t)fmin(1e9, 3 * (pow(chance(),
		    -1 / slope) - 1)), at = end / 4, next;

		if (i < 30)
			spread_since(&s, now, now - (int64_t)(86400 * i /
			    rate));
		spread_grew(&s, now, -1, i < 30 ? end : at, &told,
		    SPREAD_QUIET_DAYS);
		for (; i >= 30 && at < end; at = next) {
			next = at + at / 4 + 1 < end ? at + at / 4 + 1 : end;
			spread_grew(&s, now, at, next, &told,
			    SPREAD_QUIET_DAYS);
		}
		alarms += i >= 30 && told > 0;
	}
	return alarms;
}

static void
spreads(int n)
{
	static const double rates[] = { .33, 1, 3, 10, 30, 120 };
	static const double slopes[] = { .8, 1, 1.3, 2 };

	printf("| posts a day | slope 0.8 | 1.0 | 1.3 | 2.0 |\n"
	    "|---|---|---|---|---|\n");
	for (size_t i = 0; i < COUNT(rates); i++) {
		printf("| %.2f |", rates[i]);
		for (size_t j = 0; j < COUNT(slopes); j++) {
			long	 all = 0;

			for (int k = 0; k < n; k++)
				all += spread_years(rates[i], slopes[j],
				    (uint64_t)k * 100 + i * 10 + j);
			printf(" %.0f |", 3650. * n / (double)(all ? all : 1));
		}
		printf("\n");
		fflush(stdout);
	}
}

static double
tail(double mean, int k)		/* P(Poisson >= k) */
{
	double	 term = exp(-mean), below = 0;

	for (int i = 0; i < k; i++) {
		below += term;
		term *= mean / (i + 1);
	}
	return 1 - below;
}

/*
 * One look at the last two hours, the rate known exactly, no clusters: the
 * best that there can be (Neyman and Pearson). Its chance to be wrong is that
 * of one false alarm in 90 days among all looks apart from each other, 12 a
 * day, shared by three series.
 */
static void
bound(double times)
{
	double	 wrong = 1. / 90 / 12 / 3, rate = 0;
	int	 k = 1;

	do {
		rate += .01;
		while (tail(2 * rate, k) > wrong)
			k++;
	} while (tail(2 * rate * times, k) < .95);
	printf("%.1f times: from %.2f an hour on (%d in two hours)\n", times,
	    rate, k);
}

/*
 * The same in shops with hours and weekdays, whose curve is known exactly: the
 * right to be wrong is spent where it finds most, which is one limit of the
 * likelihood ratio for all looks. `spread` is by how much clusters make a
 * count worth less: counts are divided by it.
 */
enum { WINDOWS = 84 };			/* of two hours, in a week */

static double
wrong_at(const double *usual, double times, double limit, double *found)
{
	double	 wrong = 0;

	*found = 0;
	for (int i = 0; i < WINDOWS; i++) {
		double	 need = (limit + usual[i] * (times - 1)) / log(times);
		int	 k = need < 1 ? 1 : (int)ceil(need);

		wrong += tail(usual[i], k) / WINDOWS;
		*found += tail(usual[i] * times, k) / WINDOWS;
	}
	return wrong;
}

static double
best(double rate, double times, uint64_t seed, double spread)
{
	double	 usual[WINDOWS], low = -20, high = 40, found = 0;
	struct shop s;

	shop_make(&s, rate * 24 / .15, seed);
	for (int i = 0; i < WINDOWS; i++)
		usual[i] = rate * s.day[i / 12] * (s.hour[i % 12 * 2] +
		    s.hour[i % 12 * 2 + 1]) / spread;
	for (int i = 0; i < 60; i++) {
		double	 mid = (low + high) / 2;

		if (wrong_at(usual, times, mid, &found) > 1. / 90 / 12 / 3)
			low = mid;
		else
			high = mid;
	}
	wrong_at(usual, times, high, &found);
	return found;
}

static void
rhythm_bound(double times)
{
	static const double rates[] = { 5, 8, 12, 15, 20, 25, 30, 40, 50 };

	for (size_t i = 0; i < COUNT(rates); i++) {
		double	 plain = 0, spread = 0;

		for (int k = 0; k < 1000; k++) {
			plain += best(rates[i], times, 77 * i + 31 *
			    (uint64_t)k, 1) / 1000;
			spread += best(rates[i], times, 77 * i + 31 *
			    (uint64_t)k, 1.49) / 1000;
		}
		printf("| %.0f | %.0f %% | %.0f %% |\n", rates[i],
		    100 * plain, 100 * spread);
	}
}

int
main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";
	int	 n = argc > 2 ? atoi(argv[2]) : 0;

	n = n < 1 ? 10 : n > RUNS ? RUNS : n;
	if (strcmp(what, "quiet") == 0)
		quiet_years(n, argc > 3 ? atoi(argv[3]) : SPIKE_QUIET_DAYS);
	else if (strcmp(what, "find") == 0)
		find(n, argc > 3 ? atof(argv[3]) : 3, argc > 4);
	else if (strcmp(what, "spread") == 0)
		spreads(n);
	else if (argc > 3)
		rhythm_bound(atof(argv[2]));
	else
		bound(argc > 2 ? atof(argv[2]) : 3);
	free(years.list);
	return 0;
}
