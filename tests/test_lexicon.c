#include "core/judge/lexicon.h"

#include "core/judge/hash.h"
#include "core/judge/polarity.h"
#include "core/judge/sentence.h"
#include "core/judge/small_words.h"
#include "tests/test.h"

static const struct {
	const char *text;
	size_t	 words;		/* 0: no entry begins here */
	int	 least, most;	/* tenths */
	enum cue_kind kind;
} finds[] = {
	{ "rude", 1, -39, -15, CUE_NONE },
	{ "rude waiter", 1, -39, -15, CUE_NONE },
	{ "rudest", 1, -39, -25, CUE_NONE },
	{ "rud", 0, 0, 0, CUE_NONE },
	{ "rudex", 0, 0, 0, CUE_NONE },
	{ "no complaints here", 2, 16, 16, CUE_NONE },
	{ "no cakes", 1, -10, 0, CUE_NOT },
	{ "no", 1, -10, 0, CUE_NOT },
	/* a rated word is alike in all bits that the index has */
	{ "didnt", 1, -10, 0, CUE_NOT },
	{ "disappointing food", 1, -39, -15, CUE_NONE },
	{ "still waiting", 2, -16, -16, CUE_AGAIN },
	{ "still", 0, 0, 0, CUE_NONE },
	{ "never cakes", 1, -10, 0, CUE_NOT },
	{ "never disappoints", 2, 24, 24, CUE_NONE },
	{ "never disappoint me", 2, 24, 24, CUE_NONE },
	{ "cant recommend them enough now", 4, 32, 32, CUE_NONE },
	{ "cant recommend this lovely place enough", 6, 32, 32, CUE_NONE },
	{ "cant recommend one two three four enough", 2, -24, -24, CUE_NONE },
	{ "cant recommend it", 2, -24, -24, CUE_NONE },
	{ "killer coffee", 2, 24, 24, CUE_NONE },
	{ "killer", 1, -39, -20, CUE_NONE },
	{ "sooooo", 1, 0, 0, CUE_MORE },
	{ "goooood", 1, 19, 19, CUE_NONE },
	{ "refunded", 1, -8, -8, CUE_MONEY },
	{ "zzyzx", 0, 0, 0, CUE_NONE },
};

static bool
find(const struct lexicon *l, const char *text, struct cue *cue)
{
	struct sentences k;
	struct sentence s;

	sentences_init(&k, slice_of(text));
	CHECK(sentence_next(&k, &s));
	return lexicon_find(l, &s, 0, cue);
}

static void
english(void)
{
	for (size_t i = 0; i < COUNT(finds); i++) {
		struct cue cue = { .tenths = 0 };
		bool	 hit = find(&lexicon_en, finds[i].text, &cue);
		bool	 good = hit == (finds[i].words > 0) && (!hit ||
		    (cue.words == finds[i].words && cue.kind == finds[i].kind &&
		    cue.tenths >= finds[i].least &&
		    cue.tenths <= finds[i].most));

		if (!good)
			printf("\"%s\": %zu words, %d, '%c'\n", finds[i].text,
			    cue.words, cue.tenths, (char)cue.kind);
		CHECK(good);
	}
}

static void
others(void)
{
	struct cue cue;
	int	 tenths;

	CHECK(find(&lexicon_de, "leckeres Brot", &cue) && cue.tenths > 0);
	CHECK(find(&lexicon_de, "nie wieder", &cue) &&
	    cue.kind == CUE_THREAT && cue.words == 2);
	CHECK(!find(&lexicon_de, "awful", &cue));
	CHECK(find(&lexicon_emoji, "\xf0\x9f\x98\xa1", &cue) &&
	    cue.tenths < 0);
	CHECK(lexicon_knows(&lexicon_en, hash_bytes(SLICE("good")), &tenths) &&
	    tenths == 19);
	CHECK(lexicon_knows(&lexicon_emoji, hash_bytes(SLICE(":)")), &tenths) &&
	    tenths > 0);
	CHECK(!lexicon_knows(&lexicon_en, hash_bytes(SLICE("goodx")),
	    &tenths) && tenths == 0);
}

/* Of words that no language has, hardly one may be taken for one that is in a
 * table: there are 27 bits and more of each. */
static void
strangers(void)
{
	char	 word[] = "qjaaaa";
	size_t	 hits = 0;
	int	 tenths;

	for (size_t i = 0; i < 26 * 26 * 26; i++) {
		uint32_t h;

		word[2] = (char)('a' + i % 26);
		word[3] = (char)('a' + i / 26 % 26);
		word[4] = (char)('a' + i / 26 / 26);
		h = hash_bytes((slice){ word, 6 });
		hits += lexicon_knows(&lexicon_en, h, &tenths);
		hits += small_word(h) != 0;
	}
	CHECK(hits < 10);
}

static void
small(void)
{
	CHECK(small_word(hash_bytes(SLICE("the"))) == 1 << EN);
	CHECK(small_word(hash_bytes(SLICE("und"))) == 1 << DE);
	CHECK(small_word(hash_bytes(SLICE("que"))) ==
	    (1 << FR | 1 << ES | 1 << PT));
	CHECK(small_word(hash_bytes(SLICE("bread"))) == 0);
}

static bool
same(bool hit, const struct cue *a, bool wanted, const struct cue *b)
{
	return hit == wanted && (!hit || (a->words == b->words &&
	    a->kind == b->kind && a->tenths == b->tenths));
}

/* The places of a sentence from a word on, the last one first, are all those at
 * which something is found, and the same. */
static void
places(const struct lexicon *l, const struct sentence *s, size_t from)
{
	struct lexicon_place at[SENTENCE_WORDS];
	size_t	 n = lexicon_places(l, s, from, s->n, at);

	for (size_t w = from; w < s->n; w++) {
		bool	 listed = n > 0 && at[n - 1].word == w;
		struct cue a, b;

		CHECK(same(listed && lexicon_find_at(l, s, at[n - 1], &a), &a,
		    lexicon_find(l, s, w, &b), &b));
		n -= listed;
	}
	CHECK(n == 0);
	CHECK(lexicon_places(l, s, from, from, at) == 0);
}

/* What is remembered of a word changes nothing, in whatever lexicon it is
 * looked for, the first time or later. */
static void
remembered(void)
{
	static const struct lexicon *const all[] = { &lexicon_en, &lexicon_de,
	    &lexicon_en, &lexicon_fr, &lexicon_en };
	static struct memo_word words[MEMO_LEAST];
	const struct memo memo = { MEMO_LEAST - 1, words, NULL };
	static struct sentence s, bare;
	static struct table t;
	const struct table *one[] = { &t };

	CHECK(polarity_table(&t));
	for (size_t i = 0; i < COUNT(all) * COUNT(finds); i++) {
		const struct lexicon *l = all[i / COUNT(finds)];
		struct sentences k;
		struct reading r;
		struct cue a, b;

		sentences_init(&k, slice_of(finds[i % COUNT(finds)].text));
		CHECK(sentence_next(&k, &s));
		bare = s;
		reading_init(&r, one, 1, &memo);
		reading_sentence(&r, &s);
		if (i % 2 == 0)
			places(l, &s, 0);
		for (size_t w = 0; w < 2 * s.n; w++) {
			bool	 hit = lexicon_find(l, &s, w / 2, &a);

			CHECK(same(hit, &a, lexicon_find(l, &bare, w / 2, &b),
			    &b));
		}
		for (size_t w = 0; w < s.n; w++)
			places(l, &s, w);
		places(l, &bare, 0);
	}
}

/* A new word that begins entries of which no pair tells, twice: what the first
 * time told is known the second. */
static void
twice(void)
{
	static struct memo_word words[MEMO_LEAST];
	const struct memo memo = { MEMO_LEAST - 1, words, NULL };
	static struct sentence s;
	static struct table t;
	const struct table *one[] = { &t };
	struct lexicon_place at[SENTENCE_WORDS];
	struct sentences k;
	struct reading r;
	struct cue cue;
	size_t	 n;

	CHECK(polarity_table(&t));
	sentences_init(&k, SLICE("killer and killer qjxab"));
	CHECK(sentence_next(&k, &s));
	reading_init(&r, one, 1, &memo);
	reading_sentence(&r, &s);
	n = lexicon_places(&lexicon_en, &s, 0, s.n, at);
	CHECK(n >= 2 && at[n - 1].word == 0);
	CHECK(lexicon_find_at(&lexicon_en, &s, at[n - 1], &cue) &&
	    cue.words == 2);
	for (size_t i = n; i-- > 0;)
		if (at[i].word == 2)
			CHECK(lexicon_find_at(&lexicon_en, &s, at[i], &cue) &&
			    cue.words == 2 && cue.tenths > 0);
}

int
main(void)
{
	english();
	others();
	strangers();
	small();
	remembered();
	twice();
	return test_failed;
}
