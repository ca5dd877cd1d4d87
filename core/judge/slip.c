#include "core/judge/slip.h"

#include "core/judge/issue.h"
#include "core/judge/lexicon.h"
#include "core/judge/small_words.h"

#include <string.h>

enum {
	HEAD = 5,
	LETTER = 5,		/* bits */
	ONE = 1 << LETTER,	/* letters are 1 to 26: none is 0 */
	PAD = 8
};

static inline unsigned
aim_bits(size_t length)
{
	return LETTER * (unsigned)(length - 1);
}

__attribute__((cold)) bool
slips_open(struct slips *s, const uint8_t *bytes, size_t n)
{
	const uint8_t *count = bytes + HEAD;
	const size_t counts = SLIP_LENGTHS * SLIP_LETTERS;
	size_t	 bit = 0, filter;

	memset(s, 0, sizeof(*s));
	if (n < HEAD + counts || memcmp(bytes, "ES\1", 3) != 0)
		return false;
	filter = (size_t)(bytes[3] << 8 | bytes[4]);
	for (size_t i = 0; i < counts; i++) {
		size_t	 length = i / SLIP_LETTERS;

		if (i % SLIP_LETTERS == 0) {
			bit = (bit + 7) / 8 * 8;
			s->at[length] = (uint32_t)(bit / 8);
			s->first[length] = s->from[i];
		}
		s->from[i + 1] = (uint16_t)(s->from[i] + count[i]);
		bit += count[i] * aim_bits(length + SLIP_LEAST);
	}
	if (filter == 0 || n != HEAD + counts + filter + (bit + 7) / 8 + PAD) {
		memset(s, 0, sizeof(*s));
		return false;
	}
	s->filter = count + counts;
	s->bits = 8 * (uint32_t)filter;
	s->aims = s->filter + filter;
	return true;
}

/* ---- words as numbers ------------------------------------------------ */

/* The letters behind the first, the next one lowest. 0: not only letters. */
static uint64_t
key_of(slice fold)
{
	uint64_t key = 0;

	for (size_t i = fold.n; i-- > 0;) {
		unsigned c = (uint8_t)fold.p[i] - ('a' - 1u);

		if (c - 1 >= SLIP_LETTERS)
			return 0;
		if (i > 0)
			key = key << LETTER | c;
	}
	return key;
}

/* Sixty bits stand in eight bytes, for those of all lengths begin with one. */
static inline uint64_t
load(const uint8_t *p)
{
	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
	    (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
	    (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

/* What makes one of two words the other; of two aims the greater is meant: of
 * a word many more can be made by one letter for another than without one. */
enum slip { SLIP_NONE, SLIP_OTHER, SLIP_MISSING, SLIP_SURE, SLIP_SAME };

/* The bit where the first letter begins that is another. */
static inline unsigned
first_of(uint64_t difference)
{
	return (unsigned)__builtin_ctzll(difference) * 205 / 1024 * LETTER;
}

/* Two of the same length, but for the letter from bit `last` on: one for
 * another, or two that changed places. */
static enum slip
changed(uint64_t aim, uint64_t word, unsigned last)
{
	uint64_t x = aim ^ word;
	unsigned at;

	if (x == 0)
		return SLIP_SAME;
	at = first_of(x);
	x >>= at;
	if (x < ONE)
		return at < last ? SLIP_OTHER : SLIP_NONE;
	return x < ONE * ONE && x % ONE == x / ONE &&
	    (word >> at ^ word >> (at + LETTER)) % ONE == x % ONE ?
	    SLIP_SURE : SLIP_NONE;
}

/* The longer one has a letter too many. Sure: one that is there twice. */
static enum slip
left_out(uint64_t longer, uint64_t other)
{
	unsigned at = first_of(longer ^ other);
	uint64_t low = ((uint64_t)1 << at) - 1;

	if (((longer & low) | (longer >> LETTER & ~low)) != other)
		return SLIP_NONE;
	return at > 0 && (longer >> at ^ longer >> (at - LETTER)) % ONE == 0 ?
	    SLIP_SURE : SLIP_MISSING;
}

/* A word that may be looked for, and the best that was found. */
struct wanted {
	uint64_t word, end;	/* its last letter */
	unsigned bits, first;
	enum slip how;
	uint64_t aim;
	size_t	 n;
};

/* A letter too many is always sure. */
static enum slip
compare(const struct wanted *w, uint64_t aim, unsigned bits)
{
	if (bits == w->bits)
		return changed(aim, w->word, bits - LETTER);
	return bits > w->bits ? left_out(aim, w->word) :
	    left_out(w->word, aim) ? SLIP_SURE : SLIP_NONE;
}

/* The aims of n letters. One of another length has to end as the word does:
 * most do not. */
static void
search(const struct slips *s, size_t n, struct wanted *w)
{
	size_t	 length = n - SLIP_LEAST;
	const uint16_t *from = s->from + length * SLIP_LETTERS + w->first;
	unsigned bits = aim_bits(n);
	bool	 same = bits == w->bits;
	size_t	 at = (size_t)8 * s->at[length] + bits *
	    (size_t)(from[0] - s->first[length]);
	uint64_t mask = ((uint64_t)1 << bits) - 1;

	for (unsigned i = from[0]; i < from[1]; i++, at += bits) {
		uint64_t aim = load(s->aims + at / 8) >> at % 8 & mask;
		enum slip how;

		if (!same && aim >> (bits - LETTER) != w->end)
			continue;
		how = compare(w, aim, bits);
		if (how > w->how) {
			w->how = how;
			w->aim = aim;
			w->n = n;
		}
		if (how == SLIP_SAME)
			break;
	}
}

/* ---- real words ------------------------------------------------------- */

static bool
in_filter(const struct slips *s, uint32_t hash)
{
	for (unsigned i = 0; i < SLIP_PROBES; i++) {
		uint32_t bit = (uint32_t)((uint64_t)hash * s->bits >> 32);

		if ((s->filter[bit / 8] >> bit % 8 & 1) == 0)
			return false;
		hash *= 0x9e3779b1u;
	}
	return true;
}

bool
slip_listed(slice fold, uint32_t hash)
{
	return small_word(hash) != 0 ||
	    lexicon_begins(&lexicon_en, fold, hash) ||
	    lexicon_begins(&lexicon_issue_en, fold, hash);
}

size_t
slip_meant(const struct slips *s, slice fold, uint32_t hash,
    char aim[static SLIP_MOST])
{
	struct wanted w = { .how = SLIP_NONE };

	if (fold.n < SLIP_LEAST || fold.n > SLIP_MOST ||
	    lexicon_search(&lexicon_en.words, hash) >= 0 ||
	    (w.word = key_of(fold)) == 0)
		return 0;
	w.bits = aim_bits(fold.n);
	w.first = (unsigned)(fold.p[0] - 'a');
	w.end = w.word >> (w.bits - LETTER);
	search(s, fold.n, &w);
	if (fold.n > SLIP_LEAST && w.how < SLIP_SURE)
		search(s, fold.n - 1, &w);
	if (fold.n < SLIP_MOST && w.how < SLIP_SURE)
		search(s, fold.n + 1, &w);
	if (w.how == SLIP_NONE || w.how == SLIP_SAME || in_filter(s, hash) ||
	    slip_listed(fold, hash))
		return 0;
	aim[0] = fold.p[0];
	for (size_t i = 1; i < w.n; i++, w.aim >>= LETTER)
		aim[i] = (char)(w.aim % ONE + ('a' - 1));
	return w.n;
}
