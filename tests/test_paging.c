#include "core/recipe/extract.h"
#include "core/recipe/paging.h"
#include "tests/test.h"

#include <stdio.h>

enum { ROOM = 1 << 20 };

static char	 room[ROOM], text[4096];

#define RECIPE "{\"recipe\":1,\"id\":\"x\",\"kind\":\"source\",\"request\":"	\
	"{\"url\":\"https://api.example/\"},\"fields\":{\"id\":\"/id\"},"	\
	"\"page\":{"
#define BASE "https://api.example/v1/list?q=x&page=1"
#define LINK "\"kind\":\"link\",\"rel\":\"next\""
#define TOKEN "\"kind\":\"token\",\"from\":\"^/next\",\"query\":\"page\""
#define URL "\"kind\":\"url\",\"from\":\"^/next\""
#define NUMBER "\"kind\":\"number\",\"query\":\"page\""
#define API "https://api.example/"

static const struct {
	const char	*rule;
	const char	*link;		/* header; or our own address */
	const char	*whole;
	size_t		 n;
	const char	*want;
} cases[] = {
	{ LINK, "<" API "p2>; rel=\"next\"", "{}", 9, API "p2" },
	{ LINK, "</p1>;rel=prev, </p2?a=1,2>;title=\"a,b;c\";rel=next", "{}",
	    9, API "p2?a=1,2" },
	{ LINK, "<p2> ; a ; rel=\"last NEXT\"", "{}", 9, API "v1/p2" },
	{ LINK, "<p2>; rel=nextish, <p3>; xrel=next", "{}", 9, "" },
	{ LINK, "<p2; rel=next", "{}", 9, "" },
	{ LINK, "<p1>; title=\"</p9>; rel=next\", </p2,3>; rel = next ;a",
	    "{}", 9, API "p2,3" },
	{ LINK, "rel=next, <p1>; rel, </p2>; rel=\"\"; rel=next", "{}", 9,
	    API "p2" },
	{ LINK, "<p1>; title=\"; rel=next", "{}", 9, "" },
	{ LINK, "<<<<;;;===,,\"\"\"", "{}", 9, "" },
	{ LINK, "", "{}", 9, "" },
	/* our secrets go to nobody else */
	{ LINK, "<https://evil.example/p2>; rel=next", "{}", 9, "" },
	{ LINK, "<http://api.example/p2>; rel=next", "{}", 9, "" },
	{ LINK, "<https://api.example:444/p2>; rel=next", "{}", 9, "" },
	/* nothing, the same again */
	{ LINK, "<p2>; rel=next", "{}", 0, "" },
	{ LINK, "<" BASE ">; rel=next", "{}", 9, "" },

	{ TOKEN, "", "{\"next\":\"a b&c\"}", 9,
	    API "v1/list?q=x&page=a%20b%26c" },
	{ TOKEN, "", "{\"next\":\"\"}", 9, "" },
	{ TOKEN, "", "{}", 9, "" },
	{ URL, "", "{\"next\":\"/v1/list?after=z\"}", 9,
	    API "v1/list?after=z" },
	{ URL, "", "{\"next\":\"https://evil.example/\"}", 9, "" },
	{ URL, "", "{\"next\":\"/a\\nhttps://evil.example/\"}", 9,
	    API "ahttps://evil.example/" },
	{ NUMBER, "", "{}", 9, API "v1/list?q=x&page=2" },
	{ NUMBER, API "l", "{}", 9, API "l?page=1" },
	{ NUMBER ",\"start\":1", API "l", "{}", 9, API "l?page=2" },
	{ NUMBER ",\"start\":1", API "l?page=9", "{}", 9, API "l?page=10" },
	{ NUMBER, API "l?page=99999999999", "{}", 9, "" },
	{ NUMBER ",\"start\":1,\"pages\":\"^/n\"", API "l", "{\"n\":2}", 9,
	    API "l?page=2" },
	{ NUMBER ",\"start\":1,\"pages\":\"^/n\"", API "l?page=2",
	    "{\"n\":2}", 9, "" },
	{ NUMBER ",\"pages\":\"^/n\"", API "l", "{\"n\":2}", 9,
	    API "l?page=1" },
	{ NUMBER ",\"pages\":\"^/n\"", API "l?page=1", "{\"n\":2}", 9, "" },
};

static void
test_case(size_t i)
{
	struct sink k = { .buf = text, .cap = sizeof(text) };
	struct arena a;
	struct template_scope s = { .arena = &a };
	struct http_head head = { .nheaders = 1 };
	struct fault f = { "" };
	struct recipe r;
	slice	 next, own = slice_of(cases[i].link);

	if (!slice_starts(own, SLICE("https:")))
		own.n = 0;
	sink_text(&k, RECIPE);
	sink_text(&k, cases[i].rule);
	sink_text(&k, "}}");
	head.headers[0] = (struct http_header){ SLICE("link"),
	    slice_of(cases[i].link) };
	arena_init(&a, room, ROOM);
	CHECK(recipe_load(&a, sink_slice(&k), &r, &f));
	s.whole = json_parse(&a, slice_of(cases[i].whole), &f);
	next = paging_next(&r, &s, &head, own.n ? own : SLICE(BASE),
	    cases[i].n);
	if (!slice_eq(next, slice_of(cases[i].want)))
		printf("case %zu: %.*s %s\n", i, SLICE_ARG(next), f.text);
	CHECK(slice_eq(next, slice_of(cases[i].want)));
}

/* What is stored holds no secret; what is asked holds today's. */
static const struct { const char *url, *hidden, *shown; } secrets[] = {
	{ API "l?key=s%2Fcret&page=2", API "l?page=2",
	    API "l?page=2&key=s%2Fcret" },
	{ API "l?page=2", API "l?page=2", API "l?page=2&key=s%2Fcret" },
	{ API "l?a=1&t=s/cret&page=2", API "l?a=1&page=2",
	    API "l?a=1&page=2&key=s%2Fcret" },
	{ API "s/cret/l?page=2", "", API "s/cret/l?page=2" },
};

static void
test_secrets(void)
{
	static const struct template_var vars[] = {
		{ { "key", 3 }, { "s/cret", 6 }, false, true, true },
		{ { "q", 1 }, { "2", 1 }, false, false, true },
	};
	struct arena a;
	struct template_scope s = { .arena = &a, .vars = vars,
	    .nvars = COUNT(vars) };

	arena_init(&a, room, ROOM);
	for (size_t i = 0; i < COUNT(secrets); i++) {
		CHECK(slice_eq(paging_hide(&s, slice_of(secrets[i].url)),
		    slice_of(secrets[i].hidden)));
		CHECK(slice_eq(paging_show(&s, SLICE(API
		    "l?q=2&key=s%2Fcret"), slice_of(secrets[i].url)),
		    slice_of(secrets[i].shown)));
	}
}

/* Kept without its secrets; what is too long, or is one, is left out. */
static void
test_list(void)
{
	static const struct template_var vars[] = {
		{ { "key", 3 }, { "s/cret", 6 }, false, true, true },
	};
	static const struct { const char *list, *kept; size_t most; bool all; }
	lists[] = {
		{ API "a?key=s%2Fcret&p=1\n" API "b", API "a?p=1\n" API "b",
		    100, true },
		{ API "s/cret\n" API "b", API "b", 100, false },
		{ API "long\n" API "b", API "b", 21, false },
		{ API "a\n" API "b\n" API "c", API "a\n" API "b", 43, false },
		{ "", "", 100, true },
	};
	struct arena a;
	struct template_scope s = { .arena = &a, .vars = vars,
	    .nvars = COUNT(vars) };
	slice	 kept;

	arena_init(&a, room, ROOM);
	for (size_t i = 0; i < COUNT(lists); i++) {
		CHECK(paging_keep(&s, slice_of(lists[i].list), lists[i].most,
		    &kept) == lists[i].all);
		CHECK(slice_eq(kept, slice_of(lists[i].kept)));
	}
	/* the first of a list is shown */
	CHECK(slice_eq(paging_show(&s, SLICE(API "l?key=s%2Fcret"),
	    SLICE(API "a?p=1\n" API "b")), SLICE(API "a?p=1&key=s%2Fcret")));
}

#define FORUM "{\"recipe\":1,\"id\":\"x\",\"kind\":\"source\",\"request\":"	\
	"{\"url\":\"https://api.example/\"},\"fields\":{\"id\":\"/id\"},"	\
	"\"records\":{\"at\":\"/posts\",\"expand\":\"/talk/data\"},"	\
	"\"page\":{\"kind\":\"url\",\"from\":\"^/next\",\"inside\":"	\
	"\"/talk/next\"}}"
#define POST(id, next) "{\"talk\":{\"data\":[{\"id\":\"" id "1\"},{\"id\":\""	\
	id "2\"}],\"next\":\"" next "\"}}"
#define PAGE "{\"posts\":[" POST("a", API "a?p=2") ",{\"id\":\"none\"}," \
	POST("b", API "b?p=2") "," POST("c", "https://evil.example/c") "," \
	POST("d", API "d?p=2") "],\"next\":\"" API "?p=2\"}"

/* Lists inside of records: only those with news are followed, before the next
 * page, and what was still to be read comes last. */
static void
test_inside(void)
{
	static const struct { unsigned news; bool more; const char *todo; }
	cases_of[] = {
		{ 0, false, API "rest" },
		{ 1 << 1, false, API "a?p=2\n" API "rest" },
		{ 1 << 2 | 1 << 6, true, API "b?p=2\n" API "d?p=2\n" API
		    "?p=2\n" API "rest" },
		{ 1 << 4, true, API "?p=2\n" API "rest" },
	};
	struct http_head head = { .status = 200 };
	struct fault f = { "" };
	struct recipe r;
	struct arena a;

	for (size_t i = 0; i < COUNT(cases_of); i++) {
		struct template_scope s = { .arena = &a };
		struct extract x;
		slice	 todo;

		arena_init(&a, room, ROOM);
		CHECK(recipe_load(&a, SLICE(FORUM), &r, &f));
		CHECK(extract(&r, &s, &head, SLICE(PAGE), SLICE(API), &x, &f));
		CHECK(x.n == 8 && x.ninside == 3);
		for (size_t m = 0; m < x.n; m++)
			if (cases_of[i].news >> m & 1)
				extract_news(&x, m);
		todo = extract_todo(&a, &x, cases_of[i].more,
		    SLICE(API "rest"));
		CHECK(slice_eq(todo, slice_of(cases_of[i].todo)));
		if (!slice_eq(todo, slice_of(cases_of[i].todo)))
			printf("%zu: %.*s\n", i, SLICE_ARG(todo));
	}
}

int
main(void)
{
	test_secrets();
	test_list();
	test_inside();
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	return test_failed;
}
