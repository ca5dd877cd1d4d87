/*
 * Every source's recipe has a folder in tests/replay that answers for it:
 * `url`, the address that was asked; `answer.json` or `answer.xml`, what came,
 * under the headers of `head`; `mentions.jsonl`, what it must become, byte for
 * byte; `after`, the next page, the cursor, what a reply will need, and what
 * the owner is told; and `errors.jsonl`, answers that are none, with what they
 * mean and for how long. Further pages are `url2`, `answer2.json` and so on;
 * a page before must have led to each. The mails in tests/replay/mail and the
 * channels have tests of their own.
 */
#include "core/recipe/extract.h"
#include "firmware/verb/print.h"
#include "tests/recording.h"

#define REPLAY "tests/replay"

enum { ROOM = 8 << 20, NOW = 1795253400 };

static char	 room[ROOM], recipe[1 << 16], body[1 << 19], got[1 << 19],
		 url[1024], lines[4096], dir[300], led[1 << 14];

/* "answer2.json": a file of this page. */
static const char *
name_of(const char *what, int page, const char *ending)
{
	static char name[64];
	char	 digit[2] = { page > 1 ? (char)('0' + page) : '\0', '\0' };

	snprintf(name, sizeof(name), "%s%s%s", what, digit, ending);
	return name;
}

static void
read_head(struct http_head *head, slice text)
{
	while (text.n) {
		slice	 line = slice_cut(&text, '\n');
		slice	 name = slice_cut(&line, ':');

		head->headers[head->nheaders++] = (struct http_header){ name,
		    slice_trim(line) };
	}
}

static void
put_line(struct sink *k, const char *name, slice value)
{
	if (value.n == 0)
		return;
	sink_text(k, name);
	sink_byte(k, ' ');
	sink_put(k, value);
	sink_byte(k, '\n');
}

/* The addresses that this page leads to, when all of it is news. */
static void
lead(struct arena *a, struct sink *to, struct extract *x)
{
	for (size_t i = 0; i < x->n; i++)
		extract_news(x, i);
	sink_put(to, extract_todo(a, x, true, SLICE("")));
	sink_byte(to, '\n');
}

/* False: there is no such page. */
static bool
check_answer(const struct recipe *r, struct arena *a, int page,
    struct sink *to)
{
	struct template_scope s = { .arena = a };
	struct http_head head = { .status = 200 };
	struct sink k = { .buf = got, .cap = sizeof(got) };
	struct fault f = { "" };
	struct extract x = { .n = 0 };
	slice	 base = slice_trim(file_into(url, sizeof(url), dir,
	    name_of("url", page, "")));
	slice	 text = file_into(body, sizeof(body), dir,
	    name_of("answer", page, ".json"));

	if (text.n == 0)
		text = file_into(body, sizeof(body), dir,
		    name_of("answer", page, ".xml"));
	if (text.n == 0 && page > 1)
		return false;
	CHECK(page == 1 || slice_find(sink_slice(to), base) < to->len);
	read_head(&head, file_into(lines, sizeof(lines), dir, "head"));
	CHECK(extract(r, &s, &head, text, base, &x, &f) && x.n > 0);
	for (size_t i = 0; i < x.n; i++)
		print_mention(&k, &x.mentions[i]);
	recording_compare(dir, name_of("mentions", page, ".jsonl"),
	    sink_slice(&k));
	k.len = 0;
	put_line(&k, "next", x.next);
	for (size_t i = 0; i < x.ninside; i++)
		put_line(&k, "inside", x.inside[i].next);
	put_line(&k, "cursor", x.cursor);
	for (size_t i = 0; i < x.n; i++)
		put_line(&k, "keep", x.mentions[i].keep);
	put_line(&k, "told", slice_of(f.text));
	recording_compare(dir, name_of("after", page, ""), sink_slice(&k));
	lead(a, to, &x);
	return true;
}

static void
check_error(const struct recipe *r, struct arena *a, const cJSON *e)
{
	static const char *const outcomes[] = { "success", "ignore", "retry",
		"rate_limited", "refresh", "config_error", "fail" };
	struct template_scope s = { .arena = a };
	struct http_head head = {
	    .status = (int)json_int(json_at(e, SLICE("/status")), 0) };
	struct recipe_answer v;

	read_head(&head, json_text(a, json_at(e, SLICE("/head"))));
	recipe_judge(r, &head, json_text(a, json_at(e, SLICE("/body"))), &s,
	    NOW, &v);
	if (!slice_eq(json_text(a, json_at(e, SLICE("/do"))),
	    slice_of(outcomes[v.what])) ||
	    v.wait != json_int(json_at(e, SLICE("/wait")), -1)) {
		printf("%s: %s, wait %lld: %s\n", dir, outcomes[v.what],
		    (long long)v.wait, v.why.text);
		CHECK(false);
	}
}

static void
replay(const char *recipes, const char *file)
{
	struct arena a;
	struct sink to = { .buf = led, .cap = sizeof(led) };
	struct fault f = { "" };
	struct recipe r;
	slice	 errors;
	int	 n = 0;

	if (strcmp(file, "mailbox.json") == 0)
		return;
	snprintf(dir, sizeof(dir), REPLAY "/%.*s", (int)strlen(file) - 5, file);
	arena_init(&a, room, ROOM);
	CHECK(recipe_load(&a, file_into(recipe, sizeof(recipe), recipes, file),
	    &r, &f));
	if (f.text[0] != '\0')
		printf("%s: %s\n", dir, f.text);
	else
		for (int page = 1; check_answer(&r, &a, page, &to); page++)
			continue;
	errors = file_into(body, sizeof(body), dir, "errors.jsonl");
	while (errors.n && f.text[0] == '\0') {
		const cJSON *e = json_parse(&a, slice_cut(&errors, '\n'), &f);

		CHECK(e != NULL);
		check_error(&r, &a, e);
		n++;
	}
	CHECK(n > 0);
}

int
main(void)
{
	CHECK(files_json("net/recipes/source", replay) >= 36);
	return test_failed;
}
