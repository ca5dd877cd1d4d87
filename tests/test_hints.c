/*
 * test_hints.c - what a month suggests to change, and the letter that says so:
 * each detector alone, with what it needs, and with a little less.
 */
#include "tests/report_scene.h"

#include "core/report/hints.h"

enum { DAYS = 30 };

static struct staff staff;

struct said {
	const char *class, *rule, *text;
	int	 day, hour;		/* local */
	bool	 off;			/* "not us" */
	int	 replied;		/* minutes after; 0: never */
	const char *muted;		/* it stands in the digest alone */
};

static struct report *
open_month(void)
{
	struct report_head h = head(DAYS);

	h.staff = &staff;
	h.phrases = false;
	return open_report(&h);
}

static void
say(struct report *r, const struct said *s)
{
	int64_t	 t = zone_utc(&hours.zone, (first + s->day) * DAY +
	    s->hour * 3600);
	enum class class = CLASS_OTHER;
	struct item item = { .source = SLICE("gazette"), .found = t,
	    .rule = slice_of(s->rule ? s->rule : "shop"),
	    .fate = s->muted ? FATE_DIGEST : FATE_SENT,
	    .muted = slice_of(s->muted), .verdict = { .priority = 50,
	    .class = slice_of(s->class), .polarity = SLICE("negative") } };
	struct task task = { .state = TASK_SEEN, .opened = t };
	struct report_seen seen = { .item = &item, .task = &task,
	    .waved_off = s->off };

	(void)class_named(item.verdict.class, &class);
	item.mention.text = slice_of(s->text);
	item.mention.time = t;
	task.class = (int64_t)class + 1;
	if (s->replied)
		task.replied = t + s->replied * 60;
	report_mention(r, &seen);
}

static slice
letter(struct report *r)
{
	struct letter l = { .id = 0 };

	CHECK(report_letter(r, &l));
	keep("month.txt", l.text);
	keep("month.html", l.html);
	alone(l.html);
	return l.text;
}

static bool
lacks(slice page, const char *what)
{
	bool	 is = slice_find(page, slice_of(what)) == page.n;

	if (!is)
		printf("is there: %s\n", what);
	return is;
}

/* --- rules ---------------------------------------------------------------- */

/* So many that are not about the shop, and so many that are. */
static slice
rule(int off, int us, bool mute)
{
	struct report *r = open_month();

	if (mute)
		report_mute(r);
	for (int i = 0; i < off; i++)
		say(r, &(struct said){ "other", "moka", i % 2 ? "my Bialetti "
		    "kettle is leaking, the Bialetti again" :
		    "a Bialetti pot for the stove", i % DAYS, 12, true, 0,
		    NULL });
	for (int i = 0; i < us; i++)
		say(r, &(struct said){ "other", "moka", "the stove at Moka was "
		    "again lovely and warm", i % DAYS, 12, false, 0, NULL });
	return letter(r);
}

static void
test_rule(void)
{
	slice	 out = rule(9, 14, false);

	CHECK(has(out, "- Make the rule \"moka\" narrower. 9 of 23 "));
	CHECK(has(out, "9 of 23 alarms of it were marked \"not us\": 39% ("));
	CHECK(has(out, "NOT (Bialetti OR pot). \"a Bialetti pot for the stove\"\n"));
	CHECK(has(out, "False alarms: 9 of 23 that buzzed"));
	CHECK(has(out, "Nothing else stands out enough to say."));
	/* too few of the others to tell by which words */
	out = rule(18, 4, false);
	CHECK(has(out, "- Make the rule \"moka\" narrower. 18 of 22"));
	out = rule(9, 10, false);		/* too early to tell */
	CHECK(lacks(out, "narrower"));
	CHECK(has(out, "Nothing stands out enough to say."));
	CHECK(lacks(rule(2, 40, false), "narrower"));
	/* a word may be somebody's name */
	out = rule(9, 14, true);
	CHECK(has(out, "narrower") && lacks(out, "Bialetti"));
}

/* --- when ------------------------------------------------------------------ */

/* Complaints: two a day at many hours, answered soon. */
static struct report *
complaints(void)
{
	struct report *r = open_month();

	for (int i = 0; i < 60; i++)
		say(r, &(struct said){ "complaint", NULL, "cold coffee today",
		    i / 2, 8 + i * 5 % 11, false, 20, NULL });
	return r;
}

static void
test_hours(void)
{
	struct report *r = complaints();
	struct fault f = { "" };
	slice	 out = letter(r);

	CHECK(has(out, "Nothing stands out enough to say."));
	r = complaints();
	for (int i = 0; i < 22; i++)
		say(r, &(struct said){ "complaint", NULL, "nobody answers at "
		    "night, why is that", i, 22, false, i < 11 ? 30 : 300 + i,
		    NULL });
	out = letter(r);
	CHECK(has(out, "- Name somebody who answers what comes between 22 and "
	    "24. 11 of 22 of those were not answered within the goal: 50% ("));
	CHECK(has(out, "11 of 82 at all hours: 13% ("));
	CHECK(has(out, "\"nobody answers at night, why is that\""));
	CHECK(week_parse(SLICE("mon-sat 8-20"), &hours.open, &f));
	r = complaints();
	/* Sundays: the fourth day is one */
	for (int i = 0; i < 16; i++)
		say(r, &(struct said){ "complaint", NULL, "no bread on a "
		    "Sunday, ridiculous", 4 + i % 4 * 7, 9, false, 0, NULL });
	out = letter(r);
	CHECK(has(out, "- Change the hours or the rota of Sunday. While the "
	    "shop was closed on that day came 24 of 76 complaints: 32% ("));
	CHECK(has(out, "\"cold coffee today\"") ||
	    has(out, "\"no bread on a Sunday, ridiculous\""));
	hours.open.n = 0;
}

/* --- people ---------------------------------------------------------------- */

static void
test_spent(void)
{
	static const char *const why = "it has 50 points, and 0 of Anna's 8 "
	    "buzzes of today left: 8 were used";
	struct report *r;
	slice	 out;

	staff.n = 2;
	staff.people[0].called = SLICE("Bob");
	staff.people[1].called = SLICE("Anna");
	staff.people[1].buzzes = 8;
	for (int days = 14; days <= 15; days++) {
		r = open_month();
		for (int i = 0; i < 3 * days; i++)
			say(r, &(struct said){ "lead", NULL, "who bakes a "
			    "wedding cake?", i / 3, 15, false, 0, why });
		say(r, &(struct said){ "lead", NULL, "quiet", 20, 15, false,
		    0, "it has 50 points, and 3 of Bob's 8 buzzes of today "
		    "are kept for those that have 60 or more" });
		out = letter(r);
		if (days == 14)
			CHECK(lacks(out, "buzzes a day"));
		else
			CHECK(has(out, "- Give Anna more than 8 buzzes a day, "
			    "or more people to share them. On 15 of 30 days "
			    "none was left, and 45 mentions waited for the "
			    "digest. \"who bakes a wedding cake?\"\n"));
	}
}

/* --- what others know ------------------------------------------------------ */

static void
test_told(void)
{
	struct report *r = open_month();
	slice	 out;

	report_asked(r, SLICE("Do you have gluten free cake?"), 2);
	CHECK(has(letter(r), "Nothing stands out enough to say."));
	r = open_month();
	report_asked(r, SLICE("Do you have gluten free cake?"), 4);
	report_blind(r, SLICE("town"), first + 9, SLICE("it wants a sign-in"));
	report_blind(r, SLICE("reddit"), first, SLICE("403"));
	out = letter(r);
	CHECK(has(out, "- Mend the source \"town\": it cannot be read. Nothing "
	    "came from it since 2 Oct: it wants a sign-in; and as blind are 1 "
	    "more.\n"));
	CHECK(has(out, "- Save an answer to a question that has none: earshot "
	    "answers missing. It was asked 4 times: \"Do you have gluten free "
	    "cake?\"\n"));
	/* for who may not see what customers wrote */
	r = open_month();
	report_mute(r);
	report_asked(r, SLICE("Do you have gluten free cake?"), 4);
	out = letter(r);
	CHECK(has(out, "It was asked 4 times:") && lacks(out, "gluten"));
	for (int i = 0; i < 40; i++)
		report_blind(r, SLICE("town"), first, SLICE("x"));
}

/* Three at most, and the page is one. */
static void
test_three(void)
{
	struct report *r = complaints();
	size_t	 n = 0;
	slice	 out;

	for (int i = 0; i < 400; i++)
		say(r, &(struct said){ "complaint", i % 2 ? "a" : "b",
		    "<script>alert(1)</script> waiting in line", i % DAYS,
		    i % 3, i % 5 == 0, i % 2 ? 0 : 900, NULL });
	report_asked(r, SLICE("open?"), 9);
	report_blind(r, SLICE("town"), first, SLICE("gone"));
	out = letter(r);
	out = slice_from(out, slice_find(out, SLICE("What to change")));
	while (out.n)
		n += slice_starts(slice_cut(&out, '\n'), SLICE("- "));
	CHECK(n == REPORT_HINTS);
}

int
main(void)
{
	begin_tests();
	test_rule();
	test_hours();
	test_spent();
	test_told();
	test_three();
	free(arena.base);
	return test_failed;
}
