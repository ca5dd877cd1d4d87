/* The larger simulation is tests/bench/spike.c. */
#include "tests/shop_years.h"
#include "tests/test.h"

static struct years years;
static struct spike k, other;

struct heard {
	int	 alarms, updates, quiet;
	double	 first, from;		/* hours */
	enum spike_series series;
};

static bool
hear(void *arg, double hour, const struct spike_alarm *a)
{
	struct heard *h = arg;

	if (hour < h->from)
		return true;
	if (h->alarms + h->updates == 0) {
		h->first = hour;
		h->series = a->series;
	}
	*(a->update ? &h->updates : &h->alarms) += 1;
	h->quiet += a->quiet;
	CHECK(a->quiet == (a->series == SPIKE_PRAISE));
	CHECK(a->count * 10 > a->usual && a->since > YEARS_BEGIN);
	return true;
}

/* Shop-years in which nothing happens: one false alarm in 90 days is 32 in
 * these eight; shops differ much, so that only half of all that is a margin. */
static void
test_quiet(void)
{
	static const double rates[] = { .33, 3, 30, 300 };
	struct heard h = { 0 };
	struct shop shop;

	for (size_t i = 0; i < 2 * COUNT(rates); i++) {
		shop_make(&shop, rates[i / 2], i + 500);
		years_make(&years, &shop, 365);
		spike_init(&k);
		years_hear(&k, &years, 365, SPIKE_QUIET_DAYS, hear, &h);
	}
	CHECK(h.alarms <= 16);
}

/* A tenfold of five negatives an hour, for good: told at once, then updates
 * without further alarms, then it is the usual. */
static void
test_event(void)
{
	struct heard h = { .from = 45 * 24 };
	struct shop shop;

	shop_make(&shop, 800, 3);
	for (int i = 0; i < 24; i++)
		shop.hour[i] = shop.day[i % 7] = 1;
	shop.from = h.from;
	shop.times = 10;
	years_make(&years, &shop, 65);
	spike_init(&k);
	years_hear(&k, &years, 65, SPIKE_QUIET_DAYS, hear, &h);
	CHECK(h.alarms == 1 && h.series == SPIKE_NEGATIVE && h.quiet == 0);
	CHECK(h.first - h.from <= 2);
	CHECK(h.updates >= 5 && h.updates <= 20);
	CHECK(k.line[SPIKE_NEGATIVE].since == 0);
}

/* Negatives three times as many, 20 an hour in the mean, in shops with hours
 * and weekdays: tests/bench/spike.md says 88 of 100 within two hours. */
static void
test_late(void)
{
	struct shop shop;
	int	 soon = 0;

	for (uint64_t i = 0; i < 40; i++) {
		struct heard h = { .first = 1e9 };

		shop_make(&shop, 20 * 24 / .15, 4100 + i);
		shop.share[SPIKE_ALL] += shop.share[SPIKE_NEGATIVE] - .15;
		shop.share[SPIKE_NEGATIVE] = .15;
		shop.from = h.from = 45 * 24 + floor(96 * chance()) / 4;
		shop.times = 3;
		years_make(&years, &shop, 47);
		spike_init(&k);
		h.from += .01;
		years_hear(&k, &years, 47, SPIKE_QUIET_DAYS, hear, &h);
		soon += h.first - shop.from <= 2;
	}
	CHECK(soon >= 33);
}

/* --- step by step ----------------------------------------------------- */

static int64_t now;
static struct heard heard;

/* So many hours, in each so many mentions in its first half. */
static void
hours(int n, int many, enum spike_series series)
{
	struct spike_alarm a;

	for (int q = 0; q < n * 4; q++) {
		now += 900;
		spike_answered(&k, now);
		if (q % 4 < 2)
			spike_add(&k, now - 60, series, many / 2 +
			    (q % 4 == 0 ? many % 2 : 0));
		if (spike_look(&k, now, SPIKE_QUIET_DAYS, &a)) {
			*(a.update ? &heard.updates : &heard.alarms) += 1;
			heard.quiet += a.quiet;
			heard.series = a.series;
		}
	}
}

static void
begin(void)
{
	now = YEARS_BEGIN;
	spike_init(&k);
	heard = (struct heard){ 0 };
}

static void
test_steps(void)
{
	begin();
	hours(40, 30, SPIKE_NEGATIVE);		/* much, from the first hour */
	CHECK(heard.alarms == 0);
	hours(20 * 24, 2, SPIKE_ALL);
	heard.alarms = heard.updates = 0;
	hours(3, 40, SPIKE_PRAISE);
	CHECK(heard.alarms == 1 && heard.quiet >= 1);
	CHECK(heard.series == SPIKE_PRAISE && heard.updates <= 3);
	hours(48, 2, SPIKE_ALL);		/* it is over */
	CHECK(heard.alarms == 1);
	hours(2, 40, SPIKE_NEGATIVE);		/* and another */
	CHECK(heard.alarms == 2 && heard.series == SPIKE_NEGATIVE);
}

/* While praise runs, blame is told at once, as what becomes of it. */
static void
test_turn(void)
{
	begin();
	hours(20 * 24, 2, SPIKE_ALL);
	hours(2, 40, SPIKE_PRAISE);
	CHECK(heard.alarms == 1);
	hours(1, 60, SPIKE_NEGATIVE);
	CHECK(heard.alarms == 1 && heard.updates >= 1);
	CHECK(heard.series == SPIKE_NEGATIVE);
}

/* So many hours, each with so many negative mentions and so many others. */
static void
mixed(int n, int negative, int others)
{
	struct spike_alarm a;

	for (int q = 0; q < n * 4; q++) {
		now += 900;
		spike_answered(&k, now);
		spike_add(&k, now - 60, SPIKE_NEGATIVE, negative / 4);
		spike_add(&k, now - 60, SPIKE_ALL, others / 4);
		if (!spike_look(&k, now, SPIKE_QUIET_DAYS, &a))
			continue;
		*(a.update ? &heard.updates : &heard.alarms) += 1;
		heard.series = a.series;
		CHECK(a.count * 10 > a.usual);
	}
}

/* On a day on which little is said, what is much for such a day is told, once;
 * a day on which more of everything is said is no reason to speak of blame. */
static void
test_such_a_day(void)
{
	begin();
	mixed(40 * 24, 16, 96);
	CHECK(heard.alarms == 0);
	mixed(10, 4, 28);
	mixed(2, 20, 28);
	CHECK(heard.alarms == 1 && heard.series == SPIKE_NEGATIVE);
	mixed(12, 20, 28);
	CHECK(heard.alarms == 1);
	begin();
	mixed(40 * 24, 16, 96);
	mixed(20, 28, 176);
	CHECK(heard.alarms == 0);
}

/* Blind for three days, then three days at once with their own times; a clock
 * that jumps a year ahead and back, or to 1970. */
static void
test_gaps(void)
{
	static const int64_t jumps[] = { 365 * 86400, -366 * 86400,
	    -(int64_t)YEARS_BEGIN, YEARS_BEGIN, 90000, -90000, 3600, -3600,
	    (int64_t)1 << 36, -((int64_t)1 << 36) };
	struct spike_alarm a;
	int64_t	 level;

	begin();
	hours(30 * 24, 4, SPIKE_ALL);
	level = k.line[SPIKE_ALL].level * 100 / k.line[SPIKE_ALL].level_due;
	now += 3 * 86400;
	spike_answered(&k, now);
	for (int i = 0; i < 3 * 24; i++)
		spike_add(&k, now - i * 3600, SPIKE_ALL, 4);
	CHECK(!spike_look(&k, now, SPIKE_QUIET_DAYS, &a));
	hours(10 * 24, 4, SPIKE_ALL);
	for (int i = 0; i < 60; i++) {		/* an answer each 3 hours */
		now += 3 * 3600;
		spike_answered(&k, now);
	}
	CHECK(level - k.line[SPIKE_ALL].level * 100 /
	    k.line[SPIKE_ALL].level_due < level / 5);
	CHECK(heard.alarms == 0);
	for (size_t i = 0; i < COUNT(jumps); i++) {
		now += jumps[i];
		hours(30, 4, SPIKE_ALL);
	}
	CHECK(heard.alarms == 0);
	spike_add(&k, INT64_MAX, SPIKE_ALL, 1);
	spike_add(&k, INT64_MIN, SPIKE_ALL, 1000);
	spike_add(&k, now, SPIKE_ALL, -5);
	CHECK(!spike_look(&k, now, SPIKE_QUIET_DAYS, &a));
}

/* Another source triples what is heard, for good: once the detector has been
 * told so, no alarm; and a spike after that is one. */
static void
test_doubt(void)
{
	for (int doubt = 0; doubt < 2; doubt++) {
		begin();
		hours(40 * 24, 6, SPIKE_ALL);
		CHECK(spike_usual(&k, SPIKE_ALL) / 10 - 144 <= 5);
		hours(1, 6, SPIKE_ALL);
		heard.alarms = 0;
		if (doubt)
			spike_doubt(&k);
		CHECK(spike_usual(&k, SPIKE_ALL) == -1 || !doubt);
		hours(20 * 24, 18, SPIKE_ALL);
		CHECK(heard.alarms == !doubt);
		CHECK(spike_usual(&k, SPIKE_ALL) / 10 > 350);
		hours(2, 90, SPIKE_ALL);
		CHECK(heard.alarms == 1 + !doubt);
	}
	begin();				/* in the middle of an event */
	hours(40 * 24, 6, SPIKE_ALL);
	hours(3, 60, SPIKE_NEGATIVE);
	CHECK(heard.alarms == 1);
	spike_doubt(&k);
	heard = (struct heard){ 0 };
	hours(10 * 24, 30, SPIKE_NEGATIVE);
	CHECK(heard.alarms + heard.updates == 0);
	spike_init(&k);
	spike_doubt(&k);			/* of nothing */
	CHECK(k.at == 0);
}

static slice
record(const struct spike *s, char *buf, size_t n)
{
	struct sink out = { .buf = buf, .cap = n };

	spike_put(&out, s);
	CHECK(!out.full);
	return sink_slice(&out);
}

/* A restart makes no difference; what is damaged is as new. */
static void
test_record(void)
{
	static char a[SPIKE_BYTES], b[SPIKE_BYTES];
	slice	 x, y;

	for (int many = 0; many <= 400000; many = many * 20 + 1) {
		begin();
		hours(40 * 24, many, SPIKE_NEGATIVE);
		hours(5, many * 5, SPIKE_PRAISE);
		x = record(&k, a, sizeof(a));
		CHECK(spike_get(x, &other));
		y = record(&other, b, sizeof(b));
		CHECK(slice_eq(x, y));
		k = other;
		hours(30, many, SPIKE_NEGATIVE);
		for (size_t n = 0; n < x.n; n += 7)
			CHECK(!spike_get(slice_head(x, n), &other));
		CHECK(other.at == 0 && other.line[0].level == 0);
	}
	k.line[SPIKE_NEGATIVE].off[0] = 5;
	x = record(&k, a, sizeof(a));		/* of version 0.5 */
	a[0] = 'K';
	CHECK(spike_get(x, &other) && other.at == k.at);
	CHECK(other.line[SPIKE_NEGATIVE].off[0] == 0);
	CHECK(spike_usual(&other, SPIKE_ALL) == spike_usual(&k, SPIKE_ALL));
	spike_init(&k);
	CHECK(record(&k, a, sizeof(a)).n < 40);
}

int
main(void)
{
	test_quiet();
	test_event();
	test_late();
	test_steps();
	test_turn();
	test_such_a_day();
	test_gaps();
	test_doubt();
	test_record();
	free(years.list);
	return test_failed;
}
