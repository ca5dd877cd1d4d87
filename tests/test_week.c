#include "tests/clocks.h"

static char room[4096];

/* --- weeks ---------------------------------------------------------------- */

/* What is put is what was sound; words of the fault, NULL: none. */
static const struct { const char *text, *put, *fault; } weeks[] = {
	{ "mon-fri 08:00-18:00, sat 9-13",
	    "mon-fri 08:00-18:00, sat 09:00-13:00", NULL },
	{ "08:00-18:00", "08:00-18:00", NULL },
	{ "mon-sun 08:00-18:00", "08:00-18:00", NULL },
	{ "daily 9-13, 14-18", "09:00-13:00, 14:00-18:00", NULL },
	{ "mo-fr 8:30-12:30 13-17", "mon-fri 08:30-12:30, 13:00-17:00", NULL },
	{ "Monday - Friday 9am-5pm; Saturday 9.30 am to 12 pm",
	    "mon-fri 09:00-17:00, sat 09:30-12:00", NULL },
	{ "TUES 12am-12pm, weds 12pm-12am", "tue 00:00-12:00",
	    "\"weds\" is no day" },
	{ "mon, wed, fri 9-12", "mon, wed, fri 09:00-12:00", NULL },
	{ "mon wed 9\xe2\x80\x93" "12", "mon, wed 09:00-12:00", NULL },
	{ "fri-mon 10-12", "mon, fri-sun 10:00-12:00", NULL },
	{ "mon-fri 9-18, sun closed", "mon-fri 09:00-18:00", NULL },
	/* over midnight, over Sunday, all day */
	{ "22:00-07:00", "22:00-07:00", NULL },
	{ "sun 22-7", "sun 22:00-07:00", NULL },
	{ "sun 22-7, mon 8-9", "mon 08:00-09:00, sun 22:00-07:00", NULL },
	{ "fri 22:00-24:00", "fri 22:00-24:00", NULL },
	{ "fri 22:00-00:00", "fri 22:00-24:00", NULL },
	{ "mon 00:00-24:00", "mon 00:00-24:00", NULL },
	{ "00:00-24:00", "00:00-24:00", NULL },
	{ "sat-sun 0-24", "sat-sun 00:00-24:00", NULL },
	/* what touches is one */
	{ "mon 8-12, 12-18", "mon 08:00-18:00", NULL },
	{ "mon 12-18, 8-12", "mon 08:00-18:00", NULL },
	{ "mon 8-10, 12-14, 10-12", "mon 08:00-14:00", NULL },
	{ "mon 22-24, tue 0-6", "mon 22:00-06:00", NULL },
	{ "mon 12-24, tue 0-24", "mon 12:00-24:00, tue 00:00-24:00", NULL },
	/* overlaps: both are named, the first stays */
	{ "mon 9-13, 12-18", "mon 09:00-13:00", "on Monday these hours "
	    "overlap: \"09:00-13:00\" and \"12:00-18:00\": make one" },
	{ "mon-fri 8-18, wed 10-12, sat 9-13",
	    "mon-fri 08:00-18:00, sat 09:00-13:00", "on Wednesday these" },
	{ "sun 22-7, mon 6-8", "sun 22:00-07:00", "on Monday these" },
	{ "mon 6-8, sun 22-7", "mon 06:00-08:00, sun 22:00-24:00",
	    "on Monday these" },
	{ "22-7, mon 6:59-7:30", "22:00-07:00", "on Monday these" },
	{ "mon 8-9, 8-9", "mon 08:00-09:00", "on Monday these" },
	/* nonsense */
	{ "", "", NULL },
	{ "closed", "", "\"closed\" leaves no hours at all" },
	{ ",;", "", "leaves no hours at all" },
	{ "mon", "", "\"mon\" has no hours: write" },
	{ "mon 8-12, tue-fri", "mon 08:00-12:00",
	    "\"tue-fri\" has no hours" },
	{ "monx 8-12, 13-14, tue 9-10", "tue 09:00-10:00",
	    "\"monx\" is no day: write mon, tue" },
	{ "t 8-12", "", "\"t\" is no day" },
	{ "mon-foo 8-12", "", "\"foo\" is no day" },
	{ "mon 25-26", "", "\"25\" is no time of day: times go" },
	{ "mon 8:60-9", "", "\"8:60\" is no time" },
	{ "mon 8:5-9", "", "\"8:5\" is no time" },
	{ "mon 800-900", "", "\"800\" is no time of day" },
	{ "mon 0800-1830", "mon 08:00-18:30", NULL },
	{ "22:00-070", "", "\"22:00-070\" is no time of day" },
	{ "mon 0860-0900", "", "\"0860\" is no time of day" },
	{ "mon 08301-9", "", "\"08301\" is no time of day" },
	{ "mon 8-12\ntue 8-12", "mon-tue 08:00-12:00", NULL },
	{ "mon 8-24:01", "", "\"8-24:01\" is no time" },
	{ "mon 8", "", "\"8\" has no end: write a time like 09:00-18:00" },
	{ "mon 8-", "", "\"8-\" is no time of day: write from and to" },
	{ "mon 9-9", "", "\"9-9\" ends as it begins: the whole day is 00:00-" },
	{ "mon 24:00-2", "", "\"24:00-2\" begins at the end of a day" },
	{ "mon 9-5pm", "", "\"9-5pm\" could be two things: write am or pm" },
	{ "mon 13pm-2pm", "", "is no time of day" },
	{ "mon 9-12 \xff", "mon 09:00-12:00", "is neither a day nor a time" },
	{ "mon 9-12x", "mon 09:00-12:00", "\"x\" is no day" },
	{ "0-1,2-3,4-5,6-7", "00:00-01:00, 02:00-03:00, 04:00-05:00, "
	    "06:00-07:00", NULL },
	{ "mon-sun 0-1,2-3,4-5,6-7, sun 8-9", "00:00-01:00, 02:00-03:00, "
	    "04:00-05:00, 06:00-07:00", "\"sun\" has hours too many: 28" },
};

static bool
is_ordered(const struct week *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->spans[i].from >= w->spans[i].to ||
		    w->spans[i].to > WEEK_MINUTES ||
		    (i && w->spans[i].from <= w->spans[i - 1].to))
			return false;
	return w->n <= WEEK_SPANS;
}

static slice
put(const struct week *w)
{
	struct sink k = { .buf = room, .cap = sizeof(room) };

	week_put(&k, w);
	return sink_slice(&k);
}

static void
test_weeks(void)
{
	for (size_t i = 0; i < COUNT(weeks); i++) {
		struct week w, again;
		struct fault f = { "" }, none = { "" };
		bool	 good = week_parse(slice_of(weeks[i].text), &w, &f);
		slice	 said = slice_of(f.text);

		CHECK(is_ordered(&w));
		if (!slice_eq(put(&w), slice_of(weeks[i].put)) ||
		    good != (weeks[i].fault == NULL) || (weeks[i].fault &&
		    slice_find(said, slice_of(weeks[i].fault)) == said.n)) {
			printf("%s: %.*s: %s\n", weeks[i].text,
			    SLICE_ARG(put(&w)), f.text);
			CHECK(!"the week");
		}
		CHECK(week_parse(put(&w), &again, &none));
		CHECK(again.n == w.n && memcmp(again.spans, w.spans,
		    w.n * sizeof(*w.spans)) == 0);
	}
}

/* 2026-11-23 is a Monday; the other side of 1970 counts, too. */
static void
test_holds(void)
{
	static const struct { const char *week, *at; bool holds; } rows[] = {
		{ "mon 8-18", "2026-11-23 07:59:59", false },
		{ "mon 8-18", "2026-11-23 08:00:00", true },
		{ "mon 8-18", "2026-11-23 17:59:59", true },
		{ "mon 8-18", "2026-11-23 18:00:00", false },
		{ "mon 8-18", "2026-11-24 08:00:00", false },
		{ "sun 22-7", "2026-11-22 23:59:59", true },
		{ "sun 22-7", "2026-11-23 06:59:59", true },
		{ "sun 22-7", "2026-11-23 07:00:00", false },
		{ "sun 22-7", "2026-11-22 06:00:00", false },
		{ "0-24", "2026-11-22 23:59:59", true },
		{ "thu 0-1", "1970-01-01 00:00:00", true },
		{ "wed 23-24", "1969-12-31 23:59:59", true },
		{ "thu 0-24", "1969-12-31 23:59:59", false },
	};
	struct week none = { .n = 0 }, w;

	for (size_t i = 0; i < COUNT(rows); i++) {
		w = week(rows[i].week);
		CHECK(week_holds(&w, at(rows[i].at)) == rows[i].holds);
	}
	CHECK(!week_holds(&none, 0));
	w = week("mon 8-18");
	CHECK(week_edge(&w, at("2026-11-23 07:59:59")) ==
	    at("2026-11-23 08:00:00"));
	CHECK(week_edge(&w, at("2026-11-23 08:00:00")) ==
	    at("2026-11-23 18:00:00"));
	CHECK(week_edge(&w, at("2026-11-23 18:00:00")) ==
	    at("2026-11-24 00:00:00"));
}

/* --- days ----------------------------------------------------------------- */

static const struct { const char *text, *in, *out, *fault; } holidays[] = {
	{ "2026-12-24", "2026-12-24", "2027-12-24", NULL },
	{ "2026-12-24", "2026-12-24", "2026-12-23", NULL },
	{ "12-25", "2026-12-25", "2026-12-26", NULL },
	{ "12-25", "2031-12-25", "2031-12-24", NULL },
	{ " 2026-08-03 .. 2026-08-15 ", "2026-08-03", "2026-08-02", NULL },
	{ "2026-08-03..2026-08-15", "2026-08-15", "2026-08-16", NULL },
	{ "2026-12-24..2027-01-02", "2027-01-02", "2026-01-02", NULL },
	{ "12-24..01-02", "2028-01-02", "2028-01-03", NULL },
	{ "12-24..01-02", "2028-12-31", "2028-12-23", NULL },
	{ "02-29", "2028-02-29", "2027-02-28", NULL },
	{ "2028-02-29", "2028-02-29", "2028-03-01", NULL },
	{ "1969-12-31", "1969-12-31", "1970-01-01", NULL },
	{ "2027-02-29", NULL, NULL, "\"2027-02-29\" does not exist: the days "
	    "of that month are 1 to 28" },
	{ "02-30", NULL, NULL, "1 to 29" },
	{ "2026-13-01", NULL, NULL, "\"2026-13-01\" has no such month" },
	{ "2026-12-00", NULL, NULL, "1 to 31" },
	{ "24.12.2026", NULL, NULL, "\"24.12.2026\" is no day: write "
	    "2026-12-24, or 12-24 for every year" },
	{ "", NULL, NULL, "is no day" },
	{ "0000-01-01", NULL, NULL, "is no day" },
	{ "2026-12-24x", NULL, NULL, "is no day" },
	{ "2026-12-24..", NULL, NULL, "is no day" },
	{ "2026-12-24..01-02", NULL, NULL, "has a year on one side only" },
	{ "2026-08-15..2026-08-03", NULL, NULL,
	    "ends before it begins: perhaps 2026-08-03..2026-08-15" },
};

static void
test_days(void)
{
	static struct days many;
	struct fault f = { "" };

	for (size_t i = 0; i < COUNT(holidays); i++) {
		struct days d = { .n = 0 };
		struct fault why = { "" };
		bool	 good = days_add(&d, slice_of(holidays[i].text), &why);
		slice	 said = slice_of(why.text);

		if (holidays[i].fault != NULL) {
			CHECK(!good && d.n == 0 && slice_find(said,
			    slice_of(holidays[i].fault)) < said.n);
			continue;
		}
		CHECK(good && d.n == 1);
		CHECK(days_hold(&d, at(holidays[i].in)));
		CHECK(days_hold(&d, at(holidays[i].in) + DAY - 1));
		CHECK(!days_hold(&d, at(holidays[i].out)));
		CHECK(!days_hold(&d, at(holidays[i].out) + DAY - 1));
	}
	for (size_t i = 0; i < DAYS_SPANS; i++)
		CHECK(days_add(&many, SLICE("12-25"), &f));
	CHECK(!days_add(&many, SLICE("12-25"), &f) && many.n == DAYS_SPANS);
}

int
main(void)
{
	test_weeks();
	test_holds();
	test_days();
	return test_failed;
}
