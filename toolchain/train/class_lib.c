/*
 * class_lib.c - what the router sees of a text, for class.py: one line of a
 * buffer is a text. Built as a shared library from core/judge and this.
 */
#include "core/judge/class.h"
#include "core/judge/read.h"

struct out {
	uint32_t *hash;
	long	 n, most;
};

static void
put(struct out *o, const uint32_t *hash, size_t n)
{
	for (size_t i = 0; i < n && o->n < o->most; i++)
		o->hash[o->n++] = hash[i];
}

static void
put_hashes(struct out *o, slice text)
{
	static struct sentence s;
	uint32_t b[FEATURE_WORD_MOST], places[FEATURE_PLACES_MOST], *p;
	struct feature_place of[SENTENCE_WORDS];
	struct sentences k;
	struct features f = { .words = 0 };

	sentences_init(&k, text);
	while (sentence_next(&k, &s)) {
		(void)feature_places(&f, &s, of, p = places);
		for (size_t i = 0; i < s.n; p += of[i++].hashes) {
			put(o, b, feature_word(&s, i, b));
			put(o, p, of[i].hashes);
		}
		put(o, p, 1);
	}
	put(o, b, feature_marks(&f, &k, b));
}

static int32_t
put_dense(struct reader *reader, slice text, int32_t *dense)
{
	static const slice none = { "", 0 };
	int16_t	 d[CLASS_DENSE];
	struct read r;
	struct polarity_verdict v;
	struct class_signs g = { .tone = &r.tone, .polarity = &v,
	    .text = text };

	read_mention(reader, &r, none, text, none);
	g.lang = r.tongue->number;
	polarity_of(&r.reading, READ_POLARITY, &r.tone, r.tongue->number, &v);
	class_dense(&g, d);
	for (size_t i = 0; i < CLASS_DENSE; i++)
		dense[i] = d[i];
	return r.tongue->words != NULL ? (int32_t)r.tongue->number : -1;
}

static slice
line(slice *rest)
{
	const char *end = memchr(rest->p, '\n', rest->n);
	slice	 l = { rest->p, end ? (size_t)(end - rest->p) : rest->n };
	size_t	 step = l.n + (end != NULL);

	rest->p += step;
	rest->n -= step;
	return l;
}

/* Of each text: how many hashes, its dense inputs, its tongue or -1. Gives
 * all hashes, or -1: the polarity table is not for this program. */
long	 class_lines(const char *, long, uint32_t *, long, int32_t *, int32_t *,
	    int32_t *);
long
class_lines(const char *p, long n, uint32_t *hash, long most, int32_t *counts,
    int32_t *dense, int32_t *lang)
{
	static struct memo_word words[MEMO_LEAST];
	static struct reader reader = { .memo = { MEMO_LEAST - 1, words,
	    NULL } };
	slice	 rest = { p, (size_t)n };
	struct out o = { hash, 0, most };

	if (!polarity_table(&reader.tables[READ_POLARITY]))
		return -1;
	reader.tables[READ_CLASS] = reader.tables[READ_POLARITY];
	for (long i = 0; rest.n > 0; i++) {
		slice	 text = line(&rest);
		long	 before = o.n;

		put_hashes(&o, text);
		counts[i] = (int32_t)(o.n - before);
		lang[i] = put_dense(&reader, text, dense + i * CLASS_DENSE);
	}
	return o.n;
}

/* The words of each text with blanks between, for skipgram.c. */
long	 class_words(const char *, long, char *, long);
long
class_words(const char *p, long n, char *out, long most)
{
	static struct sentence s;
	slice	 rest = { p, (size_t)n };
	long	 at = 0;

	while (rest.n > 0) {
		struct sentences k;

		sentences_init(&k, line(&rest));
		while (sentence_next(&k, &s)) {
			slice	 words = s.n ? sentence_from(&s, 0) :
			    SLICE("");

			if (at + (long)words.n + 4 > most)
				return -1;
			memcpy(out + at, words.p, words.n);
			at += (long)words.n;
			out[at++] = ' ';
			out[at++] = s.question ? '?' :
			    s.exclamations ? '!' : '.';
			out[at++] = ' ';
		}
		out[at++] = '\n';
	}
	return at;
}
