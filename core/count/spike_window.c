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
	RHYTHM = 4,			/* a series has its own, a little */
	WARM = 512, WARM_HOURS = 336,	/* nothing known of a week */
	TOP = 1 << 30,			/* no more is off than that */
	CHANCE = 2,			/* one cluster may be a large one */
	SURER = 8,			/* of a day's sort than days are, most */
	BUSIER = 24,			/* 16ths: a day is no busier by itself */
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
	int64_t	 size;			/* of a cluster, within an hour */
	int64_t	 day;			/* all hours of a day together */
	int64_t	 hour;			/* each hour for itself, and level */
};

static struct sure
sureness(const struct spike *s, const struct spike_line *l)
{
	struct sure u = { .day = day_variance(l), .hour = RHYTHM };
	int64_t	 hours = s->profile.hours;

	u.size = cluster(l, u.day);
	u.hour += u.size * PROFILE_ONE / (l->level + 2 * PROFILE_ONE);
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

/* What the last i slots hold, of the one that it is only what is over. */
struct run {
	int64_t	 count[SPIKE_SLOTS + 1];
	int64_t	 due[SPIKE_SLOTS + 1];	/* 20 bits behind the point */
};

/* `seen`: without the slots in which nobody looked. Of them a window may have
 * been told later, so that it counts them; of a day they say nothing. */
static void
run_fill(struct run *r, const struct spike *s, const struct spike_line *l,
    int64_t now, bool seen)
{
	int64_t	 hourly = spike_due(s, l, s->at), part = now -
	    s->at * SPIKE_SLOT;

	part = fix_max(0, fix_min(part, SPIKE_SLOT));
	r->count[0] = r->due[0] = 0;
	for (int i = 0; i < SPIKE_SLOTS; i++) {
		int64_t	 slot = s->at - i;
		bool	 take = !seen || s->seen[slot % SPIKE_SLOTS];

		if (slot % 4 == 3)	/* an hour's are alike */
			hourly = spike_due(s, l, slot);
		r->count[i + 1] = r->count[i] +
		    (take ? l->slot[slot % SPIKE_SLOTS] : 0);
		r->due[i + 1] = r->due[i] + (!take ? 0 : i > 0 ? hourly :
		    hourly * part / SPIKE_SLOT);
	}
}

/* A window, and what else is known of its day. */
struct window {
	int64_t	 count, due;
	int64_t	 size;			/* of a cluster, within it */
	int64_t	 seen;			/* at these hours of the day, lately */
	int64_t	 day_count, day_due;
};

/*
 * What the day was before the window, and what else is said in it, says what
 * sort of a day it is, so that the usual is that of such a day: the gamma of
 * all days with that as its data, within bounds, because a day has its ups
 * and downs.
 */
static int64_t
window_points(const struct sure *u, const struct window *w)
{
	int64_t	 k = ((int64_t)PROFILE_ONE << 20) / u->day, due, rest;
	int64_t	 c = (w->day_count << 30) / w->size;
	int64_t	 e = (w->day_due << 10) / w->size;

	if (e > SURER * k) {
		c = c / (e >> 20) * (SURER * k >> 20);
		e = SURER * k;
	}
	c = fix_min(c, e * BUSIER / 16);
	due = (w->due << 10) / w->size;
	due = due / 1024 * ((k + c) / ((k + e) >> 10));
	rest = u->hour + ((int64_t)PROFILE_ONE << 20) / (k + c);
	rest += u->size * PROFILE_ONE / (w->seen + 4 * PROFILE_ONE);
	return points(((w->count - CHANCE) << 30) / w->size, due,
	    ((int64_t)PROFILE_ONE << 20) / rest);
}

/*
 * From so many points on it is told, by simulation (tests/bench/spike.c), in
 * 16ths. Who repeats does so within hours, so that a longer window holds more
 * of each cluster: `together`, in 16ths of what an hour does.
 */
static const struct { int slots, limit, together; } windows[] = {
	{ 1, 99, 5 }, { 2, 99, 9 }, { 3, 99, 13 }, { 4, 99, 16 },
	{ 6, 99, 21 }, { 8, 99, 25 }, { 12, 115, 30 }, { 16, 115, 33 },
	{ 32, 131, 38 }, { 96, 131, 42 }
};

/* Most of what may be wrong is spent on the negative. */
static const int dearer[SPIKES] = { 0, 32, 36 };

/* Where less comes in a day there are fewer chances to be wrong. */
static const struct { int below, less; } scarce[] = {
	{ 2, 48 }, { 6, 38 }, { 20, 24 }
};

static int64_t
limit(size_t window, size_t series, int64_t day_due, int quiet)
{
	int64_t	 days = fix_max(1, fix_min(quiet, 3650));
	int	 points = windows[window].limit + dearer[series];

	for (size_t i = COUNT(scarce); i-- > 0;)
		if (day_due < (int64_t)scarce[i].below << 20)
			points = windows[window].limit + dearer[series] -
			    scarce[i].less;
	return ((int64_t)points << 12) + ((fix_ln((uint64_t)days) -
	    fix_ln(SPIKE_QUIET_DAYS)) >> (FIX_LN - 16));
}

/* One line: what is in its slots and may be in them; of the day only what was
 * seen, of it and of all. */
struct runs { struct run all, seen, others; };

/* The window of n slots and the one that it is. */
static struct window
window_make(const struct spike *s, const struct sure *u, const struct runs *r,
    size_t window, bool others)
{
	int	 n = windows[window].slots + 1;
	int64_t	 first = (s->at - n + 1) * SPIKE_SLOT + s->east;
	int64_t	 today = fix_max(first, 0) % 86400 / SPIKE_SLOT;
	size_t	 day = (size_t)fix_min(n + today, SPIKE_SLOTS);
	struct window w = { .count = r->all.count[n], .due = r->all.due[n],
	    .size = PROFILE_ONE + (u->size - PROFILE_ONE) *
	    windows[window].together / 16,
	    .day_count = r->seen.count[day] - r->seen.count[n],
	    .day_due = r->seen.due[day] - r->seen.due[n] };

	if (others) {
		w.day_count += r->others.count[day] - r->seen.count[day];
		w.day_due += fix_max(0, r->others.due[day] -
		    r->seen.due[day]);
	}
	for (int i = 0; i < n; i += 4)
		w.seen += profile_seen(&s->profile, (s->at - i) * SPIKE_SLOT +
		    s->east);
	return w;
}

bool
spike_worst(const struct spike *s, size_t series, int64_t now, int least,
    int quiet, struct spike_window *best)
{
	const struct spike_line *l = &s->line[series];
	struct sure u = sureness(s, l);
	struct runs r;

	run_fill(&r.all, s, l, now, false);
	run_fill(&r.seen, s, l, now, true);
	run_fill(&r.others, s, &s->line[SPIKE_ALL], now, true);
	*best = (struct spike_window){ .slots = 0 };
	for (size_t i = 0; i < COUNT(windows) &&
	    s->at - windows[i].slots >= l->until; i++) {
		struct window w = window_make(s, &u, &r, i,
		    series != SPIKE_ALL);
		int64_t	 got;

		if (w.count < least || w.count << 20 < w.due * 2)
			continue;
		got = window_points(&u, &w) - limit(i, series, r.all.due[96],
		    quiet);
		if (got > best->points)
			*best = (struct spike_window){ windows[i].slots,
			    w.count, w.due, got };
	}
	return best->points > 0;
}
