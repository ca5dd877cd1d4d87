#include "core/judge/known.h"
#include "tests/test.h"

static _Alignas(16) char room[1 << 16];

static const struct shop shop = {
	.name = { "Joe's Bakery", 12 },
	.handles = { "@joes@town.example\n", 19 },
	.places = { "Leeds\nHyde Park\nLS1*\n!!!\n", 26 },
	.rivals = { "Speedy Buns\n", 12 },
	.critical = { "rat poison\n", 11 },
};

/* A text, and for each sort in its order whether it names one: "nhprc". */
static const struct {
	const char *text, *names;
} cases[] = {
	{ "", "" },
	{ "nothing of ours", "" },
	{ "Joe\xe2\x80\x99s bakery is shut", "n" },
	{ "joes bakery", "n" },
	{ "Joe at the bakery", "" },
	{ "thanks @joes!", "" },
	{ "thanks @joes@town.example", "h" },
	{ "anyone in LEEDS?", "p" },
	{ "near hyde-park", "p" },
	{ "a park, and Mr Hyde", "" },
	{ "deliver to LS1 4AB or ls16", "p" },
	{ "speedy buns again", "r" },
	{ "rat poison behind Speedy Buns, Leeds", "prc" },
	{ "poison, rat", "" },
};

static void
table(void)
{
	static const char sorts[] = "nhprc";
	struct arena a;
	const struct known *k;
	struct match found[KNOWN_SORTS];

	arena_init(&a, room, sizeof(room));
	k = known_make(&a, &shop);
	CHECK(k != NULL);
	for (size_t i = 0; k && i < COUNT(cases); i++) {
		CHECK(known_find(k, &a, SLICE(""), slice_of(cases[i].text),
		    found));
		for (size_t s = 0; s < KNOWN_SORTS; s++)
			CHECK(found[s].hit == (strchr(cases[i].names,
			    sorts[s]) != NULL) || (printf("%s: %c\n",
			    cases[i].text, sorts[s]), 0));
	}
	CHECK(!a.spent);
}

/* A shop of which nothing is known; one that does not fit. */
static void
ends(void)
{
	static const struct shop nobody;
	struct match found[KNOWN_SORTS];
	struct arena a;
	const struct known *k;

	arena_init(&a, room, sizeof(room));
	k = known_make(&a, &nobody);
	CHECK(k != NULL);
	CHECK(!known_find(k, &a, SLICE("Leeds"), SLICE("rat poison"), found));
	for (size_t s = 0; s < KNOWN_SORTS; s++)
		CHECK(!found[s].hit);
	arena_init(&a, room, 64);
	CHECK(known_make(&a, &shop) == NULL);
}

int
main(void)
{
	table();
	ends();
	return test_failed;
}
