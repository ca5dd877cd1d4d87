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
	{ "type:Review type:mail", NULL },
	{ "type:tweet", "what follows type: at character 1; it is one of post, "
	    "comment, reply, review, article, video, mail and message" },
	{ "type:", "what follows type: at character 1; it is one of post" },
};

/* What is legal but surely not meant, all notes; none: nothing to say. */
static const struct {
	const char *rule, *notes[3];
} lints[] = {
	{ "earshot coffee", { NULL } },
	{ "earshot -coffee", { NULL } },
	{ "\xe5\xaf\xbf", { NULL } },
	{ "\"or\"", { NULL } },
	{ "lang:en -coffee", { NULL } },
	{ "stars:<3", { NULL } },
	{ "site:example.org lang:pt_BR type:review", { NULL } },
	{ "lang:yue OR lang:haw", { NULL } },
	{ "tea -title:tea", { NULL } },
	{ "coffee -(tea OR -milk)", { NULL } },
	{ "coffee (tea OR -milk)", { NULL } },
	{ "title:tea OR text:tea", { NULL } },
	{ "aa bb cc dd ee ff gg hh ii jj kk ll mm", { NULL } },

	/* words */
	{ "a or c", { "\"a\" at character 1 is a word of one letter; write "
	    "more", "\"or\" at character 3", "\"c\" at character 6" } },
	{ "tea or coffee", { "\"or\" at character 5 is a word like others; "
	    "write operators in capitals" } },
	{ "tea And coffee", { "\"and\" at character 5 is a word like" } },
	{ "tea near/3 coffee", { "\"near\" at character 5 is a word like" } },
	{ "x*", { "\"x*\" at character 1 takes every word that begins so; "
	    "write more letters" } },
	{ "'cold coffee'", { "\"cold\" at character 1 has single quotes" } },
	{ "tea NEAR/3 Tea", { "NEAR at character 5 has the same on both" } },
	{ "(tea OR milk) NEAR/3 tea", { NULL } },

	/* facts */
	{ "site:example.org/shop", { "site:example.org at character 1 takes "
	    "the whole host: the path is not looked at; leave it out" } },
	{ "tea site:https://www.example.org/", { NULL } },
	{ "site:reddit", { "site:reddit at character 1 takes hosts under" } },
	{ "site:uk tea", { NULL } },
	{ "tea lang:english", { "lang:english at character 5 is no language "
	    "that sources name; write lang:en" } },
	{ "lang:gr-GR", { "lang:gr-GR at character 1 is no language that "
	    "sources name; write lang:el" } },
	{ "lang:qq", { "lang:qq at character 1 is no language that sources "
	    "name; write lang:en or such" } },

	/* takes what it does not name */
	{ "-coffee", { "the rule at character 1 takes whatever lacks" } },
	{ "-tea -coffee", { "the rule at character 1 takes whatever lacks" } },
	{ "tea OR -coffee", { "the branch at character 8 takes whatever" } },
	{ "tea OR (milk OR -coffee)", { "the branch at character 17 takes" } },
	{ "-lang:de", { "the rule at character 1 takes whatever lacks" } },
	{ "-stars:>3", { "the rule at character 1 takes whatever lacks" } },
	{ "tea OR -tea", { "the branch at character 8 takes whatever" } },
	{ "coffee OR The", { "\"the\" at character 11 stands in nearly every "
	    "text; put a word of your own beside it" } },
	{ "und", { "\"und\" at character 1 stands in nearly every" } },
	{ "the coffee", { NULL } },

	/* takes nothing */
	{ "tea -tea", { "what stands at character 5 excludes what stands at "
	    "character 1, and so nothing is taken; drop one of them, or "
	    "write OR between" } },
	{ "\"green tea\" -tea", { "what stands at character 13 excludes" } },
	{ "\"a cold green tea\" -\"green te*\"", { "what stands at character "
	    "20 excludes what stands at character 1" } },
	{ "green -\"green tea\"", { NULL } },
	{ "title:tea -tea", { "what stands at character 11 excludes" } },
	{ "stars:1 stars:5", { "what stands at character 9 excludes" } },
	{ "(green NEAR/3 tea) NOT green", { "what stands at character 20 "
	    "excludes what stands at character 8" } },
	{ "green NEAR/3 tea -(tea NEAR/5 green)", { "what stands at character "
	    "18 excludes" } },
	{ "green NEAR/5 tea -(tea NEAR/3 green)", { NULL } },
	{ "site:x.org -site:X.org", { "what stands at character 12" } },
	{ "site:a.x.org -site:x.org", { "what stands at character 14" } },
	{ "site:x.org -site:a.x.org", { NULL } },
	{ "site:x.org site:y.org", { "what stands at character 12 excludes" } },
	{ "lang:en lang:de", { "what stands at character 9 excludes" } },
	{ "lang:en -lang:en-GB", { NULL } },
	{ "type:post tea type:review", { "what stands at character 15" } },
	{ "coffee OR (tea -tea)", { "what stands at character 16 excludes" } },
	{ "(tea OR milk) -tea -milk", { "the parts at character 2 and behind "
	    "exclude each other" } },
	{ "aa bb cc dd ee ff gg hh ii jj kk ll -ll", { "what stands at "
	    "character 37 excludes what stands at character 34" } },
	/* Mueller with two dots is Muller or Mueller; Muller is not Mueller */
	{ "muller -m\xc3\xbcller", { "what stands at character 8 excludes" } },
	{ "m\xc3\xbcller -muller", { NULL } },

	/* adds nothing */
	{ "tea OR Tea", { "what stands at character 8 is the same as what "
	    "stands at character 1; drop one of them" } },
	{ "\"t shirt\" OR t-shirt", { "what stands at character 14 is the" } },
	{ "tea tea", { "what stands at character 5 is the same as" } },
	{ "tea OR tea milk", { "what stands at character 8 adds nothing to "
	    "what stands at character 1; drop it" } },
	{ "tea milk OR tea", { "what stands at character 1 adds nothing to "
	    "what stands at character 13" } },
	{ "complain* OR complaint", { "what stands at character 14 adds" } },
	{ "complain* complaint", { "what stands at character 1 adds" } },
	{ "stars:1..3 stars:<3", { "what stands at character 1 adds" } },
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
check_notes(const struct query *q, const char *rule, const char *const want[3])
{
	struct fault notes[QUERY_NOTES];
	size_t	 n = query_lint(q, notes), i;
	int	 before = test_failed;

	for (i = 0; i < 3 && want[i] != NULL; i++)
		CHECK(i < n && says(&notes[i], want[i]));
	CHECK(i == n);
	for (i = 0; i < n && test_failed != before; i++)
		printf("%s\n\t%s\n", rule, notes[i].text);
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

		CHECK(q != NULL);
		if (q != NULL)
			check_notes(q, lints[i].rule, lints[i].notes);
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
	struct fault f, notes[QUERY_NOTES];
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
	CHECK(q != NULL && query_lint(q, notes) == 2);

	/* what would take long to think over: all pairs of 2,700 words; ten
	 * notes where there is room for eight */
	q = compile(again("ab OR ", 1300), &f);
	CHECK(q == NULL && says(&f, "a word is missing at the end"));
	rule = again("ab OR ", 1300);
	q = compile(slice_head(rule, rule.n - 4), &f);
	CHECK(q != NULL && query_lint(q, notes) == QUERY_NOTES);
	rule = again("a -b c OR ", 800);
	q = compile(slice_head(rule, rule.n - 4), &f);
	CHECK(q != NULL && query_lint(q, notes) == QUERY_NOTES);
}

int
main(void)
{
	table();
	limits();
	return test_failed;
}
