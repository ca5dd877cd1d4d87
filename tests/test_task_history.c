/* test_task_history.c - what a task forgets of its past, and what never: that
 * somebody's button was pressed. */
#include "tests/staff.h"

enum { NOW = 1795000000 };

static _Alignas(16) char room[1 << 16];

static void
staff_make(struct staff *s)
{
	*s = (struct staff){ .ladder = 10, .lock = 30 };
	staff_zone(s, "Europe/Berlin");
	staff_add(s, "anna", 1);
	staff_add(s, "bob", 1);
	staff_add(s, "carl", 1)->may = MAY_READ | MAY_DRAFT;
}

static enum acted
act(struct arena *a, const struct staff *s, struct task *t, enum act what,
    const char *by, const char *words, int64_t now, struct fault *why)
{
	return task_act(a, s, t, what, slice_of(by), slice_of(words), now,
	    why);
}

static bool
has_line(slice history, enum act what, const char *by)
{
	struct task_line l;

	while (task_line(&history, &l))
		if (l.act == what && slice_eq(l.by, slice_of(by)))
			return true;
	return false;
}

/* What somebody's button did stays, whatever the box does afterwards; until
 * no button of that time works any more. */
static void
buttons_stay(void)
{
	struct staff s;
	struct fault why;
	struct arena a;
	struct task t;
	int64_t	 now = NOW;

	staff_make(&s);
	arena_init(&a, room, sizeof(room));
	t = (struct task){ .mention = 7 };
	CHECK(act(&a, &s, &t, ACT_OPEN, "", "anna, bob", now, &why) ==
	    ACTED);
	CHECK(act(&a, &s, &t, ACT_MINE, "bob", "", ++now, &why) == ACTED);
	CHECK(act(&a, &s, &t, ACT_DONE, "bob", "", ++now, &why) == ACTED);
	for (int i = 0; i < 60; i++) {
		a.used = (unsigned)(i & 1) * sizeof(room) / 2;
		CHECK(act(&a, &s, &t, i & 1 ? ACT_REOPEN : ACT_DONE, i & 1 ?
		    "anna" : "carl", "", ++now, &why) == (i ? ACTED :
		    ACTED_BEFORE));
		CHECK(act(&a, &s, &t, ACT_TOLD, "", i & 1 ? "bob" : "anna",
		    ++now, &why) == ACTED);
	}
	CHECK(t.history.n > TASK_HISTORY - 80 && t.cut == 0);
	CHECK(has_line(t.history, ACT_MINE, "bob"));
	CHECK(has_line(t.history, ACT_DONE, "bob"));
	now += TASK_ASKED;
	CHECK(act(&a, &s, &t, ACT_SEEN, "bob", "", now, &why) == ACTED ||
	    act(&a, &s, &t, ACT_WON, "bob", "", now, &why) == ACTED);
	for (int i = 0; i < 6; i++)
		CHECK(act(&a, &s, &t, ACT_TOLD, "", i & 1 ? "bob" : "anna",
		    ++now, &why) == ACTED);
	CHECK(!has_line(t.history, ACT_MINE, "bob") && t.cut == 0);
}

/* Where all of it is buttons, the oldest goes, and it is known up to when. */
static void
buttons_cut(void)
{
	static char names[STAFF_MAX][TASK_NAME + 1];
	struct staff s;
	struct fault why;
	struct arena a;
	struct task t;
	int64_t	 now = NOW, before = 0;

	staff_make(&s);
	for (s.n = 0; s.n < STAFF_MAX;) {
		memset(names[s.n], 'a' + (char)s.n, TASK_NAME);
		staff_add(&s, names[s.n], 1)->may = MAY_READ | MAY_SEND;
	}
	arena_init(&a, room, sizeof(room));
	t = (struct task){ .mention = 7 };
	CHECK(task_act(&a, &s, &t, ACT_OPEN, SLICE(""), s.people[0].name, now,
	    &why) == ACTED);
	for (size_t i = 0; i < 24; i++) {
		a.used = (i & 1) * sizeof(room) / 2;
		CHECK(task_act(&a, &s, &t, ACT_USEFUL, s.people[i].name,
		    SLICE(""), ++now, &why) == ACTED);
		CHECK(t.cut >= before && t.cut < now);
		before = t.cut;
	}
	/* all that is not there any more is as old as it says, or older */
	for (size_t i = 0; i < 24; i++)
		CHECK(has_line(t.history, ACT_USEFUL, names[i]) ==
		    ((int64_t)i + 1 > t.cut - NOW));
	CHECK(t.cut > NOW);
}

int
main(void)
{
	buttons_stay();
	buttons_cut();
	return test_failed;
}
