#include "core/json/json.h"
#include "tests/test.h"

#include <dirent.h>

#define SUITE "../shared/suites/JSONTestSuite"

enum { ROOM = 1 << 20 };

static _Alignas(16) char	 room[ROOM];
static char	 file[1 << 19];

/* want: how it is written out again; NULL: refused, then `say` is in the
 * fault. */
static const struct {
	const char	*text;
	const char	*want;
	const char	*say;
} cases[] = {
	{ "{\"a\" : [1, 2.50, -3e2, true, null]}",
	    "{\"a\":[1,2.5,-300,true,null]}", NULL },
	{ "\xef\xbb\xbf[]",		"[]", NULL },
	{ " 17 ",			"17", NULL },
	{ "999999999999999",		"999999999999999", NULL },
	{ "1234567890123456",		"\"1234567890123456\"", NULL },
	{ "-12345678901234567890",	"\"-12345678901234567890\"", NULL },
	{ "{\"id\":9007199254740993}",	"{\"id\":\"9007199254740993\"}",
	    NULL },
	{ "[4.5,0.1,4.35,1234.5678]",	"[4.5,0.1,4.35,1234.5678]", NULL },
	{ "[-0,0.0,-0.0,1e3]",		"[0,0,0,1000]", NULL },
	{ "1700000000.123",		"1700000000.123", NULL },
	{ "[1e300,-2.5e-7,0.00001]",	"[1e300,-2.5e-7,0.00001]", NULL },
	{ "5e-324",			"4.9406564584125e-324", NULL },
	{ "1e20",			"1e20", NULL },
	{ "1e999",			"null", NULL },
	{ "\"a\\u0000b\"",		"\"a\xef\xbf\xbd" "b\"", NULL },
	{ "\"\\ud83d\\ude00\"",		"\"\xf0\x9f\x98\x80\"", NULL },
	{ "\"\\ud83d\"",		"\"\xef\xbf\xbd\"", NULL },
	{ "\"\\ude00\\ud83dx\"",
	    "\"\xef\xbf\xbd\xef\xbf\xbdx\"", NULL },
	{ "\"\\ud83d\\ud83d\\ude00\"",
	    "\"\xef\xbf\xbd\xf0\x9f\x98\x80\"", NULL },
	{ "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
	    "\"\\\"\\\\/\\u0008\\u000c\\n\\u000d\\u0009\"", NULL },
	{ "{\"a\":1,\"a\":2}",		"{\"a\":1,\"a\":2}", NULL },

	{ "",			NULL, "line 1, column 1: it ends too early" },
	{ "[1,\n 2",		NULL, "line 2, column 3: it ends too early" },
	{ "[1,]",		NULL, "column 4: a value is missing" },
	{ "{\"a\":1,}",		NULL, "column 8: a name in quotes" },
	{ "{\"a\" 1}",		NULL, "a colon is missing" },
	{ "[1 2]",		NULL, "a comma or ] is missing" },
	{ "{\"a\":1]",		NULL, "a comma or } is missing" },
	{ "[1}",		NULL, "a comma or ] is missing" },
	{ "[] []",		NULL, "something follows the value" },
	{ "01",			NULL, "may not start with 0" },
	{ "-",			NULL, "a digit is missing" },
	{ "1.",			NULL, "a digit is missing" },
	{ "1e+",		NULL, "a digit is missing" },
	{ ".5",			NULL, "a value is missing" },
	{ "nul",		NULL, "a value is missing" },
	{ "\"abc",		NULL, "a string is not closed" },
	{ "\"\\",		NULL, "no such escape" },
	{ "\"\\x41\"",		NULL, "no such escape" },
	{ "\"\\u12g4\"",	NULL, "four hexadecimal digits" },
	{ "\"\t\"",		NULL, "a control character" },
	{ "\"\xc3\xa9\xff\"",	NULL, "column 3: a byte that is not UTF-8" },
	{ "\"\xed\xa0\x80\"",	NULL, "not UTF-8" },
	{ "\xff\xfe[\0]\0",	NULL, "a value is missing" },
};

static const char document[] =
    "{\"a\":{\"b~/c\":[10,\"20\",30.5,\"4.9\",true,null,{}]},\"\":7,"
    "\"big\":123456789012345678,\"neg\":-5,\"huge\":1e30}";

/* text NULL: absent */
static const struct {
	const char	*pointer;
	const char	*text;
	int64_t		 value;
} pointers[] = {
	{ "/a/b~0~1c/0",	"10",	10 },
	{ "/a/b~0~1c/1",	"20",	20 },
	{ "/a/b~0~1c/2",	"30.5",	30 },
	{ "/a/b~0~1c/3",	"4.9",	4 },
	{ "/a/b~0~1c/4",	"true",	-1 },
	{ "/a/b~0~1c/5",	"",	-1 },
	{ "/a/b~0~1c/-1",	"",	-1 },
	{ "/a/b~0~1c/-7",	"10",	10 },
	{ "/a/b~0~1c/-8",	NULL,	-1 },
	{ "/a/b~0~1c/7",	NULL,	-1 },
	{ "/a/b~0~1c/00",	NULL,	-1 },
	{ "/a/b~0~1c/01",	NULL,	-1 },
	{ "/a/b~0~1c/-",	NULL,	-1 },
	{ "/a/b~0~1c/",		NULL,	-1 },
	{ "/a/b~",		NULL,	-1 },
	{ "/",			"7",	7 },
	{ "",			"",	-1 },
	{ "/a",			"",	-1 },
	{ "/big",	"123456789012345678",	123456789012345678 },
	{ "/neg",		"-5",	-5 },
	{ "/huge",		"1e30",	-1 },
	{ "a",			NULL,	-1 },
	{ "/neg/0",		NULL,	-1 },
	{ "/nope/x",		NULL,	-1 },
};

static void
check_cases(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena a;
		struct fault f = { "" };
		struct sink k;
		const cJSON *v;

		arena_init(&a, room, sizeof(room));
		v = json_parse(&a, slice_of(cases[i].text), &f);
		if ((v != NULL) != (cases[i].want != NULL) || (v == NULL &&
		    strstr(f.text, cases[i].say) == NULL)) {
			printf("case %zu: %s: %s\n", i, cases[i].text, f.text);
			test_failed = 1;
		}
		if (v == NULL || cases[i].want == NULL)
			continue;
		k = sink_open(&a);
		json_put(&k, v);
		if (!slice_eq(sink_slice(&k), slice_of(cases[i].want))) {
			printf("case %zu: %.*s\n", i, (int)k.len, k.buf);
			test_failed = 1;
		}
	}
}

static void
check_pointers(void)
{
	struct arena a;
	struct fault f = { "" };
	const cJSON *root;

	arena_init(&a, room, sizeof(room));
	root = json_parse(&a, slice_of(document), &f);
	CHECK(root != NULL);
	for (size_t i = 0; i < COUNT(pointers); i++) {
		const cJSON *v = json_at(root, slice_of(pointers[i].pointer));

		if ((v == NULL) != (pointers[i].text == NULL) ||
		    !slice_eq(json_text(&a, v), slice_of(pointers[i].text)) ||
		    json_int(v, -1) != pointers[i].value) {
			printf("pointer %s\n", pointers[i].pointer);
			test_failed = 1;
		}
	}
	CHECK(slice_eq(json_key(json_at(root, SLICE("/big"))), SLICE("big")));
	CHECK(json_key(root).n == 0 && json_key(NULL).n == 0);
}

static void
check_depth(void)
{
	struct fault f = { "" };
	struct arena a;

	memset(file, '[', 100000);
	memset(file + 64, ']', 64);
	arena_init(&a, room, sizeof(room));
	CHECK(json_check((slice){ file, 128 }, &f));
	CHECK(json_parse(&a, (slice){ file, 128 }, &f) != NULL);
	file[64] = '[';
	CHECK(!json_check((slice){ file, 100000 }, &f));
	CHECK(strstr(f.text, "column 65: nested deeper") != NULL);
}

/* every shortage is told, none overruns, and a spent arena is not undone */
static void
check_shortage(void)
{
	size_t	 passed = 0;

	for (size_t cap = 0; cap < 2600; cap += 8) {
		struct arena a;
		struct fault f = { "" };

		arena_init(&a, room, cap);
		if (json_parse(&a, slice_of(document), &f) != NULL) {
			CHECK(!a.spent && a.cap == cap);
			passed++;
			continue;
		}
		CHECK(a.spent && strstr(f.text, "memory") != NULL);
		CHECK(passed == 0);
	}
	CHECK(passed > 0);
}

static void
check_build(void)
{
	struct arena a;
	struct sink k;
	cJSON	*o, *list;

	arena_init(&a, room, sizeof(room));
	o = json_new(&a, cJSON_Object);
	list = json_new(&a, cJSON_Array);
	json_add(&a, o, SLICE("n"), json_new_int(&a, -INT64_MAX));
	json_add(&a, o, SLICE("l"), list);
	json_add(&a, list, SLICE("not used"), json_new_int(&a, 1));
	json_add(&a, list, SLICE(""), json_new_text(&a, SLICE("a\"\0b\xff")));
	json_add(&a, list, SLICE(""), json_new(&a, cJSON_NULL));
	json_add(&a, list, SLICE(""), NULL);
	k = sink_open(&a);
	json_put(&k, o);
	CHECK(slice_eq(sink_close(&k, &a), SLICE("{\"n\":-9223372036854775807,"
	    "\"l\":[1,\"a\\\" b\xef\xbf\xbd\",null]}")));
	CHECK(json_int(json_at(o, SLICE("/n")), 0) == -INT64_MAX);
	CHECK(slice_eq(json_key(json_at(o, SLICE("/l"))), SLICE("l")));
	CHECK(json_at(o, SLICE("/l/-2")) != NULL);
}

static void
check_gets(void)
{
	static const char text[] = "{\"a\":{\"w\":\"x\",\"n\":\"7\",\"t\":"
	    "true},\"l\":[\"y\",2],\"e\":[],\"s\":\"\"}";
	struct arena a;
	struct fault f = { "" };
	const cJSON *v;

	arena_init(&a, room, sizeof(room));
	v = json_parse(&a, slice_of(text), &f);
	CHECK(json_get(v, "") == v && json_get(v, "/a/w") != NULL);
	CHECK(json_get(v, "/b") == NULL && json_get(NULL, "/a") == NULL);
	CHECK(slice_eq(json_word(json_first(v, "/l"), ""), SLICE("y")));
	CHECK(json_first(v, "/e") == NULL && json_first(v, "/s") == NULL &&
	    json_first(NULL, "") == NULL);
	CHECK(slice_eq(json_word(v, "/a/w"), SLICE("x")));
	CHECK(json_word(v, "/l/1").n == 0 && json_word(v, "/b").n == 0);
	CHECK(json_is(v, "/a/w", "x") && !json_is(v, "/a/w", "xy") &&
	    !json_is(v, "/a/w", "") && !json_is(v, "/l/1", "2"));
	CHECK(json_true(v, "/a/t") && !json_true(v, "/a/w"));
	CHECK(json_count(v, "/a/n", 1) == 7 && json_count(v, "/l/1", 1) == 2 &&
	    json_count(v, "/a/w", 1) == 1 && json_count(v, "/b", -3) == -3);
	CHECK(json_parse(&a, SLICE("{"), NULL) == NULL);
}

static void
check_line(void)
{
	char	 buf[128];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	struct json_line l = json_line_open(&k);

	json_line_text(&l, "none", SLICE(""));
	json_line_text(&l, "a", SLICE("x\ny"));
	json_line_int(&l, "no", 0);
	json_line_int(&l, "b", -2);
	json_line_zero(&l, "c", 0);
	json_line_raw(&l, "d", SLICE("[]"));
	json_line_close(&l);
	CHECK(slice_eq(sink_slice(&k),
	    SLICE("{\"a\":\"x\\ny\",\"b\":-2,\"c\":0,\"d\":[]}\n")));
	for (size_t cap = 0; cap < k.len; cap++) {
		struct sink small = { .buf = buf, .cap = cap };

		l = json_line_open(&small);
		json_line_text(&l, "a", SLICE("x\ny"));
		json_line_int(&l, "b", -2);
		json_line_zero(&l, "c", 0);
		json_line_raw(&l, "d", SLICE("[]"));
		json_line_close(&l);
		CHECK(small.full && small.len <= cap);
	}
}

/* One character at a time: the same as many at once. */
static void
escape_slowly(struct sink *k, slice s)
{
	static const char hex[] = "0123456789abcdef";

	for (size_t i = 0; i < s.n; i++) {
		uint8_t	 c = (uint8_t)s.p[i];

		if (c == '"' || c == '\\')
			sink_byte(k, '\\');
		if (c == '\n') {
			sink_text(k, "\\n");
		} else if (c < 0x20 || c == 0x7f) {
			sink_text(k, "\\u00");
			sink_byte(k, hex[c >> 4]);
			sink_byte(k, hex[c & 15]);
		} else if (c >= 0x80) {
			sink_text(k, "\xef\xbf\xbd");
		} else {
			sink_byte(k, (char)c);
		}
	}
}

/* Each byte at each place of texts of each length, with room and without. */
static void
check_escape(void)
{
	char	 text[20], got[128], want[128];

	for (size_t n = 1; n <= sizeof(text); n++)
		for (size_t at = 0; at < 256 * n; at++) {
			struct sink k = { .buf = got, .cap = sizeof(got) };
			struct sink slow = { .buf = want,
			    .cap = sizeof(want) };
			slice	 s = { text, n };

			memset(text, 'a' + (int)n, n);
			text[at / 256] = (char)at;
			escape_slowly(&slow, s);
			json_escape(&k, s);
			CHECK(slice_eq(sink_slice(&k), sink_slice(&slow)));
			k = (struct sink){ .buf = got, .cap = slow.len - 1 };
			json_escape(&k, s);
			CHECK(k.full && k.len < slow.len &&
			    memcmp(got, want, k.len) == 0);
		}
}

/* y_ must be read, n_ refused, i_ is free but must not hurt */
static void
check_suite_file(const char *name)
{
	char	 path[512];
	struct fault f = { "" };
	struct arena a;
	FILE	*in;
	size_t	 n;
	bool	 good;

	snprintf(path, sizeof(path), SUITE "/%s", name);
	in = fopen(path, "rb");
	if (in == NULL)
		return;
	n = fread(file, 1, sizeof(file), in);
	fclose(in);
	arena_init(&a, room, sizeof(room));
	good = json_parse(&a, (slice){ file, n }, &f) != NULL;
	if (good != json_check((slice){ file, n }, &f) || a.spent ||
	    (name[0] == 'y' && !good) || (name[0] == 'n' && good)) {
		printf("%s: %s\n", name, good ? "taken" : f.text);
		test_failed = 1;
	}
}

static void
check_suite(void)
{
	DIR	*d = opendir(SUITE);
	struct dirent *e;

	if (d == NULL) {
		printf("skipped: no " SUITE "\n");
		return;
	}
	while ((e = readdir(d)) != NULL)
		if (e->d_name[0] != '.')
			check_suite_file(e->d_name);
	closedir(d);
}

int
main(void)
{
	check_cases();
	check_pointers();
	check_depth();
	check_shortage();
	check_build();
	check_gets();
	check_line();
	check_escape();
	check_suite();
	return test_failed;
}
