#include "core/judge/tongue.h"

#include "core/judge/sentence.h"
#include "core/judge/small_words.h"
#include "core/text/text.h"

enum {
	LOOK_AT = 300,		/* words */
	FEW = 6,		/* words, of which one may decide */
	SURE = 6		/* points: a small word of one language only */
};

static const struct tongue tongues[TONGUES] = {
	{ "en", "English", lexicon_en, lexicon_en_cues },
	{ "de", "German", lexicon_de, NULL },
	{ "fr", "French", NULL, NULL },
	{ "es", "Spanish", NULL, NULL },
	{ "it", "Italian", NULL, NULL },
	{ "pt", "Portuguese", NULL, NULL },
	{ "nl", "Dutch", NULL, NULL },
};

static const struct tongue unknown =
	{ "xx", "none that I know", NULL, NULL };

/* Emoji are the same in all languages. */
static const struct tongue wordless = { "xx", "no words", lexicon_en, NULL };

static const struct {
	uint32_t first, last;
	struct tongue tongue;
} scripts[] = {
	{ 0x0370, 0x03ff, { "xx", "Greek letters", NULL, NULL } },
	{ 0x0400, 0x052f, { "xx", "Cyrillic letters", NULL, NULL } },
	{ 0x0530, 0x058f, { "xx", "Armenian letters", NULL, NULL } },
	{ 0x0590, 0x05ff, { "xx", "Hebrew letters", NULL, NULL } },
	{ 0x0600, 0x08ff, { "xx", "Arabic letters", NULL, NULL } },
	{ 0x0900, 0x0dff, { "xx", "letters of India", NULL, NULL } },
	{ 0x0e00, 0x0e7f, { "xx", "Thai letters", NULL, NULL } },
	{ 0x1100, 0x11ff, { "xx", "Korean letters", NULL, NULL } },
	{ 0x3040, 0x30ff, { "xx", "Japanese letters", NULL, NULL } },
	{ 0x3400, 0x9fff, { "xx", "Chinese letters", NULL, NULL } },
	{ 0xac00, 0xd7a3, { "xx", "Korean letters", NULL, NULL } },
	{ 0x0530, 0x1fffff, { "xx", "foreign letters", NULL, NULL } },
};

static const struct tongue *
script_of(uint32_t letter)
{
	for (size_t i = 0; i < COUNT(scripts); i++)
		if (letter >= scripts[i].first && letter <= scripts[i].last)
			return &scripts[i].tongue;
	return &unknown;
}

/* A word of one language weighs 6, one of two 3, and so on. */
static void
weigh(const struct token *t, unsigned points[TONGUES])
{
	uint8_t	 in = t->kind == TOKEN_WORD ? small_word(token_fold(t)) : 0;
	unsigned n = 0;

	for (size_t i = 0; i < TONGUES; i++)
		n += in >> i & 1;
	for (size_t i = 0; i < TONGUES; i++)
		if (in >> i & 1)
			points[i] += 6 / n;
}

/* Words of weight in one of the tables: "awesome pizza!!" has no small ones,
 * and yet is English. */
static const struct tongue *
by_tables(slice text)
{
	unsigned known[TONGUES] = { 0 };
	struct sentences k;
	struct sentence s;
	struct cue cue;

	sentences_init(&k, slice_head(text, LOOK_AT * FEW));
	while (sentence_next(&k, &s))
		for (size_t i = 0; i < s.n * TONGUES; i++) {
			const struct tongue *t = &tongues[i % TONGUES];

			known[i % TONGUES] += t->words != NULL &&
			    sentence_cue(&s, i / TONGUES, t->words, t->cues,
			    &cue) && cue.weight != 0 &&
			    !s.words[i / TONGUES].emoji;
		}
	if (known[EN] + known[DE] == 0)
		return &unknown;
	return &tongues[known[DE] > known[EN] ? DE : EN];
}

static const struct tongue *
said_tongue(slice said)
{
	slice	 code = slice_head(said, slice_index(said, '-'));

	for (size_t i = 0; i < TONGUES; i++)
		if (slice_ieq(code, slice_of(tongues[i].code)))
			return &tongues[i];
	return &unknown;
}

/* The text decides where one language is well ahead, the source where it is
 * not; without either, words that only one table has. */
static const struct tongue *
decide(const unsigned points[TONGUES], unsigned words, slice text, slice said)
{
	size_t	 best = 0;
	unsigned most, second = 0;
	bool	 claimed = said.n > 0 && !slice_ieq(said, SLICE("und"));
	const struct tongue *guess;

	for (size_t i = 1; i < TONGUES; i++)
		if (points[i] > points[best])
			best = i;
	most = points[best];
	for (size_t i = 0; i < TONGUES; i++)
		if (i != best && points[i] > second)
			second = points[i];
	/* in any of them one word of twelve at least is a small one */
	if (most >= SURE && most > second && most * 2 >= words &&
	    (!claimed || most >= 2 * second))
		return &tongues[best];
	if (claimed)
		return said_tongue(said);
	guess = by_tables(text);
	if (guess != &unknown && (most == 0 ||
	    points[guess - tongues] == most))
		return guess;
	return most > second && words < FEW ? &tongues[best] : &unknown;
}

const struct tongue *
tongue_of(slice text, slice said)
{
	unsigned points[TONGUES] = { 0 }, words = 0, foreign = 0;
	uint32_t letter = 0;
	struct tokens k;
	struct token t;

	tokens_init(&k, text);
	while (words + foreign < LOOK_AT && token_next(&k, &t)) {
		slice	 fold = token_fold(&t);
		uint32_t c = text_next(&fold);

		if (t.kind == TOKEN_EMOJI || t.kind == TOKEN_TAG ||
		    ascii_digit(t.fold[0]))
			continue;
		if (c >= scripts[0].first && script_of(c) != &unknown) {
			foreign += t.kind == TOKEN_WIDE ? 1 : 3;
			letter = c;
			continue;
		}
		words++;
		weigh(&t, points);
	}
	if (foreign > 3 * words)
		return script_of(letter);
	return words > 0 ? decide(points, words, text, said) : &wordless;
}
