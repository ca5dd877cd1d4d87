#include "core/count/spread.h"

#include "core/count/fixed.h"
#include "core/count/pack.h"

enum {
	POST = 16,
	MANY = 1024 * POST,		/* then half of them fade */
	CAREFUL = 8 * POST,
	OCTAVE = 256,			/* octaves in 256ths */
	LN2 = 11629080,			/* 24 bits behind the point */
	REACH_MOST = 1 << 28,
	STEP_LEAST = 8,			/* below it is no step */
	PAST_MOST = 60 * 86400
};

int64_t
spread_reach(int64_t likes, int64_t answers)
{
	return fix_max(0, fix_min(likes, REACH_MOST)) + SPREAD_ANSWER *
	    fix_max(0, fix_min(answers, REACH_MOST));
}

void
spread_init(struct spread *s)
{
	memset(s, 0, sizeof(*s));
}

static unsigned
octave(int64_t reach)
{
	unsigned o = 0;

	while (o + 1 < SPREAD_OCTAVES && reach >> o > 0)
		o++;
	return o;			/* 2^(o-1) <= reach < 2^o */
}

unsigned
spread_step(int64_t reach)
{
	unsigned o = octave(reach);

	return reach < STEP_LEAST ? 0 :
	    2 * o - 7 + (unsigned)(reach >> (o - 2) & 1);
}

void
spread_since(struct spread *s, int64_t now, int64_t when)
{
	when = fix_min(now, fix_max(when, now - PAST_MOST));
	if (s->since == 0 || s->since > when)
		s->since = when;
}

static int64_t
total(const struct spread *s)
{
	int64_t	 sum = 0;

	for (size_t i = 0; i < SPREAD_OCTAVES; i++)
		sum += s->posts[i];
	return sum;
}

/* 2^(octaves / 256), straight between the whole ones. */
static int64_t
reach_of(int64_t octaves)
{
	int64_t	 whole = fix_min(octaves / OCTAVE, 40), part = octaves % OCTAVE;

	return ((int64_t)1 << whole) + (((int64_t)1 << whole) * part / OCTAVE);
}

/* The octave above which the farthest tenth are; how many those are, and how
 * many octaves beyond it all of them together. */
static size_t
farthest(const struct spread *s, int64_t *above, int64_t *excess)
{
	int64_t	 all = total(s);
	size_t	 q = SPREAD_OCTAVES - 1;

	*above = *excess = 0;
	for (; q > 0 && (*above + s->posts[q]) * 10 <= all; q--) {
		*excess += *above;
		*above += s->posts[q];
	}
	*excess += *above;
	return q;
}

int64_t
spread_usual(const struct spread *s)
{
	int64_t	 above, excess;

	return total(s) < SPREAD_KNOWN * POST ? -1 :
	    ((int64_t)1 << farthest(s, &above, &excess)) - 1;
}

int64_t
spread_limit(const struct spread *s, int64_t now, int quiet)
{
	int64_t	 days = fix_max((now - s->since) / 86400, 1);
	int64_t	 above, excess, many, slope;
	size_t	 q;

	if (total(s) < SPREAD_KNOWN * POST)
		return SPREAD_NEW;
	q = farthest(s, &above, &excess);
	/* So many in `quiet` days, in 16ths; each octave further are
	 * (excess - above) / excess of them left. */
	above = fix_max(above, POST);
	many = above * fix_max(1, fix_min(quiet, 3650)) / days;
	slope = fix_ln((uint64_t)(excess + 2 * CAREFUL)) -
	    fix_ln((uint64_t)(fix_max(excess - above, 0) + CAREFUL));
	if (many <= POST)
		many = POST;
	many = (fix_ln((uint64_t)many) - fix_ln(POST)) * OCTAVE;
	return fix_max(SPREAD_LEAST, reach_of((int64_t)q * OCTAVE +
	    many / fix_max(slope, LN2 / 8)));
}

bool
spread_grew(struct spread *s, int64_t now, int64_t before, int64_t after,
    int64_t *told, int quiet)
{
	int64_t	 limit;

	if (s->since == 0 || s->since > now)
		s->since = now;
	limit = spread_limit(s, now, quiet);
	if (before >= 0 && s->posts[octave(before)] >= POST)
		s->posts[octave(before)] -= POST;
	if (before < 0 || after > before)
		s->posts[octave(after)] += POST;
	else
		s->posts[octave(before)] += POST;
	if (total(s) > MANY) {
		for (size_t i = 0; i < SPREAD_OCTAVES; i++)
			s->posts[i] /= 2;
		s->since += (now - s->since) / 2;
	}
	if (after < limit || (*told && after / SPREAD_MORE < *told))
		return false;
	*told = after;
	return true;
}

void
spread_put(struct sink *k, const struct spread *s)
{
	sink_byte(k, 'P');
	pack_put(k, s->since);
	pack_put_row(k, s->posts, SPREAD_OCTAVES);
}

bool
spread_get(slice in, struct spread *s)
{
	slice	 rest = slice_from(in, 1);

	spread_init(s);
	if (slice_starts(in, SLICE("P")) &&
	    pack_get(&rest, (int64_t)1 << 40, &s->since) &&
	    pack_get_row(&rest, 2 * MANY, s->posts, SPREAD_OCTAVES) &&
	    rest.n == 0)
		return true;
	spread_init(s);
	return false;
}
