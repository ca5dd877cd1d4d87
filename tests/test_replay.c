/*
 * Every folder of tests/replay is a recipe that answers for itself: `url`,
 * the address that was asked; `answer.json` or `answer.xml`, what came; and
 * `mentions.jsonl`, what it must become, byte for byte.
 */
#include "core/recipe/extract.h"
#include "firmware/print.h"
#include "tests/files.h"

#define REPLAY "tests/replay"

enum { ROOM = 8 << 20 };

static char	 room[ROOM], recipe[1 << 16], body[1 << 19], want[1 << 19],
		 got[1 << 19], url[1024];

static void
show_difference(const char *name, slice a, slice b)
{
	while (a.n || b.n) {
		slice	 x = slice_cut(&a, '\n'), y = slice_cut(&b, '\n');

		if (!slice_eq(x, y))
			printf("%s:\n- %.*s\n+ %.*s\n", name, SLICE_ARG(x),
			    SLICE_ARG(y));
	}
}

static slice
answer_into(const char *dir)
{
	slice	 s = file_into(body, sizeof(body), dir, "answer.json");

	return s.n ? s : file_into(body, sizeof(body), dir, "answer.xml");
}

static void
replay(const char *name)
{
	char	 dir[300], file[300];
	struct arena a;
	struct template_scope s = { .arena = &a };
	struct http_head head = { .status = 200 };
	struct sink k = { .buf = got, .cap = sizeof(got) };
	struct fault f = { "" };
	struct extract x = { .n = 0 };
	struct recipe r;
	slice	 base, expected;

	snprintf(dir, sizeof(dir), REPLAY "/%s", name);
	snprintf(file, sizeof(file), "%s.json", name);
	arena_init(&a, room, ROOM);
	base = slice_trim(file_into(url, sizeof(url), dir, "url"));
	expected = file_into(want, sizeof(want), dir, "mentions.jsonl");
	CHECK(recipe_load(&a, file_into(recipe, sizeof(recipe),
	    "net/recipes/source", file), &r, &f) &&
	    extract(&r, &s, &head, answer_into(dir), base, 0, &x, &f));
	if (f.text[0] != '\0')
		printf("%s: %s\n", name, f.text);
	for (size_t i = 0; i < x.n; i++)
		print_mention(&k, &x.mentions[i]);
	CHECK(x.n > 0 && slice_eq(sink_slice(&k), expected));
	show_difference(name, expected, sink_slice(&k));
}

int
main(void)
{
	DIR	*d = opendir(REPLAY);
	struct dirent *e;
	int	 n = 0;

	CHECK(d != NULL);
	while (d != NULL && (e = readdir(d)) != NULL)
		if (e->d_name[0] != '.') {
			replay(e->d_name);
			n++;
		}
	if (d != NULL)
		closedir(d);
	CHECK(n >= 3);
	return test_failed;
}
