#include "tests/shop.h"

/* ---- hours ------------------------------------------------------------- */

/* 2026-11-23 is a Monday. */
static const struct {
	const char *wall, *class;
	int64_t	 priority;
	const char *called;
	enum held anna, bob;
	const char *due;		/* of the ladder; NULL: never */
} hours[] = {
	{ "2026-11-23 10:00", "complaint", 70, "ab", HELD_NOT, HELD_NOT,
	    "2026-11-23 10:10" },
	{ "2026-11-23 10:00", "complaint", 45, "ab", HELD_NOT, HELD_NOT,
	    NULL },
	{ "2026-11-23 10:00", "complaint", 39, "b", HELD_LEVEL, HELD_NOT,
	    NULL },
	{ "2026-11-23 08:30", "complaint", 70, "b", HELD_QUIET, HELD_NOT,
	    "2026-11-23 08:40" },
	{ "2026-11-23 07:30", "complaint", 70, "", HELD_CLOSED, HELD_CLOSED,
	    "2026-11-23 09:00" },
	{ "2026-11-23 17:59", "complaint", 70, "ab", HELD_NOT, HELD_NOT,
	    "2026-11-23 18:09" },
	{ "2026-11-23 18:00", "complaint", 99, "", HELD_CLOSED, HELD_CLOSED,
	    "2026-11-24 09:00" },
	{ "2026-11-22 12:00", "complaint", 70, "", HELD_CLOSED, HELD_CLOSED,
	    "2026-11-23 09:00" },
	{ "2026-11-22 12:00", "complaint", 20, "", HELD_LEVEL, HELD_CLOSED,
	    NULL },
	{ "2026-11-22 03:00", "crisis", 80, "ab", HELD_NOT, HELD_NOT,
	    "2026-11-22 03:10" },
	{ "2026-11-23 03:00", "crisis", 5, "ab", HELD_NOT, HELD_NOT,
	    "2026-11-23 03:10" },
};

static void
hours_hold(void)
{
	struct shop s;

	for (size_t i = 0; i < COUNT(hours); i++) {
		int64_t	 now, due = 0;

		shop_make(&s);
		now = staff_time(&s.staff, hours[i].wall);
		hear(&s, hours[i].class, hours[i].priority, now);
		CHECK(strcmp(called(&s), hours[i].called) == 0 || (printf(
		    "%zu: %s\n", i, called(&s)), 0));
		CHECK(s.d.held[0] == hours[i].anna &&
		    s.d.held[1] == hours[i].bob);
		CHECK(slice_eq(s.task.owner, SLICE("anna")));
		CHECK(s.d.critical == (s.task.critical == 1));
		if (hours[i].due)
			due = staff_time(&s.staff, hours[i].due);
		CHECK(s.task.due == due || (printf("%zu: due %lld, not %lld\n",
		    i, (long long)s.task.due, (long long)due), 0));
	}
	/* a shop whose closing keeps nobody quiet */
	shop_make(&s);
	s.staff.closed_buzz = true;
	hear(&s, "complaint", 70, staff_time(&s.staff, "2026-11-22 12:00"));
	CHECK(strcmp(called(&s), "ab") == 0);
	hear(&s, "complaint", 70, staff_time(&s.staff, "2026-11-22 22:30"));
	CHECK(strcmp(called(&s), "b") == 0 && s.d.held[0] == HELD_QUIET);
}

/* ---- the budget -------------------------------------------------------- */

/* Every 20 minutes of a local day one that is as loud as can be; how many of
 * them buzz anna, and how many are criticals. */
static int
buzzes_of_day(struct shop *s, const char *day, int every, int64_t priority,
    int *criticals)
{
	int64_t	 t = staff_time(&s->staff, day);
	int64_t	 today = calendar_day(&s->staff.hours, t);
	int	 n = 0, buzzes = 0;

	*criticals = 0;
	for (; calendar_day(&s->staff.hours, t) == today; t += 20 * MINUTE) {
		bool	 grave = every > 0 && ++n % every == 0;

		hear(s, grave ? "crisis" : "complaint", grave ? 90 : priority,
		    t);
		CHECK(s->d.critical == grave);
		if (grave)
			CHECK(staff_called_bits(&s->d) & 1);
		*criticals += grave;
		buzzes += (staff_called_bits(&s->d) & 1) && !grave;
	}
	return buzzes;
}

static void
budget_is_exact(void)
{
	/* spring forward, a plain day, fall back: 23, 24, 25 hours */
	static const char *const days[] = { "2026-03-29 00:00",
	    "2026-07-01 00:00", "2026-10-25 00:00" };
	struct shop s;
	int	 n, criticals;

	for (size_t i = 0; i < COUNT(days); i++) {
		int64_t	 now = 0;

		shop_make(&s);
		s.staff.hours.open.n = s.staff.people[0].quiet.n = 0;
		s.staff.people[0].buzzes = 7;
		n = buzzes_of_day(&s, days[i], 0, 100, &criticals);
		CHECK(n == 7 || (printf("%s: %d\n", days[i], n), 0));
		CHECK(s.desk.people[0].buzzed == 7);
		/* criticals always, and they count: five of 72 */
		shop_make(&s);
		s.staff.hours.open.n = s.staff.people[0].quiet.n = 0;
		s.staff.people[0].buzzes = 7;
		n = buzzes_of_day(&s, days[i], 14, 100, &criticals);
		CHECK(criticals >= 4 && n <= 7 && n >= 7 - criticals);
		CHECK(s.desk.people[0].buzzed == n + criticals);
		/* and a new day is a new day */
		now = staff_time(&s.staff, "2027-01-01 12:00");
		hear(&s, "complaint", 100, now);
		CHECK(s.desk.people[0].buzzed == 1);
		/* a clock that goes back for years begins anew, too */
		hear(&s, "complaint", 100, 86400);
		CHECK(s.desk.people[0].buzzed == 1 && s.d.ncalls == 2);
	}
	shop_make(&s);
	s.staff.people[0].buzzes = 0;
	hear(&s, "complaint", 100, staff_time(&s.staff, "2026-11-23 10:00"));
	CHECK(strcmp(called(&s), "b") == 0 && s.d.held[0] == HELD_BUDGET);
	hear(&s, "crisis", 100, staff_time(&s.staff, "2026-11-23 10:00"));
	CHECK(strcmp(called(&s), "ab") == 0);
}

/* Several ways at once are one buzz. */
static void
together(void)
{
	struct shop s;

	shop_make(&s);
	s.staff.people[0].together = true;
	s.staff.people[0].nways = 3;
	s.staff.people[0].ways[1].least = LEVEL_URGENT;
	hear(&s, "complaint", 70, staff_time(&s.staff, "2026-11-23 10:00"));
	CHECK(s.d.ncalls == 3 && s.d.calls[0].way == 0 &&
	    s.d.calls[1].way == 2 && s.d.calls[2].who == 1);
	CHECK(s.desk.people[0].buzzed == 1);
	s.staff.people[0].together = false;
	s.staff.people[0].ways[0].least = LEVEL_URGENT;
	hear(&s, "complaint", 70, staff_time(&s.staff, "2026-11-23 10:00"));
	CHECK(s.d.ncalls == 2 && s.d.calls[0].way == 2);
	s.staff.people[0].ways[2].least = LEVEL_URGENT;
	hear(&s, "complaint", 70, staff_time(&s.staff, "2026-11-23 10:00"));
	CHECK(s.d.ncalls == 1 && s.d.held[0] == HELD_LEVEL);
}

/* ---- the bar ----------------------------------------------------------- */

/* Thirty mentions a day for weeks, one at each of 0, 3, ... 87 points, in a
 * changing order; anna may be buzzed six times. */
static void
the_bar(void)
{
	struct shop s;
	int64_t	 day, now, worth = 0, n = 0, morning, evening;

	shop_make(&s);
	s.staff.people[0].least = LEVEL_LOW;
	s.staff.people[0].buzzes = 6;
	day = staff_time(&s.staff, "2026-06-01 09:00");
	s.desk.began = day;
	CHECK(desk_bar(&s.desk, 0, day) == 0);
	for (int64_t d = 0; d < 42; d++) {
		int64_t	 buzzed = 0;

		for (int64_t i = 0; i < 30; i++) {
			now = day + d * 86400 + i * 17 * MINUTE;
			hear(&s, "complaint", (i * 7 + d * 11) % 30 * 3, now);
			if (!(staff_called_bits(&s.d) & 1))
				continue;
			buzzed++;
			n += d > 14;
			worth += d > 14 ? (i * 7 + d * 11) % 30 * 3 : 0;
		}
		CHECK(buzzed <= 6);
		/* it starves nobody: but on Sundays, when it is closed */
		CHECK(buzzed >= 4 || d % 7 == 6 || (printf(
		    "day %lld: %lld\n", (long long)d, (long long)buzzed), 0));
	}
	/* by chance they would be worth 43 points, at best 79 */
	CHECK(worth / n > 65 || (printf("worth %lld\n", (long long)(worth / n)),
	    0));
	/* a generous budget has no bar, no budget the highest */
	morning = day + 42 * 86400;
	evening = morning + 8 * HOUR + 50 * MINUTE;
	CHECK(desk_bar(&s.desk, 0, morning) >= 60);
	CHECK(desk_bar(&s.desk, 0, morning) <= 80);
	CHECK(desk_bar(&s.desk, 0, evening) <= 20);	/* a quiet day */
	s.staff.people[0].buzzes = 40;
	CHECK(desk_bar(&s.desk, 0, morning) == 0);
	s.staff.people[0].buzzes = -1;
	CHECK(desk_bar(&s.desk, 0, morning) == 0);
	s.staff.people[0].buzzes = 0;
	CHECK(desk_bar(&s.desk, 0, morning) == 100);
	/* what was heard is forgotten */
	s.staff.people[0].buzzes = 6;
	CHECK(desk_bar(&s.desk, 0, morning + 60 * INT64_C(86400)) == 0);
	CHECK(desk_bar(&s.desk, 0, morning + 9999 * INT64_C(86400)) == 0);
}

/* ---- the first days, a crisis ------------------------------------------ */

static void
listens_first(void)
{
	struct shop s;
	int64_t	 now;

	shop_make(&s);
	now = s.desk.began = staff_time(&s.staff, "2026-11-23 10:00");
	s.staff.listen = 7;
	CHECK(desk_listens_until(&s.desk) == now + 7 * 86400);
	hear(&s, "complaint", 70, now);
	CHECK(s.d.ncalls == 0 && s.d.held[0] == HELD_LISTEN &&
	    s.task.would == 1 && s.task.due == 0);
	hear(&s, "complaint", 20, now + 9 * HOUR);
	CHECK(s.d.held[0] == HELD_LEVEL && s.d.held[1] == HELD_CLOSED &&
	    s.task.would == 0);
	hear(&s, "crisis", 20, now);
	CHECK(s.d.ncalls == 2 && s.task.would == 0 &&
	    s.task.due == now + 600);
	hear(&s, "complaint", 70, now + 7 * 86400 - 1);
	CHECK(s.d.ncalls == 0);
	hear(&s, "complaint", 70, now + 7 * 86400);
	CHECK(s.d.ncalls == 2 && s.task.would == 0);
	CHECK(desk_next(&s.desk, now) <= now + 7 * 86400);
	s.staff.listen = 0;
	CHECK(desk_listens_until(&s.desk) == 0);
}

static void
crisis(void)
{
	struct fault why = { "" };
	struct shop s;
	int64_t	 now;

	shop_make(&s);
	now = staff_time(&s.staff, "2026-11-23 10:00");
	s.staff.people[1].buzzes = 1;
	CHECK(!desk_group(&s.desk, 0, now, &s.d));
	s.desk.crisis = now;
	CHECK(desk_next(&s.desk, now) <= now + DESK_CRISIS);
	hear(&s, "complaint", 70, now + 10);
	CHECK(s.d.ncalls == 0 && s.d.held[0] == HELD_CRISIS &&
	    s.d.held[1] == HELD_CRISIS && s.task.due == now + 610);
	hear(&s, "crisis", 70, now + 20);
	CHECK(s.d.ncalls == 2);		/* bob's one buzz of the day */
	CHECK(!desk_group(&s.desk, 3, now + DESK_CRISIS - 1, &s.d));
	CHECK(desk_group(&s.desk, 3, now + DESK_CRISIS, &s.d));
	/* it is called all the same, and a buzz stays a buzz */
	CHECK(strcmp(called(&s), "ab") == 0 && s.desk.people[0].buzzed == 1 &&
	    s.desk.people[1].buzzed == 1);
	CHECK(!desk_group(&s.desk, 3, now + DESK_CRISIS + 1, &s.d));
	CHECK(desk_group(&s.desk, 0, now + 2 * DESK_CRISIS, &s.d));
	CHECK(s.d.ncalls == 0);
	CHECK(desk_group(&s.desk, 1, now + 12 * HOUR, &s.d));
	CHECK(s.d.ncalls == 0 && s.d.held[0] == HELD_CLOSED);
	/* nothing climbs but criticals; afterwards it does */
	hear(&s, "complaint", 70, now + 13 * HOUR);
	CHECK(s.d.held[0] == HELD_CLOSED);
	hear(&s, "complaint", 70, now + HOUR);
	desk_due(&s.desk, &s.arena, &s.task, s.task.due, &s.d);
	CHECK(s.d.ncalls == 0 && s.task.due == now + HOUR + 1200);
	/* ... but for what somebody gives them */
	CHECK(task_act(&s.arena, &s.staff, &s.task, ACT_GIVE, SLICE("bob"),
	    SLICE("anna"), now + HOUR + 1300, &why) == ACTED_BEFORE);
	s.task.owner = SLICE("bob");
	s.staff.people[1].buzzes = -1;
	CHECK(task_act(&s.arena, &s.staff, &s.task, ACT_GIVE, SLICE("bob"),
	    SLICE("anna"), now + HOUR + 1300, &why) == ACTED);
	desk_due(&s.desk, &s.arena, &s.task, s.task.due, &s.d);
	CHECK(strcmp(called(&s), "a") == 0);
	s.desk.crisis = 0;
	desk_due(&s.desk, &s.arena, &s.task, s.task.due, &s.d);
	CHECK(s.d.ncalls > 0);
	/* what waits when it is over goes at once */
	CHECK(desk_group(&s.desk, 1, now + HOUR, &s.d));
	CHECK(strcmp(called(&s), "a") == 0);
}

/* ---- digests ----------------------------------------------------------- */

static const struct {
	const char *hours;
	int	 digest;
	const char *last, *next;
} digests[] = {
	{ "", 1200, "2026-11-23 10:00", "2026-11-23 20:00" },
	{ "", 1200, "2026-11-23 20:00", "2026-11-24 20:00" },
	{ "", 1200, "2026-11-23 20:00:05", "2026-11-24 20:00" },
	{ "", 150, "2026-03-28 02:30", "2026-03-29 03:00" },	/* left out */
	{ "", 150, "2026-03-29 03:00", "2026-03-30 02:30" },
	{ "", 150, "2026-10-24 02:30", "2026-10-25 02:30" },	/* twice */
	{ "", 150, "2026-10-25 02:30", "2026-10-26 02:30" },
	{ "mon-fri 09:00-12:00 14:00-18:00", -1, "2026-11-23 09:00",
	    "2026-11-24 09:00" },
	{ "mon-fri 09:00-12:00 14:00-18:00", -1, "2026-11-27 09:00",
	    "2026-11-30 09:00" },
	{ "mon-fri 09:00-12:00 14:00-18:00", -1, "2026-11-23 08:00",
	    "2026-11-23 09:00" },
	{ "fri-sat 20:00-04:00", -1, "2026-11-20 20:00", "2026-11-21 20:00" },
	{ "", -1, "2026-11-23 07:00", "2026-11-23 08:00" },
	{ "", -1, "2026-11-23 08:00", "2026-11-24 08:00" },
};

static void
digests_are_due(void)
{
	struct shop s;

	for (size_t i = 0; i < COUNT(digests); i++) {
		int64_t	 next;

		shop_make(&s);
		s.staff.hours.open.n = 0;
		if (digests[i].hours[0] != '\0')
			staff_week(&s.staff.hours.open, digests[i].hours);
		s.staff.people[0].digest = digests[i].digest;
		s.desk.people[0].digested = staff_time(&s.staff,
		    digests[i].last);
		next = staff_time(&s.staff, digests[i].next);
		CHECK(desk_digest_at(&s.desk, 0) == next || (printf(
		    "%zu: %lld, not %lld\n", i,
		    (long long)desk_digest_at(&s.desk, 0), (long long)next),
		    0));
	}
	shop_make(&s);
	s.staff.people[0].digest = -2;
	s.staff.people[1].critical = true;
	CHECK(desk_digest_at(&s.desk, 1) == INT64_MAX);
	CHECK(desk_digest_at(&s.desk, 0) != INT64_MAX);	/* else nobody */
	s.staff.people[1].critical = false;
	CHECK(desk_digest_at(&s.desk, 0) == INT64_MAX);
	/* the first one after the box began */
	s.desk.began = staff_time(&s.staff, "2026-11-23 10:00");
	CHECK(desk_digest_at(&s.desk, 1) == staff_time(&s.staff,
	    "2026-11-23 20:00"));
}

/* ---- stored ------------------------------------------------------------ */

static void
packed(void)
{
	unsigned char buf[4 * DESK_BANDS];
	struct desk_person p = { .day = 20000, .buzzed = 3,
	    .digested = INT64_C(1) << 40, .plain = 7 }, back;
	struct desk_record r;

	for (uint32_t i = 0; i < DESK_BANDS; i++)
		p.heard[i] = i * 4999;
	desk_pack(&p, &r, buf);
	desk_unpack(&r, &back);
	CHECK(memcmp(p.heard, back.heard, sizeof(p.heard)) == 0);
	CHECK(back.day == p.day && back.buzzed == 3 &&
	    back.digested == p.digested && back.plain == 7);
	CHECK(buf[4] == 0 && buf[6] == 4999 >> 8 && buf[7] == (4999 & 0xff));
	r = (struct desk_record){ .buzzed = -5, .heard = SLICE("x") };
	desk_unpack(&r, &back);
	CHECK(back.buzzed == 0 && back.heard[0] == 0);
	memset(&p, 0, sizeof(p));
	desk_pack(&p, &r, buf);
	CHECK(r.heard.n == 0);		/* nothing to write */
}

int
main(void)
{
	hours_hold();
	budget_is_exact();
	together();
	the_bar();
	listens_first();
	crisis();
	digests_are_due();
	packed();
	return test_failed;
}
