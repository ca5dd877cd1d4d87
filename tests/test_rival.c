/* test_rival.c - how soon another business answers: what an entry tells, what
 * is kept of it, and what the report says. */
#include "core/count/rival.h"
#include "tests/test.h"

#include <stdio.h>

static bool
look(const char *id, const char *handle, const char *parent, int64_t time,
    int64_t answered, struct rival_seen *s)
{
	struct mention m = { .id = slice_of(id), .handle = slice_of(handle),
	    .parent = slice_of(parent), .time = time, .answered = answered };

	return rival_look(SLICE("Caf\xc3\xa9 Neumann\n@neumann"), &m, s);
}

/* A review with its answer; a thread in which they write. */
static void
test_answers(void)
{
	struct rivals r = { .n = 0 };
	struct rival_seen s;

	CHECK(look("r1", "@ann", "", 1000, 0, &s) && rival_note(&r, &s));
	CHECK(!rival_note(&r, &s) && r.n == 1 && r.of[0].answered == 0);
	CHECK(look("r1", "@ann", "", 1000, 1600, &s) && rival_note(&r, &s));
	CHECK(r.of[0].answered == 1600);
	/* the first one counts, whatever becomes of it */
	CHECK(look("r1", "@ann", "", 1000, 2000, &s) && !rival_note(&r, &s));
	CHECK(look("r1", "@ann", "", 1000, 0, &s) && !rival_note(&r, &s));
	CHECK(look("p2", "@bea", "p1", 3000, 0, &s) && rival_note(&r, &s));
	CHECK(look("p3", "@Neumann", "p2", 3300, 0, &s) &&
	    rival_note(&r, &s));
	CHECK(r.n == 2 && r.of[1].answered == 3300);
	/* what they post themselves is nothing to answer; nor is an answer to
	 * what was never seen */
	CHECK(!look("p4", "@neumann", "", 4000, 0, &s));
	CHECK(look("p5", "@neumann", "p0", 4000, 0, &s) &&
	    !rival_note(&r, &s));
	CHECK(!look("p6", "@ann", "", 0, 50, &s));	/* when, is not told */
	CHECK(look("p7", "@ann", "", 5000, 4000, &s) && rival_note(&r, &s));
	CHECK(r.of[2].answered == 5000);		/* edited since */
	for (int i = 0; i < 4; i++) {
		static const struct rival_seen odd[] = { { 0, 9, -1, 0 },
			{ 0, 9, INT64_MAX, 0 }, { 0, 9, 5, -1 },
			{ 0, 9, 5, INT64_MAX } };

		CHECK(!rival_note(&r, &odd[i]) && r.n == 3);
	}
}

static void
test_kept(void)
{
	static char bytes[RIVAL_BYTES];
	struct sink k = { .buf = bytes, .cap = sizeof(bytes) };
	struct rivals r = { .n = 0 }, back;
	struct rival_seen s = { .index = 0 };

	for (int64_t i = 0; i < 3 * RIVAL_KEPT; i++) {
		s.id = INT64_MAX - (i * 7919) % 1000;
		s.said = (INT64_C(1) << 40) - 1000 + (i * 37) % 300;
		s.answered = i % 3 ? s.said + i : 0;
		CHECK(s.answered <= INT64_C(1) << 40);
		(void)rival_note(&r, &s);
		for (size_t at = 1; at < r.n; at++)
			CHECK(r.of[at - 1].said <= r.of[at].said);
	}
	CHECK(r.n == RIVAL_KEPT);
	CHECK(r.of[0].said == (INT64_C(1) << 40) - 1000 + 200);
	s = (struct rival_seen){ .id = 5, .said = 5 };
	CHECK(!rival_note(&r, &s));
	rival_put(&k, &r);
	CHECK(!k.full);
	rival_get(sink_slice(&k), &back);
	CHECK(back.n == r.n);
	for (size_t i = 0; i < r.n; i++)
		CHECK(back.of[i].id == r.of[i].id &&
		    back.of[i].said == r.of[i].said &&
		    back.of[i].answered == r.of[i].answered);
	rival_get(SLICE("x\n1 2\n1 2 -3\n\n7 100 0\n8 100 51\n1 -2 0\n"),
	    &back);
	CHECK(back.n == 2 && back.of[1].answered == 150);
}

int
main(void)
{
	test_answers();
	test_kept();
	return test_failed;
}
