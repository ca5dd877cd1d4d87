#include "core/judge/hashtag.h"

#include "core/judge/small_words.h"

enum {
	LONGEST = 32,		/* of a tag, in bytes */
	WORD = 14,		/* of a word in it */
	TAIL = 4,		/* letters that suffice at its end */
	TAIL_TENTHS = 15	/* when they weigh this much */
};

/* Best ways up to each byte: fewest pieces. */
struct ways {
	uint8_t	 pieces[LONGEST + 1];	/* 0: none, but at the start */
	uint8_t	 from[LONGEST + 1];
};

/* Of two letters only the small words are words here, of one "a" and "i". */
static bool
is_piece(const struct lexicon *l, slice word, uint32_t hash)
{
	int	 tenths;

	if (word.n == 1)
		return word.p[0] == 'a' || word.p[0] == 'i';
	return (small_word(hash) & ~(1 << FOREIGN)) != 0 || (word.n > 2 &&
	    lexicon_knows(l, hash, &tenths));
}

static void
go_on(const struct lexicon *l, slice tag, size_t at, struct ways *w)
{
	uint32_t h = HASH_BEGIN;

	for (size_t n = 1; n <= WORD && at + n <= tag.n; n++) {
		uint8_t	 pieces = (uint8_t)(w->pieces[at] + 1);
		uint8_t	 now = w->pieces[at + n];

		h = hash_byte(h, tag.p[at + n - 1]);
		if ((now == 0 || pieces <= now) &&
		    is_piece(l, (slice){ tag.p + at, n }, hash_end(h))) {
			w->pieces[at + n] = pieces;
			w->from[at + n] = (uint8_t)at;
		}
	}
}

static void
put_piece(const struct sentence_word *w, slice tag, size_t at, size_t n,
    struct sentence *out)
{
	struct sentence_word *p = &out->words[out->n++];
	slice	 word = { tag.p + at, n };

	*p = (struct sentence_word){ .raw = w->raw, .hash = hash_bytes(word),
	    .at = (uint16_t)at, .n = (uint16_t)n, .capitals = w->capitals };
	if (w->raw.n == tag.n)
		p->raw = (slice){ w->raw.p + at, n };
}

static bool
put_tail(const struct lexicon *l, const struct sentence_word *w, slice tag,
    struct sentence *out)
{
	for (size_t at = tag.n > WORD ? tag.n - WORD : 1; at + TAIL <= tag.n;
	    at++) {
		slice	 word = slice_from(tag, at);
		int	 tenths;

		if (!lexicon_knows(l, hash_bytes(word), &tenths) ||
		    (tenths < TAIL_TENTHS && tenths > -TAIL_TENTHS))
			continue;
		put_piece(w, tag, at, word.n, out);
		return true;
	}
	return false;
}

bool
hashtag_split(const struct lexicon *l, const struct sentence *s, size_t word,
    struct sentence *out)
{
	const struct sentence_word *w = &s->words[word];
	slice	 tag = { s->buf + w->at, w->n };
	struct ways ways = { .pieces = { 0 } };
	size_t	 ends[HASHTAG_PIECES + 1];
	size_t	 n = 0;

	out->memo = NULL;
	out->n = out->exclamations = out->emoji = 0;
	out->question = out->dots = out->tagged = false;
	if (tag.n < TAIL || tag.n > LONGEST)
		return false;
	memcpy(out->buf, tag.p, tag.n);
	out->len = tag.n;
	for (size_t at = 0; at < tag.n; at++)
		if (at == 0 || ways.pieces[at] > 0)
			go_on(l, tag, at, &ways);
	n = ways.pieces[tag.n];
	if (n == 0 || n > HASHTAG_PIECES)
		return put_tail(l, w, tag, out);
	ends[n] = tag.n;
	for (size_t i = n; i > 0; i--)
		ends[i - 1] = ways.from[ends[i]];
	for (size_t i = 0; i < n; i++)
		put_piece(w, tag, ends[i], ends[i + 1] - ends[i], out);
	return true;
}
