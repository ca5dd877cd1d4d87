#include "core/people/contact.h"
#include "tests/test.h"

static void
test_known(void)
{
	static const struct {
		struct contact c;
		const char *polarity, *says;
	} cases[] = {
		{ { .negative = 1 }, "negative", "" },
		{ { .negative = 2 }, "negative", "unhappy for the 2nd time" },
		{ { .negative = 3 }, "positive", "" },
		{ { .negative = 11 }, "negative", "unhappy for the 11th time" },
		{ { .negative = 23, .replied = 4 }, "negative",
		    "unhappy for the 23rd time" },
		{ { .replied = 1 }, "neutral", "you answered 1 time" },
		{ { .bought = { "Focus, May 2026\nBread", 21 }, .negative = 3 },
		    "negative", "bought Focus, May 2026; unhappy for the 3rd "
		    "time" },
		{ { .never = 5 }, "negative", "do not contact them" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char	 buf[200];
		struct sink k = { .buf = buf, .cap = sizeof(buf) };
		struct verdict v = { .polarity = slice_of(cases[i].polarity) };

		contact_known(&k, &cases[i].c, &v);
		CHECK(slice_eq(sink_slice(&k), slice_of(cases[i].says)));
	}
}

int
main(void)
{
	test_known();
	return test_failed;
}
