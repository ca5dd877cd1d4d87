#include "core/count/spike_window.h"

#include "core/count/fixed.h"

enum {
	/* Before anything is known: clusters of two, days that differ by a
	 * quarter; as much as 20 mentions and 14 days would say. */
	CLUSTER = 2 * PROFILE_ONE,
	CLUSTER_WEIGHT = 20, CLUSTER_LENT = 200,
	CLUSTER_LEAST = PROFILE_ONE + PROFILE_ONE / 8,
	CLUSTER_MOST = 8 * PROFILE_ONE,
	DAYS = 40, DAYS_WEIGHT = 7,	/* thousandths of 1024: a variance */
	DAYS_LEAST = 10, DAYS_MOST = 400,
	RHYTHM = 16,			/* a series has its own, a little */
	WARM = 512, WARM_HOURS = 336,	/* nothing known of a week */
	TOP = 1 << 30,			/* no more is off than that */
	CHANCE = 2,			/* one cluster may be a large one */
	SURER = 32,			/* of a day than days are, most */
	BUSIER = 32,			/* 16ths: no day is, by itself */
	/* More clusters in two hours are plenty: a point for each ten, at
	 * most (quarters) so many. */
	PLENTY = 16, PLENTY_SLOTS = 8, PLENTY_STEP = 10, PLENTY_MOST = 10,
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

/* How many come together. */
static int64_t
size_of(const struct spike_line *l, int64_t usual, int64_t weight)
{
	int64_t	 off = fix_max(l->off[0] - l->square[0], 0);
	int64_t	 size = (off + usual * weight) * PROFILE_ONE /
	    (l->due[0] + weight * PROFILE_ONE);

	return fix_max(CLUSTER_LEAST, fix_min(size, CLUSTER_MOST));
}

/* Who repeats does so whatever it is, more or less. */
static int64_t
cluster(const struct spike *s, const struct spike_line *l)
{
	int64_t	 all = size_of(&s->line[SPIKE_ALL], CLUSTER, CLUSTER_WEIGHT);

	return l == &s->line[SPIKE_ALL] ? all :
	    size_of(l, all, CLUSTER_LENT);
}

/* Of a relative variance, how many days differ beyond their clusters; they do
 * so for all that is said. */
static int64_t
day_variance(const struct spike *s)
{
	const struct spike_line *l = &s->line[SPIKE_ALL];
	int64_t	 days = fix_max(l->due[1], 1);
	int64_t	 top = fix_min(l->off[1] * PROFILE_ONE / days, TOP) -
	    cluster(s, l);
	int64_t	 base = fix_max(l->square[1] * PROFILE_ONE / days, 1);
	int64_t	 weight = fix_min(l->level_due / (24 * PROFILE_ONE),
	    PROFILE_FADE);
	int64_t	 found = fix_max(DAYS_LEAST, fix_min(top * PROFILE_ONE / base,
	    DAYS_MOST));

	return (found * weight + DAYS * DAYS_WEIGHT) / (weight + DAYS_WEIGHT);
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
spike_spread(const struct spike *s, const struct spike_line *l, int64_t due)
{
	int64_t	 variance = day_variance(s), size = cluster(s, l);

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
	struct sure u = { .day = day_variance(s), .hour = RHYTHM };
	int64_t	 hours = s->profile.hours;

	u.size = cluster(s, l);
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
 * What else is said in it and was said in its day says what sort of a day it
 * is, so that the usual is that of such a day: the gamma of all days with that
 * as its data, within bounds, because a day has its ups and downs. In clusters;
 * *known is the shape of the gamma that is left.
 */
static int64_t
of_the_day(const struct sure *u, const struct window *w, int64_t *known)
{
	int64_t	 k = ((int64_t)PROFILE_ONE << 20) / u->day;
	int64_t	 c = (w->day_count << 30) / w->size;
	int64_t	 e = (w->day_due << 10) / w->size;

	if (e > SURER * k) {
		c = c / (e >> 20) * (SURER * k >> 20);
		e = SURER * k;
	}
	c = fix_min(c, e * BUSIER / 16);
	*known = k + c;
	return (w->due << 10) / w->size / 1024 * ((k + c) / ((k + e) >> 10));
}

/*
 * Points for the largest change, above the limit of the window's length. Where
 * so much is due that three times as much is seen at once, more is wanted: the
 * right to be wrong is spent where it finds most.
 */
static int64_t
window_points(const struct sure *u, const struct window *w, int slots,
    int64_t due, int64_t known)
{
	int64_t	 rest = u->hour + ((int64_t)PROFILE_ONE << 20) / known;
	int64_t	 plenty = due / slots * PLENTY_SLOTS - ((int64_t)PLENTY << 20);

	rest += u->size * PROFILE_ONE / (w->seen + 4 * PROFILE_ONE);
	plenty = fix_max(0, fix_min(plenty / PLENTY_STEP,
	    (int64_t)PLENTY_MOST << 18));
	return points(((w->count - CHANCE) << 30) / w->size, due,
	    ((int64_t)PROFILE_ONE << 20) / rest) - (plenty >> 4);
}

/*
 * From so many points on it is told, by simulation (tests/bench/spike.c), in
 * 16ths. Who repeats does so within hours, so that a longer window holds more
 * of each cluster: `together`, in 16ths of what an hour does.
 */
static const struct { int slots, limit, together; } windows[] = {
	{ 1, 112, 5 }, { 2, 102, 9 }, { 3, 90, 13 }, { 4, 82, 16 },
	{ 6, 74, 21 }, { 8, 72, 25 }, { 12, 80, 30 }, { 16, 92, 33 },
	{ 32, 104, 38 }, { 96, 104, 42 }
};

/* Most of what may be wrong is spent on the negative. */
static const int dearer[SPIKES] = { 0, 32, 33 };

/* How many chances there are to be wrong depends on how much comes in a day:
 * less than so much is due, so many 16ths more. */
static const struct { int below, more; } scarce[] = {
	{ 1, -44 }, { 3, -25 }, { 10, -4 }, { 40, 9 }, { 120, 15 },
	{ 300, 13 }, { 600, 4 }, { 1 << 20, -9 }
};

static int64_t
limit(size_t window, size_t series, int64_t day_due, int quiet)
{
	int64_t	 days = fix_max(1, fix_min(quiet, 3650));
	size_t	 i = 0;

	while (i + 1 < COUNT(scarce) &&
	    day_due >= (int64_t)scarce[i].below << 20)
		i++;
	return ((int64_t)(windows[window].limit + dearer[series] +
	    scarce[i].more) << 12) + ((fix_ln((uint64_t)days) -
	    fix_ln(SPIKE_QUIET_DAYS)) >> (FIX_LN - 16));
}

/* One line: what is in its slots and may be in them; only what was seen, of it
 * and of all. */
struct runs { struct run all, seen, others; };

static void
runs_fill(struct runs *r, const struct spike *s, const struct spike_line *l,
    int64_t now)
{
	run_fill(&r->all, s, l, now, false);
	run_fill(&r->seen, s, l, now, true);
	run_fill(&r->others, s, &s->line[SPIKE_ALL], now, true);
}

/* The window of n slots and the one that it is; since midnight is its day, and
 * if it began before that, it is a day of its own. */
static struct window
window_make(const struct spike *s, const struct sure *u, const struct runs *r,
    int n, int together)
{
	int64_t	 local = fix_max(s->at * SPIKE_SLOT + s->east, 0);
	size_t	 day = (size_t)fix_max(n, local % 86400 / SPIKE_SLOT + 1);
	struct window w = { .count = r->all.count[n], .due = r->all.due[n],
	    .size = PROFILE_ONE + (u->size - PROFILE_ONE) * together / 16,
	    .day_count = r->others.count[day] - r->seen.count[n],
	    .day_due = fix_max(0, r->others.due[day] - r->seen.due[n]) };

	for (int i = 0; i < n; i += 4)
		w.seen += profile_seen(&s->profile, (s->at - i) * SPIKE_SLOT +
		    s->east);
	return w;
}

int64_t
spike_such(const struct spike *s, size_t series, int64_t now, int slots)
{
	struct sure u = sureness(s, &s->line[series]);
	struct runs r;
	struct window w;
	int64_t	 known;

	runs_fill(&r, s, &s->line[series], now);
	w = window_make(s, &u, &r, slots + 1, 16);
	return fix_min(w.due, of_the_day(&u, &w, &known) / PROFILE_ONE *
	    w.size);
}

bool
spike_worst(const struct spike *s, size_t series, int64_t now, int least,
    int quiet, struct spike_window *best)
{
	const struct spike_line *l = &s->line[series];
	struct sure u = sureness(s, l);
	struct runs r;

	runs_fill(&r, s, l, now);
	*best = (struct spike_window){ .slots = 0 };
	for (size_t i = 0; i < COUNT(windows) &&
	    s->at - windows[i].slots >= l->until; i++) {
		int	 slots = windows[i].slots;
		struct window w = window_make(s, &u, &r, slots + 1,
		    windows[i].together);
		int64_t	 known, due = of_the_day(&u, &w, &known), got;
		int64_t	 such = due / PROFILE_ONE * w.size;

		if (w.count < least || w.count << 20 < such * 2)
			continue;
		got = window_points(&u, &w, slots, due, known) -
		    limit(i, series, r.all.due[96], quiet);
		if (got > best->points)
			*best = (struct spike_window){ slots, w.count,
			    fix_min(w.due, such), got };
	}
	return best->points > 0;
}
