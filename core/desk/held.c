/*
 * held.c - why somebody is not told at once, in words, with the numbers that
 * decided.
 */
#include "core/desk/reach.h"

#include "core/judge/score.h"
#include "core/show.h"
#include "core/when/when.h"

struct telling {
	struct sink *k;
	const struct desk *desk;
	const struct staff_person *p;
	size_t	 who;
	int64_t	 priority, now;
};

static void
put_name(const struct telling *t)
{
	show_put(t->k, staff_called(t->desk->staff, t->who), TASK_NAME, false);
}

static void
put_date(struct sink *k, const struct desk *desk, int64_t when)
{
	when_put_date(k, zone_local(&desk->staff->hours.zone, when));
}

/* "13:00" of the same day, "2026-11-23 08:00" of another. */
static void
put_when(const struct telling *t, int64_t when)
{
	const struct calendar *c = &t->desk->staff->hours;

	if (calendar_day(c, when) != calendar_day(c, t->now)) {
		put_date(t->k, t->desk, when);
		sink_byte(t->k, ' ');
	}
	calendar_put_clock(t->k, &t->desk->staff->hours, when);
}

static void
put_points(const struct telling *t)
{
	sink_text(t->k, "it has ");
	sink_int(t->k, t->priority);
	sink_text(t->k, " points, ");
}

/* "it has 45 points, normal, and Anna hears of high and louder at once" */
static void
put_level(const struct telling *t)
{
	enum level level = score_level(t->priority);

	put_points(t);
	sink_put(t->k, score_level_name(level));
	sink_text(t->k, ", and ");
	put_name(t);
	if (t->p->critical) {
		sink_text(t->k, " hears of nothing but what is critical");
	} else if (level < t->p->least) {
		sink_text(t->k, " hears of ");
		sink_put(t->k, score_level_name(t->p->least));
		sink_text(t->k, t->p->least < LEVEL_URGENT ?
		    " and louder at once" : " ones at once");
	} else {
		sink_text(t->k, " has no way for that");
	}
}

static void
put_quiet(const struct telling *t)
{
	sink_text(t->k, "it is ");
	calendar_put_clock(t->k, &t->desk->staff->hours, t->now);
	sink_text(t->k, ", in ");
	put_name(t);
	sink_text(t->k, "'s quiet hours");
}

static void
put_closed(const struct telling *t)
{
	sink_text(t->k, "it is ");
	calendar_put_clock(t->k, &t->desk->staff->hours, t->now);
	sink_text(t->k, ", the shop is closed until ");
	put_when(t, desk_opening(t->desk, t->now));
}

/* "3 of Anna's 10 buzzes of today" */
static void
put_used(const struct telling *t, int64_t left)
{
	sink_int(t->k, left);
	sink_text(t->k, " of ");
	put_name(t);
	sink_text(t->k, "'s ");
	sink_int(t->k, t->p->buzzes);
	sink_text(t->k, t->p->buzzes == 1 ? " buzz of today" :
	    " buzzes of today");
}

static void
put_budget(const struct telling *t)
{
	put_used(t, 0);
	sink_text(t->k, " left: ");
	sink_int(t->k, attention_today(t->desk, t->who, t->now).buzzed);
	sink_text(t->k, " were used");
}

static void
put_bar(const struct telling *t)
{
	put_points(t);
	sink_text(t->k, "and ");
	put_used(t, attention_left(t->desk, t->who, t->now));
	sink_text(t->k, " are kept for those that have ");
	sink_int(t->k, desk_bar(t->desk, t->who, t->now));
	sink_text(t->k, " or more");
}

static void
put_listen(const struct telling *t)
{
	sink_text(t->k, "the first ");
	sink_int(t->k, t->desk->staff->listen);
	sink_text(t->k, " days only listen, until ");
	put_when(t, desk_listens_until(t->desk));
}

static void
put_crisis(const struct telling *t)
{
	sink_text(t->k, "there is a crisis since ");
	put_when(t, t->desk->crisis);
	sink_text(t->k, ": it goes with the next call for all, one every ");
	sink_int(t->k, DESK_CRISIS / 60);
	sink_text(t->k, " min");
}

static void
put_spare(const struct telling *t)
{
	sink_text(t->k, "nobody whom it is for has a digest, so that it goes "
	    "into ");
	put_name(t);
	sink_text(t->k, "'s");
}

static void
put_told(const struct telling *t)
{
	put_name(t);
	sink_text(t->k, " is told at once");
}

void
held_put(struct sink *k, const struct desk *desk, size_t who, enum held held,
    int64_t priority, int64_t now)
{
	static void (*const put[HELDS])(const struct telling *) = {
		[HELD_NOT] = put_told, [HELD_LEVEL] = put_level,
		[HELD_QUIET] = put_quiet, [HELD_CLOSED] = put_closed,
		[HELD_BUDGET] = put_budget, [HELD_BAR] = put_bar,
		[HELD_LISTEN] = put_listen, [HELD_CRISIS] = put_crisis,
		[HELD_SPARE] = put_spare,
	};
	struct telling t = { .k = k, .desk = desk, .who = who,
	    .priority = priority, .now = now };

	if (who >= desk->staff->n || (unsigned)held >= HELDS)
		return;
	t.p = &desk->staff->people[who];
	put[held](&t);
}
