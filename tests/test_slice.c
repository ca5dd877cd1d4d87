/* test_slice.c - finding one slice in another, nothing in nothing too. */
#include "core/slice.h"
#include "tests/test.h"

static const struct {
	slice	 s, what;
	size_t	 at, icase;
} finds[] = {
	{ { "abcabc", 6 }, { "ca", 2 }, 2, 2 },
	{ { "abcabc", 6 }, { "abc", 3 }, 0, 0 },
	{ { "abCabc", 6 }, { "cabc", 4 }, 6, 2 },
	{ { "abc", 3 }, { "abcd", 4 }, 3, 3 },
	{ { "abc", 3 }, { "", 0 }, 0, 0 },
	{ { "abc", 3 }, { NULL, 0 }, 0, 0 },
	{ { NULL, 0 }, { "a", 1 }, 0, 0 },
	{ { NULL, 0 }, { NULL, 0 }, 0, 0 },
};

static void
test_find(void)
{
	for (size_t i = 0; i < COUNT(finds); i++) {
		slice	 s = finds[i].s, what = finds[i].what;

		CHECK(slice_find(s, what) == finds[i].at);
		CHECK(slice_ihas(s, what) ==
		    (finds[i].icase + what.n <= s.n));
	}
}

/* Of nothing, all that may be asked. */
static void
test_nothing(void)
{
	const slice none = { NULL, 0 };

	CHECK(slice_eq(none, SLICE("")) && slice_starts(none, none) &&
	    slice_ends(SLICE("a"), none));
	CHECK(slice_trim(none).n == 0 && slice_index(none, 'a') == 0);
	CHECK(slice_from(none, 3).n == 0 && slice_head(none, 3).n == 0);
}

int
main(void)
{
	test_find();
	test_nothing();
	return test_failed;
}
