/*
 * digest.c - when something here is due by itself: digests, the calls of a
 * crisis, the end of listening.
 */
#include "core/desk/reach.h"

/* The first opening of its day, after that moment. */
static int64_t
first_opening(const struct desk *desk, int64_t after)
{
	const struct calendar *c = &desk->staff->hours;
	int64_t	 t = after;

	for (int i = 0; i <= WEEK_SPANS; i++) {
		int64_t	 day;

		t = desk_opening(desk, t);
		day = calendar_day(c, t) * DESK_DAY;
		if (desk_opening(desk, zone_utc(&c->zone, day) - 1) == t)
			break;
	}
	return t;
}

int64_t
desk_digest_at(const struct desk *desk, size_t who)
{
	const struct staff *s = desk->staff;
	int64_t	 last, minute;

	if (!desk_reads(desk, who))
		return INT64_MAX;
	last = desk->people[who].digested;
	minute = s->people[who].digest;
	if (last == 0)
		last = desk->began;
	return minute >= 0 ? calendar_at(&s->hours, last, (int)minute) :
	    first_opening(desk, last);
}

void
desk_digested(struct desk *desk, size_t who, int64_t now)
{
	struct desk_person *p = &desk->people[who];

	if (desk->crisis == 0)
		p->plain = 0;
	else if (p->plain == 0)
		p->plain = p->digested ? p->digested : desk->began;
	p->digested = now;
}

/* ---- a crisis ---------------------------------------------------------- */

static int64_t
group_at(const struct desk *desk)
{
	int64_t	 last = desk->grouped > desk->crisis ? desk->grouped :
		    desk->crisis;

	return desk->crisis == 0 ? 0 : desk_later(last, DESK_CRISIS);
}

bool
desk_group(struct desk *desk, uint32_t waiting, int64_t now,
    struct decision *d)
{
	*d = (struct decision){ .route = { .who = 0 } };
	if ((waiting == 0 && desk->crisis == 0) || now < group_at(desk))
		return false;
	desk->grouped = now;
	for (size_t i = 0; i < desk->staff->n; i++) {
		enum held held = reach_now(desk, i, LEVEL_URGENT, now);

		if (!(waiting >> i & 1))
			continue;
		d->route.who |= (uint32_t)1 << i;
		if (held == HELD_NOT && desk_listens(desk, now))
			held = HELD_LISTEN;
		d->held[i] = held;
		if (held == HELD_NOT)
			reach_free(desk, d, i, reach_way(
			    &desk->staff->people[i], 0, LEVEL_URGENT),
			    LEVEL_URGENT, 0);
	}
	return true;
}

int64_t
desk_next(const struct desk *desk, int64_t now)
{
	int64_t	 next = desk->crisis ? group_at(desk) : INT64_MAX;
	int64_t	 heard = desk_listens_until(desk);

	if (heard > now && heard < next)
		next = heard;
	for (size_t i = 0; i < desk->staff->n; i++) {
		int64_t	 t = desk_digest_at(desk, i);

		next = t < next ? t : next;
	}
	return next;
}
