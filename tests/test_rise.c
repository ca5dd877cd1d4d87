#include "core/count/rise.h"
#include "core/count/spread.h"

#include "tests/shop_years.h"
#include "tests/test.h"

/* 1 / P(X >= x) by lgamma(), which is another way. */
static double
odds(uint32_t n, uint32_t x, double a, double b)
{
	double	 sum = 0;

	for (uint32_t i = x; i <= n; i++)
		sum += exp(lgamma(n + 1.) - lgamma(i + 1.) -
		    lgamma(n - i + 1.) + i * log(a / (a + b)) +
		    (n - i) * log(b / (a + b)));
	return 1 / sum;
}

static const uint32_t tails[][4] = {
	{ 3, 3, 7, 56 }, { 3, 2, 7, 56 }, { 10, 3, 7, 56 }, { 100, 20, 7, 56 },
	{ 20000, 2600, 7, 49 }, { 5, 5, 7, 7 }, { 1, 1, 7, 1 },
	{ 400, 60, 7, 56 }, { 20, 20, 1, 2 }, { 9, 1, 7, 56 },
};

static void
test_odds(void)
{
	for (size_t i = 0; i < COUNT(tails); i++) {
		const uint32_t *t = tails[i];
		double	 want = odds(t[0], t[1], t[2], t[3]);
		double	 got = (double)rise_odds(t[0], t[1], t[2], t[3]);

		CHECK(fabs(got - want) <= 1 + want / 1000);
	}
	CHECK(rise_odds(3, 3, 7, 56) == 729);
	CHECK(rise_odds(500, 500, 1, 99) == (int64_t)1 << 40);
	CHECK(rise_odds(0, 0, 7, 56) == 1 && rise_odds(3, 4, 7, 56) == 1);
	CHECK(rise_odds(3, 3, 0, 56) == 1 && rise_odds(3, 3, 7, 0) == 1);
	CHECK(rise_odds(UINT32_MAX, 9, 7, 56) == 1);
}

static void
test_rises(void)
{
	struct rise_counts c = { .days = 56 };
	struct rises_told told = { { 0 } }, back;
	struct rise out[RISES_MAX];
	unsigned pay = label_named(SLICE("site/payment"));
	char	 buf[RISE_BYTES];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	c.week[pay] = 3;			/* never before */
	c.week[0] = 10;
	c.before[0] = 80;			/* as always */
	c.week[1] = 20;
	c.before[1] = 8;
	c.week[2] = 2;				/* too few */
	CHECK(rises_find(&c, RISE_ODDS, &told, out) == 2);
	CHECK(out[0].label == 1 && out[0].people == 20 &&
	    out[0].tenths == 10);
	CHECK(out[1].label == pay && out[1].people == 3 &&
	    out[1].odds == 729);
	rises_put(&k, &told);
	CHECK(rises_get(sink_slice(&k), &back) &&
	    memcmp(&told, &back, sizeof(told)) == 0);
	CHECK(!rises_get(slice_head(sink_slice(&k), k.len - 1), &back));

	CHECK(rises_find(&c, RISE_ODDS, &told, out) == 0);	/* once */
	c.week[pay] = 4;
	CHECK(rises_find(&c, RISE_ODDS, &told, out) == 0);
	c.week[pay] = 5;
	CHECK(rises_find(&c, RISE_ODDS, &told, out) == 1);
	c.week[pay] = 1;
	CHECK(rises_find(&c, RISE_ODDS, &told, out) == 0);
	c.week[pay] = 3;			/* another time */
	CHECK(rises_find(&c, RISE_ODDS, &told, out) == 1);

	for (unsigned i = 0; i < LABELS; i++)
		c.week[i] = 100 + i;
	CHECK(rises_find(&c, RISE_ODDS, &told, out) == RISES_MAX);
	CHECK(out[0].odds >= out[1].odds && out[1].odds >= out[2].odds);
	c.days = 0;				/* the first week */
	CHECK(rises_find(&c, RISE_ODDS, &told, out) == 0);
}

/* --- how far posts go ------------------------------------------------- */

/* Power laws of a slope; in ten years at most twice the 40 that 90 days for
 * one allow, and what goes further by far is told. */
static void
test_spread(void)
{
	static const double slopes[] = { 1, 1.3, 2 }, rates[] = { .3, 3, 30 };

	dice = 21;
	for (size_t i = 0; i < COUNT(slopes) * COUNT(rates); i++) {
		double	 slope = slopes[i / 3], rate = rates[i % 3];
		struct spread s;
		int	 alarms = 0;
		double	 t = 0;

		spread_init(&s);
		for (; t < 3650; t += waiting() / rate) {
			int64_t	 told = 0, now = YEARS_BEGIN +
			    (int64_t)(t * 86400);
			int64_t	 end = (int64_t)fmin(1e9,
			    2 * (pow(chance(), -1 / slope) - 1));

			spread_grew(&s, now, -1, end / 3, &told, 90);
			spread_grew(&s, now, end / 3, end, &told, 90);
			alarms += told > 0;
		}
		CHECK(alarms <= 60);
		CHECK(rate > 1 ? alarms >= 4 : alarms >= 1);
	}
}

static void
test_reach(void)
{
	static const struct { int64_t likes, answers, reach; } of[] = {
		{ 0, 0, 0 }, { 3, 0, 3 }, { 3, 2, 11 }, { -9, 1, 4 },
		{ 7, -7, 7 }, { INT64_MAX, INT64_MAX, (int64_t)5 << 28 },
		{ INT64_MIN, INT64_MIN, 0 },
	};
	unsigned before = 0, steps = 0;

	for (size_t i = 0; i < COUNT(of); i++)
		CHECK(spread_reach(of[i].likes, of[i].answers) == of[i].reach);
	for (int64_t r = 0; r <= 4096; r++) {
		unsigned now = spread_step(r);

		CHECK(now == before || now == before + 1);
		steps += now != before;
		before = now;
	}
	CHECK(spread_step(7) == 0 && spread_step(8) == 1 &&
	    spread_step(11) == 1 && spread_step(12) == 2);
	CHECK(steps == 19);		/* so often is a store written for it */
	CHECK(spread_step((int64_t)5 << 28) < 256);
	CHECK(spread_step(INT64_MAX) < 256);
}

/* A first poll says what is usual, and how long it has been so. */
static void
test_first_poll(void)
{
	struct spread s;
	int64_t	 told = 0, now = YEARS_BEGIN;

	spread_init(&s);
	CHECK(spread_usual(&s) == -1);
	for (int i = 0; i < 100; i++) {
		spread_since(&s, now, now - (int64_t)(i + 1) * 86400);
		spread_grew(&s, now, -1, i % 10 ? i % 3 : 12, &told, 360);
	}
	CHECK(s.since == now - 60 * 86400);
	CHECK(spread_usual(&s) == 3);
	CHECK(spread_limit(&s, now, 360) > 32 &&
	    spread_limit(&s, now, 360) < SPREAD_NEW * 8);
	spread_since(&s, now, now + 86400);
	spread_since(&s, now, INT64_MIN / 2);
	CHECK(s.since == now - 60 * 86400);
}

static void
test_story(void)
{
	struct spread s, back;
	int64_t	 told = 0, now = YEARS_BEGIN;
	char	 buf[SPREAD_BYTES];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	spread_init(&s);
	CHECK(spread_limit(&s, now, 90) == SPREAD_NEW);
	for (int i = 0; i < 100; i++, now += 86400)
		CHECK(!spread_grew(&s, now, -1, i % 8, &told, 90));
	CHECK(spread_limit(&s, now, 90) == SPREAD_LEAST);
	CHECK(spread_limit(&s, now, 3600) > SPREAD_LEAST);
	CHECK(!spread_grew(&s, now, -1, 31, &told, 90) && told == 0);
	CHECK(spread_grew(&s, now, 31, 100, &told, 90) && told == 100);
	CHECK(!spread_grew(&s, now, 100, 399, &told, 90) && told == 100);
	CHECK(spread_grew(&s, now, 399, 400, &told, 90) && told == 400);
	CHECK(!spread_grew(&s, now, 400, 90, &told, 90));	/* unliked */
	spread_put(&k, &s);
	CHECK(spread_get(sink_slice(&k), &back) &&
	    memcmp(&s, &back, sizeof(s)) == 0);
	for (size_t n = 0; n < k.len; n++)
		CHECK(!spread_get(slice_head(sink_slice(&k), n), &back));
}

int
main(void)
{
	test_odds();
	test_rises();
	test_spread();
	test_reach();
	test_first_poll();
	test_story();
	return test_failed;
}
