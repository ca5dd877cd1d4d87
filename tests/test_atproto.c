/* test_facets.c - which bytes of a text are links and tags. */
#include "core/json/json.h"
#include "core/web/atproto.h"
#include "tests/test.h"

#include <stdlib.h>

#define COFFEE	"\xe2\x98\x95"

/* "5-12 tag x" each, blank between. */
static const struct {
	const char	*text, *want;
} table[] = {
	{ "", "" },
	{ "nothing here", "" },
	{ "see https://a.example/x.", "4-23 link https://a.example/x" },
	{ "http://a.example, http://b.example",
	    "0-16 link http://a.example 18-34 link http://b.example" },
	{ "HTTPS://A.example", "0-17 link HTTPS://A.example" },
	{ "(https://a.example/b(c)) x", "1-23 link https://a.example/b(c)" },
	{ "(https://a.example) x", "1-18 link https://a.example" },
	{ "\"https://a.example\"", "1-18 link https://a.example" },
	{ "<https://a.example>", "1-18 link https://a.example" },
	{ "https:// http://", "" },
	{ "ftp://a.example a.example", "" },
	/* bytes, not characters */
	{ COFFEE COFFEE " https://a.example", "7-24 link https://a.example" },
	{ "J\xc3\xb6rg #Caf\xc3\xa9!", "6-12 tag Caf\xc3\xa9" },
	{ "#tag at the start", "0-4 tag tag" },
	{ "at the end #tag", "11-15 tag tag" },
	{ "#one #two,#three", "0-4 tag one 5-16 tag two,#three" },
	{ "#1 #2026 #2nd", "9-13 tag 2nd" },
	{ "a#b C# # ##", "" },
	{ "\xef\xbc\x83wide", "0-7 tag wide" },		/* fullwidth sign */
	{ "#\xef\xb8\x8f\xe2\x83\xa3 #x", "8-10 tag x" },	/* the key */
	{ "#a.b. #c-d-", "0-4 tag a.b 6-10 tag c-d" },
	{ "(#in)", "1-4 tag in" },
	{ "#" COFFEE, "" },
	{ "https://a.example/#frag #t",
	    "0-23 link https://a.example/#frag 24-26 tag t" },
	/* what is not UTF-8 does no harm */
	{ "\xff#x \xff #y\xff", "6-8 tag y" },
};

/* The facets as JSON into the words of the table. */
static slice
in_words(struct arena *a, slice json, struct sink *k)
{
	struct fault f = { "" };
	const cJSON *at = json.n ? json_parse(a, json, &f) : NULL;

	CHECK(json.n == 0 || at != NULL);
	for (at = at ? at->child : NULL; at != NULL; at = at->next) {
		slice	 tag = json_text(a, json_at(at,
		    SLICE("/features/0/tag")));
		slice	 uri = json_text(a, json_at(at,
		    SLICE("/features/0/uri")));

		if (k->len)
			sink_byte(k, ' ');
		sink_int(k, json_int(json_at(at, SLICE("/index/byteStart")),
		    -1));
		sink_byte(k, '-');
		sink_int(k, json_int(json_at(at, SLICE("/index/byteEnd")),
		    -1));
		sink_text(k, tag.n ? " tag " : " link ");
		sink_put(k, tag.n ? tag : uri);
	}
	return sink_slice(k);
}

static void
test_table(struct arena a)
{
	for (size_t i = 0; i < COUNT(table); i++) {
		char	 json[4096], words[1024];
		struct sink k = { .buf = json, .cap = sizeof(json) };
		struct sink w = { .buf = words, .cap = sizeof(words) };
		slice	 got;

		atproto_facets(&k, slice_of(table[i].text));
		CHECK(!k.full);
		got = in_words(&a, sink_slice(&k), &w);
		if (!slice_eq(got, slice_of(table[i].want)))
			printf("\"%s\": %.*s\n", table[i].text,
			    SLICE_ARG(got));
		CHECK(slice_eq(got, slice_of(table[i].want)));
	}
}

/* Long runs are neither links nor tags, and cost no more than their length. */
static void
test_long(void)
{
	enum { LONG = 40000 };
	static const char *const parts[] = { "(#", "http://\"", "#a", "(",
	    "http://x)" };
	char	*text = malloc(LONG), *json = malloc(64 * LONG);

	for (size_t i = 0; text && json && i < COUNT(parts); i++) {
		size_t	 n = strlen(parts[i]);
		struct sink k = { .buf = json, .cap = 64 * LONG };

		for (size_t j = 0; j < LONG; j++)
			text[j] = parts[i][j % n];
		atproto_facets(&k, (slice){ text, LONG });
		CHECK(!k.full);
	}
	free(text);
	free(json);
}

static slice
tid(char out[static 16], int64_t seconds, int64_t number, const char *who)
{
	struct sink k = { .buf = out, .cap = 16 };

	atproto_tid(&k, seconds, number, slice_of(who));
	CHECK(!k.full && k.len == 13);
	return sink_slice(&k);
}

/* The same of the same; and the later is the larger. */
static void
test_tid(void)
{
	char	 a[16], b[16];

	CHECK(slice_eq(tid(a, 1795253400, 7, "box"),
	    tid(b, 1795253400, 7, "box")));
	CHECK(slice_cmp(tid(a, 1795253400, 7, "box"),
	    tid(b, 1795253400, 8, "a")) < 0);
	CHECK(slice_cmp(tid(a, 1795253400, 999999, "box"),
	    tid(b, 1795253401, 0, "box")) < 0);
	CHECK(!slice_eq(tid(a, 1795253400, 7, "box"),
	    tid(b, 1795253400, 7, "bread")));
	tid(a, INT64_MAX, -1, "");
}

int
main(void)
{
	static char room[1 << 20];
	struct arena a;

	arena_init(&a, room, sizeof(room));
	test_table(a);
	test_long();
	test_tid();
	return test_failed;
}
