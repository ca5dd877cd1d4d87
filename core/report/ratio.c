#include "core/report/ratio.h"

#include "core/when/when.h"

enum {
	MOST = 1 << 28,			/* counted; beyond it nothing changes */
	DAY_MOST = 1 << 18,
	Z = 196, ZZ = 38416,		/* 1.96, hundredths; squared: 1e-4 */
	UNIT = 10000			/* in which intervals are worked out */
};

/* Rounded down. */
static uint64_t
root(uint64_t x)
{
	uint64_t r = 0, bit = (uint64_t)1 << 62;

	for (; bit; bit >>= 2)
		if (x >= r + bit) {
			x -= r + bit;
			r = (r >> 1) + bit;
		} else {
			r >>= 1;
		}
	return r;
}

static int64_t
within(int64_t x, int64_t low, int64_t high)
{
	return x < low ? low : x > high ? high : x;
}

/* Rounded down, whatever the sign. */
static int64_t
divide(int64_t a, int64_t b)
{
	return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static int64_t
nearest(int64_t a, int64_t b)
{
	return divide(a + b / 2, b);
}

/* --- shares ----------------------------------------------------------- */

/*
 * (k + zz/2 -+ z sqrt(k (n - k) / n + zz/4)) / (n + zz), all in 1/UNIT. The
 * low end is rounded down and the high one up.
 */
struct ratio
ratio_of(int64_t k, int64_t n)
{
	struct ratio r = { .n = within(n, 0, MOST) };
	int64_t	 square, middle, half, whole = r.n * UNIT + ZZ;
	int64_t	 part;

	r.k = within(k, 0, r.n);
	if (r.n == 0)
		return r;
	part = r.k * (r.n - r.k);
	square = part / r.n * UNIT * UNIT +
	    part % r.n * (UNIT * UNIT / 100) / r.n * 100 + ZZ * UNIT / 4;
	half = Z * (int64_t)root((uint64_t)square) / 100 + 1;
	middle = r.k * UNIT + ZZ / 2;
	r.share = (int32_t)nearest(r.k * RATIO_ONE, r.n);
	r.low = (int32_t)within(divide((middle - half) * RATIO_ONE, whole), 0,
	    r.share);
	r.high = (int32_t)within(-divide(-(middle + half) * RATIO_ONE, whole),
	    r.share, RATIO_ONE);
	return r;
}

/* With b = 2 plus + 1, c = 2 minus + 1, m = 2 n + 4: the share is (b - c) / m
 * and its error sqrt(2 (b + c) - 2 (b - c)^2 / m) / m, as a case counts 2. */
struct ratio
ratio_net(int64_t plus, int64_t minus, int64_t n)
{
	struct ratio r = { .n = within(n, 0, MOST) };
	int64_t	 b, c, m = 2 * r.n + 4, square, half;

	plus = within(plus, 0, r.n);
	minus = within(minus, 0, r.n - plus);
	r.k = plus - minus;
	if (r.n == 0)
		return r;
	b = 2 * plus + 1;
	c = 2 * minus + 1;
	square = 2 * (b + c) - divide(2 * (b - c) * (b - c), m);
	half = Z * (int64_t)root((uint64_t)square * UNIT * UNIT) / 100 + 1;
	r.share = (int32_t)nearest(r.k * RATIO_ONE, r.n);
	r.low = (int32_t)within(divide(((b - c) * UNIT - half) / 10, m),
	    -RATIO_ONE, r.share);
	r.high = (int32_t)within(-divide((-(b - c) * UNIT - half) / 10, m),
	    r.share, RATIO_ONE);
	return r;
}

bool
ratio_tells(int64_t n)
{
	return n >= RATIO_FEW;
}

void
ratio_few(struct sink *k, int64_t n)
{
	sink_text(k, "too early to tell (n=");
	sink_int(k, n);
	sink_byte(k, ')');
}

void
ratio_put(struct sink *k, const struct ratio *r)
{
	if (!ratio_tells(r->n)) {
		ratio_few(k, r->n);
		return;
	}
	sink_int(k, nearest(r->share, 10));
	sink_text(k, "% (");
	sink_int(k, r->low / 10);
	sink_text(k, " to ");
	sink_int(k, (r->high + 9) / 10);
	sink_text(k, "%)");
}

static void
put_signed(struct sink *k, int64_t v)
{
	sink_text(k, v > 0 ? "+" : "");
	sink_int(k, v);
}

void
ratio_put_net(struct sink *k, const struct ratio *r)
{
	if (!ratio_tells(r->n)) {
		ratio_few(k, r->n);
		return;
	}
	put_signed(k, nearest(r->share, 10));
	sink_text(k, " (");
	put_signed(k, divide(r->low, 10));
	sink_text(k, " to ");
	put_signed(k, -divide(-r->high, 10));
	sink_byte(k, ')');
}

/* --- times ------------------------------------------------------------ */

void
spans_add(struct spans *s, int64_t seconds)
{
	if (seconds < 0)
		return;
	if (s->every == 0)
		s->every = 1;
	if (s->seen++ % s->every != 0)
		return;
	if (s->n == SPANS_KEPT) {
		for (size_t i = 0; i < SPANS_KEPT / 2; i++)
			s->of[i] = s->of[2 * i];
		s->n = SPANS_KEPT / 2;
		s->every *= 2;
	}
	s->of[s->n++] = seconds;
}

/* Shell's, with Ciura's gaps (2001): few, and no recursion. */
static void
sort(int64_t *v, size_t n)
{
	static const unsigned char gaps[] = { 132, 57, 23, 10, 4, 1 };

	for (size_t g = 0; g < sizeof(gaps); g++)
		for (size_t i = gaps[g]; i < n; i++) {
			int64_t	 x = v[i];
			size_t	 at = i;

			for (; at >= gaps[g] && v[at - gaps[g]] > x;
			    at -= gaps[g])
				v[at] = v[at - gaps[g]];
			v[at] = x;
		}
}

int64_t
spans_at(struct spans *s, int64_t thousandths)
{
	int64_t	 n = (int64_t)s->n, at;

	if (n == 0)
		return 0;
	sort(s->of, s->n);
	at = (n * within(thousandths, 0, RATIO_ONE) + RATIO_ONE - 1) /
	    RATIO_ONE;
	return s->of[at > 0 ? at - 1 : 0];
}

void
spans_put_time(struct sink *k, int64_t seconds)
{
	if (seconds >= 120) {
		when_put_ago(k, seconds);
	} else {
		sink_int(k, seconds);
		sink_text(k, " s");
	}
}

void
spans_put(struct sink *k, struct spans *s)
{
	bool	 few = !ratio_tells(s->seen);

	if (s->n == 0) {
		sink_text(k, "none");
		return;
	}
	sink_text(k, few ? "between " : "half within ");
	spans_put_time(k, spans_at(s, few ? 0 : 500));
	sink_text(k, few ? " and " : ", nine in ten within ");
	spans_put_time(k, spans_at(s, few ? 1000 : 900));
	if (few) {
		sink_text(k, ", ");
		ratio_few(k, s->seen);
	}
}

/* --- before and after ------------------------------------------------- */

/* How much more days differ than a Poisson process would have it, in
 * hundredths, at least 100: variance by mean, both sides about their own. */
static int64_t
dispersion(const int32_t *days, const int64_t sum[2], const size_t n[2])
{
	int64_t	 off = 0, free = (int64_t)(n[0] + n[1]) - 2;
	size_t	 at = 0;

	for (size_t side = 0; side < 2; side++)
		for (size_t i = 0; i < n[side]; i++, at++) {
			int64_t	 m = (int64_t)n[side];
			int64_t	 d = within(days[at], 0, DAY_MOST) * m -
			    sum[side];

			if (sum[side])	/* (x - mean)^2 / mean, hundredths */
				off += d * d / m * 100 / sum[side];
		}
	return free > 0 ? within(off / free, 100, 10000) : 100;
}

/* The distances from a rate to the ends of its score interval, squared, in
 * thousandths a day: count + zz/2 -+ z sqrt(count + zz/4), by days; as the
 * count is of things that come `spread` hundredths at a time. */
static void
ends(int64_t count, int64_t days, int64_t spread, int64_t *below,
    int64_t *above)
{
	int64_t	 c = count * UNIT * 100 / spread, middle = ZZ / 2;
	int64_t	 half = Z * (int64_t)root((uint64_t)(c + ZZ / 4) * UNIT) /
	    100;

	*below = within(half - middle, 0, c) * spread / 100 / 10 / days;
	*above = (half + middle) * spread / 100 / 10 / days;
}

struct change
change_of(const int32_t *days, size_t nbefore, size_t nafter)
{
	struct change c = { .days_before = nbefore, .days_after = nafter };
	const size_t n[2] = { nbefore, nafter };
	int64_t	 sum[2] = { 0, 0 }, rate[2], below[2], above[2], spread;

	if (nbefore > CHANGE_MOST || nafter > CHANGE_MOST)
		return c;
	for (size_t i = 0; i < nbefore + nafter; i++)
		sum[i >= nbefore] += within(days[i], 0, DAY_MOST);
	c.before = sum[0];
	c.after = sum[1];
	if (nbefore == 0 || nafter == 0)
		return c;
	spread = dispersion(days, sum, n);
	for (size_t i = 0; i < 2; i++) {
		rate[i] = sum[i] * RATIO_ONE / (int64_t)n[i];
		ends(sum[i], (int64_t)n[i], spread, &below[i], &above[i]);
	}
	c.rate_before = rate[0];
	c.rate_after = rate[1];
	c.low = rate[1] - rate[0] - (int64_t)root((uint64_t)(below[1] *
	    below[1]) + (uint64_t)(above[0] * above[0])) - 1;
	c.high = rate[1] - rate[0] + (int64_t)root((uint64_t)(above[1] *
	    above[1]) + (uint64_t)(below[0] * below[0])) + 1;
	c.tells = ratio_tells(sum[0] + sum[1]) && nbefore >= CHANGE_DAYS &&
	    nafter >= CHANGE_DAYS;
	return c;
}

void
ratio_put_tenths(struct sink *k, int64_t thousandths)
{
	int64_t	 t = nearest(thousandths < 0 ? -thousandths : thousandths,
	    100);

	sink_text(k, thousandths < 0 && t ? "-" : "");
	sink_int(k, t / 10);
	sink_byte(k, '.');
	sink_int(k, t % 10);
}

/* "5 in 1 day after: " */
static void
put_days(struct sink *k, int64_t n, size_t days, const char *then)
{
	sink_int(k, n);
	sink_text(k, " in ");
	sink_int(k, (int64_t)days);
	sink_text(k, days == 1 ? " day" : " days");
	sink_text(k, then);
}

void
change_put(struct sink *k, const struct change *c)
{
	bool	 more = c->low > 0, less = c->high < 0;

	if (!c->tells) {
		put_days(k, c->before, c->days_before, " before, ");
		put_days(k, c->after, c->days_after, " after: ");
		if (ratio_tells(c->before + c->after))
			sink_text(k, "too early to tell");
		else
			ratio_few(k, c->before + c->after);
		return;
	}
	ratio_put_tenths(k, c->rate_before);
	sink_text(k, " a day before, ");
	ratio_put_tenths(k, c->rate_after);
	sink_text(k, more ? " after: more, by " : less ?
	    " after: fewer, by " : " after: no clear change (");
	ratio_put_tenths(k, less ? -c->high : c->low);
	sink_text(k, " to ");
	ratio_put_tenths(k, less ? -c->low : c->high);
	sink_text(k, more || less ? " a day" : ")");
}
