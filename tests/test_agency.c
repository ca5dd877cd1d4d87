/*
 * test_agency.c - an agency sees, presses and answers only what is theirs; what
 * is nobody's never falls to it. And what one of ours passes on.
 */
#include "tests/staff.h"

#include "core/desk/reach.h"

enum { NOW = 1795430000 };

static _Alignas(16) char room[1 << 18], routes[1 << 16];

struct scene {
	struct staff staff;
	struct desk desk;
	struct arena arena;
	struct task task;
	struct decision d;
};

/* anna: the shop. studio: an agency for Boston. club: one for praise from the
 * forum. */
static void
begin(struct scene *s)
{
	struct staff_person *p;
	struct arena a;

	memset(s, 0, sizeof(*s));
	staff_zone(&s->staff, "Europe/Berlin");
	s->staff.ladder = 10;
	staff_add(&s->staff, "anna", 1);
	p = staff_add(&s->staff, "studio", 1);
	p->agency = true;
	p->territory = SLICE("Boston");
	p->classes = 1u << CLASS_COMPLAINT | 1u << CLASS_CRISIS;
	p = staff_add(&s->staff, "club", 1);
	p->agency = true;
	p->sources = SLICE("forum");
	p->classes = 1u << CLASS_PRAISE;
	arena_init(&a, routes, sizeof(routes));
	s->desk.staff = &s->staff;
	s->desk.router = router_make(&a, &s->staff);
	s->desk.began = 1;
	CHECK(s->desk.router != NULL);
}

static struct item
item_of(const char *class, const char *source, const char *text)
{
	return (struct item){ .source = slice_of(source),
	    .mention = { .text = slice_of(text), .lang = SLICE("en") },
	    .verdict = { .class = slice_of(class), .priority = 90,
	    .lang = SLICE("en") } };
}

static const struct {
	const char *class, *source, *text, *who, *reach;
	char	 owner;
} rows[] = {
	{ "complaint", "paper", "rude in Boston", "ab", "ab", 'b' },
	{ "complaint", "paper", "rude in Chicago", "a", "a", 'a' },
	{ "complaint", "paper", "rude", "a", "a", 'a' },
	{ "praise", "paper", "nice in Boston", "a", "a", 'a' },
	{ "praise", "forum", "nice in Boston", "ac", "ac", 'a' },
	{ "praise", "forum", "nice", "ac", "ac", 'a' },
	{ "complaint", "forum", "rude", "a", "a", 'a' },
	{ "crisis", "paper", "a fire in Boston", "ab", "ab", 'b' },
	{ "crisis", "paper", "a fire in Chicago", "a", "a", 'a' },
};

static void
reaches(void)
{
	struct scene s;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct item item = item_of(rows[i].class, rows[i].source,
		    rows[i].text);
		uint32_t reach = 0;
		struct route r;

		begin(&s);
		arena_init(&s.arena, room, sizeof(room));
		route(s.desk.router, &s.arena, &item, NOW, &r);
		CHECK(strcmp(staff_letters(r.who), rows[i].who) == 0 ||
		    (printf("%zu: %s\n", i, staff_letters(r.who)), 0));
		CHECK(r.owner == (size_t)(rows[i].owner - 'a'));
		for (size_t p = 0; p < s.staff.n; p++)
			if (route_reaches(s.desk.router, &s.arena, &item, p))
				reach |= (uint32_t)1 << p;
		CHECK(strcmp(staff_letters(reach), rows[i].reach) == 0 ||
		    (printf("%zu: %s\n", i, staff_letters(reach)), 0));
	}
	/* anna is away: it is hers all the same */
	begin(&s);
	s.staff.people[0].critical = true;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct item item = item_of("question", "paper", "rude");

		arena_init(&s.arena, room, sizeof(room));
		desk_hear(&s.desk, &s.arena, &item, NOW, &s.task, &s.d);
		CHECK(slice_eq(s.task.owner, SLICE("anna")));
		CHECK(s.d.route.who == 1);
	}
	CHECK(staff_house(&s.staff) == 1);
	s.staff.people[0].agency = true;
	CHECK(staff_house(&s.staff) == 7);
}

/* All steps of the ladder: who is called of what is not theirs? */
static uint32_t
climb(struct scene *s, const char *class, const char *text)
{
	struct item item = item_of(class, "paper", text);
	uint32_t called;

	arena_init(&s->arena, room, sizeof(room));
	s->task.mention = 7;
	desk_hear(&s->desk, &s->arena, &item, NOW, &s->task, &s->d);
	called = staff_called_bits(&s->d);
	for (int i = 0; i < 20 && s->task.due != 0; i++) {
		desk_due(&s->desk, &s->arena, &s->task, s->task.due, &s->d);
		called |= staff_called_bits(&s->d);
	}
	CHECK(!s->arena.spent);
	return called;
}

static void
climbs(void)
{
	struct scene s;

	begin(&s);
	CHECK(climb(&s, "complaint", "rude in Chicago") == 1);
	begin(&s);
	CHECK(climb(&s, "crisis", "a fire in Chicago") == 1);
	begin(&s);
	CHECK(climb(&s, "complaint", "rude in Boston") == 3);
	/* nobody of the shop has a way: still not theirs */
	begin(&s);
	s.staff.people[0].nways = 0;
	CHECK(climb(&s, "crisis", "a fire in Chicago") == 0);
	CHECK(slice_eq(s.task.owner, SLICE("anna")));
	/* who works here no more hands over to the shop */
	begin(&s);
	(void)climb(&s, "complaint", "rude in Chicago");
	s.task = (struct task){ .mention = 7, .state = TASK_NEW,
	    .owner = SLICE("gone"), .due = NOW, .level = LEVEL_URGENT };
	desk_due(&s.desk, &s.arena, &s.task, NOW, &s.d);
	CHECK(slice_eq(s.task.owner, SLICE("anna")));
	/* nor does its digest count as the shop's */
	s.staff.people[0].digest = -2;
	CHECK(desk_reads(&s.desk, 0) && desk_reads(&s.desk, 1));
}

static void
told(void)
{
	struct scene s;
	char	 buf[4096];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	begin(&s);
	staff_breaks(&k, &s.staff, 1);
	CHECK(slice_starts(sink_slice(&k), SLICE("An agency: sees, presses and "
	    "answers nothing but what is theirs; places Boston; classes "
	    "crisis, complaint.\n")));
	k.len = 0;
	staff_breaks(&k, &s.staff, 0);
	CHECK(slice_find(sink_slice(&k), SLICE("agency")) == k.len);
	/* who answered, for everybody */
	s.task = (struct task){ .state = TASK_SEEN, .history =
	    SLICE("1795429000\ta\tanna\t\n1795429700\ta\tstudio\t\n") };
	s.staff.people[1].called = SLICE("Studio Nine");
	k.len = 0;
	task_put_answered(&k, &s.staff, &s.task, NOW);
	CHECK(slice_eq(sink_slice(&k), SLICE("Studio Nine answered 5 min "
	    "ago")));
	s.task.history = SLICE("1795429000\ts\tanna\t\n");
	k.len = 0;
	task_put_answered(&k, &s.staff, &s.task, NOW);
	CHECK(k.len == 0);
}

/* --- passed on ---------------------------------------------------------- */

static void
passed_on(void)
{
	struct item item = item_of("complaint", "box", "rude");
	struct passed p = { .by = 0, .to = STAFF_MAX, .note = SLICE("hm") };
	struct scene s;

	/* there is nobody but who passed it on: it is theirs, and silent */
	begin(&s);
	arena_init(&s.arena, room, sizeof(room));
	desk_passed(&s.desk, &s.arena, &item, &p, NOW, &s.task);
	CHECK(p.owner == 0 && p.at == 0 && s.task.due == 0);
	CHECK(slice_eq(s.task.note, SLICE("anna: hm")));
	/* to a colleague, rather than to an agency */
	staff_add(&s.staff, "ben", 2);
	arena_init(&s.arena, room, sizeof(room));
	desk_passed(&s.desk, &s.arena, &item, &p, NOW, &s.task);
	CHECK(p.owner == 3 && p.at == NOW && s.task.due == NOW + 600);
	CHECK(slice_eq(s.task.owner, SLICE("ben")) &&
	    task_tells(&s.task, SLICE("anna")));
	CHECK(s.desk.people[3].buzzed == 1);
	/* to whom it is given, at the end of their night */
	p = (struct passed){ .by = 3, .to = 0 };
	staff_week(&s.staff.people[0].quiet, "00:00-23:00");
	desk_passed(&s.desk, &s.arena, &item, &p, NOW, &s.task);
	CHECK(p.owner == 0 && p.at > NOW &&
	    reach_now(&s.desk, 0, LEVEL_URGENT, p.at) == HELD_NOT);
	CHECK(slice_eq(s.task.note, SLICE("ben: passed on")));
	/* ... but at once where it is critical */
	item = item_of("crisis", "box", "fire");
	desk_passed(&s.desk, &s.arena, &item, &p, NOW, &s.task);
	CHECK(p.at == NOW && s.task.critical == 1);
	CHECK(!s.arena.spent);
}

static const struct {
	const char *words;
	size_t	 who;
} addressed[] = {
	{ "@ben please", 3 }, { "Ben: please", 3 }, { "BEN, please", 3 },
	{ "@Anna", 0 }, { "anna;x", 0 }, { "@studio hi", 1 },
	{ "ben please", STAFF_MAX }, { "please ben:", STAFF_MAX },
	{ "Will: you?", STAFF_MAX }, { "", STAFF_MAX }, { "@", STAFF_MAX },
	{ ":", STAFF_MAX }, { "Ben", STAFF_MAX },
};

static void
names(void)
{
	struct scene s;

	begin(&s);
	staff_add(&s.staff, "b", 1)->called = SLICE("Ben Nevis");
	for (size_t i = 0; i < COUNT(addressed); i++)
		CHECK(staff_addressed(&s.staff, slice_of(addressed[i].words)) ==
		    addressed[i].who || (printf("%s\n", addressed[i].words),
		    0));
}

int
main(void)
{
	reaches();
	climbs();
	told();
	passed_on();
	names();
	return test_failed;
}
