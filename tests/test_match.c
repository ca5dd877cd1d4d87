#include "core/match/match.h"
#include "tests/test.h"

#define FIRE "\xf0\x9f\x94\xa5"
#define SUSHI "\xe5\xaf\xbf\xe5\x8f\xb8"	/* two characters */

/* One rule, one text; the words that took it joined by '|', NULL: no hit. */
static const struct {
	const char *rule, *text, *words;
} cases[] = {
	{ "earshot",		"I love Earshot.",		"Earshot" },
	{ "earshot",		"EARSHOT, earshot",		"EARSHOT" },
	{ "pagan",		"propaganda",			NULL },
	{ "git",		"get it",			NULL },
	{ "caf\xc3\xa9",	"the Cafe",			"Cafe" },
	{ "cafe",		"CAF\xc3\x89!",			"CAF\xc3\x89" },
	{ "cafe",
	    "cafe\xcc\x81", "cafe\xcc\x81" },
	{ "strasse",
	    "Stra\xc3\x9f" "e 5", "Stra\xc3\x9f" "e" },
	{ "\xd0\xba\xd0\xb0\xd1\x84\xd0\xb5",
	    "\xd0\x9a\xd0\x90\xd0\xa4\xd0\x95",
	    "\xd0\x9a\xd0\x90\xd0\xa4\xd0\x95" },
	/* letters beyond ASCII are no edges of words */
	{ "caf",		"caf\xc3\xa9",			NULL },
	{ "\xd0\xba\xd0\xbe\xd1\x82",
	    "\xd0\xba\xd0\xbe\xd1\x82\xd1\x8b", NULL },
	/* and, or, not */
	{ "cold coffee",	"Coffee was cold",		"Coffee|cold" },
	{ "cold AND coffee",	"Coffee was hot",		NULL },
	{ "cold OR warm",	"warm",				"warm" },
	{ "coffee -cold",	"cold coffee",			NULL },
	{ "coffee NOT cold",	"hot coffee",			"coffee" },
	{ "-cold",		"tea",				"" },
	{ "a b OR c d",		"c d",				"c|d" },
	{ "a b OR c d",		"a d",				NULL },
	{ "a (b OR c) d",	"d c a",			"d|c|a" },
	{ "(a b) OR c",		"a c",				"c" },
	{ "a OR -b",		"c",				"" },
	{ "NOT (a OR b)",	"c",				"" },
	{ "NOT (a OR b)",	"b",				NULL },
	{ "and",		"and",				"and" },
	/* phrases */
	{ "\"cold coffee\"",
	    "The  cold,\n coffee", "cold,\n coffee" },
	{ "\"cold coffee\"",	"coffee cold",			NULL },
	{ "\"cold coffee\"",	"cold cold coffee",		"cold coffee" },
	{ "\"a a b\"",		"a a a b",			"a a b" },
	{ "\"a b a c\"",	"a b a b a c",			"a b a c" },
	{ "\"cold cof*\"",	"cold coffee",			"cold coffee" },
	{ "\"cold* coffee\"",
	    "colder coffee", "colder coffee" },
	{ "t-shirt",		"my T-Shirt",			"T-Shirt" },
	{ "t-shirt",		"t shirt",			"t shirt" },
	{ "\"t shirt\"",	"t-shirt",			"t-shirt" },
	{ "shirt",		"t-shirt",			"shirt" },
	{ "AT&T",		"at & t",			"at & t" },
	/* prefixes */
	{ "complain*",		"Complaining again",		"Complaining" },
	{ "complain*",		"complain",			"complain" },
	{ "complain*",		"complai",			NULL },
	{ "plain*",		"complain",			NULL },
	{ "a* ab* abc*",	"abcd",				"abcd" },
	/* apostrophes */
	{ "don't",		"dont",				"dont" },
	{ "dont",
	    "I don\xe2\x80\x99t", "don\xe2\x80\x99t" },
	{ "don",		"don't",			NULL },
	{ "t",			"don't",			NULL },
	{ "Joe's",
	    "Joe\xe2\x80\x99s", "Joe\xe2\x80\x99s" },
	{ "Joe's",		"joes",				"joes" },
	{ "Joe's",		"Joe",				NULL },
	{ "joe",		"Joe's",			"Joe's" },
	{ "\"joe's pizza\"",	"Joe's Pizza",			"Joe's Pizza" },
	{ "\"joe pizza\"",	"Joe's Pizza",			"Joe's Pizza" },
	{ "escale",		"j'aime l\xe2\x80\x99" "Escale",
	    "l\xe2\x80\x99" "Escale" },
	{ "best",		"the 'best' one",		"best" },
	/* numbers */
	{ "3.50",		"only 3.50!",			"3.50" },
	{ "3,50",		"only 3.50.",			"3.50" },
	{ "3",			"only 3.50",			NULL },
	{ "50",			"only 50.",			"50" },
	{ "10:30",		"at 10:30",			"10:30" },
	/* tags and handles */
	{ "earshot",		"so good #earshot",		"earshot" },
	{ "#earshot",		"so good #EarShot!",		"#EarShot" },
	{ "#earshot",		"so good earshot",		NULL },
	{ "#ear",		"#earshot",			NULL },
	{ "#ear*",		"#earshot",			"#earshot" },
	{ "#ear*",		"earshot",			NULL },
	{ "#ear_shot",		"#Ear_Shot now",		"#Ear_Shot" },
	{ "shot",		"#ear_shot",			"shot" },
	{ "\"love #ear_shot now\"", "love #ear_shot now",
	    "love #ear_shot now" },
	{ "\"love ear shot now\"", "love #ear_shot now",
	    "love #ear_shot now" },
	{ "@earshot",		"hey @earshot, hi",		"@earshot" },
	{ "@earshot",		"earshot",			NULL },
	{ "@ear",		"@ear_shot",			NULL },
	{ "@ear",		"me@ear.example",		NULL },
	{ "@anna",		"@anna@example.org",	"@anna@example.org" },
	{ "@anna@example.org",	"@anna@example.org!",	"@anna@example.org" },
	{ "anna",		"@anna@example.org",		"anna" },
	{ "@anna@example.com",	"@anna@example.org",		NULL },
	{ "-#ad coffee",	"coffee #ad",			NULL },
	{ "-#ad coffee",	"coffee ad",			"coffee" },
	/* scripts without blanks, emoji */
	{ SUSHI,		"\xe3\x81\xae" SUSHI "\xe5\xb1\x8b", SUSHI },
	{ SUSHI,		"\xe5\x8f\xb8\xe5\xaf\xbf",	NULL },
	{ SUSHI "*",		SUSHI "\xe5\xb1\x8b",		SUSHI },
	{ "\xe0\xb9\x84\xe0\xb8\x97\xe0\xb8\xa2",	/* Thai */
	    "\xe0\xb8\x81\xe0\xb9\x84\xe0\xb8\x97\xe0\xb8\xa2\xe0\xb8\x81",
	    "\xe0\xb9\x84\xe0\xb8\x97\xe0\xb8\xa2" },
	{ FIRE,			"this" FIRE FIRE "place",	FIRE },
	{ FIRE FIRE,		"this" FIRE " place",		NULL },
	{ "place",		FIRE "place" FIRE,		"place" },
	{ "\xe2\x9d\xa4",
	    "\xe2\x9d\xa4\xef\xb8\x8f", "\xe2\x9d\xa4" },
	{ "\xf0\x9f\x91\x8d",	"\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbe",
	    "\xf0\x9f\x91\x8d" },
	{ "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa",		/* a flag is one word */
	    "\xf0\x9f\x87\xab\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa\xf0\x9f\x87\xab",
	    NULL },
	/* what cannot be seen parts no word, but for the blank of no width */
	{ "earshot",
	    "ear\xc2\xadshot", "ear\xc2\xadshot" },
	{ "earshot",		"ear\xe2\x80\x8dshot",	"ear\xe2\x80\x8dshot" },
	{ "ear",		"ear\xe2\x80\x8bshot",		"ear" },
	{ "earshot",
	    "\xe2\x80\xae" "earshot\xe2\x80\xac", "earshot" },
	{ "ear",		"\xff" "ear\xff\xfe",		"ear" },
	/* near */
	{ "slow NEAR/1 service",
	    "slow service", "slow|service" },
	{ "slow NEAR/1 service",
	    "service slow", "service|slow" },
	{ "slow NEAR/1 service", "slow very service",		NULL },
	{ "slow NEAR/2 service",
	    "slow very service", "slow|service" },
	{ "a NEAR/2 b",		"a x x a x b",			"a|b" },
	{ "a NEAR/2 a",		"a b",				NULL },
	{ "a NEAR/2 a",		"a b a",			"a|a" },
	{ "a* NEAR/2 ab",	"ab c",				NULL },
	{ "\"a b\" NEAR/1 b",	"a b",				NULL },
	{ "\"a b\" NEAR/1 b",	"a b b",			"a b|b" },
	{ "\"a b\" NEAR/1 b",	"b a b",			"b|a b" },
	{ "(x OR \"a b c\") NEAR/2 y", "y z a b c",		"y|a b c" },
	{ "(x OR \"a b c\") NEAR/2 y", "y z z a b c",		NULL },
	{ "-a NEAR/1 b",	"a c b",			"" },
	{ "-a NEAR/1 b",	"a b",				NULL },
};

/* Facts beside the text. */
static const struct mention shop = {
	.url = { "https://www.Reviews.example.co.uk/earshot?x=1", 45 },
	.title = { "Slow and cold", 13 },
	.text = { "service was rude", 16 },
	.author = { "Anna Sm\xc3\xadth", 11 },
	.handle = { "anna_s@example.org", 18 },
	.lang = { "en-GB", 5 },
	.rating = 2,
};

static const struct {
	const char *rule;
	bool	 hit;
} facts[] = {
	{ "slow rude", true },		{ "title:slow", true },
	{ "text:slow", false },		{ "text:rude", true },
	{ "title:rude", false },	{ "title:(slow cold)", true },
	{ "title:(slow rude)", false },	{ "\"cold service\"", false },
	{ "cold NEAR/100 service", false }, { "anna", false },
	{ "author:anna", true },	{ "author:smith", true },
	{ "author:\"anna smith\"", true }, { "author:@anna_s", true },
	{ "author:@anna", false },	{ "author:@anna*", true },
	{ "author:rude", false },	{ "author:@smith", false },
	{ "site:example.co.uk", true },	{ "site:reviews.example.co.uk", true },
	{ "site:www.reviews.example.co.uk", true },
	{ "site:ample.co.uk", false },	{ "site:uk", true },
	{ "site:x.reviews.example.co.uk", false }, { "site:earshot", false },
	{ "lang:en", true },		{ "lang:EN-gb", true },
	{ "lang:en_GB", true },		{ "lang:e", false },
	{ "lang:en-US", false },	{ "-lang:de rude", true },
	{ "stars:2", true },		{ "stars:1..2", true },
	{ "stars:<3", true },		{ "stars:<2", false },
	{ "stars:<=2", true },		{ "stars:>2", false },
	{ "stars:>=2 stars:1-5", true }, { "stars:3..5", false },
	{ "title:cold NEAR/2 slow", true }, { "title:slow text:rude", true },
	{ "-title:(x OR y) rude", true },
	{ "type:review", true },	{ "type:post", false },
	{ "type:REVIEW rude", true },	{ "-type:reply rude", true },
};

static _Alignas(16) char rules_block[1 << 20], run_block[1 << 20];

static slice
joined(const struct match *m, char *buf, size_t cap)
{
	struct sink k = { .buf = buf, .cap = cap };

	for (size_t i = 0; i < m->nwords; i++) {
		sink_put(&k, i ? SLICE("|") : SLICE(""));
		sink_put(&k, m->words[i]);
	}
	return sink_slice(&k);
}

static bool
run(const char *rule, const struct mention *m, struct match *out)
{
	struct arena rules, scratch;
	struct fault f = { .text = "" };
	const struct query *q;
	struct matcher *matcher;

	arena_init(&rules, rules_block, sizeof(rules_block));
	arena_init(&scratch, run_block, sizeof(run_block));
	q = query_compile(&rules, slice_of(rule), &f);
	if (q == NULL)
		printf("%s: %s\n", rule, f.text);
	matcher = matcher_make(&rules, &q, 1);
	CHECK(q != NULL && matcher != NULL);
	if (matcher != NULL)
		matcher_run(matcher, &scratch, m, out);
	return q != NULL;
}

static void
table(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct mention m = { .text = slice_of(cases[i].text) };
		struct match out = { .hit = false };
		char	 buf[256];
		bool	 want = cases[i].words != NULL;
		slice	 words;

		run(cases[i].rule, &m, &out);
		words = joined(&out, buf, sizeof(buf));
		if (out.hit != want ||
		    !slice_eq(words, slice_of(cases[i].words)))
			printf("%s <- %s: %d %.*s\n", cases[i].rule,
			    cases[i].text, out.hit, SLICE_ARG(words));
		CHECK(out.hit == want);
		CHECK(slice_eq(words, slice_of(cases[i].words)));
	}
	for (size_t i = 0; i < COUNT(facts); i++) {
		struct match out = { .hit = false };

		run(facts[i].rule, &shop, &out);
		if (out.hit != facts[i].hit)
			printf("%s\n", facts[i].rule);
		CHECK(out.hit == facts[i].hit);
	}
}

/* ---- many rules, long texts, little room ------------------------------ */

enum { RULES = 200, WORDS = 10, LONG = 100 * 1024 };

static void
many(void)
{
	static const struct query *q[RULES + 1];
	static struct match out[RULES + 1];
	static char text[LONG];
	struct mention m = { .text = { text, 0 } };
	struct arena rules, scratch;
	struct fault f = { .text = "" };
	struct matcher *matcher;

	arena_init(&rules, rules_block, sizeof(rules_block));
	for (int i = 0; i < RULES; i++) {
		char	 rule[256];
		int	 n = 0;

		for (int k = 0; k < WORDS; k++)
			n += snprintf(rule + n, sizeof(rule) - (size_t)n,
			    "w%dx%d%s", i, k, k < WORDS - 1 ? " OR " : "");
		q[i] = query_compile(&rules, slice_of(rule), &f);
		CHECK(q[i] != NULL);
	}
	q[RULES] = NULL;	/* did not compile, takes nothing */
	matcher = matcher_make(&rules, q, RULES + 1);
	CHECK(matcher != NULL);
	for (size_t i = 0; m.text.n + 16 < LONG; i++)
		m.text.n += (size_t)snprintf(text + m.text.n, 16, "w%zux%zu ",
		    i % 150, i % 7);
	for (size_t cap = 0; cap <= sizeof(run_block); cap += 1 << 18) {
		size_t	 hits = 0;

		arena_init(&scratch, run_block, cap);
		matcher_run(matcher, &scratch, &m, out);
		for (size_t i = 0; i <= RULES; i++)
			hits += out[i].hit;
		CHECK(scratch.spent ? hits == 0 : hits == 150);
		CHECK(!scratch.spent || cap < 256 * RULES * WORDS);
	}
	for (size_t cap = 0; cap < 4096; cap += 64) {
		arena_init(&scratch, run_block, cap);
		CHECK(matcher_make(&scratch, q, RULES) == NULL);
	}
}

/* What would be quadratic in a careless matcher. */
static void
hostile(void)
{
	static const struct {
		const char *rule, *part;
		bool	 hit;
	} long_ones[] = {
		{ "\"a a a a a a a a a a a a a a a b\"", "a ", false },
		{ "(a OR \"a a a\") NEAR/100 b", "a ", false },
		{ "@a@b", "@a@", false },
		{ "#a", "#", false },
		{ "b*", "a", false },
		{ "b", "\xe2\x80\x8d", false },
		{ "b", "a'", false },
		{ "\"1 1\"", "1.", false },
		{ "b", "\xff", false },
		{ "a* aa* aaa* aaaa* aaaaa*", "aaaaaaa ", true },
	};
	static char text[LONG];

	for (size_t i = 0; i < COUNT(long_ones); i++) {
		struct sink k = { .buf = text, .cap = LONG };
		struct mention m = { .id = SLICE("1") };
		struct match out = { .hit = false };

		while (!k.full)
			sink_text(&k, long_ones[i].part);
		m.text = m.title = m.author = m.handle = sink_slice(&k);
		run(long_ones[i].rule, &m, &out);
		CHECK(out.hit == long_ones[i].hit);
	}
}

int
main(void)
{
	table();
	many();
	hostile();
	return test_failed;
}
