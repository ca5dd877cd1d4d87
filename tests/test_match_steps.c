/*
 * The time of a run is linear in the text and in the rules. Not measured by a
 * clock: every decision of the matcher is counted, in a copy of it.
 */
#include "core/match/fact.h"
#include "core/match/match.h"
#include "core/match/words.h"
#include "core/text/text.h"
#include "tests/test.h"

static unsigned long steps;

#define if(x)		if (steps++, (x))
#define while(x)	while (steps++, (x))
#define put spelling_put
#include "core/match/spelling.c"
#undef put
#include "core/match/tokens.c"
#include "core/match/words.c"
#include "core/match/match.c"
#undef if
#undef while

enum { SHORT = 8 << 10, TIMES = 8, LONG = SHORT * TIMES };

static _Alignas(16) char rules_room[4 << 20], run_room[1 << 20];
static char text[LONG];

static const struct matcher *
make(slice rule)
{
	static const struct query *q;
	struct arena a;
	struct fault f = { .text = "" };

	arena_init(&a, rules_room, sizeof(rules_room));
	q = query_compile(&a, rule, &f);
	CHECK(q != NULL);
	steps = 0;
	return q != NULL ? matcher_make(&a, &q, 1) : NULL;
}

static unsigned long
run(const struct matcher *m, const char *part, size_t n)
{
	struct sink k = { .buf = text, .cap = n };
	struct mention mention = { .lang = SLICE("de") };
	struct match out;
	struct arena a;

	while (!k.full)
		sink_text(&k, part);
	mention.title = mention.text = mention.author = mention.handle =
	    sink_slice(&k);
	arena_init(&a, run_room, sizeof(run_room));
	steps = 0;
	matcher_run(m, &a, &mention, &out);
	return steps;
}

/* Twice the text, twice the steps; and not many for a byte. */
static void
texts(void)
{
	static const struct {
		const char *rule, *part;
	} cases[] = {
		{ "cold coffee -tea", "The coffee was quite cold. " },
		{ "\"a a a a a a a a a a a a a a a b\"", "a " },
		{ "\"a b a b a b a b a b a b a b a c\"", "a b " },
		{ "(a OR \"a a a a a a a a\") NEAR/100 b", "a " },
		{ "(a OR \"a a\") NEAR/1 (b OR \"b b\")", "a c b b c " },
		{ "@a@b", "@a@" }, { "#a", "#" }, { "#a", "#a#_" },
		{ "@a", "@_" }, { "@a", "@\xe5\xaf\xbf" }, { "@a", "@a.@b-" },
		{ "b*", "a" }, { "b", "a'" },
		{ "b", "\xe2\x80\x8d" }, { "b", "\xff" }, { "\"1 1\"", "1." },
		{ "b", "@a-" }, { "b", "1,1\xc2\xad" }, { "b", "a\xcc\x88" },
		{ "m\xc3\xbcller*", "m\xc3\xbcllers " },
		{ "b", "\xc3\xbc" }, { "b", "aeoeue" }, { "b", "@\xc3\xbc." },
		{ "a* aa* aaa* aaaa* aaaaa* c", "aaaaaaa " },
		{ "\xe5\xaf\xbf\xe5\x8f\xb8", "\xe5\xaf\xbf" },
		{ "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa", "\xf0\x9f\x87\xa9" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct matcher *m = make(slice_of(cases[i].rule));
		unsigned long few, many;

		if (m == NULL)
			continue;
		few = run(m, cases[i].part, SHORT);
		many = run(m, cases[i].part, LONG);
		if (many > few * TIMES * 21 / 20 || many / LONG > 256)
			printf("%s <- %s...: %lu, %lu\n", cases[i].rule,
			    cases[i].part, few, many);
		CHECK(few > SHORT / 16);
		CHECK(many <= few * TIMES * 21 / 20);
		CHECK(many / LONG <= 256);	/* of four parts */
	}
}

/* Twice the words of a rule: a table of twice the size, and a text that has
 * none of them is read in the same time. */
static void
rules(void)
{
	static const char *const parts[] = { "w%x OR ", "ab OR ", "w%x* OR " };
	char	 rule[QUERY_MAX + 32];

	for (size_t i = 0; i < COUNT(parts); i++) {
		unsigned long made[2], ran[2];

		for (unsigned big = 0; big < 2; big++) {
			size_t	 n = 0;
			const struct matcher *m;

			for (unsigned k = 0; k < (big ? 800u : 200u); k++)
				n += (size_t)snprintf(rule + n,
				    sizeof(rule) - n, parts[i], k * 7);
			m = make((slice){ rule, n - 4 });
			made[big] = steps;
			ran[big] = m ? run(m, "not one of these ", SHORT) : 0;
		}
		CHECK(made[0] > 200 && made[1] <= made[0] * 4 * 3 / 2);
		CHECK(ran[0] > SHORT && ran[1] <= ran[0] * 3 / 2);
	}
}

int
main(void)
{
	texts();
	rules();
	return test_failed;
}
