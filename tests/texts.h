/* texts.h - for tables of texts and what must become of them. */
#ifndef TESTS_TEXTS_H
#define TESTS_TEXTS_H

#include "core/arena.h"
#include "tests/test.h"

/* An arena for one row: the next row's takes its room. */
static inline struct arena
fresh(void)
{
	static char room[32 << 20];
	struct arena a;

	arena_init(&a, room, sizeof(room));
	return a;
}

static inline void
same(const char *what, slice got, const char *want)
{
	slice	 w = slice_of(want);

	if (!slice_eq(got, w))
		printf("%s:\n- %.*s\n+ %.*s\n", what, SLICE_ARG(w),
		    SLICE_ARG(got));
	CHECK(slice_eq(got, w));
}

#endif
