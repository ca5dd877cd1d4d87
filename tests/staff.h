/* staff.h - people and hours for the tests of core/desk, in a line each. */
#ifndef TESTS_STAFF_H
#define TESTS_STAFF_H

#include "core/desk/desk.h"
#include "core/when/when.h"
#include "tests/test.h"

/* A person with as many ways, who hears of everything at once. */
static inline struct staff_person *
staff_add(struct staff *s, const char *name, size_t ways)
{
	struct staff_person *p = &s->people[s->n++];

	p->name = p->called = slice_of(name);
	p->nways = ways;
	for (size_t i = 0; i < ways; i++)
		p->ways[i].channel = (uint16_t)(s->n * 10 + i);
	p->buzzes = -1;
	p->digest = -1;
	return p;
}

static inline void
staff_week(struct week *w, const char *text)
{
	struct fault f = { "" };

	CHECK(week_parse(slice_of(text), w, &f) || (printf("%s\n", f.text),
	    0));
}

static inline void
staff_zone(struct staff *s, const char *name)
{
	CHECK(zone_named(slice_of(name), &s->hours.zone));
}

/* "2026-11-22 10:30" on the shop's wall, to seconds. */
static inline int64_t
staff_time(const struct staff *s, const char *wall)
{
	int64_t	 t = 0;

	CHECK(when_parse(slice_of(wall), &t) || (printf("%s\n", wall), 0));
	return zone_utc(&s->hours.zone, t);
}

/* Who is meant, as the letters of the file's order: "ac". */
static inline uint32_t
staff_bits(const char *letters)
{
	uint32_t who = 0;

	for (; *letters; letters++)
		who |= (uint32_t)1 << (*letters - 'a');
	return who;
}

static inline const char *
staff_letters(uint32_t who)
{
	static char letters[STAFF_MAX + 1];
	size_t	 n = 0;

	for (size_t i = 0; i < STAFF_MAX; i++)
		if (who >> i & 1)
			letters[n++] = (char)('a' + i);
	letters[n] = '\0';
	return letters;
}

/* How many lines a history has. */
static inline size_t
staff_lines(slice history)
{
	struct task_line l;
	size_t	 n = 0;

	while (task_line(&history, &l))
		n++;
	return n;
}

static inline uint32_t
staff_called_bits(const struct decision *d)
{
	uint32_t who = 0;

	for (size_t i = 0; i < d->ncalls; i++)
		who |= (uint32_t)1 << d->calls[i].who;
	return who;
}

#endif
