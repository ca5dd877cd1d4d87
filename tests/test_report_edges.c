/* test_report_edges.c - goals by opening hours, strange texts, no room. */
#include "tests/report_scene.h"

/* What counts towards a goal: opened, replied, closed; hours after midnight
 * of a Monday; open from 9 to 17. */
static const struct { double opened, replied, closed; int of, in; }
waits[] = {
	{ 10, 10.9, 0, 1, 1 },
	{ 10, 11.1, 0, 1, 0 },
	{ 16.5, 24 + 9.4, 0, 1, 1 },	/* over night */
	{ 16.5, 24 + 9.6, 0, 1, 0 },
	{ 20, 24 + 10, 0, 1, 1 },
	{ 2, 3, 0, 1, 1 },		/* answered while closed */
	{ 10, 0, 0, 1, 0 },		/* nobody did */
	{ 10, 0, 11.5, 0, 0 },		/* settled in another way */
	{ 7 * 24 + 18, 0, 0, 0, 0 },	/* there is time yet */
};

static void
test_goal(void)
{
	struct calendar shop = hours;
	struct fault f;

	CHECK(week_parse(SLICE("9-17"), &shop.open, &f));
	first = when_days(2026, 11, 2);		/* a Monday */
	for (size_t i = 0; i < COUNT(waits); i++) {
		struct report_head h = head(8);
		int64_t	 t = zone_utc(&hours.zone, first * DAY);
		struct scene s = { .item = { .source = SLICE("a") } };
		struct report *r;
		char	 want[80];
		slice	 out;

		h.hours = &shop;
		h.now = t + 7 * DAY + 20 * 3600;
		r = open_report(&h);
		s.item.found = t + (int64_t)(waits[i].opened * 3600);
		s.item.verdict.class = SLICE("complaint");
		s.task = (struct task){ .state = waits[i].closed > 0 ?
		    TASK_DONE : TASK_SEEN, .opened = s.item.found,
		    .class = CLASS_COMPLAINT + 1 };
		if (waits[i].replied > 0)
			s.task.replied = t + (int64_t)(waits[i].replied *
			    3600);
		if (waits[i].closed > 0)
			s.task.closed = t + (int64_t)(waits[i].closed * 3600);
		s.seen = (struct report_seen){ .item = &s.item,
		    .task = &s.task };
		report_mention(r, &s.seen);
		CHECK(report_close(r, REPORT_JSON, &out));
		snprintf(want, sizeof(want), "\"within_goal\":{\"k\":%d,"
		    "\"n\":%d,", waits[i].in, waits[i].of);
		CHECK(has(out, want));
	}
}

/* Three others: one of whom enough is known, one of whom not, and silence. */
static void
test_rivals(void)
{
	struct report_head h;
	struct rival_seen seen = { .index = 0 };
	struct report *r;
	int64_t	 t;
	slice	 out;

	first = when_days(2026, 11, 2);
	h = head(8);
	t = zone_utc(&hours.zone, first * DAY);
	r = open_report(&h);
	for (int64_t i = -5; i < 30; i++) {	/* five before the time */
		seen.id = i;
		seen.said = t + i * 3600;
		seen.answered = i % 4 ? seen.said + 60 * (i + 1) : 0;
		report_rival(r, SLICE("Caf\xc3\xa9 \"<Neumann>"), &seen);
		if (i >= 0 && i < 6)
			report_rival(r, SLICE("Becker"), &seen);
	}
	report_rival(r, SLICE("Silent"), NULL);
	for (size_t i = 0; i < 9; i++)		/* more than there is room */
		report_rival(r, slice_from(SLICE("abcdefghi"), i), NULL);
	CHECK(report_close(r, REPORT_TEXT, &out));
	CHECK(has(out, "How others answer"));
	CHECK(has(out, "\"<Neumann>: 22 of 30 answered, 73% (55 to 86%); "
	    "first answer: half within 15 min"));
	CHECK(has(out, "Becker: 4 of 6 answered, too early to tell (n=6); "
	    "first answer: between 2 min and 6 min, too early"));
	CHECK(has(out, "Silent: nothing was said there"));
	CHECK(test_failed == 0 || (printf("%.*s\n", SLICE_ARG(out)), 0));
	r = open_report(&h);
	report_rival(r, SLICE("B\"ecker"), &seen);
	CHECK(report_close(r, REPORT_JSON, &out));
	CHECK(has(out, "\"rivals\":[{\"name\":\"B\\\"ecker\","
	    "\"mentions\":1,\"answered\":{\"k\":1,\"n\":1,"));
	CHECK(test_failed == 0 || (printf("%.*s\n", SLICE_ARG(out)), 0));
	CHECK(json_parse(&arena, out, &(struct fault){ "" }) != NULL);
}

/* What strangers and the owner write, in every place of the page. */
static void
test_hostile(void)
{
	static const char evil[] = "</title></svg><script>alert(1)</script>"
	    "\"'&<svg onload=alert(1)>\xff\xc0\x80\xe2\x80\xae\x01\x1b[2J";
	struct report_head h = head(30);
	struct scene s = { .item = { .found = h.now - 86400 } };
	struct report *r;
	slice	 text = { evil, sizeof(evil) - 1 }, out;
	struct fault f;

	h.shop = text;
	for (int form = 0; form < 3; form++) {
		r = open_report(&h);
		report_source(r, text);
		report_source(r, SLICE("other"));
		s.item.source = s.item.rule = text;
		s.item.fate = FATE_SENT;
		s.item.mention = (struct mention){ .handle = text,
		    .followers = INT64_MAX, .likes = INT64_MIN,
		    .time = INT64_MAX };
		s.item.verdict = (struct verdict){ .class = text,
		    .polarity = text, .issues = SLICE("wait/late"),
		    .issue_words = SLICE("wait/late: <script>alert(2)"
		    "</script>; <b>: <i>") };
		s.task = (struct task){ .state = 77, .opened = INT64_MAX,
		    .replied = INT64_MIN, .closed = -1, .class = 9999,
		    .outcome = text };
		s.seen = (struct report_seen){ .item = &s.item, .task =
		    &s.task, .pushed = INT64_MAX, .old = true, .new = true };
		for (int i = 0; i < 50; i++)
			report_mention(r, &s.seen);
		report_event(r, &(struct event){ .id = INT64_MAX,
		    .day = first + 3, .words = text });
		CHECK(report_close(r, (enum report_form)form, &out));
		CHECK(memchr(out.p, '\x1b', out.n) == NULL);
		if (form == REPORT_HTML) {
			alone(out);
			CHECK(pictures(out) == 4);
		}
		if (form == REPORT_JSON)
			CHECK(json_parse(&arena, out, &f) != NULL);
	}
}

/* More than there is room for, and less room than is wanted. */
static void
test_bounds(struct scene *all, size_t most)
{
	struct report_head h = head(5000);
	struct report *r = open_report(&h);
	char	 name[64][16];
	slice	 out;

	first = h.to - SERIES_DAYS + 1;
	for (size_t i = 0; i < COUNT(name); i++) {
		snprintf(name[i], sizeof(name[i]), "source %zu", i);
		report_source(r, slice_of(name[i]));
		report_event(r, &(struct event){ .id = (int64_t)i + 1,
		    .day = first + (int64_t)i * 6, .words =
		    slice_of(name[i]) });
	}
	for (size_t i = 0; i < 20000; i++) {
		scene_one(&all[i % most], i % SERIES_DAYS, SERIES_DAYS);
		all[i % most].item.rule = all[i % most].item.source =
		    slice_of(name[i % COUNT(name)]);
		report_mention(r, &all[i % most].seen);
	}
	CHECK(report_close(r, REPORT_HTML, &out));
	CHECK(pictures(out) == 4);
	CHECK(has(out, "all others"));
	for (size_t room = 0; room < 2 << 20; room += 100003) {
		arena_init(&arena, arena.base, room);
		r = report_open(&arena, &h);
		if (r != NULL)
			CHECK(!report_close(r, REPORT_HTML, &out) ||
			    out.n > 0);
	}
}

int
main(void)
{
	enum { MOST = 500 };
	struct scene *all = calloc(MOST, sizeof(*all));

	CHECK(all != NULL);
	begin_tests();
	test_hostile();
	test_bounds(all, MOST);
	test_goal();
	test_rivals();
	free(arena.base);
	free(all);
	return test_failed;
}
