#include "core/count/rhythm.h"

#include "tests/shop_years.h"
#include "tests/test.h"

static struct rhythm r, other;

enum { DAY = 86400, EVERY = 900 };

struct source {
	double	 rate;			/* entries a day */
	bool	 office;		/* on weekdays, 8 to 18 */
	double	 batch;			/* more come with one */
};

static const struct source sources[] = {
	{ .03, false, 0 }, { .3, false, .2 }, { 1, false, .3 },
	{ 1, true, .2 }, { 5, false, .5 }, { 20, true, .5 },
	{ 100, false, .3 },
};

static double
rate_at(const struct source *s, int64_t now)
{
	int64_t	 hour = now / 3600 % 24, day = now / DAY % 7;

	if (!s->office)
		return s->rate * (hour < 6 ? .2 : 1.27);
	return day == 2 || day == 3 || hour < 8 || hour >= 18 ? 0 :
	    s->rate * 3.36;
}

/* Polls from..to; how often a silence was told. `dead`: nothing comes. */
static int
listen(const struct source *s, int64_t from, int64_t to, bool dead)
{
	double	 due = 0;
	int	 told = 0;

	for (int64_t now = from; now < to; now += EVERY) {
		int64_t	 fresh = 0;

		for (due += rate_at(s, now) * EVERY / DAY; !dead && due > 0;
		    due -= waiting() * (1 + s->batch))
			fresh += 1 + (chance() < s->batch);
		told += rhythm_poll(&r, now, 3600, EVERY, fresh,
		    RHYTHM_QUIET_DAYS);
	}
	return told;
}

/* Three source-years each in which nothing fails: at most one false. */
static void
test_quiet(void)
{
	int	 all = 0;

	dice = 11;
	for (size_t i = 0; i < COUNT(sources); i++) {
		rhythm_init(&r);
		all += listen(&sources[i], YEARS_BEGIN, YEARS_BEGIN +
		    (int64_t)3 * 365 * DAY, false);
	}
	CHECK(all <= (int)COUNT(sources));
}

/* It dies after half a year: told once, and never again; and how late. */
static void
test_silent(void)
{
	/* 0: too rare for it to be known */
	static const int days[] = { 0, 0, 30, 30, 6, 4, 1 };

	dice = 12;
	for (size_t i = 0; i < COUNT(sources); i++) {
		int64_t	 end = YEARS_BEGIN + (int64_t)180 * DAY;
		int	 told;

		rhythm_init(&r);
		listen(&sources[i], YEARS_BEGIN, end, false);
		told = listen(&sources[i], end, end + (int64_t)days[i] * DAY,
		    true);
		CHECK(told == (days[i] > 0));
		CHECK(days[i] == 0 || rhythm_usual(&r) > 0);
		CHECK(listen(&sources[i], end + (int64_t)days[i] * DAY, end +
		    (int64_t)(days[i] * 2) * DAY, true) == 0);
		listen(&sources[i], end + (int64_t)(days[i] * 2) * DAY, end +
		    (int64_t)(days[i] * 2 + 30) * DAY, false);
		CHECK(days[i] == 0 || !r.told);		/* it speaks again */
	}
}

/* We were off for ten days, or polls failed: not its silence. */
static void
test_outage(void)
{
	int64_t	 at = YEARS_BEGIN + (int64_t)100 * DAY;

	dice = 13;
	rhythm_init(&r);
	listen(&sources[6], YEARS_BEGIN, at, false);
	CHECK(listen(&sources[6], at + 10 * DAY, at + 20 * DAY, false) == 0);
	for (int i = 1; i < 200; i++)	/* one in four hours works */
		CHECK(!rhythm_poll(&r, at + 20 * DAY + i * 14400, 3600, EVERY,
		    0, RHYTHM_QUIET_DAYS));
	CHECK(!rhythm_poll(&r, 5, 3600, EVERY, 0, RHYTHM_QUIET_DAYS));
	CHECK(!rhythm_poll(&r, INT64_C(1) << 40, 0, EVERY, 0, 1));
}

static void
test_record(void)
{
	char	 a[RHYTHM_BYTES], b[RHYTHM_BYTES];
	struct sink x = { .buf = a, .cap = sizeof(a) };
	struct sink y = { .buf = b, .cap = sizeof(b) };

	dice = 14;
	rhythm_init(&r);
	listen(&sources[4], YEARS_BEGIN, YEARS_BEGIN + (int64_t)50 * DAY,
	    false);
	rhythm_put(&x, &r);
	CHECK(!x.full && rhythm_get(sink_slice(&x), &other));
	rhythm_put(&y, &other);
	CHECK(slice_eq(sink_slice(&x), sink_slice(&y)));
	CHECK(memcmp(&r, &other, sizeof(r)) == 0);
	for (size_t n = 0; n < x.len; n++)
		CHECK(!rhythm_get(slice_head(sink_slice(&x), n), &other));
	CHECK(other.polled == 0 && rhythm_usual(&other) == 0);
}

int
main(void)
{
	test_quiet();
	test_silent();
	test_outage();
	test_record();
	return test_failed;
}
