#include "core/desk/week.h"
#include "core/report/series.h"
#include "core/when/when.h"
#include "tests/test.h"

#include <stdlib.h>

static struct arena arena;

/* A moment as the wall of Berlin shows it falls on that day, also where the
 * day has 23 hours or 25. */
static const struct { const char *utc; int month, day; } days[] = {
	{ "2026-03-28T22:59:59Z", 3, 28 },
	{ "2026-03-28T23:00:00Z", 3, 29 },	/* 23 hours */
	{ "2026-03-29T21:59:59Z", 3, 29 },
	{ "2026-03-29T22:00:00Z", 3, 30 },
	{ "2026-10-24T22:00:00Z", 10, 25 },	/* 25 hours */
	{ "2026-10-25T22:59:59Z", 10, 25 },
	{ "2026-10-25T23:00:00Z", 10, 26 },
	{ "2026-12-31T23:00:00Z", 1, 1 },	/* of 2027 */
};

static void
test_days(void)
{
	struct calendar c = { .open = { .n = 0 } };
	struct series *s;
	int64_t	 t, from = when_days(2026, 1, 1);
	size_t	 at;

	CHECK(zone_named(SLICE("Europe/Berlin"), &c.zone));
	s = series_take(&arena, from, from + 399);
	for (size_t i = 0; i < COUNT(days); i++) {
		int64_t	 day = when_days(days[i].month == 1 ? 2027 : 2026,
		    days[i].month, days[i].day);

		CHECK(when_parse(slice_of(days[i].utc), &t));
		CHECK(calendar_day(&c, t) == day);
		CHECK(series_has(s, calendar_day(&c, t), &at) &&
		    (int64_t)at == day - from);
		series_add(s, at, 0, CLASS_OTHER, NEUTRAL);
	}
	CHECK(series_all(s, 0, s->n) == COUNT(days));
	CHECK(series_all(s, 87, 88) == 2 && series_all(s, 297, 298) == 2);
}

/* from (a weekday), days, bars of weeks, days of the first and of the last */
static const struct { int64_t from; size_t n, bars, first, last; } weeks[] = {
	{ 4, 7, 1, 7, 7 },		/* 5 January 1970: a Monday */
	{ 3, 7, 2, 1, 6 },
	{ 5, 7, 2, 6, 1 },
	{ 4, 8, 2, 7, 1 },
	{ 3, 1, 1, 1, 1 },
	{ 0, 60, 9, 4, 7 },		/* a Thursday */
	{ -3, 14, 2, 7, 7 },		/* a Monday before 1970 */
	{ -4, 14, 3, 1, 6 },
	{ 0, SERIES_DAYS, 58, 4, 4 },
};

static void
test_weeks(void)
{
	for (size_t i = 0; i < COUNT(weeks); i++) {
		struct series *s = series_take(&arena, weeks[i].from,
		    weeks[i].from + (int64_t)weeks[i].n - 1);
		size_t	 n = series_bars(s, true), a, b, next = 0;

		CHECK(s->n == weeks[i].n && n == weeks[i].bars);
		CHECK(n <= SERIES_WEEKS && series_bars(s, false) == s->n);
		for (size_t w = 0; w < n; w++) {
			series_bar(s, true, w, &a, &b);
			CHECK(a == next && b > a && b <= s->n);
			CHECK(w != 0 || b - a == weeks[i].first);
			CHECK(w + 1 != n || b - a == weeks[i].last);
			for (size_t d = a; d < b; d++)
				CHECK(series_bar_of(s, true, d) == w);
			next = b;
		}
		CHECK(next == s->n);
	}
}

static void
test_bounds(void)
{
	struct series *s = series_take(&arena, 100, 99);
	char	 names[SERIES_SOURCES + 3][8];
	size_t	 at;

	CHECK(s->n == 0 && series_bars(s, true) == 0 &&
	    !series_has(s, 100, &at));
	s = series_take(&arena, 0, 100000);
	CHECK(s->n == SERIES_DAYS && s->from == 100000 - SERIES_DAYS + 1);
	CHECK(!series_has(s, INT64_MIN, &at) && !series_has(s, INT64_MAX,
	    &at) && !series_has(s, s->from - 1, &at));
	for (size_t i = 0; i < COUNT(names); i++) {
		snprintf(names[i], sizeof(names[i]), "s%zu", i);
		at = series_source(s, slice_of(names[i]));
		CHECK(at == (i < SERIES_SOURCES ? i : SERIES_SOURCES));
		series_add(s, 3, at, CLASS_PRAISE, POSITIVE);
	}
	CHECK(series_source(s, SLICE("s0")) == 0);
	CHECK(series_by(s, SERIES_SOURCES, 0, s->n) == 3);
	CHECK(series_class(s, CLASS_PRAISE, 0, s->n) == COUNT(names));
	CHECK(series_side(s, NEGATIVE, 0, s->n) == 0);
}

/* Counts stand in for the days whose mentions are forgotten, and only there. */
static void
test_join(void)
{
	struct series *s = series_take(&arena, 0, 9);
	struct series *c = series_take(&arena, 0, 9);
	struct count_day d = { .of = { [CLASS_COMPLAINT] = { 2, 0, 1 } } };

	CHECK(series_join(s, c) == 0);
	for (size_t i = 0; i < 8; i++)	/* what is counted lags behind */
		series_add_counts(c, i, 1, &d);
	for (size_t i = 4; i < 10; i++)
		for (int n = 0; n < 3; n++)
			series_add(s, i, 0, CLASS_IDEA, NEUTRAL);
	CHECK(series_join(s, c) == 4);
	CHECK(series_all(s, 0, 10) == 30 && series_all(s, 0, 4) == 12);
	CHECK(series_class(s, CLASS_COMPLAINT, 0, 10) == 12);
	CHECK(series_by(s, 1, 0, 10) == 12 && series_by(s, 0, 0, 10) == 18);
	d.of[CLASS_COMPLAINT][0] = INT64_MAX;
	series_add_counts(c, 0, 1, &d);
	series_add_counts(c, 0, 1, &d);
	CHECK(series_all(c, 0, 1) == (int64_t)INT32_MAX + 3);
}

int
main(void)
{
	void	*block = malloc(8 << 20);

	CHECK(block != NULL);
	arena_init(&arena, block, 8 << 20);
	test_days();
	test_weeks();
	test_bounds();
	test_join();
	CHECK(!arena.spent);
	arena_init(&arena, block, 100);
	CHECK(series_take(&arena, 0, 1) == NULL);
	free(block);
	return test_failed;
}
