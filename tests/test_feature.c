#include "core/judge/feature.h"
#include "tests/test.h"

enum { MOST = 20000 };

/* All hashes of a text, as the trainer takes them. */
static size_t
all(slice text, uint32_t *out)
{
	static struct sentence s;
	struct sentences k;
	struct features f = { .words = 0 };
	struct feature_place of[SENTENCE_WORDS];
	size_t	 n = 0;

	sentences_init(&k, text);
	while (sentence_next(&k, &s)) {
		size_t	 m = feature_places(&f, &s, of, out + n), sum = 1;

		for (size_t i = 0; i < s.n; i++)
			sum += of[i].hashes;
		CHECK(m == sum && m <= FEATURE_PLACES_MOST);
		n += m;
		for (size_t i = 0; i < s.n; i++) {
			m = feature_word(&s, i, out + n);
			CHECK(m > 0 && m <= FEATURE_WORD_MOST);
			n += m;
		}
		CHECK(n < MOST - 12000);
	}
	return n + feature_marks(&f, &k, out + n);
}

static bool
holds(const uint32_t *h, size_t n, uint32_t what)
{
	for (size_t i = 0; i < n; i++)
		if (h[i] == what)
			return true;
	return false;
}

/* How many of a's are among b's. */
static size_t
shared(slice a, slice b)
{
	static uint32_t x[MOST], y[MOST];
	size_t	 n = all(a, x), m = all(b, y), common = 0;

	for (size_t i = 0; i < n; i++)
		common += holds(y, m, x[i]);
	return common;
}

static void
same(void)
{
	static const struct {
		slice	 a, b;
		bool	 equal;
	} pairs[] = {
		{ { "don't go", 8 }, { "Dont GO", 7 }, true },
		{ { "the food", 8 }, { "The  food", 9 }, true },
		{ { "caf\303\251", 5 }, { "cafe", 4 }, true },
		{ { "table 12", 8 }, { "table 345", 9 }, true },
		{ { "#LovedIt", 8 }, { "#loved it", 9 }, true },
		{ { "@ann hi", 7 }, { "@robert hi", 10 }, true },
		{ { "see http://a.b/c", 16 }, { "see https", 9 }, true },
		{ { "so", 2 }, { "us", 2 }, false },
		{ { "bad. good", 9 }, { "bad good", 8 }, false },
		{ { "not good", 8 }, { "good not", 8 }, false },
		{ { "good", 4 }, { "good!", 5 }, false },
	};

	for (size_t i = 0; i < COUNT(pairs); i++) {
		static uint32_t a[MOST], b[MOST];
		size_t	 n = all(pairs[i].a, a), m = all(pairs[i].b, b);
		bool	 equal = n == m &&
		    memcmp(a, b, n * sizeof(*a)) == 0;

		/* capitals are a mark: one hash may differ */
		if (!equal && pairs[i].equal && n == m)
			equal = shared(pairs[i].a, pairs[i].b) + 2 >= n;
		if (equal != pairs[i].equal)
			printf("\"%.*s\" \"%.*s\"\n", SLICE_ARG(pairs[i].a),
			    SLICE_ARG(pairs[i].b));
		CHECK(equal == pairs[i].equal);
	}
}

/* A drawn or mistyped word keeps most of what it was. */
static void
near(void)
{
	CHECK(shared(SLICE("terrrrible"), SLICE("terrible")) >
	    shared(SLICE("zzzzzzzzzz"), SLICE("terrible")) + 6);
	CHECK(shared(SLICE("disapointing"), SLICE("disappointing")) >
	    shared(SLICE("wonderfullxy"), SLICE("disappointing")) + 6);
	CHECK(shared(SLICE("soooooo good"), SLICE("sooo good")) >=
	    shared(SLICE("sooo good"), SLICE("sooo good")) - 1);
}

static void
denials(void)
{
	static const char *const words[] = { "not", "no", "never", "none",
		"nobody", "nothing", "neither", "nor", "nowhere", "cannot",
		"cant", "dont", "doesnt", "didnt", "isnt", "wasnt", "wont",
		"wouldnt", "couldnt", "shouldnt", "aint", "arent", "werent",
		"hasnt", "havent", "hadnt", "without", "hardly", "barely",
		"nope", "nicht", "nie", "niemals", "nichts", "kein", "keine",
		"keinen", "keiner", "keinem", "ohne", "pas", "jamais", "rien",
		"aucun", "aucune", "sans", "nunca", "nada", "ni", "sin",
		"jamas", "non", "mai", "niente", "nessun", "nessuna",
		"nessuno", "senza", "nao", "nem", "sem", "nenhum",
		"nenhuma" };
	static const char *const others[] = { "", "n", "good", "know",
		"knot", "note", "now", "cant.", "very", "pass", "main" };

	for (size_t i = 0; i < COUNT(words); i++)
		CHECK(feature_denies(hash_bytes(slice_of(words[i]))));
	for (size_t i = 0; i < COUNT(others); i++)
		CHECK(!feature_denies(hash_bytes(slice_of(others[i]))));
	CHECK(!feature_denies(0));
}

/* "not" reaches four words, and no further than a comma or the sentence. */
static void
reach(void)
{
	static const struct {
		slice	 text;
		size_t	 denied;
	} cases[] = {
		{ { "not good", 8 }, 1 },
		{ { "not a b c d e f", 15 }, 4 },
		{ { "not, a b", 8 }, 0 },
		{ { "not. a b", 8 }, 0 },
		{ { "never not a", 11 }, 2 },
		{ { "a b c", 5 }, 0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		static struct sentence s;
		struct sentences k;
		struct features f = { .words = 0 };
		struct feature_place of[SENTENCE_WORDS];
		uint32_t out[FEATURE_PLACES_MOST];
		size_t	 n = 0, turned = 0;

		sentences_init(&k, cases[i].text);
		while (sentence_next(&k, &s)) {
			n += feature_places(&f, &s, of, out) - s.n - 1;
			for (size_t w = 0; w < s.n; w++)
				turned += of[w].turned;
		}
		CHECK(n == cases[i].denied && n == turned);
	}
}

static void
hostile(void)
{
	static char text[4000];
	static uint32_t out[MOST];
	uint64_t dice = 7;

	CHECK(all((slice){ text, 0 }, out) == FEATURE_MARKS_MOST);
	memset(text, 'a', sizeof(text));
	CHECK(all((slice){ text, sizeof(text) }, out) > 0);
	for (int round = 0; round < 300; round++) {
		size_t	 n = (size_t)round % 120;

		for (size_t i = 0; i < n; i++) {
			dice = dice * 6364136223846793005u +
			    1442695040888963407u;
			text[i] = (char)(dice >> 56);
		}
		CHECK(all((slice){ text, n }, out) >= FEATURE_MARKS_MOST);
	}
}

int
main(void)
{
	same();
	near();
	denials();
	reach();
	hostile();
	return test_failed;
}
