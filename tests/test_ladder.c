#include "tests/shop.h"

/* ---- the ladder -------------------------------------------------------- */

/* anna has two ways; then bob; carl is not one of those it is for. */
static const struct {
	const char *first;		/* heard then */
	const char *class;
	const char *steps[6][2];	/* when, who */
} ladders[] = {
	{ "2026-11-23 10:00", "complaint", {
	    { "2026-11-23 10:10", "a" }, { "2026-11-23 10:20", "b" },
	    { "2026-11-23 10:30", "abc" }, { "2026-11-24 08:00", "b" } } },
	/* the shop closes while it climbs */
	{ "2026-11-23 17:45", "complaint", {
	    { "2026-11-23 17:55", "a" }, { "2026-11-24 08:00", "b" },
	    { "2026-11-24 08:10", "bc" }, { "2026-11-25 08:00", "b" } } },
	/* at night: the opening, and the end of anna's quiet hours */
	{ "2026-11-21 23:00", "complaint", {
	    { "2026-11-23 09:00", "a" }, { "2026-11-23 09:10", "a" },
	    { "2026-11-23 09:20", "b" }, { "2026-11-23 09:30", "abc" },
	    { "2026-11-24 08:00", "b" } } },
	/* a critical one does not wait for anything */
	{ "2026-11-21 23:00", "crisis", {
	    { "2026-11-21 23:10", "a" }, { "2026-11-21 23:20", "b" },
	    { "2026-11-21 23:30", "abc" }, { "2026-11-23 08:00", "a" } } },
};

static void
climbs(void)
{
	struct shop s;

	for (size_t i = 0; i < COUNT(ladders); i++) {
		size_t	 n = 0;

		shop_make(&s);
		staff_add(&s.staff, "carl", 1)->sources = SLICE("reviews");
		hear(&s, ladders[i].class, 70, staff_time(&s.staff,
		    ladders[i].first));
		for (int most = 20; most > 0 && s.task.due != 0; most--) {
			const char *const *step = ladders[i].steps[n];
			int64_t	 now = s.task.due;

			desk_due(&s.desk, &s.arena, &s.task, now - 1, &s.d);
			CHECK(s.d.ncalls == 0 && s.task.due == now);
			desk_due(&s.desk, &s.arena, &s.task, now, &s.d);
			CHECK(s.task.due == 0 || s.task.due > now);
			if (s.d.ncalls == 0)
				continue;	/* the shop has closed */
			CHECK(n < 6 && step[0] != NULL);
			if (n == 6 || step[0] == NULL)
				break;
			CHECK((now == staff_time(&s.staff, step[0]) &&
			    strcmp(called(&s), step[1]) == 0) || (printf(
			    "%zu, step %zu: %lld (%s), not %s\n", i, n,
			    (long long)now, called(&s), step[0]), 0));
			n++;
		}
		CHECK(s.task.due == 0 && (n == 6 ||
		    ladders[i].steps[n][0] == NULL));
		CHECK(s.task.state == TASK_NEW);
	}
}

/* What stops it: somebody who looks; no ladder; a level below it. */
static void
stops_climbing(void)
{
	struct fault why = { "" };
	struct shop s;
	int64_t	 now;

	shop_make(&s);
	now = staff_time(&s.staff, "2026-11-23 10:00");
	hear(&s, "complaint", 70, now);
	CHECK(task_act(&s.arena, &s.staff, &s.task, ACT_SEEN, SLICE("bob"),
	    SLICE(""), now + 60, &why) == ACTED && s.task.due == 0);
	s.staff.ladder = 0;
	hear(&s, "complaint", 90, now);
	CHECK(s.task.due == 0 && s.d.ncalls == 2);
	s.staff.ladder = 10;
	hear(&s, "complaint", 59, now);
	CHECK(s.task.due == 0 && s.d.ncalls == 2);
}

/* The budget of whom a step would call is used up: the next one's turn. */
static void
climbs_past_a_budget(void)
{
	struct shop s;
	int64_t	 now;

	shop_make(&s);
	now = staff_time(&s.staff, "2026-11-23 10:00");
	s.staff.people[0].buzzes = 1;
	hear(&s, "complaint", 70, now);
	CHECK(strcmp(called(&s), "ab") == 0);
	desk_due(&s.desk, &s.arena, &s.task, now + 600, &s.d);
	CHECK(strcmp(called(&s), "b") == 0 && s.task.due == now + 1200);
	CHECK(s.desk.people[1].buzzed == 2 && s.desk.people[0].buzzed == 1);
	desk_due(&s.desk, &s.arena, &s.task, now + 1200, &s.d);
	CHECK(strcmp(called(&s), "b") == 0);
	/* a critical one does not ask */
	hear(&s, "crisis", 70, now);
	desk_due(&s.desk, &s.arena, &s.task, now + 600, &s.d);
	CHECK(strcmp(called(&s), "a") == 0 && s.desk.people[0].buzzed == 3);
	CHECK(s.d.calls[0].way == 1 && s.d.calls[0].step == 1);
}

static void
locks_run_out(void)
{
	struct fault why = { "" };
	struct shop s;
	int64_t	 now;

	shop_make(&s);
	now = staff_time(&s.staff, "2026-11-23 10:00");
	hear(&s, "complaint", 70, now);
	CHECK(task_act(&s.arena, &s.staff, &s.task, ACT_MINE, SLICE("bob"),
	    SLICE(""), now + 60, &why) == ACTED);
	CHECK(s.task.due == now + 60 + 30 * MINUTE);
	desk_due(&s.desk, &s.arena, &s.task, s.task.due, &s.d);
	CHECK(s.task.state == TASK_SEEN && strcmp(called(&s), "b") == 0);
	CHECK(s.task.due == 0);
	/* in quiet hours: afterwards */
	now = staff_time(&s.staff, "2026-11-23 17:40");
	CHECK(task_act(&s.arena, &s.staff, &s.task, ACT_MINE, SLICE("anna"),
	    SLICE(""), now, &why) == ACTED);
	desk_due(&s.desk, &s.arena, &s.task, s.task.due, &s.d);
	CHECK(s.task.state == TASK_SEEN && s.d.ncalls == 0);
	CHECK(s.task.due == staff_time(&s.staff, "2026-11-24 08:00"));
	desk_due(&s.desk, &s.arena, &s.task, s.task.due, &s.d);
	CHECK(s.d.ncalls == 0);
	CHECK(s.task.due == staff_time(&s.staff, "2026-11-24 09:00"));
	desk_due(&s.desk, &s.arena, &s.task, s.task.due, &s.d);
	CHECK(strcmp(called(&s), "a") == 0 && s.task.due == 0);
}

/* Who is given a task hears of it; who left has given theirs to another. */
static void
changes_hands(void)
{
	struct fault why = { "" };
	struct shop s;
	int64_t	 now;

	shop_make(&s);
	now = staff_time(&s.staff, "2026-11-23 10:00");
	hear(&s, "complaint", 10, now);
	CHECK(task_act(&s.arena, &s.staff, &s.task, ACT_GIVE, SLICE("bob"),
	    SLICE("anna"), now, &why) == ACTED_BEFORE);
	s.task.owner = SLICE("bob");
	CHECK(task_act(&s.arena, &s.staff, &s.task, ACT_GIVE, SLICE("bob"),
	    SLICE("anna"), now, &why) == ACTED && s.task.due == now);
	desk_due(&s.desk, &s.arena, &s.task, now, &s.d);
	CHECK(strcmp(called(&s), "a") == 0 && s.task.due == 0);
	hear(&s, "complaint", 70, now);
	s.task.owner = SLICE("zoe");
	s.staff.rota[s.staff.nrota++] = (struct duty){ .who = 2 };
	desk_due(&s.desk, &s.arena, &s.task, now + 600, &s.d);
	CHECK(slice_eq(s.task.owner, SLICE("bob")) &&
	    strcmp(called(&s), "b") == 0);
}

/* ---- never nowhere ----------------------------------------------------- */

/* Digests (anna, bob), critical only: who reads what is held at night. */
static const struct {
	int	 digest[2];
	bool	 critical[2];
	const char *reads;
	enum held held[2];
} readers[] = {
	{ { -1, 1200 }, { false, false }, "ab",
	    { HELD_CLOSED, HELD_CLOSED } },
	{ { -2, 1200 }, { false, false }, "b", { HELD_CLOSED, HELD_CLOSED } },
	{ { -2, -2 }, { false, false }, "a", { HELD_CLOSED, HELD_CLOSED } },
	{ { 600, -2 }, { true, false }, "a", { HELD_CLOSED, HELD_CLOSED } },
	{ { 600, -1 }, { true, true }, "a", { HELD_LEVEL, HELD_NOT } },
};

static void
somebody_reads(void)
{
	struct shop s;

	for (size_t i = 0; i < COUNT(readers); i++) {
		uint32_t reads = 0;
		bool	 held = false;

		shop_make(&s);
		for (size_t p = 0; p < 2; p++) {
			s.staff.people[p].digest = readers[i].digest[p];
			s.staff.people[p].critical = readers[i].critical[p];
		}
		for (size_t p = 0; p < 2; p++)
			if (desk_reads(&s.desk, p))
				reads |= 1u << p;
		if (i != 3)
			CHECK(strcmp(staff_letters(reads), readers[i].reads) ==
			    0 || (printf("%zu\n", i), 0));
		hear(&s, "complaint", 70, staff_time(&s.staff,
		    "2026-11-23 19:00"));
		CHECK(s.d.ncalls == 0);
		for (size_t p = 0; p < 2; p++)
			held |= s.d.held[p] != HELD_NOT && (reads >> p & 1) &&
			    (s.d.route.who >> p & 1);
		CHECK(held || (printf("%zu\n", i), 0));
	}
	/* not for carl, but nobody else has a digest */
	shop_make(&s);
	s.staff.people[0].digest = s.staff.people[1].digest = -2;
	staff_add(&s.staff, "carl", 1)->sources = SLICE("reviews");
	hear(&s, "complaint", 70, staff_time(&s.staff, "2026-11-23 19:00"));
	CHECK(s.d.held[2] == HELD_SPARE && s.d.route.who == 7);
	CHECK(s.d.route.owner == 0);
	/* a critical one for somebody who has no way at all */
	s.staff.people[0].nways = s.staff.people[1].nways = 0;
	hear(&s, "crisis", 70, staff_time(&s.staff, "2026-11-23 19:00"));
	CHECK(strcmp(called(&s), "c") == 0);
}

/* More people than a record has room for: who must read of it stands in it. */
static void
many_people(void)
{
	static char names[STAFF_MAX][TASK_NAME + 1];
	struct shop s;

	shop_make(&s);
	while (s.staff.n < STAFF_MAX) {
		char	*name = names[s.staff.n];

		memset(name, 'c' + (char)s.staff.n, TASK_NAME);
		staff_add(&s.staff, name, 1)->digest = -2;
	}
	s.staff.people[STAFF_MAX - 1].digest = 600;
	s.staff.people[STAFF_MAX - 1].least = LEVEL_URGENT;
	hear(&s, "complaint", 70, staff_time(&s.staff, "2026-11-23 10:00"));
	CHECK(s.d.ncalls == STAFF_MAX - 1 && s.task.who.n <= TASK_WHO);
	CHECK(s.d.held[STAFF_MAX - 1] == HELD_LEVEL);
	CHECK(task_tells(&s.task, s.staff.people[STAFF_MAX - 1].name));
	for (int64_t due = s.task.due; due != 0; due = s.task.due)
		desk_due(&s.desk, &s.arena, &s.task, due, &s.d);
	CHECK(!s.arena.spent && s.task.step == LADDER_END);
}

int
main(void)
{
	many_people();
	climbs();
	stops_climbing();
	climbs_past_a_budget();
	locks_run_out();
	changes_hands();
	somebody_reads();
	return test_failed;
}
