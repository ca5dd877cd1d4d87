/* test_taught.c - what was learnt, as a step of the judgement. */
#include "core/judge/score.h"
#include "core/learn/tap.h"
#include "tests/test.h"

static _Alignas(16) char room[1 << 18];

static const struct shop shop = {
	.name = { "Focus Opticians", 15 },
	.critical = { "rat poison\n", 11 },
};

/* What is grave stays as it is, whatever was learnt of its every word. */
static void
test_guarded(void)
{
	static const struct {
		const char *text;
		int64_t	 rating;
		bool	 guarded;
	} cases[] = {
		{ "Focus Opticians sold me lenses, awful, still waiting", 0,
		    false },
		{ "There is rat poison in the window of Focus", 0, true },
		{ "Focus Opticians are rude and slow", 1, true },
		{ "Focus Opticians are rude and slow", 2, false },
		{ "My son had an allergic reaction, ambulance, all from Focus",
		    0, true },
	};
	struct heard h = { SLICE("feed"), SLICE("us"), SLICE("Focus") };
	struct scorer *s;
	struct traits t;
	struct verdict before, after;
	struct arena a;

	for (size_t i = 0; i < COUNT(cases); i++) {
		static struct learn l;
		static struct counts none;
		struct mention m = { .text = slice_of(cases[i].text),
		    .rating = cases[i].rating };
		struct tap tap = { .number = 0 };

		l.n = 0;
		arena_init(&a, room, sizeof(room));
		s = scorer_make(&a, &shop);
		score_heard(s, &a, &m, &h, 0, &before);
		traits_of(&t, &m, &h, &before);
		CHECK(tap_make(&a, &l, &t, &none, TAP_NOT_US, &tap));
		CHECK(tap_take(&a, &l, &tap) && tap.after < -20);
		scorer_learn(s, &l);
		score_heard(s, &a, &m, &h, 0, &after);
		CHECK(before.guarded == cases[i].guarded);
		CHECK(after.guarded == cases[i].guarded);
		CHECK((after.priority == before.priority) ==
		    cases[i].guarded);
		CHECK(!a.spent);
	}
}

static void
test_reason(void)
{
	static struct learn l;
	static struct counts none;
	struct heard h = { SLICE("feed"), SLICE("us"), SLICE("Focus") };
	struct mention m = { .text = SLICE("Another focus group about crisps. "
	    "Terrible service, still waiting for my money") };
	struct tap tap = { .number = 0 };
	struct verdict v;
	struct traits t;
	struct arena a;
	struct scorer *s;
	slice	 why;

	l.n = 0;
	arena_init(&a, room, sizeof(room));
	s = scorer_make(&a, &shop);
	scorer_learn(s, &l);
	score_heard(s, &a, &m, &h, 0, &v);
	traits_of(&t, &m, &h, &v);
	CHECK(tap_make(&a, &l, &t, &none, TAP_NOT_US, &tap));
	CHECK(tap_take(&a, &l, &tap));
	score_heard(s, &a, &m, &h, 0, &v);
	why = v.reasons[v.nreasons - 1].why;
	CHECK(slice_starts(why, SLICE("you tapped 'not us' on such: ")));
	CHECK(slice_find(why, SLICE("'focus group'")) < why.n);
	CHECK(v.reasons[v.nreasons - 1].points == tap.after);
}

int
main(void)
{
	test_guarded();
	test_reason();
	return test_failed;
}
