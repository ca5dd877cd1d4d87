#include "core/desk/round.h"
#include "tests/staff.h"

enum { DAY = 86400 };

static struct staff s;

static int64_t
day(const char *text)
{
	int64_t	 t = 0;

	CHECK(when_parse(slice_of(text), &t));
	return t / DAY;
}

static const struct rounds both = { .weekday = 0, .minute = { 480, 480 } };

/* --- one turn ----------------------------------------------------------- */

static const struct {
	enum round_kind round;
	const char *began, *done, *now;	/* done NULL: none yet */
	const char *at, *from, *to;
	bool	 late;
} cases[] = {
	/* Monday the 23rd of November 2026 */
	{ ROUND_WEEK, "2026-10-01 12:00", "2026-11-16", "2026-11-20 09:00",
	    "2026-11-23 08:00", "2026-11-16", "2026-11-22", false },
	{ ROUND_WEEK, "2026-10-01 12:00", "2026-11-16", "2026-11-23 07:59",
	    "2026-11-23 08:00", "2026-11-16", "2026-11-22", false },
	{ ROUND_WEEK, "2026-10-01 12:00", "2026-11-16", "2026-11-23 08:00",
	    "2026-11-23 08:00", "2026-11-16", "2026-11-22", false },
	{ ROUND_WEEK, "2026-10-01 12:00", "2026-11-23", "2026-11-23 08:00",
	    "2026-11-30 08:00", "2026-11-23", "2026-11-29", false },
	/* off on the day, and back: within three days, or not at all */
	{ ROUND_WEEK, "2026-10-01 12:00", "2026-11-16", "2026-11-26 23:00",
	    "2026-11-23 08:00", "2026-11-16", "2026-11-22", false },
	{ ROUND_WEEK, "2026-10-01 12:00", "2026-11-16", "2026-11-27 00:10",
	    "2026-11-23 08:00", "2026-11-16", "2026-11-22", true },
	/* five weeks off: the last one alone */
	{ ROUND_WEEK, "2026-10-01 12:00", "2026-10-19", "2026-11-24 00:10",
	    "2026-11-23 08:00", "2026-11-16", "2026-11-22", false },
	/* the first one wants three days */
	{ ROUND_WEEK, "2026-11-20 23:00", NULL, "2026-11-23 08:00",
	    "2026-11-23 08:00", "2026-11-16", "2026-11-22", false },
	{ ROUND_WEEK, "2026-11-21 00:30", NULL, "2026-11-23 08:00",
	    "2026-11-30 08:00", "2026-11-23", "2026-11-29", false },
	/* the clock went back a day or a week: not again */
	{ ROUND_WEEK, "2026-10-01 12:00", "2026-11-23", "2026-11-22 09:00",
	    "2026-11-30 08:00", "2026-11-23", "2026-11-29", false },
	{ ROUND_WEEK, "2026-10-01 12:00", "2026-11-23", "2026-11-16 09:00",
	    "2026-11-30 08:00", "2026-11-23", "2026-11-29", false },
	/* it had been in 2030 */
	{ ROUND_WEEK, "2026-10-01 12:00", "2030-01-07", "2026-11-18 09:00",
	    "2026-11-18 09:00", "1970-01-01", "1970-01-01", true },
	{ ROUND_MONTH, "2026-10-01 12:00", "2026-11-01", "2026-11-20 09:00",
	    "2026-12-01 08:00", "2026-11-01", "2026-11-30", false },
	{ ROUND_MONTH, "2026-10-01 12:00", "2026-12-01", "2026-12-20 09:00",
	    "2027-01-01 08:00", "2026-12-01", "2026-12-31", false },
	{ ROUND_MONTH, "2026-10-01 12:00", "2027-02-01", "2027-03-08 09:00",
	    "2027-03-01 08:00", "2027-02-01", "2027-02-28", false },
	{ ROUND_MONTH, "2026-10-01 12:00", "2027-02-01", "2027-03-09 09:00",
	    "2027-03-01 08:00", "2027-02-01", "2027-02-28", true },
	{ ROUND_MONTH, "2026-11-25 12:00", NULL, "2026-12-01 09:00",
	    "2027-01-01 08:00", "2026-12-01", "2026-12-31", false },
	{ ROUND_MONTH, "2026-11-24 12:00", NULL, "2026-12-01 09:00",
	    "2026-12-01 08:00", "2026-11-01", "2026-11-30", false },
};

static void
test_turns(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct round_turn t = round_next(&s.hours, &both,
		    cases[i].round, staff_time(&s, cases[i].began),
		    cases[i].done ? day(cases[i].done) : 0,
		    staff_time(&s, cases[i].now));
		bool	 good = t.at == staff_time(&s, cases[i].at) &&
		    t.from == day(cases[i].from) && t.to == day(cases[i].to) &&
		    t.late == cases[i].late;

		if (!good)
			printf("case %zu: at %lld, %lld to %lld%s\n", i,
			    (long long)t.at, (long long)t.from,
			    (long long)t.to, t.late ? ", late" : "");
		CHECK(good);
	}
}

/* A crisis from Sunday noon until `until` kept Monday's letter back. */
static void
test_waited(void)
{
	static const struct {
		const char *until, *now;
		bool	 late;
	} rows[] = {
		{ "2026-11-23 09:00", "2026-11-23 09:01", false },
		{ "2026-11-27 18:00", "2026-11-27 18:01", false },
		{ "2026-11-27 18:00", "2026-11-29 18:01", false },
		{ "2026-11-23 09:00", "2026-11-27 09:00", true },
		{ "2026-11-23 07:59", "2026-11-27 09:00", true },
		{ NULL, "2026-11-28 09:00", false },
	};
	int64_t	 from = staff_time(&s, "2026-11-22 12:00");

	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t	 now = staff_time(&s, rows[i].now);
		struct round_turn t = round_next(&s.hours, &both, ROUND_WEEK,
		    staff_time(&s, "2026-10-01 12:00"), day("2026-11-16"),
		    now);

		round_waited(&t, ROUND_WEEK, from, rows[i].until ?
		    staff_time(&s, rows[i].until) : 0, now);
		CHECK(t.at == staff_time(&s, "2026-11-23 08:00"));
		CHECK(t.late == rows[i].late || (printf("%zu\n", i), 0));
	}
}

/* At the first opening of its day; where it does not open, at eight. */
static void
test_opening(void)
{
	struct rounds r = { .weekday = 0, .minute = { -1, -1 } };
	int64_t	 began = staff_time(&s, "2026-01-01 12:00");
	int64_t	 now = staff_time(&s, "2026-11-20 12:00");
	struct round_turn t;

	staff_week(&s.hours.open, "mon-fri 09:30-12:00, mon-fri 14-18");
	t = round_next(&s.hours, &r, ROUND_WEEK, began, day("2026-11-16"),
	    now);
	CHECK(t.at == staff_time(&s, "2026-11-23 09:30"));
	r.weekday = 6;
	t = round_next(&s.hours, &r, ROUND_WEEK, began, day("2026-11-15"),
	    now);
	CHECK(t.at == staff_time(&s, "2026-11-22 08:00"));
	r.minute[ROUND_WEEK] = ROUND_OFF;
	CHECK(round_next(&s.hours, &r, ROUND_WEEK, began, 0, now).at ==
	    INT64_MAX);
	s.hours.open.n = 0;
}

/* --- years of them ------------------------------------------------------ */

/* Each day that has a turn gets it once, on that day, at that minute, however
 * often and at whatever pace one looks. */
static void
test_years(const char *zone, int minute, int64_t pace)
{
	struct rounds r = { .weekday = 6, .minute = { minute, minute } };
	size_t	 told[ROUNDS] = { 0, 0 };
	int64_t	 done[ROUNDS] = { 0, 0 }, date[3], began, now, end;

	staff_zone(&s, zone);
	began = staff_time(&s, "2026-11-19 10:17");
	end = staff_time(&s, "2030-11-21 00:00");
	for (now = began; now < end; now += pace)
		for (enum round_kind i = 0; i < ROUNDS; i++) {
			struct round_turn t = round_next(&s.hours, &r, i,
			    began, done[i], now);

			CHECK(t.day > done[i]);
			if (t.at > now)
				continue;
			CHECK(!t.late && t.day > done[i]);
			CHECK(calendar_day(&s.hours, t.at) == t.day);
			CHECK(done[i] == 0 || t.from == done[i]);
			when_civil(t.day, date);
			CHECK(i == ROUND_WEEK ? (t.day + 3) % 7 == 6 :
			    date[2] == 1);
			done[i] = t.day;
			told[i]++;
		}
	/* Sundays from the 22nd of November 2026 to the 17th of 2030; months
	 * from December on */
	CHECK(told[ROUND_WEEK] == 209);
	CHECK(told[ROUND_MONTH] == 48);
}

int
main(void)
{
	staff_zone(&s, "Europe/Berlin");
	test_turns();
	test_waited();
	test_opening();
	test_years("Europe/Berlin", 150, 3600);
	test_years("America/Chicago", 90, 7000);
	test_years("Australia/Lord_Howe", 110, 86000);
	test_years("Asia/Kolkata", 0, 100000);
	test_years("America/Santiago", 5, 1800);	/* changes at midnight */
	return test_failed;
}
