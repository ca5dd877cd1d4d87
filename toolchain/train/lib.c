/*
 * lib.c - core as the trainers see it: texts in lines, numbers out. Python
 * loads this as a library; what it learns is what the router will read.
 */
#include "toolchain/train/lib.h"

#include "core/judge/polarity.h"
#include "core/judge/read.h"

/* The line at *at of a buffer that ends in a line feed; false: no more. */
static bool
line(const char *p, size_t n, size_t *at, slice *text)
{
	const char *end = *at < n ? memchr(p + *at, '\n', n - *at) : NULL;

	if (end == NULL)
		return false;
	*text = (slice){ p + *at, (size_t)(end - (p + *at)) };
	*at += text->n + 1;
	return true;
}

/* The lowest bit of a feature that the table leaves alone: its word is turned
 * (ftrl.h). */
static size_t
mark(uint32_t *out, size_t n, bool turned)
{
	for (size_t i = 0; i < n; i++)
		out[i] = (out[i] & ~(uint32_t)1) | turned;
	return n;
}

static size_t
features_of(slice text, uint32_t *out, size_t most)
{
	static struct sentence s;
	struct sentences k;
	struct features f = { .words = 0 };
	struct feature_place of[SENTENCE_WORDS];
	uint32_t places[FEATURE_PLACES_MOST], *p;
	size_t	 n = 0;

	sentences_init(&k, text);
	while (sentence_next(&k, &s)) {
		if (n + SENTENCE_WORDS * FEATURE_WORD_MOST +
		    FEATURE_PLACES_MOST + FEATURE_MARKS_MOST > most)
			break;
		mark(places, feature_places(&f, &s, of, p = places), false);
		for (size_t i = 0; i < s.n; i++) {
			n += mark(out + n, feature_word(&s, i, out + n),
			    of[i].turned);
			for (unsigned h = 0; h < of[i].hashes; h++)
				out[n++] = *p++;
		}
		out[n++] = *p;
	}
	return n + mark(out + n, feature_marks(&f, &k, out + n), false);
}

long
lib_features(const char *p, size_t n, uint32_t *out, size_t most,
    int32_t *counts)
{
	size_t	 at = 0, used = 0;
	slice	 text;

	for (long i = 0; line(p, n, &at, &text); i++) {
		size_t	 m = features_of(text, out + used, most - used);

		counts[i] = (int32_t)m;
		used += m;
	}
	return (long)used;
}

long
lib_signs(const char *p, size_t n, int32_t *out)
{
	size_t	 at = 0;
	slice	 text;
	long	 i = 0;

	for (; line(p, n, &at, &text); i++, out += LIB_SIGNS) {
		const struct tongue *g = tongue_of(text, SLICE(""));
		struct tone t = { .words = 0 };

		tone_read(&t, text, g);
		out[0] = t.compound;
		out[1] = (int32_t)t.plus;
		out[2] = (int32_t)t.minus;
		out[3] = g->words == NULL ? -1 : (int32_t)g->number;
	}
	return i;
}

int
lib_tenths(const char *p, size_t n)
{
	static const struct lexicon *const all[] = { &lexicon_en,
		&lexicon_de, &lexicon_fr, &lexicon_es, &lexicon_it,
		&lexicon_pt, &lexicon_emoji };
	int	 tenths;

	for (size_t i = 0; i < COUNT(all); i++)
		if (lexicon_knows(all[i], hash_bytes((slice){ p, n }),
		    &tenths) && tenths != 0)
			return tenths;
	return 0;
}

uint32_t
lib_hash(const char *p, size_t n)
{
	return hash_bytes((slice){ p, n });
}

bool
lib_known(const char *p, size_t n)
{
	return slip_listed((slice){ p, n }, lib_hash(p, n));
}

long
lib_verdicts(const uint8_t *bytes, size_t size, const char *p, size_t n,
    const uint8_t *slips, size_t nslips, int32_t *out)
{
	static struct memo_word words[MEMO_LEAST];
	static struct reader reader;
	const slice none = { "", 0 };
	size_t	 at = 0;
	slice	 text;
	long	 i = 0;

	memset(words, 0, sizeof(words));
	reader = (struct reader){ .memo = { MEMO_LEAST - 1, words, NULL } };
	if (!table_open(&reader.tables[READ_POLARITY], bytes, size) ||
	    (nslips > 0 && !slips_open(&reader.slips, slips, nslips)))
		return -1;
	reader.tables[READ_CLASS] = reader.tables[READ_POLARITY];
	for (; line(p, n, &at, &text); i++, out += LIB_VERDICT) {
		struct polarity_verdict v = { .side = NEUTRAL };
		struct read r;

		read_mention(&reader, &r, none, text, none);
		if (r.tongue->words != NULL)
			polarity_of(&r.reading, READ_POLARITY, &r.tone,
			    r.tongue->number, &v);
		out[0] = (int32_t)v.side;
		for (size_t c = 0; c < POLARITIES; c++)
			out[1 + c] = v.chance[c];
		out[4] = v.sentiment;
	}
	return i;
}
