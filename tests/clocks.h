/* clocks.h - times and hours as tests write them. */
#ifndef TESTS_CLOCKS_H
#define TESTS_CLOCKS_H

#include "core/desk/week.h"
#include "core/when/when.h"
#include "tests/test.h"

enum { DAY = 86400, HOUR = 3600 };

/* "2026-11-23 07:00", UTC. */
static inline int64_t
at(const char *text)
{
	int64_t	 t = -1;

	CHECK(when_parse(slice_of(text), &t));
	return t;
}

/* "mon-fri 8-18" */
static inline struct week
week(const char *text)
{
	struct week w = { .n = 0 };
	struct fault f = { "" };

	CHECK(week_parse(slice_of(text), &w, &f));
	return w;
}

#endif
