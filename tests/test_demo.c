/*
 * The bundled day: every answer is read by the recipe of its source, in the
 * order of time, and says something new; and lines that are broken.
 */
#include "core/mail/notice.h"
#include "core/text/text.h"
#include "firmware/demo/demo.h"
#include "tests/test.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM = 8 << 20, DAY = 86400 };

static void	*room;

static const cJSON *
configuration(struct arena *a, slice day)
{
	struct fault f = { "" };
	const cJSON *c = json_parse(a, sink_join(a, SLICE("{"),
	    demo_config(day)), &f);

	CHECK(c != NULL && f.text[0] == '\0');
	return c;
}

/* The recipe of a source in there; empty: there is no such source. */
static slice
recipe_of(struct arena *a, const cJSON *c, slice source)
{
	const cJSON *s = json_member(json_get(c, "/sources"), source);

	if (s == NULL)
		return SLICE("");
	return config_recipe(a, cJSON_IsString(s) ? SLICE("feed") :
	    json_word(s, "/recipe"), "/nowhere");
}

static void
check_mention(const struct mention *m, const struct demo_answer *a)
{
	CHECK(m->id.n > 0);
	CHECK(m->text.n + m->title.n > 0);
	CHECK(m->time <= a->at && m->time > a->at - DAY);
}

static void
test_day(void)
{
	struct arena a;
	struct demo_answer answer;
	slice	 day, rest;
	const cJSON *c;
	int64_t	 before = DEMO_DAY;
	size_t	 n = 0, words = 0, mails = 0;

	arena_init(&a, room, ROOM);
	day = rest = demo_day(&a);
	c = configuration(&a, day);
	while (demo_next(&rest, &answer)) {
		struct template_scope scope = { .arena = &a };
		slice	 recipe = recipe_of(&a, c, answer.source);
		struct fault f = { "" };
		struct notice got = { .n = 0 };

		CHECK(answer.at > before && answer.at < DEMO_DAY + DAY);
		before = answer.at;
		words += recipe.n == 0;
		if (recipe.n == 0)
			continue;
		CHECK(demo_read(&scope, recipe, &answer, &got, &f));
		CHECK(f.text[0] == '\0' && got.n > 0 && got.n < 4);
		CHECK(answer.where.n > 0 && answer.where.n < 70);
		mails += got.by.n > 0;
		for (size_t i = 0; i < got.n; i++, n++)
			check_mention(&got.mentions[i], &answer);
	}
	CHECK(!a.spent && n >= 9 && words == 1 && mails == 1);
}

static void
test_next(void)
{
	slice	 day = SLICE("\"a\":1,\n\"b\":2}\n@07:45 paper Its feed\n"
		    "<rss>\nuser@example\n</rss>\n@23:59 mail \n");
	struct demo_answer a;
	slice	 rest = day;

	CHECK(slice_eq(demo_config(day), SLICE("\"a\":1,\n\"b\":2}\n")));
	CHECK(demo_next(&rest, &a) && a.at == DEMO_DAY + 465 * 60);
	CHECK(slice_eq(a.source, SLICE("paper")));
	CHECK(slice_eq(a.where, SLICE("Its feed")));
	CHECK(slice_eq(a.body, SLICE("<rss>\nuser@example\n</rss>\n")));
	CHECK(demo_next(&rest, &a) && a.at == DEMO_DAY + 1439 * 60);
	CHECK(slice_eq(a.source, SLICE("mail")) && a.where.n + a.body.n == 0);
	CHECK(!demo_next(&rest, &a) && rest.n == 0);
	rest = SLICE("");
	CHECK(!demo_next(&rest, &a) && demo_config(rest).n == 0);
}

static void
test_fold(void)
{
	static const struct {
		const char	*text;
		size_t		 width;
		const char	*after, *want;
	} folds[] = {
		{ "", 5, "", "" },
		{ "one two", 7, "", "> one two\n" },
		{ "one two", 6, "", "> one\n> two\n" },
		{ "one two", 6, "|", "> one   |\n> two   |\n" },
		{ "one\n\n\ntwo", 9, "", "> one\n> two\n" },
		{ "longer than that", 4, "", "> long\n> er\n> than\n> that\n" },
		{ "a bcdefgh", 4, "", "> a\n> bcde\n> fgh\n" },
		{ " a", 1, "", ">  \n> a\n" },
		/* a letter of two bytes, a star of three: one cell each */
		{ "\xc3\xb6\xc3\xb6 \xe2\x98\x85", 3, "|",
		    "> \xc3\xb6\xc3\xb6 |\n> \xe2\x98\x85  |\n" },
		{ "\xc3\xb6\xc3\xb6\xc3\xb6", 2, "",
		    "> \xc3\xb6\xc3\xb6\n> \xc3\xb6\n" },
	};

	for (size_t i = 0; i < COUNT(folds); i++) {
		char	 buf[200];
		struct sink k = { .buf = buf, .cap = sizeof(buf) };

		demo_fold(&k, slice_of(folds[i].text), folds[i].width, "> ",
		    folds[i].after);
		if (!slice_eq(sink_slice(&k), slice_of(folds[i].want)))
			printf("fold %zu: %.*s\n", i,
			    SLICE_ARG(sink_slice(&k)));
		CHECK(slice_eq(sink_slice(&k), slice_of(folds[i].want)));
	}
}

int
main(void)
{
	room = malloc(ROOM);
	CHECK(room != NULL);
	test_day();
	test_next();
	test_fold();
	free(room);
	return test_failed;
}
