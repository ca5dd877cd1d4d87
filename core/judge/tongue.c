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
enum sign { SIGN_WORD = 1, SIGN_ACCENT, SIGN_END };
static const uint8_t shares[][TONGUES + 2] = {
	[SIGN_WORD] = { 0, SURE, 3, 2, 1, 1, 1, 0, 0 },
	[SIGN_ACCENT] = { 0, 3, 1, 1, 0, 0, 0, 0, 0 },
	[SIGN_END] = { 0, 2, 1, 0, 0, 0, 0, 0, 0 },
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

static uint64_t
weigh(const struct sentence *s, const struct sentence_word *w)
{
	struct memo_word *m = sentence_memo(s, w);
	enum sign sign;
	uint8_t	 in;

	if (w->slipped)		/* English but for that */
		return share(IN(EN), SIGN_END);
	if (m != NULL && m->sign != 0) {
		sign = (enum sign)m->sign;
		in = m->hash >> 8 & 0xff;
	} else {
		in = look_up(w, (slice){ s->buf + w->at, w->n }, &sign);
	}
	if (m != NULL) {
		m->sign = sign & 3;
		m->hash = (m->hash & ~MEMO_BYTE) | (uint32_t)in << 8;
	}
	return share(in, sign) + (w->raw.n > w->n ?
	    share(accent_of(w->raw), SIGN_ACCENT) : 0);
}

/* The language with most points, and how far ahead of the next it is. */
static size_t
leader(const unsigned points[TONGUES + 1], unsigned *ahead)
{
	size_t	 best = 0;
	unsigned most = points[0], second = 0;

	for (size_t i = 1; i <= TONGUES; i++) {
		unsigned less = points[i] > most ? most : points[i];

		second = less > second ? less : second;
		best = points[i] > most ? i : best;
		most = points[i] > most ? points[i] : most;
	}
	*ahead = most - second;
	return best;
}

static void
spread(uint64_t lanes, unsigned points[TONGUES + 1])
{
	for (size_t i = 0; i <= TONGUES; i++)
		points[i] = (unsigned)(lanes >> 8 * i & 0xff);
}

/* No language has as many points as are enough: most are told so. */
#define NO_SIXTEEN	UINT64_C(0xf0f0f0f0f0f0f0f0)

static bool
is_enough(const struct tongue_signs *g)
{
	unsigned points[TONGUES + 1], ahead;

	if (g->words + g->foreign >= LOOK_AT)
		return true;
	if (g->words % EVERY != 0 || (g->points & NO_SIXTEEN) == 0)
		return false;
	spread(g->points, points);
	leader(points, &ahead);
	return ahead >= ENOUGH;
}

bool
tongue_add(struct tongue_signs *g, const struct sentence *s)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct sentence_word *w = &s->words[i];
		slice	 fold = { s->buf + w->at, w->n };
		uint32_t c;

		if (w->emoji || ascii_digit(fold.p[0]))
			continue;
		if ((uint8_t)fold.p[0] >= 0xcd &&
		    (c = text_next(&fold)) >= scripts[0].first &&
		    script_of(c) != &unknown) {
			g->foreign += w->wide ? 1 : 3;
			g->letter = c;
		} else {
			g->words++;
			g->points += weigh(s, w);
		}
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
	const unsigned *points;
	unsigned most;
	unsigned known[TONGUES];
};

static __attribute__((cold)) void
ask(struct question *q, const struct sentence *s)
{
	struct cue cue;

	for (size_t at = 0; at < TONGUES; at++) {
		const struct lexicon *l = tongues[at].words;

		if (l == NULL || 2 * q->points[at] < q->most)
			continue;
		for (size_t i = 0; i < s->n; i++)
			if (!s->words[i].emoji && lexicon_find(l, s, i, &cue))
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
add_known(unsigned points[TONGUES + 1], const struct tongue_signs *g,
    slice text)
{
	unsigned ahead;
	struct question q = { .points = points,
	    .most = points[leader(points, &ahead)] };

	if (g->all == NULL || text.n > LOOK_AGAIN)
		ask_again(&q, text);
	else
		for (size_t i = 0; i < g->nall; i++)
			ask(&q, &g->all[i]);
	for (size_t i = 0; i < TONGUES; i++)
		points[i] += q.known[i];
}

static const struct tongue *
tongue_at(size_t i)
{
	return i < TONGUES ? &tongues[i] : &unknown;
}

/* The text decides where one language is well ahead, the source where it is
 * not; without either, the words that only one table has. */
const struct tongue *
tongue_told(const struct tongue_signs *g, slice text, slice said)
{
	bool	 claimed = said.n > 0 && !slice_ieq(said, SLICE("und"));
	unsigned points[TONGUES + 1], ahead;
	size_t	 best;

	if (g->foreign > 3 * g->words)
		return script_of(g->letter);
	if (g->words == 0)
		return &wordless;
	spread(g->points, points);
	best = leader(points, &ahead);
	/* in any of them one word of twelve at least is a small one */
	if (points[best] >= SURE && points[best] * 2 >= g->words &&
	    2 * ahead >= points[best])
		return tongue_at(best);
	if (claimed)
		return said_tongue(said);
	add_known(points, g, text);
	best = leader(points, &ahead);
	if (ahead > 0 && points[best] * 2 >= g->words)
		return tongue_at(best);
	return points[best] > 0 && g->words < FEW ? tongue_at(best) : &unknown;
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
