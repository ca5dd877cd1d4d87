/* shop.h - a shop of two people, and one mention after the other. */
#ifndef TESTS_SHOP_H
#define TESTS_SHOP_H

#include "tests/staff.h"

enum { MINUTE = 60, HOUR = 3600 };

/* A shop with people; what it heard and did. */
struct shop {
	struct staff staff;
	struct desk desk;
	struct arena arena;
	struct task task;
	struct decision d;
	_Alignas(16) char room[1 << 17];
	_Alignas(16) char routes[1 << 14];
};

/* anna: two ways, quiet at night, from normal up. bob: his digest at 20:00. */
static inline void
shop_make(struct shop *s)
{
	struct staff_person *p;
	struct arena a;

	memset(s, 0, offsetof(struct shop, room));
	staff_zone(&s->staff, "Europe/Berlin");
	staff_week(&s->staff.hours.open, "mon-sat 08:00-18:00");
	s->staff.ladder = 10;
	s->staff.lock = 30;
	s->staff.from = LEVEL_HIGH;
	p = staff_add(&s->staff, "anna", 2);
	p->least = LEVEL_NORMAL;
	staff_week(&p->quiet, "22:00-09:00");
	staff_add(&s->staff, "bob", 1)->digest = 20 * 60;
	arena_init(&a, s->routes, sizeof(s->routes));
	s->desk.staff = &s->staff;
	s->desk.router = router_make(&a, &s->staff);
	s->desk.began = 1;
	CHECK(s->desk.router != NULL);
}

static inline void
hear(struct shop *s, const char *class, int64_t priority, int64_t now)
{
	struct item item = { .source = SLICE("gazette"), .verdict = {
	    .class = slice_of(class), .priority = priority } };

	arena_init(&s->arena, s->room, sizeof(s->room));
	s->task.mention = 7;
	desk_hear(&s->desk, &s->arena, &item, now, &s->task, &s->d);
	CHECK(!s->arena.spent && s->task.mention == 7);
	CHECK(task_owner(&s->staff, &s->task) == s->d.route.owner);
}

static inline const char *
called(const struct shop *s)
{
	return staff_letters(staff_called_bits(&s->d));
}

#endif
