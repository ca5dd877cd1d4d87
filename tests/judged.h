/*
 * judged.h - a mention as the judge of a bakery in Leeds sees it, and what has
 * to be true of every verdict.
 */
#ifndef TESTS_JUDGED_H
#define TESTS_JUDGED_H

#include "core/judge/score.h"
#include "core/sink.h"
#include "tests/test.h"

static _Alignas(16) char room[1 << 18];

static const struct shop shop = {
	.name = { "Joe's Bakery", 12 },
	.handles = { "@joes@town.example\n", 19 },
	.places = { "Leeds\nHeadingley\nLS1*\n", 22 },
	.rivals = { "Speedy Buns\n", 12 },
	.critical = { "rat poison\nOfsted\n", 18 },
};

/* As in life: a rule of the owner has taken it. */
static const struct heard ruled = {
	.source = { "paper", 5 }, .rule = { "us", 2 }, .words = { "us", 2 },
};

/* What always has to be true of a verdict. */
static inline void
check_sum(const struct verdict *v)
{
	int64_t	 sum = 0;

	for (size_t i = 0; i < v->nreasons; i++)
		sum += v->reasons[i].points;
	CHECK(sum == v->priority);
	CHECK(v->priority >= 0 && v->priority <= 100);
	CHECK(v->sentiment >= -100 && v->sentiment <= 100);
	CHECK(v->nreasons > 0 && v->nreasons <= REASONS_MAX);
}

static inline struct verdict
judge(const struct mention *m, int64_t now)
{
	struct arena a;
	struct verdict v;

	arena_init(&a, room, sizeof(room));
	score_heard(scorer_make(&a, &shop), &a, m, &ruled, now, &v);
	CHECK(!a.spent);
	check_sum(&v);
	return v;
}

static inline bool
says(const struct verdict *v, const char *why)
{
	for (size_t i = 0; i < v->nreasons; i++)
		if (slice_find(v->reasons[i].why, slice_of(why)) <
		    v->reasons[i].why.n)
			return true;
	return false;
}

#endif
