#include "core/desk/reach.h"

int64_t
desk_later(int64_t t, int64_t seconds)
{
	return t > INT64_MAX - seconds ? INT64_MAX : t + seconds;
}

bool
desk_closed(const struct desk *desk, int64_t now)
{
	const struct staff *s = desk->staff;

	return !s->closed_buzz && !calendar_open(&s->hours, now);
}

int64_t
desk_listens_until(const struct desk *desk)
{
	int64_t	 days = desk->staff->listen;

	return days > 0 ? desk_later(desk->began, days * DESK_DAY) : 0;
}

bool
desk_listens(const struct desk *desk, int64_t now)
{
	return now < desk_listens_until(desk);
}

int64_t
desk_opening(const struct desk *desk, int64_t now)
{
	const struct calendar *c = &desk->staff->hours;
	int64_t	 t = calendar_opens(c, now);

	return t != INT64_MAX ? t : calendar_at(c, now, DESK_MORNING);
}

/* ---- hours and ways ---------------------------------------------------- */

size_t
reach_way(const struct staff_person *p, size_t from, enum level level)
{
	while (from < p->nways && p->ways[from].least > level)
		from++;
	return from < p->nways ? from : p->nways;
}

static bool
is_quiet(const struct desk *desk, size_t who, int64_t now)
{
	const struct week *quiet = &desk->staff->people[who].quiet;

	return quiet->n > 0 &&
	    week_holds(quiet, zone_local(&desk->staff->hours.zone, now));
}

enum held
reach_now(const struct desk *desk, size_t who, enum level level, int64_t now)
{
	const struct staff_person *p = &desk->staff->people[who];

	if (p->critical || level < p->least ||
	    reach_way(p, 0, level) == p->nways)
		return HELD_LEVEL;
	if (desk_closed(desk, now))
		return HELD_CLOSED;
	return is_quiet(desk, who, now) ? HELD_QUIET : HELD_NOT;
}

/* A calendar that is "open" in their quiet hours. */
static int64_t
quiet_ends(const struct desk *desk, size_t who, int64_t now)
{
	struct calendar c = { .zone = desk->staff->hours.zone,
	    .open = desk->staff->people[who].quiet };

	return calendar_closes(&c, now);
}

int64_t
reach_from(const struct desk *desk, size_t who, int64_t now)
{
	int64_t	 t = now;

	/* hours that never meet are tried again every day */
	for (int i = 0; i < 2 * WEEK_SPANS; i++) {
		if (desk_closed(desk, t))
			t = desk_opening(desk, t);
		else if (is_quiet(desk, who, t))
			t = quiet_ends(desk, who, t);
		else
			break;
		if (t == INT64_MAX)
			break;
	}
	if (t <= now || t == INT64_MAX)
		t = desk_later(now, DESK_DAY);
	return t;
}

/* ---- calls ------------------------------------------------------------- */

static void
add(struct decision *d, size_t who, size_t way, int64_t step)
{
	if (d->ncalls < CALLS_MAX)
		d->calls[d->ncalls++] = (struct call){ .who = (uint8_t)who,
		    .way = (uint8_t)way, .step = (uint8_t)step };
}

void
reach_free(const struct desk *desk, struct decision *d, size_t who,
    size_t way, enum level level, int64_t step)
{
	const struct staff_person *p = &desk->staff->people[who];

	for (; way < p->nways; way = reach_way(p, way + 1, level)) {
		add(d, who, way, step);
		if (!p->together)
			break;
	}
	d->route.who |= (uint32_t)1 << who;
}

void
reach_call(struct desk *desk, struct decision *d, size_t who, size_t way,
    enum level level, int64_t step, int64_t now)
{
	reach_free(desk, d, who, way, level, step);
	attention_buzz(desk, who, now);
}

bool
reach_try(struct desk *desk, struct decision *d, size_t who,
    const struct task *t, int64_t step, int64_t now)
{
	const struct staff_person *p = &desk->staff->people[who];
	enum level level = task_level(t);
	size_t	 way = t->critical ? 0 : reach_way(p, 0, level);

	if (way == p->nways)
		return false;
	if (!t->critical && (reach_now(desk, who, level, now) != HELD_NOT ||
	    attention_left(desk, who, now) <= 0))
		return false;
	reach_call(desk, d, who, way, level, step, now);
	return true;
}

slice
reach_names(const struct desk *desk, struct arena *a, const struct decision *d)
{
	struct sink k = sink_open(a);
	uint32_t named = 0;

	for (size_t i = 0; i < d->ncalls; i++) {
		uint32_t bit = (uint32_t)1 << d->calls[i].who;

		if (named & bit)
			continue;
		sink_text(&k, named ? ", " : "");
		sink_put(&k, desk->staff->people[d->calls[i].who].name);
		named |= bit;
	}
	return sink_close(&k, a);
}
