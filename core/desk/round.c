#include "core/desk/round.h"

#include "core/when/when.h"

enum { DAY = 86400, MORNING = 8 * 60, THURSDAY = 3 };

static const struct {
	int	 length;		/* days, at most */
	int	 grace;			/* days that a letter may be late */
	int	 least;			/* days listened before the first one */
} rules[ROUNDS] = { { 7, 3, 3 }, { 31, 7, 7 } };

/* The latest of its days, up to that one. */
static int64_t
latest(const struct rounds *r, enum round_kind round, int64_t day)
{
	int64_t	 date[3];

	if (round == ROUND_WEEK)
		return day - ((day + THURSDAY - r->weekday) % 7 + 7) % 7;
	when_civil(day, date);
	return day - date[2] + 1;
}

/* The first of its days after that one. */
static int64_t
following(const struct rounds *r, enum round_kind round, int64_t day)
{
	return latest(r, round, latest(r, round, day) + rules[round].length);
}

static int64_t
moment(const struct calendar *c, int minute, int64_t day)
{
	int64_t	 before = zone_utc(&c->zone, day * DAY) - 1, opens;

	if (minute == ROUND_OPENING) {
		opens = calendar_opens(c, before);
		if (opens != INT64_MAX && calendar_day(c, opens) == day)
			return opens;
		minute = MORNING;
	}
	return calendar_at(c, before, minute);
}

void
round_waited(struct round_turn *t, enum round_kind round, int64_t from,
    int64_t until, int64_t now)
{
	int64_t	 end = until ? until : now;

	if (t->at >= from && t->at <= end && now - end <=
	    rules[round].grace * (int64_t)DAY)
		t->late = false;
}

struct round_turn
round_next(const struct calendar *c, const struct rounds *r,
    enum round_kind round, int64_t began, int64_t done, int64_t now)
{
	int64_t	 today = calendar_day(c, now), last = latest(r, round, today);
	int	 minute = r->minute[round];
	struct round_turn t = { .at = INT64_MAX };

	if (minute == ROUND_OFF)
		return t;
	if (done == 0)
		done = calendar_day(c, began) + rules[round].least - 1;
	if (moment(c, minute, last) > now)
		last = latest(r, round, last - 1);
	if (done > today + rules[round].length)
		return (struct round_turn){ .at = now, .day = last,
		    .late = true };
	t.day = last;
	while (t.day <= done)
		t.day = following(r, round, t.day);
	t.at = moment(c, minute, t.day);
	t.late = today - t.day > rules[round].grace;
	t.from = latest(r, round, t.day - 1);
	t.to = t.day - 1;
	return t;
}
