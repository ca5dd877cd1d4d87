#include "core/match/query.h"
#include "tests/test.h"

/* What a rule is refused for; NULL: it is good. */
static const struct {
	const char *rule, *fault;
} rules[] = {
	{ "earshot", NULL },
	{ "a b AND c OR NOT d -e (f OR g)", NULL },
	{ "\xe2\x80\x9c" "curly one\xe2\x80\x9d \xc2\xabpointed\xc2\xbb",
	    NULL },
	{ "t-shirt don't 3.50 #tag @anna@example.org \xf0\x9f\x94\xa5", NULL },
	{ "complain* \"cold coff*\" #ear* #ear_shot* @ear-shot.bsky*", NULL },
	{ "slow NEAR/3 service", NULL },
	{ "(slow OR \"very late\") NEAR/100 service", NULL },
	{ "title:earshot text:\"a b\" author:@anna -title:(x OR y)", NULL },
	{ "title: earshot", NULL },
	{ "title:slow NEAR/2 service", NULL },
	{ "site:example.org site:https://www.example.org/a lang:en-GB", NULL },
	{ "stars:1 stars:1..2 stars:1-2 stars:<3 stars:>=4 stars:<=2", NULL },
	{ "10:30 AT&T and/or what?", NULL },
	{ "\xe5\xaf\xbf\xe5\x8f\xb8\xe5\xb1\x8b", NULL },

	{ "", "the rule is empty" },
	{ " \t\n", "the rule is empty" },
	{ "\xff", "the rule is not UTF-8" },
	{ "good coffee \"at the", "the quote at character 13 is never closed" },
	{ "\xc3\xa9\xc3\xa9\xc3\xa9 \"at",
	    "the quote at character 5 is never closed" },
	{ "(a OR b", "the parenthesis at character 1 is never closed" },
	{ "a (b (c)", "the parenthesis at character 3 is never closed" },
	{ "a OR b)", "the parenthesis at character 7 was never opened" },
	{ "a ()", "the parentheses at character 3 are empty" },
	{ "OR a", "a word is missing before OR at character 1" },
	{ "a OR", "a word is missing at the end, at character 5" },
	{ "a AND", "a word is missing at the end, at character 6" },
	{ "a OR OR b", "a word is missing before OR at character 6" },
	{ "a AND OR b", "a word is missing before OR at character 7" },
	{ "(a OR)", "a word is missing before ')' at character 6" },
	{ "NOT", "a word is missing at the end, at character 4" },
	{ "NOT NOT a", "a word is missing before a second NOT at character 5" },
	{ "--a", "a word is missing before a second NOT at character 2" },
	{ "title:text:a", "a word is missing before a field at character 7" },
	{ "title:-a", "a word is missing before a second NOT at character 7" },
	{ "title:", "a word is missing at the end, at character 7" },
	{ "a - b", "the '-' at character 3 excludes nothing; "
	    "write it right before a word" },
	{ "a -", "the '-' at character 3 excludes nothing; "
	    "write it right before a word" },
	{ "a & b", "\"&\" at character 3 holds no word" },
	{ "a \"!\"", "\"!\" at character 3 holds no word" },
	{ "#", "\"#\" at character 1 holds no word" },
	{ "*", "\"*\" at character 1 holds no word" },
	{ "*foo", "the '*' in the word at character 1 may only end a word, "
	    "as in complain*" },
	{ "a f*o", "the '*' in the word at character 3 may only end" },
	{ "foo**", "the '*' in the word at character 1 may only" },
	{ "foo-*", "the '*' in the word at character 1 may only" },
	{ "a|b", "'|' in the word at character 1; write OR between words" },
	{ "a || b", "'|' in the word at character 3; write OR" },
	{ "a && b", "'&&' at character 3; write AND" },
	{ "!a", "'!' in the word at character 1; write NOT" },
	{ "colo?r", "'?' in the word at character 1; a star may" },
	{ "NEAR", "NEAR at character 1 needs a number of words from 1 to 100" },
	{ "a NEAR b", "NEAR at character 3 needs a number" },
	{ "a NEAR/0 b", "NEAR at character 3 needs a number" },
	{ "a NEAR/101 b", "NEAR at character 3 needs a number" },
	{ "a NEAR/99999999999999999999 b", "NEAR at character 3 needs" },
	{ "a NEAR/-3 b", "NEAR at character 3 needs a number" },
	{ "NEAR/3 b", "a word is missing before NEAR at character 1" },
	{ "a NEAR/3", "a word is missing at the end, at character 9" },
	{ "a NEAR/3 (b c)", "beside NEAR at character 3 stand words" },
	{ "(-a) NEAR/3 b", "beside NEAR at character 6 stand words" },
	{ "a NEAR/3 b NEAR/3 c", "the second NEAR at character 12 is one too" },
	{ "colour:red", "there is no field colour: at character 1; there are" },
	{ "see http://x.org", "there is no field http: at character 5; there" },
	{ "stars:6", "what follows stars: at character 1; write it as" },
	{ "stars:0", "what follows stars: at character 1; write it as" },
	{ "stars:<1", "what follows stars: at character 1" },
	{ "stars:>5", "what follows stars: at character 1" },
	{ "stars:4..2", "what follows stars: at character 1" },
	{ "a stars:many", "what follows stars: at character 3" },
	{ "stars:", "what follows stars: at character 1" },
	{ "site:", "what follows site: at character 1; write it as" },
	{ "site:a,b", "what follows site: at character 1" },
	{ "site:\"x", "the quote at character 6 is never closed" },
	{ "lang:*", "what follows lang: at character 1" },
};

/* What is legal but surely not meant; NULL: nothing to say. */
static const struct {
	const char *rule, *fault;
} lints[] = {
	{ "earshot coffee", NULL },
	{ "earshot -coffee", NULL },
	{ "\"t shirt\" OR t-shirt", NULL },
	{ "\xe5\xaf\xbf", NULL },
	{ "\"or\"", NULL },
	{ "lang:en -coffee", NULL },
	{ "stars:<3", NULL },
	{ "a b or c", "\"a\" at character 1 is a word of one letter" },
	{ "tea or coffee", "\"or\" at character 5 is a word like others" },
	{ "tea And coffee", "\"and\" at character 5 is a word like others" },
	{ "tea near/3 coffee", "\"near\" at character 5 is a word like" },
	{ "x*", "\"x*\" at character 1 takes every word that begins so" },
	{ "'cold coffee'", "\"cold\" at character 1 has single quotes" },
	{ "-coffee", "the rule takes whatever lacks" },
	{ "tea OR -coffee", "the rule takes whatever lacks" },
	{ "-lang:de", "the rule takes whatever lacks" },
	{ "-stars:>3", "the rule takes whatever lacks" },
	{ "tea -tea", "the rule can take nothing" },
	{ "\"green tea\" -tea", "the rule can take nothing" },
	{ "title:tea -tea", "the rule can take nothing" },
	{ "tea -title:tea", NULL },
	{ "stars:1 stars:5", "the rule can take nothing" },
	{ "(green NEAR/3 tea) NOT green", "the rule can take nothing" },
	{ "site:x.org -site:X.org", "the rule can take nothing" },
	{ "aa bb cc dd ee ff gg hh ii jj kk ll -ll", NULL },	/* too many */
};

static _Alignas(16) char block[1 << 20];

static const struct query *
compile(slice rule, struct fault *f)
{
	struct arena a;

	arena_init(&a, block, sizeof(block));
	*f = (struct fault){ .text = "" };
	return query_compile(&a, rule, f);
}

static bool
says(const struct fault *f, const char *want)
{
	return want != NULL && strncmp(f->text, want, strlen(want)) == 0;
}

static void
table(void)
{
	struct fault f;

	for (size_t i = 0; i < COUNT(rules); i++) {
		const struct query *q = compile(slice_of(rules[i].rule), &f);
		bool	 good = rules[i].fault == NULL;

		if ((q != NULL) != good || (!good && !says(&f, rules[i].fault)))
			printf("%s\n\t%s\n", rules[i].rule, f.text);
		CHECK((q != NULL) == good);
		CHECK(good ? f.text[0] == '\0' : says(&f, rules[i].fault));
	}
	for (size_t i = 0; i < COUNT(lints); i++) {
		const struct query *q = compile(slice_of(lints[i].rule), &f);
		bool	 good = lints[i].fault == NULL;

		CHECK(q != NULL);
		if (q != NULL && query_lint(q, &f) != good)
			printf("%s\n\t%s\n", lints[i].rule, f.text);
		CHECK(good ? f.text[0] == '\0' : says(&f, lints[i].fault));
	}
}

/* Built from a part said again and again. */
static slice
again(const char *part, size_t n)
{
	static char text[1 << 16];
	struct sink k = { .buf = text, .cap = sizeof(text) };

	for (size_t i = 0; i < n; i++)
		sink_text(&k, part);
	return sink_slice(&k);
}

static void
limits(void)
{
	struct fault f;
	struct arena a;
	const struct query *q = NULL;
	slice	 rule;

	CHECK(compile(again("(", 8000), &f) == NULL &&
	    says(&f, "the parenthesis at character 33 is nested too deep"));
	CHECK(compile(again("-(", 4000), &f) == NULL &&
	    says(&f, "the parenthesis at character 66 is nested"));
	CHECK(compile(again("-", 8000), &f) == NULL);
	CHECK(compile(again("a ", 5000), &f) == NULL &&
	    says(&f, "the rule is longer than 8192 bytes"));
	CHECK(compile(again("a-", 65), &f) == NULL &&
	    says(&f, "the phrase at character 1 is longer than 64 words"));
	CHECK(compile(again("a-", 64), &f) != NULL);
	CHECK(compile(again("a", 128), &f) != NULL);
	CHECK(compile(again("a", 129), &f) == NULL &&
	    says(&f, "the word at character 1 is too long"));
	rule = again("a", 64);
	memcpy(block + sizeof(block) - 65, rule.p, 64);
	block[sizeof(block) - 1] = '*';
	CHECK(compile((slice){ block + sizeof(block) - 65, 65 }, &f) == NULL &&
	    says(&f, "the word at character 1 is too long"));
	CHECK(compile((slice){ block + sizeof(block) - 64, 64 }, &f) != NULL);
	/* 200 rules of 2000 words have to fit somewhere: one of 4000 does */
	CHECK(compile(again("a ", 4000), &f) != NULL);

	/* every shortage of room is said */
	for (size_t cap = 0; q == NULL && cap < 8192; cap += 16) {
		arena_init(&a, block, cap);
		f = (struct fault){ .text = "" };
		q = query_compile(&a, SLICE("title:(a OR \"b c\") NEAR/3 d "
		    "-site:example.org stars:<3"), &f);
		CHECK((q == NULL) == (f.text[0] != '\0'));
	}
	CHECK(q != NULL && query_lint(q, &f) == false);
}

int
main(void)
{
	table();
	limits();
	return test_failed;
}
