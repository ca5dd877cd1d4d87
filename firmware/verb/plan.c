/* plan.c - what comes next by itself and what breaks through. */
#include "firmware/desk/counting.h"
#include "firmware/desk/crisis.h"
#include "firmware/desk/gather_round.h"
#include "firmware/verb/look.h"
#include "firmware/verb/print.h"
#include "firmware/verb/verbs.h"
#include "storage/tasks.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* --- plan -------------------------------------------------------------------- */

static slice
at(struct look *look, int64_t t)
{
	struct sink k = sink_open(&look->arena);

	if (t == INT64_MAX || t == 0)
		return SLICE("never");
	zone_put(&k, &look->c->staff.hours.zone, t);
	return sink_close(&k, &look->arena);
}

static void
plan_person(struct look *look, const struct desk *desk, size_t who,
    int64_t now)
{
	const struct staff_person *p = &desk->staff->people[who];
	const struct desk_person *had = &desk->people[who];
	bool	 today = had->day == calendar_day(&desk->staff->hours, now);
	int64_t	 buzzed = today ? had->buzzed : 0;
	slice	 digest = at(look, desk_digest_at(desk, who));
	struct sink k = sink_open(&look->arena), why;
	struct json_line j = json_line_open(&k);
	bool	 duty = staff_duty(desk->staff, now) >> who & 1;

	json_line_text(&j, "person", p->name);
	if (p->agency)
		json_line_raw(&j, "agency", SLICE("true"));
	json_line_raw(&j, "on_duty", duty ? SLICE("true") : SLICE("false"));
	json_line_zero(&j, "buzzed", buzzed);
	if (p->buzzes >= 0)
		json_line_zero(&j, "buzzes", p->buzzes);
	json_line_zero(&j, "bar", desk_bar(desk, who, now));
	json_line_int(&j, "digest", desk_digest_at(desk, who) == INT64_MAX ? 0 :
	    desk_digest_at(desk, who));
	json_line_close(&j);
	if (!print_to_person()) {
		print_line(&k);
		return;
	}
	why = sink_open(&look->arena);
	staff_breaks(&why, desk->staff, who);
	fprintf(stderr, "%.*s%s: %lld buzzes today", SLICE_ARG(p->called), duty ?
	    ", on duty" : "", (long long)buzzed);
	if (p->buzzes >= 0)
		fprintf(stderr, " of %lld, from %lld points up",
		    (long long)p->buzzes, (long long)desk_bar(desk, who, now));
	fprintf(stderr, "; next digest: %.*s\n%.*s\n", SLICE_ARG(digest),
	    SLICE_ARG(sink_slice(&why)));
}

static void
plan_shop(struct look *look, int64_t now)
{
	const struct calendar *c = &look->c->staff.hours;
	bool	 open = calendar_open(c, now);
	int64_t	 next = open ? calendar_closes(c, now) :
	    calendar_opens(c, now);

	if (next == INT64_MAX)
		fprintf(stderr, "The shop %s.\n", open ? "never closes" :
		    "is closed for more than a year");
	else
		fprintf(stderr, "The shop is %s and %s at %.*s.\n",
		    open ? "open" : "closed", open ? "closes" : "opens",
		    SLICE_ARG(at(look, next)));
}

static void
plan_letters(struct look *look, const struct desk_day *day, int64_t now)
{
	for (enum round_kind i = 0; i < ROUNDS; i++) {
		struct round_turn t = round_next(&look->c->staff.hours,
		    &look->c->rounds, i, day->began ? day->began : now,
		    gather_round_done(look->txn, i), now);

		fprintf(stderr, "Next letter of the %s: %.*s%s.\n",
		    i == ROUND_WEEK ? "week" : "month",
		    SLICE_ARG(at(look, t.at)), day->crisis && t.at <= now ?
		    ", once crisis mode is over" : "");
	}
}

int
verb_plan(const char *file, int argc, char **argv)
{
	int64_t	 now = (int64_t)time(NULL);
	struct look look;
	struct desk desk;
	struct desk_day day;
	const struct staff *s;
	struct sink k;
	slice	 since;
	int	 status;

	(void)argc;
	(void)argv;
	if (!look_open(&look, file, &status))
		return status;
	s = &look.c->staff;
	memset(&desk, 0, sizeof(desk));
	desk_load(look.txn, s, &desk, &day);
	plan_shop(&look, now);
	if (desk_listens_until(&desk) > now)
		fprintf(stderr, "It only listens until %.*s.\n",
		    SLICE_ARG(at(&look, desk_listens_until(&desk))));
	if (day.crisis) {
		since = at(&look, day.crisis);
		k = sink_open(&look.arena);
		crisis_put_waiting(&k, look.txn);
		fprintf(stderr, "Crisis mode is on since %.*s. %.*s\n",
		    SLICE_ARG(since), SLICE_ARG(sink_slice(&k)));
	}
	plan_letters(&look, &day, now);
	k = sink_open(&look.arena);
	counting_state(&k, look.c, look.txn, now);
	fprintf(stderr, "%.*s", SLICE_ARG(sink_slice(&k)));
	for (size_t i = 0; i < s->n; i++)
		plan_person(&look, &desk, i, now);
	look_close(&look);
	return EXIT_GOOD;
}
