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
	const char	*link;		/* header */
	const char	*whole;
	unsigned	 page;
	size_t		 n;
	const char	*want;
} cases[] = {
	{ LINK, "<" API "p2>; rel=\"next\"", "{}", 0, 9, API "p2" },
	{ LINK, "</p1>;rel=prev, </p2?a=1,2>;title=\"a,b;c\";rel=next", "{}",
	    0, 9, API "p2?a=1,2" },
	{ LINK, "<p2> ; a ; rel=\"last NEXT\"", "{}", 0, 9, API "v1/p2" },
	{ LINK, "<p2>; rel=nextish, <p3>; xrel=next", "{}", 0, 9, "" },
	{ LINK, "<p2; rel=next", "{}", 0, 9, "" },
	{ LINK, "<<<<;;;===,,\"\"\"", "{}", 0, 9, "" },
	{ LINK, "", "{}", 0, 9, "" },
	/* our secrets go to nobody else */
	{ LINK, "<https://evil.example/p2>; rel=next", "{}", 0, 9, "" },
	{ LINK, "<http://api.example/p2>; rel=next", "{}", 0, 9, "" },
	{ LINK, "<https://api.example:444/p2>; rel=next", "{}", 0, 9, "" },
	/* enough, nothing, the same again */
	{ LINK, "<p2>; rel=next", "{}", 4, 9, "" },
	{ LINK ",\"max\":2", "<p2>; rel=next", "{}", 1, 9, "" },
	{ LINK ",\"max\":9", "<p2>; rel=next", "{}", 7, 9, API "v1/p2" },
	{ LINK, "<p2>; rel=next", "{}", 0, 0, "" },
	{ LINK, "<" BASE ">; rel=next", "{}", 0, 9, "" },

	{ TOKEN, "", "{\"next\":\"a b&c\"}", 0, 9,
	    API "v1/list?q=x&page=a%20b%26c" },
	{ TOKEN, "", "{\"next\":\"\"}", 0, 9, "" },
	{ TOKEN, "", "{}", 0, 9, "" },
	{ URL, "", "{\"next\":\"/v1/list?after=z\"}", 0, 9,
	    API "v1/list?after=z" },
	{ URL, "", "{\"next\":\"https://evil.example/\"}", 0, 9, "" },
	{ NUMBER, "", "{}", 0, 9, "" },		/* page=1 is this one */
	{ NUMBER ",\"start\":1", "", "{}", 0, 9, API "v1/list?q=x&page=2" },
	{ NUMBER ",\"start\":1", "", "{}", 2, 9, API "v1/list?q=x&page=4" },
	{ NUMBER ",\"start\":1,\"pages\":\"^/n\"", "", "{\"n\":2}", 0, 9,
	    API "v1/list?q=x&page=2" },
	{ NUMBER ",\"start\":1,\"pages\":\"^/n\"", "", "{\"n\":2}", 1, 9,
	    "" },
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
	slice	 next;

	sink_text(&k, RECIPE);
	sink_text(&k, cases[i].rule);
	sink_text(&k, "}}");
	head.headers[0] = (struct http_header){ SLICE("link"),
	    slice_of(cases[i].link) };
	arena_init(&a, room, ROOM);
	CHECK(recipe_load(&a, sink_slice(&k), &r, &f));
	s.whole = json_parse(&a, slice_of(cases[i].whole), &f);
	next = paging_next(&r, &s, &head, SLICE(BASE), cases[i].page,
	    cases[i].n);
	if (!slice_eq(next, slice_of(cases[i].want)))
		printf("case %zu: %.*s %s\n", i, SLICE_ARG(next), f.text);
	CHECK(slice_eq(next, slice_of(cases[i].want)));
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	return test_failed;
}
