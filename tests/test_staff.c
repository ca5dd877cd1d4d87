#include "core/desk/staff.h"
#include "tests/clocks.h"

enum { ANNA = 1, BEN = 2, CLEO = 4 };

static struct staff s;

static void
staff(const char *open)
{
	static const char *const names[] = { "anna", "ben", "cleo" };
	static const char *const called[] = { "Anna", "Benedikt", "Cleo" };

	s = (struct staff){ .n = 3, .ladder = 10, .from = LEVEL_HIGH };
	CHECK(zone_named(SLICE("Europe/Berlin"), &s.hours.zone));
	if (*open)
		s.hours.open = week(open);
	for (size_t i = 0; i < s.n; i++)
		s.people[i] = (struct staff_person){
		    .name = slice_of(names[i]), .called = slice_of(called[i]),
		    .nways = 2, .least = LEVEL_NORMAL, .buzzes = 10,
		    .digest = 450 };
}

static void
duty(unsigned who, const char *when, const char *from, const char *to)
{
	struct duty *d = &s.rota[s.nrota++];

	*d = (struct duty){ .who = who };
	if (*when)
		d->week = week(when);
	if (*from)
		d->from = (int32_t)(at(from) / DAY);
	if (*to)
		d->to = (int32_t)(at(to) / DAY);
}

/* --- on duty -------------------------------------------------------------- */

static void
test_duty(void)
{
	static const struct { const char *at; uint32_t who; } rows[] = {
		{ "2026-11-23 06:59:59", 0 },
		{ "2026-11-23 07:00:00", ANNA },	/* 8 in Berlin */
		{ "2026-11-23 12:59:59", ANNA },
		{ "2026-11-23 13:00:00", ANNA | BEN },	/* both till 15 */
		{ "2026-11-23 14:00:00", BEN },
		{ "2026-11-23 20:00:00", BEN },
		{ "2026-11-24 01:00:00", 0 },
		{ "2026-07-20 06:00:00", ANNA },	/* 8 in summer */
		{ "2026-12-24 23:00:00", CLEO },	/* the 25th there */
		{ "2026-12-25 07:00:00", ANNA | CLEO },
		{ "2026-12-26 22:59:59", CLEO },
		{ "2026-12-26 23:00:00", 0 },
	};

	staff("");
	CHECK(staff_duty(&s, 0) == (ANNA | BEN | CLEO));
	duty(ANNA, "mon-fri 8-15", "", "");
	duty(BEN, "mon-fri 14-2", "", "2026-12-01");
	duty(CLEO, "", "2026-12-25", "2026-12-26");
	for (size_t i = 0; i < COUNT(rows); i++)
		CHECK(staff_duty(&s, at(rows[i].at)) == rows[i].who);
	/* all that a table may hold */
	staff("");
	s.n = STAFF_MAX;
	CHECK(staff_duty(&s, 0) == 0xffffff);
	duty(UINT32_MAX, "", "", "");
	CHECK(staff_duty(&s, 0) == 0xffffff);
}

/* --- holes ---------------------------------------------------------------- */

struct turn { unsigned who; const char *when, *from, *to; };

/* UTC; NULL: there is none. */
static const struct {
	const char *open, *now;
	int64_t	 days;
	struct turn turns[3];
	const char *at;
	int64_t	 minutes;
} holes[] = {
	{ "mon-fri 8-18", "2026-11-22", 28, { { 1, "mon-fri 8-18", "", "" } },
	    NULL, 0 },
	{ "mon-fri 8-18", "2026-11-22", 28, { { 1, "mon-fri 8-12", "", "" },
	    { 2, "mon-fri 12-18", "", "" } }, NULL, 0 },
	/* less than an hour is none; an hour is one */
	{ "mon-fri 8-18", "2026-11-22", 28, { { 1, "mon-fri 8-12", "", "" },
	    { 2, "mon-fri 12:59-18", "", "" } }, NULL, 0 },
	{ "mon-fri 8-18", "2026-11-22", 28, { { 1, "mon-fri 8-12", "", "" },
	    { 2, "mon-fri 13-18", "", "" } }, "2026-11-23 11:00", 60 },
	/* over edges that do not matter */
	{ "mon-fri 8-18", "2026-11-22", 28, { { 1, "mon-thu 8-18", "", "" },
	    { 2, "fri 16-18", "", "" }, { 4, "sat 10-11", "", "" } },
	    "2026-11-27 07:00", 480 },
	/* it has begun already; or begins within the days, and ends then */
	{ "mon-fri 8-18", "2026-11-27 10:00", 28,
	    { { 1, "mon-thu 8-18", "", "" } }, "2026-11-27 10:00", 420 },
	{ "mon-fri 8-18", "2026-11-22", 4,
	    { { 1, "mon-thu 8-18", "", "" } }, NULL, 0 },
	{ "", "2026-11-22", 2, { { 1, "mon 8-18", "", "" } },
	    "2026-11-22", 31 * 60 },
	{ "", "2026-11-23 17:00", 2, { { 1, "mon 8-18", "", "" } },
	    "2026-11-23 17:00", 48 * 60 },
	/* somebody goes on holiday */
	{ "mon-fri 8-18", "2026-11-22", 28, { { 1, "", "", "2026-12-04" },
	    { 2, "", "2026-12-08", "" } }, "2026-12-07 07:00", 600 },
	/* nights that go over Sunday, and a night that is an hour longer */
	{ "22-6", "2026-10-23", 7, { { 1, "sun-fri 22-6", "", "" } },
	    "2026-10-24 20:00", 9 * 60 },
	{ "22-6", "2026-03-27", 7, { { 1, "sun-fri 22-6", "", "" } },
	    "2026-03-28 21:00", 7 * 60 },
	{ "22-6", "2026-10-23", 7, { { 1, "22-6", "", "" } }, NULL, 0 },
	/* half past two for the second time */
	{ "0-6", "2026-10-25 01:10", 1, { { 1, "0-2:30", "", "" } },
	    "2026-10-25 01:30", 210 },
};

static void
test_holes(void)
{
	int64_t	 seconds;

	staff("mon-fri 8-18");
	CHECK(staff_hole(&s, at("2026-11-22"), 28, &seconds) == 0);
	for (size_t i = 0; i < COUNT(holes); i++) {
		int64_t	 hole;

		staff(holes[i].open);
		for (size_t j = 0; j < 3 && holes[i].turns[j].who; j++)
			duty(holes[i].turns[j].who, holes[i].turns[j].when,
			    holes[i].turns[j].from, holes[i].turns[j].to);
		hole = staff_hole(&s, at(holes[i].now), holes[i].days,
		    &seconds);
		if (hole == (holes[i].at ? at(holes[i].at) : 0) &&
		    seconds == holes[i].minutes * 60)
			continue;
		printf("%zu: %lld for %lld min\n", i, (long long)hole,
		    (long long)seconds / 60);
		CHECK(!"the hole");
	}
	/* closed days have none */
	staff("mon-fri 8-18");
	duty(ANNA, "mon-thu 8-18", "", "");
	CHECK(days_add(&s.hours.closed, SLICE("2026-11-27"),
	    &(struct fault){ "" }));
	CHECK(staff_hole(&s, at("2026-11-22"), 28, &seconds) ==
	    at("2026-12-04 07:00"));
	CHECK(staff_hole(&s, INT64_MAX, 28, &seconds) == 0 && seconds == 0);
	CHECK(staff_hole(&s, 0, INT64_MAX, &seconds) == 0);
}

static void
test_named(void)
{
	staff("");
	CHECK(staff_named(&s, SLICE("ben")) == 1);
	CHECK(staff_named(&s, SLICE("BEN")) == 1);
	CHECK(staff_named(&s, SLICE("benedikt")) == 1);
	CHECK(staff_named(&s, SLICE("")) == STAFF_MAX);
	CHECK(staff_named(&s, SLICE("dora")) == STAFF_MAX);
	/* the file's own spelling goes first */
	s.people[0].name = SLICE("Ben");
	CHECK(staff_named(&s, SLICE("ben")) == 1);
	CHECK(staff_named(&s, SLICE("Ben")) == 0);
	CHECK(staff_named(&s, SLICE("BEN")) == 0);
	s.people[2].called = SLICE("Ben");
	CHECK(staff_named(&s, SLICE("ben")) == 1);
}

/* --- what breaks through -------------------------------------------------- */

#define ALWAYS								\
	"What gets through: words like injury, allergy, fire, police, "	\
	"recall, your own critical words, and what reads like a crisis "	\
	"- always, also at night, also when the day's calls are used up.\n"

static void
breaks_are(const char *want)
{
	char	 buf[2048];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	staff_breaks(&k, &s, 0);
	if (slice_eq(sink_slice(&k), slice_of(want)))
		return;
	printf("%.*s", SLICE_ARG(sink_slice(&k)));
	CHECK(!"what breaks through");
}

static void
test_breaks(void)
{
	struct staff_person *p = &s.people[0];

	/* one owner, nothing said: everything, at once, on every channel */
	staff("");
	s.n = 1;
	s.ladder = 0;
	*p = (struct staff_person){ .called = SLICE("you"), .nways = 2,
	    .together = true, .buzzes = -1, .least = LEVEL_LOW,
	    .digest = -2 };
	breaks_are("No quiet hours.\n" ALWAYS "At other times: everything.\n"
	    "Everything else is not sent: it stands in the list.\n");
	/* the usual */
	staff("");
	s.n = 1;
	p->quiet = week("22-7");
	breaks_are("Quiet 22:00-07:00, every day.\n" ALWAYS
	    "Not answered within 10 min, it goes on: to the next channel; "
	    "from high up. In quiet hours only what gets through anyway.\n"
	    "At other times: normal and louder, at most 10 calls a day.\n"
	    "Everything else waits for the digest at 07:30.\n");
	/* a shop with hours, a rota, days that only listen */
	staff("mon-fri 8-18");
	CHECK(days_add(&s.hours.closed, SLICE("12-25"), &(struct fault){ "" }));
	duty(BEN, "mon-fri 8-18", "", "");
	s.listen = 7;
	s.from = LEVEL_URGENT;
	p->quiet = week("mon-fri 22-7, sat-sun 20-9");
	p->least = LEVEL_URGENT;
	p->digest = -1;
	breaks_are("Quiet mon-fri 22:00-07:00, sat-sun 20:00-09:00.\n"
	    "Quiet, too, while the shop is closed; it is open mon-fri "
	    "08:00-18:00, but not on the days in \"closed\".\n" ALWAYS
	    "Who is called: whoever is on duty then; when nobody is, Anna. "
	    "What is said in somebody's places is theirs.\n"
	    "Not answered within 10 min, it goes on: to the next channel, "
	    "the next person, at last to everybody; from urgent. In quiet "
	    "hours only what gets through anyway.\n"
	    "For the first 7 days nothing else calls: it only listens.\n"
	    "At other times: urgent, at most 10 calls a day.\n"
	    "Everything else waits for the digest at opening time.\n");
	/* who only wants to hear the worst */
	staff("mon-fri 8-18");
	s.ladder = 0;
	s.closed_buzz = true;
	p->critical = true;
	breaks_are(ALWAYS "Nothing else is sent, and no digest.\n");
}

int
main(void)
{
	test_duty();
	test_holes();
	test_named();
	test_breaks();
	return test_failed;
}
