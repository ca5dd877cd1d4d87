#include "core/recipe/extract.h"
#include "tests/test.h"

#include <stdio.h>

enum { ROOM = 1 << 20 };

static char	 room[ROOM], text[4096];

#define RECIPE "{\"recipe\":1,\"id\":\"x\",\"kind\":\"source\",\"request\":"	\
	"{\"url\":\"https://api.example/\"},\"fields\":{\"id\":\"/id\"},"	\
	"\"cursor\":{"

/* What was stored, what an answer brings: what is stored then, and how the
 * next request spells it. */
static const struct {
	const char	*rule;
	const char	*old, *found;
	const char	*next, *spelled;
} cursors[] = {
	{ "\"kind\":\"seen\"", "", "", "", "" },
	{ "\"kind\":\"max\",\"as\":\"numstr\",\"from\":\"/i\"", "999", "1000",
	    "1000", "1000" },
	{ "\"kind\":\"max\",\"as\":\"numstr\",\"from\":\"/i\"", "1000", "999",
	    "1000", "1000" },
	{ "\"kind\":\"max\",\"as\":\"numstr\",\"from\":\"/i\"", "1000", "",
	    "1000", "1000" },
	{ "\"kind\":\"max\",\"as\":\"int\",\"from\":\"/i\",\"add\":1", "",
	    "41", "41", "42" },
	{ "\"kind\":\"max\",\"as\":\"int\",\"from\":\"/i\",\"add\":1", "50",
	    "-3", "50", "51" },
	{ "\"kind\":\"max\",\"as\":\"int\",\"from\":\"/i\"", "damaged", "",
	    "", "" },
	{ "\"kind\":\"max\",\"as\":\"time\",\"from\":\"time\",\"overlap\":60",
	    "1795253400", "1795253000", "1795253400", "1795253340" },
	{ "\"kind\":\"max\",\"as\":\"time\",\"from\":\"time\",\"overlap\":60,"
	    "\"format\":\"rfc3339\"", "", "1795253400", "1795253400",
	    "2026-11-21T09:29:00Z" },
	{ "\"kind\":\"max\",\"as\":\"time\",\"from\":\"time\",\"format\":"
	    "\"date\"", "1795253400", "", "1795253400", "2026-11-21" },
	{ "\"kind\":\"max\",\"as\":\"time\",\"from\":\"time\",\"overlap\":60",
	    "7", "", "7", "0" },
};

static void
test_cursors(void)
{
	for (size_t i = 0; i < COUNT(cursors); i++) {
		struct sink k = { .buf = text, .cap = sizeof(text) };
		struct extract x = { .cursor = slice_of(cursors[i].found) };
		struct fault f = { "" };
		struct arena a;
		struct recipe r;
		slice	 next, spelled;

		sink_text(&k, RECIPE);
		sink_text(&k, cursors[i].rule);
		sink_text(&k, "}}");
		arena_init(&a, room, ROOM);
		CHECK(recipe_load(&a, sink_slice(&k), &r, &f));
		next = extract_cursor(&r, &a, &x, slice_of(cursors[i].old));
		spelled = extract_cursor_value(&r, &a, next);
		if (!slice_eq(next, slice_of(cursors[i].next)) ||
		    !slice_eq(spelled, slice_of(cursors[i].spelled)))
			printf("%s: %.*s, %.*s %s\n", cursors[i].rule,
			    SLICE_ARG(next), SLICE_ARG(spelled), f.text);
		CHECK(slice_eq(next, slice_of(cursors[i].next)));
		CHECK(slice_eq(spelled, slice_of(cursors[i].spelled)));
	}
}

int
main(void)
{
	test_cursors();
	return test_failed;
}
