#include "core/recipe/limit.h"
#include "tests/test.h"

enum { ROOM = 4 << 20 };

static char	 room[ROOM];

/* One family is 1 grapheme, 7 code points, 11 UTF-16 units, 25 bytes. */
#define FAMILY	"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d" \
	"\xf0\x9f\x91\xa7\xe2\x80\x8d\xf0\x9f\x91\xa6"
#define DOTS	"\xe2\x80\xa6"

static const struct {
	const char	*limit;		/* of text, and of url */
	const char	*text, *want;
} cases[] = {
	{ "\"max\":25,\"unit\":\"bytes\"", FAMILY, FAMILY },
	{ "\"max\":24,\"unit\":\"bytes\"", FAMILY "a", DOTS },
	{ "\"max\":28,\"unit\":\"bytes\"", FAMILY FAMILY, FAMILY DOTS },
	{ "\"max\":8,\"unit\":\"chars\"", FAMILY FAMILY, FAMILY DOTS },
	{ "\"max\":12,\"unit\":\"utf16\"", FAMILY FAMILY, FAMILY DOTS },
	{ "\"max\":11,\"unit\":\"utf16\"", FAMILY FAMILY, DOTS },
	{ "\"max\":2,\"unit\":\"graphemes\"", FAMILY FAMILY, FAMILY FAMILY },
	{ "\"max\":2,\"unit\":\"graphemes\"", FAMILY FAMILY "a", FAMILY DOTS },
	/* what is counted is what is written */
	{ "\"max\":5,\"unit\":\"chars\",\"as\":\"slack\"", "&", "&" },
	{ "\"max\":4,\"unit\":\"chars\",\"as\":\"slack\"", "&", "" },
	{ "\"max\":6,\"unit\":\"chars\",\"as\":\"slack\"", "&&&", "&" DOTS },
	{ "\"max\":6,\"unit\":\"chars\",\"as\":\"md\"", "**b**", "**b" DOTS },
	{ "\"max\":9,\"unit\":\"chars\",\"as\":\"html\"", "plain", "plain" },
	/* X: an address is 23, Latin 1, the rest 2 */
	{ "\"max\":23,\"unit\":\"x_weighted\"",
	    "https://example.org/a/very/long/one/indeed", NULL },
	{ "\"max\":4,\"unit\":\"x_weighted\"", "\xe6\x97\xa5\xe6\x9c\xac",
	    NULL },
	{ "\"max\":5,\"unit\":\"x_weighted\"",
	    "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", "\xe6\x97\xa5" DOTS },
	{ "\"max\":5,\"unit\":\"x_weighted\"", "abcde", NULL },
};

static slice
cut(struct arena *a, const char *limit, const char *field, slice text)
{
	char	 json[400];
	struct recipe r;
	struct fault f = { "" };

	snprintf(json, sizeof(json), "{\"recipe\":1,\"id\":\"x\",\"kind\":"
	    "\"channel\",\"request\":{\"url\":\"u\"},\"limit\":{\"text\":"
	    "{%s},\"url\":{%s}}}", limit, limit);
	CHECK(recipe_load(a, arena_copy(a, slice_of(json)), &r, &f));
	return limit_cut(a, &r, slice_of(field), text, SLICE(""));
}

int
main(void)
{
	static char many[60000];
	struct arena a;

	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *want = cases[i].want ? cases[i].want :
		    cases[i].text;
		slice	 got;

		arena_init(&a, room, ROOM);
		got = cut(&a, cases[i].limit, "text", slice_of(cases[i].text));
		if (!slice_eq(got, slice_of(want)))
			printf("case %zu: \"%.*s\"\n", i, SLICE_ARG(got));
		CHECK(slice_eq(got, slice_of(want)) && !a.spent);
		/* half of an address leads nowhere */
		got = cut(&a, cases[i].limit, "url", slice_of(cases[i].text));
		CHECK(got.n == 0 || slice_eq(got, slice_of(cases[i].text)));
		CHECK(slice_eq(cut(&a, cases[i].limit, "title",
		    slice_of(cases[i].text)), slice_of(cases[i].text)));
	}
	memset(many, '&', sizeof(many));
	arena_init(&a, room, ROOM);
	CHECK(cut(&a, "\"max\":3000,\"unit\":\"chars\",\"as\":\"slack\"",
	    "text", (slice){ many, sizeof(many) }).n == 599 + 3);
	return test_failed;
}
