#include "core/recipe/cost.h"
#include "core/when/midnight.h"
#include "tests/test.h"

#include <stdio.h>

enum { ROOM = 1 << 20 };

static char	 room[ROOM], text[4096];

#define RECIPE "{\"recipe\":1,\"id\":\"x\",\"kind\":\"source\",\"request\":"	\
	"{\"url\":\"https://api.example/\"},\"fields\":{\"id\":\"/id\"},"	\
	"\"spec\":{\"dollars\":{\"type\":\"text\",\"default\":\"2.50\"}},"	\
	"\"limits\":{\"cost\":{\"pot\":\"X\",\"unit\":\"dollars\","
#define NOW 1795253400			/* 2026-11-21 09:30 UTC */

static const struct {
	const char	*rule;
	int64_t		 spent, page, ends;
	const char	*words;
} costs[] = {
	{ "\"record\":0.015,\"page\":20,\"most\":10", 3200000, 300000,
	    1796083200, "3.20 of 10 dollars this month" },
	{ "\"record\":0.005,\"request\":0.1,\"page\":3,\"most\":\"{dollars}\"",
	    0, 115000, 1796083200, "0.00 of 2.50 dollars this month" },
	{ "\"request\":1,\"most\":1000", 360000000, 1000000, 1796083200,
	    "360 of 1000 dollars this month" },
	{ "\"request\":1,\"most\":100,\"per\":\"day\"", 0, 1000000, 1795305600,
	    "0 of 100 dollars today" },
	{ "\"request\":1,\"most\":100,\"per\":\"day\",\"zone\":"
	    "\"midnight:America/Los_Angeles\"", 0, 1000000, 1795334400,
	    "0 of 100 dollars today" },
	/* nonsense costs a lot, never nothing */
	{ "\"record\":1,\"page\":-5,\"most\":9", 0, 9000000, 1796083200,
	    "0 of 9 dollars this month" },
};

static void
test_cost(size_t i)
{
	struct sink k = { .buf = text, .cap = sizeof(text) };
	struct arena a;
	struct template_scope s = { .arena = &a };
	struct fault f = { "" };
	struct recipe r;
	struct cost c;

	sink_text(&k, RECIPE);
	sink_text(&k, costs[i].rule);
	sink_text(&k, "}}}");
	arena_init(&a, room, ROOM);
	CHECK(recipe_load(&a, sink_slice(&k), &r, &f));
	CHECK(cost_of(&r, &s, &c));
	CHECK(c.page == costs[i].page);
	CHECK(cost_ends(&c, NOW) == costs[i].ends);
	k = (struct sink){ .buf = text, .cap = sizeof(text) };
	cost_put(&k, &c, costs[i].spent);
	CHECK(slice_eq(sink_slice(&k), slice_of(costs[i].words)));
	if (!slice_eq(sink_slice(&k), slice_of(costs[i].words)))
		printf("%.*s %lld %lld\n", SLICE_ARG(sink_slice(&k)),
		    (long long)c.page, (long long)cost_ends(&c, NOW));
}

static void
test_months(void)
{
	static const struct { int64_t now, ends; } months[] = {
		{ 0, 31 * 86400 },
		{ 1795253400, 1796083200 },	/* November 2026 */
		{ 1796083199, 1796083200 },	/* its last second */
		{ 1796083200, 1798761600 },	/* December, into 2027 */
		{ 1709164800, 1709251200 },	/* the 29th of February */
	};

	for (size_t i = 0; i < COUNT(months); i++)
		CHECK(month_ends(months[i].now) == months[i].ends);
	CHECK(month_ends(-1) > 0 && month_ends(INT64_MAX) > 0);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(costs); i++)
		test_cost(i);
	test_months();
	return test_failed;
}
