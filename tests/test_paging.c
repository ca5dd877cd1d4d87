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

int
main(void)
{
	test_secrets();
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	return test_failed;
}
