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
	{ "I didn't hate this place", "positive", "'didn't hate'" },
	{ "The coffee is hardly good", "negative", "'hardly good'" },
	{ "The room is no longer clean", "negative", "'no longer clean'" },
	{ "I wouldn't say it was good", "negative",
	    "'wouldn't say it was good'" },
	/* a list goes on, a second "not" turns nothing back */
	{ "The cake was not fresh, warm or tasty", "negative", "'tasty'" },
	{ "The waiter was neither friendly nor helpful", "negative",
	    "'nor helpful'" },
	/* but what is of the other side ends it */
	{ "The rooms are not clean and smelly", "negative", "'smelly'" },
	{ "Not a bad party at all", "positive", "'party'" },
	{ "Couldn't have asked for a nicer dentist", "positive",
	    "'Couldn't have asked for'" },
	{ "They are not just good, they are the best in town", "positive",
	    NULL },
	{ "Nothing but praise for this garage", "positive", NULL },
	{ "No wonder everyone loves this place", "positive", NULL },
	{ "Das Personal war nicht freundlich", "negative",
	    "'nicht freundlich'" },
	{ "Das Essen ist gar nicht gut", "negative", "'gar nicht gut'" },
	{ "Das Essen ist weit davon entfernt, gut zu sein", "neutral",
	    "'weit davon entfernt, gut'" },
	{ "Das Hotel ist nicht weit entfernt, gut und ruhig", "positive",
	    "'gut'" },
	{ "Das Personal war nicht sehr freundlich", "negative",
	    "'nicht sehr freundlich'" },
	{ "Mir gef\303\244llt der neue Laden nicht", "negative",
	    "'gef\303\244llt der neue Laden nicht'" },
	{ "Das war wirklich lecker, oder nicht?", "positive", "'lecker'" },
	{ "Le pain n'est jamais bon", "negative", "'jamais bon'" },
	{ "Le service n'est plus agr\303\251able", "negative",
	    "'n'est plus agr\303\251able'" },
	{ "On ne peut pas se plaindre", "positive", "'pas se plaindre'" },
	{ "Ya no es un sitio agradable", "negative", NULL },
	{ "Il pane non \303\250 mai buono", "negative", "'mai buono'" },
	{ "O p\303\243o n\303\243o \303\251 nada bom", "negative",
	    "'nada bom'" },
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
