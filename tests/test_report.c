#include "tests/report_scene.h"

static void
test_scene(struct scene *all, size_t most)
{
	static const char *const says[] = { "What was heard",
	    "What people talk about", "How we answered", "How far it goes",
	    "Old words and new", "Before and after", "Where it comes from",
	    "False alarms", "What to change", "2: flyer in the harbour",
	    "after: more, by", "3: sale, 2026-11-20: 116 in 14 days "
	    "before, 5 in 1 day after: too early to tell",
	    "388 mentions in 60 days, 6.5 a day.", " s / ",
	    "too early to tell (n=", "complaint, goal 1 h:",
	    "3 of 7 who were unhappy", "Make the rule \"focus\" narrower.",
	    "on Saturday between 10 and 12", "nobody follows two",
	    "never heard", "'still waiting'" };
	struct fault f;
	const cJSON *j;
	slice	 out;

	CHECK(report_close(scene(60, all, most), REPORT_TEXT, &out));
	keep("txt", out);
	for (size_t i = 0; i < COUNT(says); i++)
		CHECK(has(out, says[i]));
	CHECK(report_close(scene(60, all, most), REPORT_HTML, &out));
	keep("html", out);
	alone(out);
	CHECK(pictures(out) == 4);
	CHECK(report_close(scene(60, all, most), REPORT_JSON, &out));
	keep("json", out);
	CHECK(slice_index(out, '\n') == out.n - 1);
	j = json_parse(&arena, out, &f);
	CHECK(j != NULL);
	CHECK(json_int(json_at(j, SLICE("/mentions")), 0) > 350);
	CHECK(json_int(json_at(j, SLICE("/answers/complaint/goal_minutes")),
	    0) == 60);
	CHECK(json_at(j, SLICE("/recovered/permille")) == NULL);
	CHECK(json_at(j, SLICE("/net/permille")) != NULL);
	CHECK(json_at(j, SLICE("/change/2/evidence")) != NULL);
}

/* --- few, none, and strange things ------------------------------------ */

/* So many complaints, each answered after half an hour. */
static slice
few(size_t n, enum report_form form)
{
	static struct scene all[SERIES_DAYS];
	struct report_head h = head(30);
	struct report *r = open_report(&h);
	slice	 out;

	for (size_t i = 0; i < n; i++) {
		struct scene *s = &all[i];

		seed = 1;
		scene_one(s, i, 30);
		s->item.verdict.class = SLICE("complaint");
		s->item.verdict.polarity = SLICE("negative");
		s->item.mention.time = s->item.found = zone_utc(&hours.zone,
		    (first + (int64_t)i) * DAY + 43200);
		s->task = (struct task){ .state = TASK_SEEN, .class =
		    CLASS_COMPLAINT + 1, .opened = s->item.found,
		    .replied = s->item.found + 1800 };
		s->seen.task = &s->task;
		s->seen.waved_off = false;
		report_mention(r, &s->seen);
	}
	CHECK(report_close(r, form, &out));
	return out;
}

static void
test_few(void)
{
	slice	 out = few(0, REPORT_TEXT);

	CHECK(has(out, "0 mentions in 30 days, 0.0 a day."));
	CHECK(has(out, "Nothing came that wants an answer."));
	CHECK(has(out, "not told by the source"));
	CHECK(slice_index(out, '%') == out.n);
	out = few(6, REPORT_TEXT);
	CHECK(has(out, "net too early to tell (n=6)"));
	CHECK(has(out, "6 of 6 answered, too early to tell (n=6)"));
	CHECK(has(out, "6 of 6 within the goal, too early to tell (n=6)"));
	CHECK(has(out, "between 30 min and 30 min, too early to tell (n=6)"));
	CHECK(slice_index(out, '%') == out.n);
	out = few(6, REPORT_JSON);
	CHECK(slice_find(out, SLICE("permille")) == out.n);
	CHECK(slice_find(out, SLICE("p50")) == out.n);
	out = few(20, REPORT_TEXT);
	CHECK(has(out, "20 of 20 answered, 100% (83 to 100%)"));
	CHECK(has(out, "half within 30 min"));
	alone(few(0, REPORT_HTML));
	alone(few(1, REPORT_HTML));
}

/* A day, a name and an order, as the owner types them. */
static const struct { const char *text; int64_t day; } typed[] = {
	{ "2026-11-20", 20777 }, { "1970-01-01", 0 }, { "2024-02-29", 19782 },
	{ "2026-02-29", -1 }, { "2026-13-01", -1 }, { "2026-00-10", -1 },
	{ "2026-11-31", -1 }, { "20261120", -1 }, { "2026-1-20", -1 },
	{ "2026-11-2O", -1 }, { "-026-11-20", -1 }, { "2026--1-20", -1 },
	{ "", -1 }, { "1969-12-31", -1 }, { "9999-12-31", 2932896 },
};

static const struct { const char *words; bool good, remove; } orders[] = {
	{ "event 2026-11-20 flyer & sale", true, false },
	{ "event remove 3", true, true },
	{ "event remove -3", false, true }, { "event remove", false, true },
	{ "event 2026-11-20", false, false },
	{ "event 2026-11-20   ", false, false },
	{ "event flyer", false, false }, { "crisis", false, false },
	{ "", false, false }, { "event", false, false },
};

static void
test_events(void)
{
	struct event e;
	char	 buf[400];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	for (size_t i = 0; i < COUNT(typed); i++) {
		int64_t	 day = -1;

		CHECK(day_parse(slice_of(typed[i].text), &day) ==
		    (typed[i].day >= 0));
		CHECK(day == typed[i].day);
	}
	for (size_t i = 0; i < COUNT(orders); i++) {
		bool	 remove = false;

		CHECK(event_order(slice_of(orders[i].words), &e, &remove) ==
		    orders[i].good);
		CHECK(!orders[i].good || remove == orders[i].remove);
	}
	e = (struct event){ .day = 20777, .words = SLICE(" new\n cook ") };
	event_put_order(&k, &e);
	CHECK(slice_eq(sink_slice(&k), SLICE("event 2026-11-20 new cook")));
}

int
main(void)
{
	enum { MOST = 500 };
	struct scene *all = calloc(MOST, sizeof(*all));

	CHECK(all != NULL);
	begin_tests();
	test_scene(all, MOST);
	test_few();
	test_events();
	free(arena.base);
	free(all);
	return test_failed;
}
