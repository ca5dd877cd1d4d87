/* test_figure.c - what the owner counts: read, corrected, added up, and never
 * made more of than it is. */
#include "core/report/figures.h"
#include "tests/report_scene.h"

static const struct {
	const char *words;
	enum figure_is is;
	enum figure figure;
	const char *coupon;
	int64_t	 n;
} read[] = {
	{ "calls=42", FIGURE_GOOD, FIGURE_CALLS, "", 42 },
	{ " Calls = 0 ", FIGURE_GOOD, FIGURE_CALLS, "", 0 },
	{ "mails=999999999", FIGURE_GOOD, FIGURE_MAILS, "", 999999999 },
	{ "walk-ins=7", FIGURE_GOOD, FIGURE_WALKINS, "", 7 },
	{ "coupon BLUE=3", FIGURE_GOOD, FIGURE_COUPON, "BLUE", 3 },
	{ "coupon blue sky=3", FIGURE_GOOD, FIGURE_COUPON, "blue sky", 3 },
	{ "margin=12.50", FIGURE_GOOD, FIGURE_MARGIN, "", 1250 },
	{ "margin=12,5", FIGURE_GOOD, FIGURE_MARGIN, "", 1250 },
	{ "margin=12", FIGURE_GOOD, FIGURE_MARGIN, "", 1200 },
	{ "calls=4.5", FIGURE_BAD, FIGURE_CALLS, "", 450 },
	{ "coupon=3", FIGURE_BAD, FIGURE_COUPON, "", 300 },
	{ "cals=3", FIGURE_BAD, FIGURES, "", 300 },
	{ "=3", FIGURE_BAD, FIGURES, "", 300 },
	{ "calls=-3", FIGURE_NONE, 0, "", 0 },
	{ "calls=", FIGURE_NONE, 0, "", 0 },
	{ "calls=9999999999", FIGURE_NONE, 0, "", 0 },
	{ "margin=1.234", FIGURE_NONE, 0, "", 0 },
	{ "margin=1.2.3", FIGURE_NONE, 0, "", 0 },
	{ "sale = everything must go", FIGURE_NONE, 0, "", 0 },
	{ "calls", FIGURE_NONE, 0, "", 0 },
	{ "", FIGURE_NONE, 0, "", 0 },
};

static void
test_read(void)
{
	for (size_t i = 0; i < COUNT(read); i++) {
		struct fault why = { "" };
		enum figure f = FIGURES;
		slice	 coupon;
		int64_t	 n;
		enum figure_is is = figure_read(slice_of(read[i].words), &f,
			    &coupon, &n, &why);

		CHECK(is == read[i].is || (printf("%s\n", read[i].words), 0));
		CHECK((is == FIGURE_BAD) == (why.text[0] != '\0'));
		if (is == FIGURE_NONE)
			continue;
		CHECK(f == read[i].figure && n == read[i].n);
		CHECK(slice_eq(coupon, slice_of(read[i].coupon)));
	}
	CHECK(figure_same(SLICE("calls=1"), SLICE("Calls=2")));
	CHECK(figure_same(SLICE("coupon A=1"), SLICE("coupon a=2")));
	CHECK(!figure_same(SLICE("coupon A=1"), SLICE("coupon B=1")));
	CHECK(!figure_same(SLICE("calls=1"), SLICE("mails=1")));
	CHECK(!figure_same(SLICE("sale"), SLICE("sale")));
}

/* From "mine" to what came of it, and a forgotten one for two hours at most. */
static void
test_spent(void)
{
	static const struct { const char *history; int64_t seconds, items; }
	rows[] = {
		{ "", 0, 0 },
		{ "100\tm\ta\t\n", 0, 0 },
		{ "100\tm\ta\t\n400\td\ta\t\n", 300, 1 },
		{ "100\tm\ta\t\n200\tn\ta\tx\n300\tm\tb\t\n400\ta\tb\t\n",
		    300, 1 },
		{ "100\tm\ta\t\n400\td\ta\t\n500\tr\t\t\n600\tm\ta\t\n"
		    "660\tw\ta\t\n", 360, 1 },
		{ "100\tm\ta\t\n999999\td\ta\t\n", 7200, 1 },
		{ "400\tm\ta\t\n100\td\ta\t\n", 0, 1 },
		{ "-9223372036854775808\tm\ta\t\n9223372036854775807\td\ta\t\n",
		    0, 0 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct figures f = { .any = false };
		struct task t = { .history = slice_of(rows[i].history) };

		figures_spent(&f, &t);
		CHECK((f.seconds == rows[i].seconds &&
		    f.items == rows[i].items) || (printf("%zu: %lld %lld\n",
		    i, (long long)f.seconds, (long long)f.items), 0));
	}
}

static void
say(struct report *r, int64_t day, const char *words)
{
	report_event(r, &(struct event){ .id = 9, .day = first + day,
	    .words = slice_of(words) });
}

static slice
page(enum report_form form, size_t items, const char *outcome, bool figures)
{
	static struct scene all[100];
	struct report_head h = head(28);
	struct report *r = open_report(&h);
	slice	 out;

	for (size_t i = 0; i < items; i++) {
		struct scene *s = &all[i];
		int64_t	 t = zone_utc(&hours.zone, first * DAY + 43200);

		memset(s, 0, sizeof(*s));
		s->item = (struct item){ .source = SLICE("paper"), .found = t,
		    .mention = { .time = t, .id = SLICE("1") },
		    .verdict = { .class = SLICE("lead"),
		    .polarity = SLICE("neutral") } };
		s->task = (struct task){ .state = TASK_DONE,
		    .class = CLASS_LEAD + 1, .opened = t, .replied = t + 60,
		    .closed = t + 600, .outcome = slice_of(outcome),
		    .history = SLICE("100\tm\ta\t\n700\tw\ta\t\n") };
		s->seen = (struct report_seen){ .item = &s->item,
		    .task = &s->task, .refers = true };
		report_mention(r, &s->seen);
	}
	say(r, 3, "flyer");
	if (figures) {
		say(r, -20, "margin=10");
		say(r, 2, "margin=12.50");
		say(r, 40, "margin=99");	/* not yet */
		say(r, 2, "calls=30");
		say(r, 2 + 7, "calls=20");
		say(r, 40, "calls=1000");
		say(r, 2, "walk-ins=7");
		say(r, 3, "coupon <b>=2");
	}
	CHECK(report_close(r, form, &out));
	return out;
}

static void
test_page(void)
{
	slice	 out = page(REPORT_TEXT, 6, "won", true);

	CHECK(has(out, "Beside what you count"));
	CHECK(has(out, "6 leads won at 12.50 each: 75."));
	CHECK(has(out, "60 minutes on 6 items"));
	CHECK(has(out, "brings: too early to tell (n=6)"));
	CHECK(has(out, "calls 50 of 63: 79%"));
	CHECK(has(out, "<b> 2 at the till; 6 were answered: too early to tell "
	    "(n=6)"));
	CHECK(has(out, "6 mentions recommend you."));
	CHECK(has(out, "flyer"));
	CHECK(slice_find(out, SLICE("margin=")) == out.n);
	out = page(REPORT_TEXT, 30, "won", true);
	CHECK(has(out, "30 leads won at 12.50 each: 375."));
	CHECK(has(out, "brings: 1.25."));
	CHECK(has(out, "2 at the till; 30 were answered: 7%"));
	out = page(REPORT_TEXT, 3, "visit", true);
	CHECK(has(out, "3 came or asked for a price, 0 won"));
	out = page(REPORT_HTML, 6, "won", true);
	CHECK(has(out, "&lt;b&gt;"));
	alone(out);
	out = page(REPORT_JSON, 6, "won", true);
	CHECK(has(out, "\"value_hundredths\":7500"));
	CHECK(has(out, "\"coupons\":[{\"word\":\"<b>\",\"n\":2}]"));
	CHECK(has(out, "\"calls\":{\"k\":50,\"n\":63"));
	out = page(REPORT_TEXT, 6, "won", false);
	CHECK(slice_find(out, SLICE("you count")) == out.n);
	out = page(REPORT_JSON, 6, "won", false);
	CHECK(slice_find(out, SLICE("\"figures\"")) == out.n);
}

int
main(void)
{
	begin_tests();
	test_read();
	test_spent();
	test_page();
	free(arena.base);
	return test_failed;
}
