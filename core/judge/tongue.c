#include "core/judge/tongue.h"

#include "core/judge/hash.h"
#include "core/judge/sentence.h"
#include "core/judge/small_words.h"
#include "core/text/text.h"

enum {
	LOOK_AT = 40,		/* words; no more, a byte counts the points */
	ENOUGH = 16,		/* points ahead: no need to look further */
	EVERY = 4,		/* words: is it enough? */
	LOOK_AGAIN = 300,	/* bytes */
	FEW = 6,		/* words, of which one may decide */
	SURE = 6,		/* points: a small word of one language only */
	KNOWN = 4,		/* points: a word of weight in its table */
	END = 3,		/* bytes that end a longer word */
	LONGER = 5		/* bytes */
};

static const struct tongue tongues[TONGUES] = {
	{ "en", "English", &lexicon_en, EN },
	{ "de", "German", &lexicon_de, DE },
	{ "fr", "French", &lexicon_fr, FR },
	{ "es", "Spanish", &lexicon_es, ES },
	{ "it", "Italian", &lexicon_it, IT },
	{ "pt", "Portuguese", &lexicon_pt, PT },
	{ "nl", "Dutch", NULL, NL },
};

static const struct tongue unknown =
	{ "xx", "none that I know", NULL, EN };

/* Emoji are the same in all languages. */
static const struct tongue wordless = { "xx", "no words", &lexicon_emoji,
	EN };

static const struct {
	uint32_t first, last;
	struct tongue tongue;
} scripts[] = {
	{ 0x0370, 0x03ff, { "xx", "Greek letters", NULL, EN } },
	{ 0x0400, 0x052f, { "xx", "Cyrillic letters", NULL, EN } },
	{ 0x0530, 0x058f, { "xx", "Armenian letters", NULL, EN } },
	{ 0x0590, 0x05ff, { "xx", "Hebrew letters", NULL, EN } },
	{ 0x0600, 0x08ff, { "xx", "Arabic letters", NULL, EN } },
	{ 0x0900, 0x0dff, { "xx", "letters of India", NULL, EN } },
	{ 0x0e00, 0x0e7f, { "xx", "Thai letters", NULL, EN } },
	{ 0x1100, 0x11ff, { "xx", "Korean letters", NULL, EN } },
	{ 0x3040, 0x30ff, { "xx", "Japanese letters", NULL, EN } },
	{ 0x3400, 0x9fff, { "xx", "Chinese letters", NULL, EN } },
	{ 0xac00, 0xd7a3, { "xx", "Korean letters", NULL, EN } },
	{ 0x0530, 0x1fffff, { "xx", "foreign letters", NULL, EN } },
};

#define IN(language) (1 << (language))

/* The second bytes of U+00E0 to U+00FF, small or capital, in UTF-8: the
 * languages that have the letter; 0: too many have it. */
static const uint8_t accents[32] = {
	[0x00] = IN(FR) | IN(IT) | IN(PT), [0x02] = IN(FR) | IN(PT),
	[0x03] = IN(PT), [0x04] = IN(DE) | IN(FOREIGN), [0x05] = IN(FOREIGN),
	[0x06] = IN(FOREIGN), [0x07] = IN(FR) | IN(PT),
	[0x08] = IN(FR) | IN(IT), [0x0a] = IN(FR) | IN(PT),
	[0x0b] = IN(FR) | IN(NL), [0x0c] = IN(IT), [0x0d] = IN(ES) | IN(PT),
	[0x0e] = IN(FR), [0x0f] = IN(FR) | IN(NL), [0x11] = IN(ES),
	[0x12] = IN(IT), [0x13] = IN(ES) | IN(PT), [0x14] = IN(FR) | IN(PT),
	[0x15] = IN(PT), [0x16] = IN(DE) | IN(FOREIGN),
	[0x18] = IN(FOREIGN), [0x19] = IN(FR) | IN(IT),
	[0x1a] = IN(ES) | IN(PT), [0x1b] = IN(FR),
	[0x1c] = IN(DE) | IN(FOREIGN), [0x1f] = IN(DE),
};

static __attribute__((cold)) const struct tongue *
script_of(uint32_t letter)
{
	for (size_t i = 0; i < COUNT(scripts); i++)
		if (letter >= scripts[i].first && letter <= scripts[i].last)
			return &scripts[i].tongue;
	return &unknown;
}

/* The points of each of so many languages that a sign stands for. */
enum sign { SIGN_WORD = 1, SIGN_ACCENT, SIGN_END, SIGN_SLIP };
static const uint8_t shares[][TONGUES + 2] = {
	[SIGN_WORD] = { 0, SURE, 3, 2, 1, 1, 1, 0, 0 },
	[SIGN_ACCENT] = { 0, 3, 1, 1, 0, 0, 0, 0, 0 },
	[SIGN_END] = { 0, 2, 1, 0, 0, 0, 0, 0, 0 },
	[SIGN_SLIP] = { 0, 2 },	/* English but for that */
};

static uint64_t
share(uint8_t in, enum sign sign)
{
	uint64_t lanes = ((in & 0x7fu) * UINT64_C(0x0002040810204081) &
	    UINT64_C(0x0101010101010101)) | (uint64_t)(in >> 7) << 56;

	return lanes * shares[sign][lanes * UINT64_C(0x0101010101010101) >> 56];
}

static uint8_t
accent_of(slice raw)
{
	for (size_t i = 0; i + 1 < raw.n; i++)
		if ((uint8_t)raw.p[i] == 0xc3 &&
		    accents[raw.p[i + 1] & 0x1f] != 0)
			return accents[raw.p[i + 1] & 0x1f];
	return 0;
}

/* ".ung" for "Rechnung". */
static uint32_t
end_of(slice fold)
{
	uint32_t h = hash_byte(HASH_BEGIN, '.');

	for (size_t i = fold.n - END; i < fold.n; i++)
		h = hash_byte(h, fold.p[i]);
	return hash_end(h);
}

/* The languages of a word and what in it says so. */
static uint8_t
look_up(const struct sentence_word *w, slice fold, enum sign *sign)
{
	int	 at = lexicon_search(&small_words, w->hash);

	*sign = SIGN_WORD;
	if (at < 0 && w->n >= LONGER) {
		*sign = SIGN_END;
		at = lexicon_search(&small_words, end_of(fold));
	}
	return at >= 0 ? small_words_in[at] : 0;
}

/* The same for a word of which no sign is remembered, which it is now; 0 for
 * what is none of a language. */
static __attribute__((cold, noinline)) uint8_t
look_at(struct tongue_signs *g, const struct sentence *s,
    const struct sentence_word *w, enum sign *sign)
{
	slice	 fold = { s->buf + w->at, w->n }, rest = fold;
	struct memo_word *m = sentence_memo(s, w);
	uint32_t c;
	uint8_t	 in;

	*sign = SIGN_SLIP;
	if (w->emoji || ascii_digit(fold.p[0]))
		return 0;
	if ((uint8_t)fold.p[0] >= 0xcd &&
	    (c = text_next(&rest)) >= scripts[0].first &&
	    script_of(c) != &unknown) {
		g->foreign += w->wide ? 1 : 3;
		g->letter = c;
		return 0;
	}
	g->words++;
	if (w->slipped)
		return IN(EN);
	in = look_up(w, fold, sign);
	if (m != NULL) {
		m->sign = *sign & 3;
		m->hash = (m->hash & ~MEMO_BYTE) | (uint32_t)in << 8;
	}
	return in;
}

/* The language with most points, and how far ahead of the next it is. */
static __attribute__((noinline)) size_t
leader(uint64_t points, const unsigned more[TONGUES + 1], unsigned *most,
    unsigned *ahead)
{
	size_t	 best = 0;
	unsigned first = 0, second = 0;

	for (size_t i = 0; i <= TONGUES; i++, points >>= 8) {
		unsigned n = (unsigned)(points & 0xff) + more[i];
		unsigned less = n > first ? first : n;

		second = less > second ? less : second;
		best = n > first ? i : best;
		first = n > first ? n : first;
	}
	*most = first;
	*ahead = first - second;
	return best;
}

static const unsigned no_more[TONGUES + 1];

/* No language has as many points as are enough: most are told so. */
#define NO_SIXTEEN	UINT64_C(0xf0f0f0f0f0f0f0f0)

static bool
is_enough(const struct tongue_signs *g)
{
	unsigned most, ahead;

	if (g->words + g->foreign >= LOOK_AT)
		return true;
	if (g->words % EVERY != 0 || (g->points & NO_SIXTEEN) == 0)
		return false;
	leader(g->points, no_more, &most, &ahead);
	return ahead >= ENOUGH;
}

bool
tongue_add(struct tongue_signs *g, const struct sentence *s)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct sentence_word *w = &s->words[i];
		const struct memo_word *m = sentence_memo(s, w);
		enum sign sign;
		uint8_t	 in;

		if (m != NULL && m->sign != 0 && !w->slipped) {
			sign = (enum sign)m->sign;
			in = m->hash >> 8 & 0xff;
			g->words++;
		} else {
			in = look_at(g, s, w, &sign);
		}
		g->points += share(in, sign);
		if (w->raw.n > w->n && sign != SIGN_SLIP)
			g->points += share(accent_of(w->raw), SIGN_ACCENT);
		if (is_enough(g))
			return false;
	}
	return true;
}

static __attribute__((cold)) const struct tongue *
said_tongue(slice said)
{
	slice	 code = slice_head(said, slice_index(said, '-'));

	for (size_t i = 0; i < TONGUES; i++)
		if (slice_ieq(code, slice_of(tongues[i].code)))
			return &tongues[i];
	return &unknown;
}

/* Words of weight in the tables of those still in question: "awesome pizza!!"
 * has no small ones, and yet is English. */
struct question {
	uint64_t points;
	unsigned most;
	unsigned known[TONGUES + 1];
};

static __attribute__((cold)) void
ask(struct question *q, const struct sentence *s)
{
	struct lexicon_place places[SENTENCE_WORDS];
	struct cue cue;
	size_t	 n;

	for (size_t at = 0; at < TONGUES; at++) {
		const struct lexicon *l = tongues[at].words;

		if (l == NULL || 2 * (q->points >> 8 * at & 0xff) < q->most)
			continue;
		for (n = lexicon_places(l, s, 0, s->n, places); n > 0; n--)
			if (!s->words[places[n - 1].word].emoji &&
			    lexicon_find_at(l, s, places[n - 1], &cue))
				q->known[at] += KNOWN;
	}
}

static __attribute__((cold)) void
ask_again(struct question *q, slice text)
{
	struct sentences k;
	struct sentence s;

	sentences_init(&k, slice_head(text, LOOK_AGAIN));
	while (sentence_next(&k, &s))
		ask(q, &s);
}

static __attribute__((cold)) void
add_known(struct question *q, const struct tongue_signs *g, slice text)
{
	if (g->all == NULL || text.n > LOOK_AGAIN)
		ask_again(q, text);
	else
		for (size_t i = 0; i < g->nall; i++)
			ask(q, &g->all[i]);
}

static const struct tongue *
tongue_at(size_t i)
{
	return i < TONGUES ? &tongues[i] : &unknown;
}

/* By what only one table has, or by nothing. */
static __attribute__((cold)) const struct tongue *
tongue_asked(const struct tongue_signs *g, unsigned most, slice text)
{
	struct question q = { .points = g->points, .most = most };
	unsigned ahead;
	size_t	 best;

	add_known(&q, g, text);
	best = leader(g->points, q.known, &most, &ahead);
	if (ahead > 0 && most * 2 >= g->words)
		return tongue_at(best);
	return most > 0 && g->words < FEW ? tongue_at(best) : &unknown;
}

/* The text decides where one language is well ahead, the source where it is
 * not; without either, the words that only one table has. */
const struct tongue *
tongue_told(const struct tongue_signs *g, slice text, slice said)
{
	unsigned most, ahead;
	size_t	 best;

	if (g->foreign > 3 * g->words)
		return script_of(g->letter);
	if (g->words == 0)
		return &wordless;
	best = leader(g->points, no_more, &most, &ahead);
	/* in any of them one word of twelve at least is a small one */
	if (most >= SURE && most * 2 >= g->words && 2 * ahead >= most)
		return tongue_at(best);
	if (said.n > 0 && !slice_ieq(said, SLICE("und")))
		return said_tongue(said);
	return tongue_asked(g, most, text);
}

__attribute__((cold)) const struct tongue *
tongue_of(slice text, slice said)
{
	struct tongue_signs g = { 0 };
	struct sentences k;
	struct sentence s;

	sentences_init(&k, text);
	while (sentence_next(&k, &s) && tongue_add(&g, &s))
		;
	return tongue_told(&g, text, said);
}
