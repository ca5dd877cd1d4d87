#include "core/desk/week.h"

enum { DAY = 86400, YEAR = 366 };

/* No clock shows more than this; sums with it do not overflow. */
#define MOST	INT64_C(900000000000)

static int64_t
bounded(int64_t now)
{
	return now < -MOST ? -MOST : now > MOST ? MOST : now;
}

bool
calendar_open(const struct calendar *c, int64_t now)
{
	int64_t	 local = zone_local(&c->zone, now);

	return !days_hold(&c->closed, local) &&
	    (c->open.n == 0 || week_holds(&c->open, local));
}

int64_t
calendar_day(const struct calendar *c, int64_t now)
{
	int64_t	 local = zone_local(&c->zone, now);

	return local / DAY - (local % DAY < 0);
}

void
calendar_put_clock(struct sink *k, const struct calendar *c, int64_t now)
{
	int64_t	 local = zone_local(&c->zone, now);

	clock_put(k, (unsigned)((local % DAY + DAY) % DAY / 60));
}

/* The search for a moment: after now, before the best so far, at which it
 * becomes open (or closed). */
struct search {
	const struct calendar *c;
	int64_t	 now, best;
	bool	 open;
};

static void
try(struct search *s, int64_t t)
{
	if (t > s->now && t < s->best &&
	    calendar_open(s->c, t) == s->open &&
	    calendar_open(s->c, t - 1) != s->open)
		s->best = t;
}

/* Of the day from `local` on, from a to b: midnight, each edge of the day's
 * hours on either side of a change of clock, and the change itself. At no
 * other second can it happen. */
static void
try_day(struct search *s, int64_t local, int64_t a, int64_t b)
{
	const struct zone *z = &s->c->zone;
	int64_t	 end = local + DAY;
	int64_t	 east = zone_east(z, a - 1), other = zone_east(z, b);

	if (east != other)
		try(s, zone_change(z, a - 1, b));
	for (; local < end; local = week_edge(&s->c->open, local)) {
		try(s, local - east);
		if (east != other)
			try(s, local - other);
	}
}

static bool
is_always(const struct week *w)
{
	return w->n == 0 || (w->spans[0].from == 0 &&
	    w->spans[0].to == WEEK_MINUTES);
}

static int64_t
find(const struct calendar *c, int64_t now, bool open)
{
	struct search s = { c, bounded(now), INT64_MAX, open };
	int64_t	 local = calendar_day(c, s.now) * DAY;
	int64_t	 a = zone_utc(&c->zone, local), b;

	if (is_always(&c->open) && c->closed.n == 0)
		return INT64_MAX;
	for (int64_t n = 0; n <= YEAR && s.best == INT64_MAX; n++) {
		b = zone_utc(&c->zone, local + DAY);
		try_day(&s, local, a, b);
		local += DAY;
		a = b;
	}
	return s.best;
}

int64_t
calendar_opens(const struct calendar *c, int64_t now)
{
	return find(c, now, true);
}

int64_t
calendar_closes(const struct calendar *c, int64_t now)
{
	return find(c, now, false);
}

int64_t
calendar_at(const struct calendar *c, int64_t now, int minute)
{
	int64_t	 day, t;

	now = bounded(now);
	day = calendar_day(c, now);
	do
		t = zone_utc(&c->zone, day++ * DAY + minute * INT64_C(60));
	while (t <= now);
	return t;
}
