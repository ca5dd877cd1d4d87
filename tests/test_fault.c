/* test_fault.c - a sentence in parts, and one with holes for them. */
#include "core/fault.h"
#include "tests/test.h"

static bool
says(const struct fault *f, const char *words)
{
	return slice_eq(slice_of(f->text), slice_of(words));
}

static void
test_parts(void)
{
	struct fault f = { "" };

	CHECK(!fault_say(&f, SLICE("no \""), SLICE("a%b\n"), SLICE("\"")));
	CHECK(says(&f, "no \"a%b?\""));
	CHECK(!fault_words(&f, "another") && says(&f, "no \"a%b?\""));
	CHECK(!fault_words(NULL, "nobody reads it"));
}

static void
test_holes(void)
{
	static const struct {
		const char	*words, *want;
	} table[] = {
		{ "none", "none" }, { "", "" }, { "%", "a%" },
		{ "%%", "a%bc" }, { "x % y", "x a% y" },
		{ "%, \"%\" and %.", "a%, \"bc\" and ." },
	};

	for (size_t i = 0; i < COUNT(table); i++) {
		struct fault f = { "" };

		CHECK(!fault_tell(&f, table[i].words, SLICE("a%"),
		    SLICE("bc"), SLICE("")));
		CHECK(says(&f, table[i].want));
	}
}

/* Fewer parts than holes. */
static void
test_few(void)
{
	struct fault f = { "" };

	CHECK(!fault_tell(&f, "% and % and %", SLICE("a")));
	CHECK(says(&f, "a and  and "));
}

/* More holes than there is room for: the sentence ends there. */
static void
test_most(void)
{
	struct fault f = { "" };
	const slice a = SLICE("a");

	CHECK(!fault_tell(&f, "%.%.%.%.%.%.%.%.%.%.", a, a, a, a, a, a, a, a,
	    a, a));
	CHECK(says(&f, "a.a.a.a.a.a.a.a"));
}

int
main(void)
{
	test_parts();
	test_holes();
	test_few();
	test_most();
	return test_failed;
}
