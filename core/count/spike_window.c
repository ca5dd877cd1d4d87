#include "core/count/spike_window.h"

#include "core/count/fixed.h"

enum {
	/* Before anything is known: clusters of two, days that differ by a
	 * quarter; as much as 20 mentions and 14 days would say. */
	CLUSTER = 2 * PROFILE_ONE,
	CLUSTER_WEIGHT = 20 * PROFILE_ONE,
	CLUSTER_LEAST = PROFILE_ONE + PROFILE_ONE / 8,
	CLUSTER_MOST = 8 * PROFILE_ONE,
	DAYS = 40, DAYS_WEIGHT = 7,	/* thousandths of 1024: a variance */
	DAYS_LEAST = 10, DAYS_MOST = 400,
	RHYTHM = 8,			/* a series has its own, a little */
	WARM = 512, WARM_HOURS = 336,	/* nothing known of a week */
	TOP = 1 << 30,			/* no more is off than that */
	SCARCE = 20, SCARCE_LESS = 16,
	CHANCE = 2,			/* one cluster may be a large one */
	KNOWN = 12			/* bits behind the point of points' */
};

int64_t
spike_due(const struct spike *s, const struct spike_line *l, int64_t slot)
{
	int64_t	 local = slot * SPIKE_SLOT + s->east;
	int64_t	 level = profile_level(l->level, l->level_due);

	return (level * profile_share(&s->profile, local) >> PROFILE_POINT) / 4;
}

/* --- how sure that is ------------------------------------------------- */

/* Of a relative variance, how many days differ beyond their clusters. */
static int64_t
day_variance(const struct spike_line *l)
{
	int64_t	 hours = fix_max(l->due[0], 1), days = fix_max(l->due[1], 1);
	int64_t	 top = l->off[1] * PROFILE_ONE / days -
	    l->off[0] * PROFILE_ONE / hours;
	int64_t	 base = l->square[1] * PROFILE_ONE / days -
	    l->square[0] * PROFILE_ONE / hours;
	int64_t	 found = base > 0 ? fix_min(top, TOP) * PROFILE_ONE / base :
	    DAYS;
	int64_t	 weight = fix_min(l->level_due / (24 * PROFILE_ONE),
	    PROFILE_FADE);

	found = fix_max(DAYS_LEAST, fix_min(found, DAYS_MOST));
	return (found * weight + DAYS * DAYS_WEIGHT) / (weight + DAYS_WEIGHT);
}

/* How many come together. */
static int64_t
cluster(const struct spike_line *l, int64_t variance)
{
	int64_t	 off = l->off[0] - (l->square[0] * variance >> PROFILE_POINT);
	int64_t	 size = (fix_max(off, 0) + CLUSTER * 20) * PROFILE_ONE /
	    (l->due[0] + CLUSTER_WEIGHT);

	return fix_max(CLUSTER_LEAST, fix_min(size, CLUSTER_MOST));
}

static int64_t
root(int64_t x)
{
	int64_t	 r = 0;

	for (int64_t bit = (int64_t)1 << 30; bit; bit >>= 1)
		if ((r + bit) * (r + bit) <= x)
			r += bit;
	return r;
}

int64_t
spike_spread(const struct spike_line *l, int64_t due)
{
	int64_t	 variance = day_variance(l);
	int64_t	 size = cluster(l, variance);

	return root(due * size + (due * due >> PROFILE_POINT) * variance);
}

/* How sure the usual is, as relative variances. */
struct sure {
	int64_t	 size;			/* of a cluster */
	int64_t	 day;			/* all hours of a day together */
	int64_t	 hour;			/* each hour for itself */
};

static struct sure
sureness(const struct spike *s, const struct spike_line *l)
{
	struct sure u = { .day = day_variance(l), .hour = RHYTHM };
	int64_t	 hours = s->profile.hours;

	u.size = cluster(l, u.day);
	u.day += u.size * PROFILE_ONE / (l->level + 2 * PROFILE_ONE);
	if (hours < WARM_HOURS)
		u.hour += WARM * (WARM_HOURS - hours) / WARM_HOURS;
	return u;
}

/* --- points ----------------------------------------------------------- */

/*
 * C clusters where E were due, with a gamma of shape K:
 * C ln(C/E) - (C+K) ln((C+K)/(E+K)), all with 20 bits behind the point.
 */
static int64_t
points(int64_t c, int64_t e, int64_t k)
{
	int64_t	 a, b, sum;

	if (c <= e || e <= 0)
		return 0;
	a = fix_ln((uint64_t)c) - fix_ln((uint64_t)e);
	b = fix_ln((uint64_t)(c + k)) - fix_ln((uint64_t)(e + k));
	sum = (c >> (20 - KNOWN)) * a - ((c + k) >> (20 - KNOWN)) * b;
	return sum >> (KNOWN + FIX_LN - 16);
}

/* What a stretch of slots holds. */
struct stretch {
	int64_t	 count, due;		/* due: 20 bits behind the point */
	int64_t	 seen;			/* at these hours of the day */
};

/*
 * What the day was before the window says what sort of a day it is, so that
 * the usual is that of such a day: the gamma of all days, with what came
 * before as its data - no more than twice as sure of it as before, because a
 * day has its ups and downs.
 */
static int64_t
window_points(const struct sure *u, const struct stretch *w,
    const struct stretch *before)
{
	int64_t	 k = ((int64_t)PROFILE_ONE << 20) / u->day, due, rest;
	int64_t	 c = (before->count << 30) / u->size;
	int64_t	 e = (before->due << 10) / u->size;

	if (e > 2 * k) {
		c = c / (e >> 20) * (2 * k >> 20);
		e = 2 * k;
	}
	c = fix_min(c, 8 * k);
	due = (w->due << 10) / u->size;
	due = due / 1024 * ((k + c) / ((k + e) >> 10));
	rest = u->hour + ((int64_t)PROFILE_ONE << 20) / (k + c);
	rest += u->size * PROFILE_ONE / (w->seen + 4 * PROFILE_ONE);
	return points(((w->count - CHANCE) << 30) / u->size, due,
	    ((int64_t)PROFILE_ONE << 20) / rest);
}

static void
stretch_add(struct stretch *w, const struct spike *s,
    const struct spike_line *l, int64_t slot)
{
	w->count += l->slot[slot % SPIKE_SLOTS];
	w->due += spike_due(s, l, slot);
	if (slot % 4 == 0)
		w->seen += profile_seen(&s->profile,
		    slot * SPIKE_SLOT + s->east);
}

/* From so many points on it is told, by simulation (tests/bench/spike.c), in
 * 16ths: a day of its own sort is what long windows take for an event. Where
 * less than SCARCE comes in a day there are fewer chances to be wrong. */
static const struct {
	int	 slots, limit;
} windows[] = {
	{ 1, 96 }, { 2, 96 }, { 4, 96 }, { 8, 96 }, { 16, 112 },
	{ 32, 128 }, { 96, 128 }
};

static int64_t
limit(size_t window, int64_t day_due, int quiet)
{
	int64_t	 days = fix_max(1, fix_min(quiet, 3650));
	int	 less = day_due < (int64_t)SCARCE << 20 ? SCARCE_LESS : 0;

	return ((int64_t)(windows[window].limit - less) << 12) +
	    ((fix_ln((uint64_t)days) - fix_ln(SPIKE_QUIET_DAYS)) >>
	    (FIX_LN - 16));
}

bool
spike_worst(const struct spike *s, const struct spike_line *l, int least,
    int quiet, struct spike_window *best)
{
	struct stretch w[COUNT(windows) + 1] = { { 0 } }, *all, before;
	struct sure u = sureness(s, l);
	size_t	 n = 0;

	for (int i = 0; n < COUNT(windows) && s->at - i >= l->until; i++) {
		stretch_add(&w[n], s, l, s->at - i);
		if (i == windows[n].slots) {
			w[n + 1] = w[n];
			n++;
		}
	}
	all = &w[n];
	*best = (struct spike_window){ .slots = 0 };
	for (size_t i = 0; i < n; i++) {
		int64_t	 got;

		before.count = all->count - w[i].count;
		before.due = all->due - w[i].due;
		if (w[i].count < least || w[i].count << 20 < w[i].due * 2)
			continue;
		got = window_points(&u, &w[i], &before) -
		    limit(i, all->due, quiet);
		if (got > best->points)
			*best = (struct spike_window){ windows[i].slots,
			    w[i].count, w[i].due, got };
	}
	return best->points > 0;
}
