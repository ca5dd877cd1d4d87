/* core/judge/quote.h: the words of a customer, as they can be seen. */
#include "core/judge/quote.h"
#include "tests/test.h"

static const struct {
	slice	 words;
	const char *signs, *want;
} cases[] = {
	{ { "", 0 }, "", "" },
	{ { "rude", 4 }, "", "rude" },
	{ { "third time", 10 }, "", "third time" },
	{ { "  third \t\n time  ", 17 }, "", "third time" },
	{ { "don't, ok?", 10 }, "", "don't, ok?" },
	{ { "don't, ok?", 10 }, ",;", "don't ok?" },
	{ { ",;a;;b,", 7 }, ",;", "a b" },
	{ { "a~b}c!", 6 }, ",;", "a~b}c!" },
	{ { "\x01 a\x1f\x7f", 5 }, "", "a\x7f" },
	{ { "a\0b\0", 4 }, ",;", "ab" },
	{ { "caf\xc3\xa9 au\xc2\xa0lait", 14 }, "", "caf\xc3\xa9 au lait" },
	{ { "so\xc2\xad""ft", 6 }, "", "soft" },	/* a soft hyphen */
	{ { "a\xff\xc3""b", 4 }, "", "ab" },
};

/* At most so many characters, blanks not counted; cut where it must be. */
static void
bounds(void)
{
	char	 text[3 * QUOTE_CHARS], buf[3 * QUOTE_CHARS];

	for (size_t n = 1; n <= sizeof(text); n++) {
		struct sink k = { .buf = buf, .cap = sizeof(buf) };
		size_t	 most = n < QUOTE_CHARS ? n : QUOTE_CHARS;

		memset(text, n % 2 ? 'x' : '.', n);
		CHECK(quote_put(&k, (slice){ text, n }, "") ==
		    (n <= QUOTE_CHARS));
		CHECK(slice_eq(sink_slice(&k), (slice){ text, most }));
		k = (struct sink){ .buf = buf, .cap = most - 1 };
		(void)quote_put(&k, (slice){ text, n }, "");
		CHECK(k.full);
	}
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		char	 buf[64];
		struct sink k = { .buf = buf, .cap = sizeof(buf) };

		CHECK(quote_put(&k, cases[i].words, cases[i].signs));
		CHECK(slice_eq(sink_slice(&k), slice_of(cases[i].want)) ||
		    (printf("%zu: %.*s\n", i, (int)k.len, buf), 0));
	}
	bounds();
	return test_failed;
}
