#include "core/judge/score.h"
#include "tests/test.h"

static _Alignas(16) char room[1 << 18];

/* What a "not" makes of a short text, and the words that are quoted. */
static const struct {
	const char *text, *polarity, *quoted;
} cases[] = {
	{ "The soup was not bad", "neutral", "'was not bad'" },
	{ "The sound quality is not very good", "negative",
	    "'is not very good'" },
	{ "This headset was not amazing", "negative", "'was not amazing'" },
	{ "They're never helpful", "negative", "'never helpful'" },
	{ "I dont love this shop", "negative", "'dont love'" },
	{ "The staff weren't rude", "positive", "'weren't rude'" },
	{ "They are not just good, they are the best in town", "positive",
	    NULL },
	{ "Nothing but praise for this garage", "positive", NULL },
	{ "No wonder everyone loves this place", "positive", NULL },
	{ "Das Personal war nicht freundlich", "negative",
	    "'nicht freundlich'" },
	{ "La soupe n'\303\251tait pas mauvaise", "positive", NULL },
	{ "La tarta no estaba deliciosa", "negative", NULL },
	{ "La torta non era squisita", "negative", NULL },
	{ "O bolo n\303\243o estava delicioso", "negative", NULL },
};

int
main(void)
{
	static const struct shop shop = { .name = { "Joe's", 5 } };

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct mention m = { .text = slice_of(cases[i].text) };
		const char *quoted = cases[i].quoted;
		struct arena a;
		struct verdict v;
		int64_t	 sum = 0;
		bool	 good = quoted == NULL;

		arena_init(&a, room, sizeof(room));
		score(scorer_make(&a, &shop), &a, &m, 0, &v);
		for (size_t r = 0; r < v.nreasons; r++) {
			sum += v.reasons[r].points;
			good |= quoted != NULL && slice_find(v.reasons[r].why,
			    slice_of(quoted)) < v.reasons[r].why.n;
		}
		good &= slice_eq(v.polarity, slice_of(cases[i].polarity));
		if (!good)
			printf("%s: %.*s %d\n", cases[i].text,
			    SLICE_ARG(v.polarity), (int)v.sentiment);
		CHECK(good && sum == v.priority);
	}
	return test_failed;
}
