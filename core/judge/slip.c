#include "core/judge/slip.h"

#include "core/judge/issue.h"
#include "core/judge/lexicon.h"
#include "core/judge/small_words.h"

#include <string.h>

enum {
	HEAD = 7,
	LETTER = 5,		/* bits */
	ONE = 1 << LETTER,	/* letters are 1 to 26: none is 0 */
	NO_SYMBOL = 255,
	PEEK = 3,		/* bytes that a symbol lies in, */
	PEEKED = 8 * PEEK,
	ANY = (1 << (SLIP_LETTERS + 1)) - 1	/* letter, from bit 1 on */
};

/* ---- words as numbers -------------------------------------------------- */

static inline unsigned
bits_of(size_t length)
{
	return LETTER * (unsigned)(length - 1);
}

static inline size_t
bucket_of(size_t length, size_t first)
{
	return (length - SLIP_LEAST) * SLIP_LETTERS + first;
}

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

static inline uint32_t
tail_of(uint64_t key)
{
	return (uint32_t)(key * 0x9e3779b97f4a7c15u >> 32) % SLIP_TAILS;
}

/* ---- the table --------------------------------------------------------- */

struct stream {
	const uint8_t *code, *p;
	size_t	 at, n;		/* bits, bytes */
};

/* Of the canonical code; NO_SYMBOL: there is none, or no bits are left. */
static inline unsigned
next_symbol(struct stream *b)
{
	const uint8_t *p = b->p + b->at / 8, *symbol = b->code + SLIP_CODE;
	unsigned first = 0, bits;

	if (b->at / 8 + PEEK > b->n)
		return NO_SYMBOL;
	bits = (unsigned)(p[0] << 16 | p[1] << 8 | p[2]) << b->at % 8;
	bits &= (1u << PEEKED) - 1;
	for (unsigned i = 0; i < SLIP_CODE; i++) {
		unsigned code = bits >> (PEEKED - 1 - i), n = b->code[i];

		b->at++;
		if (code - first < n)
			return symbol[code - first];
		symbol += n;
		first = (first + n) << 1;
	}
	return NO_SYMBOL;
}

/* With 1 they are counted by their buckets, with -1 put there, from its end on
 * (and what the first time put somewhere is overwritten). */
static inline void
add_aim(struct slips *s, int step, size_t bucket, uint64_t key)
{
	uint32_t tail = tail_of(key);

	s->starts[bucket] = (uint16_t)(s->starts[bucket] + step);
	s->aims[s->starts[bucket]] = key;
	s->tails[tail / 8] |= (uint8_t)(1 << tail % 8);
}

static __attribute__((cold, noinline)) bool
read_aims(struct slips *s, struct stream *b, unsigned aims, int step)
{
	uint64_t key = 0;
	size_t	 n = 0, first = 0;

	b->at = 0;
	while (aims > 0) {
		unsigned c = next_symbol(b);

		if (c < SLIP_LETTERS && n == 0) {
			first = c;
			n = 1;
		} else if (c < SLIP_LETTERS && n < SLIP_MOST) {
			key |= (uint64_t)(c + 1) << bits_of(n++);
		} else {
			if (n < SLIP_LEAST || c - SLIP_LETTERS > n)
				return false;
			add_aim(s, step, bucket_of(n, first), key);
			aims--;
			n = c - SLIP_LETTERS;
			key &= n > 0 ? ((uint64_t)1 << bits_of(n)) - 1 : 0;
		}
	}
	return (b->at + 7) / 8 + PEEK - 1 == b->n;
}

static __attribute__((cold)) bool
open_table(struct slips *s, const uint8_t *bytes, size_t n)
{
	const uint8_t *end = bytes + n;
	struct stream b = { .code = bytes + HEAD };
	size_t	 symbols = 0;
	unsigned aims;

	if (n < HEAD + SLIP_CODE + SLIP_SYMBOLS ||
	    memcmp(bytes, "ES\2", 3) != 0)
		return false;
	aims = (unsigned)(bytes[3] << 8 | bytes[4]);
	s->slice = (uint32_t)(bytes[5] << 8 | bytes[6]);
	for (size_t i = 0; i < SLIP_CODE; i++)
		symbols += b.code[i];
	s->filter = b.code + SLIP_CODE + symbols;
	if (aims >= SLIP_AIMS || symbols > SLIP_SYMBOLS || s->slice < 8 ||
	    (size_t)(end - s->filter) < SLIP_SLICES * s->slice)
		return false;
	b.p = s->filter + SLIP_SLICES * s->slice;
	b.n = (size_t)(end - b.p);
	if (!read_aims(s, &b, aims, 1))
		return false;
	for (size_t i = 0; i < SLIP_BUCKETS; i++)
		s->starts[i + 1] = (uint16_t)(s->starts[i + 1] + s->starts[i]);
	return read_aims(s, &b, aims, -1);
}

__attribute__((cold)) bool
slips_open(struct slips *s, const uint8_t *bytes, size_t n)
{
	bool	 ok;

	memset(s, 0, sizeof(*s));
	ok = open_table(s, bytes, n);
	if (!ok)
		memset(s, 0, sizeof(*s));
	return ok;
}

/* ---- one slip ---------------------------------------------------------- */

/* What makes one of two words the other; of two aims the greater is meant: of
 * a word many more can be made by one letter for another than without one. */
enum slip {
	SLIP_NONE, SLIP_BESIDE, SLIP_OTHER, SLIP_MISSING, SLIP_SURE, SLIP_SAME
};

/* Of each letter those whose keys lie beside its own: a is bit 1. */
static const uint32_t beside[SLIP_LETTERS] = {
	0x48a0000, 0x0404180, 0x1400050, 0x10c0068, 0x08c0010, 0x0540098,
	0x2500144, 0x2204484, 0x0208c00, 0x0206b00, 0x000b600, 0x0018800,
	0x0004c00, 0x0002504, 0x0011a00, 0x0009000, 0x0800002, 0x0100070,
	0x5800032, 0x20400c0, 0x2000700, 0x00000cc, 0x00a0022, 0x4080018,
	0x0300180, 0x1080002,
};

/* A word that may be looked for, and the best aim that was found. */
struct wanted {
	uint64_t word;
	size_t	 length;
	unsigned first, last;	/* letters, from 1 */
	enum slip how;
	uint64_t aim;
	unsigned letter;	/* its first one */
};

static inline void
take(struct wanted *w, enum slip how, uint64_t aim, unsigned letter)
{
	if (how <= w->how)
		return;
	w->how = how;
	w->aim = aim;
	w->letter = letter;
}

/* The bit where the first letter begins that is another. */
static inline unsigned
first_of(uint64_t difference)
{
	return (unsigned)__builtin_ctzll(difference) * 205 / 1024 * LETTER;
}

/* As many letters: one for another, or two neighbours that changed places. */
static enum slip
changed(const struct wanted *w, uint64_t aim)
{
	uint64_t x = aim ^ w->word;
	unsigned at;

	if (x == 0)
		return SLIP_SAME;
	at = first_of(x);
	x >>= at;
	if (x < ONE)
		return at < bits_of(w->length) - LETTER ? SLIP_OTHER :
		    beside[w->last - 1] >> (aim >> at) & 1 ?
		    SLIP_BESIDE : SLIP_NONE;
	return x < ONE * ONE && x % ONE == x / ONE &&
	    (w->word >> at ^ w->word >> (at + LETTER)) % ONE == x % ONE ?
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

/* What makes of a word an aim of n letters with the same first one. Of the
 * shorter ones such have to end as the word does; then a letter too many is
 * always sure. */
static __attribute__((noinline)) enum slip
compare(const struct wanted *w, uint64_t aim, size_t n)
{
	if (n == w->length)
		return changed(w, aim);
	if (n > w->length)
		return left_out(aim, w->word);
	return aim >> (bits_of(n) - LETTER) == w->last &&
	    left_out(w->word, aim) ? SLIP_SURE : SLIP_NONE;
}

/* All of them. Most differ once more behind the first letter that does: two
 * letters on, or moved by the one that one of them has more. */
static void
search(const struct slips *s, struct wanted *w, size_t n)
{
	unsigned by = n == w->length ? 2 * LETTER : n > w->length ? LETTER : 0;
	uint64_t moved = w->word >> (n == w->length ? by : LETTER - by);
	const uint16_t *starts = s->starts + bucket_of(n, w->first - 1);

	for (const uint64_t *at = s->aims + starts[0],
	    *end = s->aims + starts[1]; at < end; at++) {
		uint64_t x = *at ^ w->word;

		if ((*at >> by ^ moved) <= (x & (0 - x)))
			take(w, compare(w, *at, n), *at, w->first);
	}
}

/* The aim of n letters that ends so, behind one of those: bit 1 is a. */
static __attribute__((noinline)) void
look(const struct slips *s, struct wanted *w, size_t n, uint32_t letters,
    uint64_t tail, enum slip how)
{
	uint32_t bit = tail_of(tail);

	if ((s->tails[bit / 8] >> bit % 8 & 1) == 0 || n < SLIP_LEAST ||
	    n > SLIP_MOST || how <= w->how)
		return;
	for (unsigned c = 1; (letters >>= 1) != 0; c++) {
		const uint16_t *starts = s->starts + bucket_of(n, c - 1);

		for (size_t i = starts[0]; letters & 1 && i < starts[1]; i++)
			if (s->aims[i] == tail)
				take(w, how, tail, c);
	}
}

/* The first letter changed its place, is missing, one too many, or another. */
static void
search_first(const struct slips *s, struct wanted *w)
{
	uint64_t word = w->word;
	uint32_t second = (uint32_t)1 << word % ONE;

	look(s, w, w->length, second, word / ONE * ONE | w->first, SLIP_SURE);
	look(s, w, w->length + 1, ANY, word << LETTER | w->first,
	    SLIP_MISSING);
	look(s, w, w->length - 1, second, word >> LETTER, SLIP_OTHER);
	look(s, w, w->length, beside[w->first - 1], word, SLIP_BESIDE);
}

/* ---- real words -------------------------------------------------------- */

static inline uint64_t
load(const uint8_t *p)
{
	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
	    (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
	    (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

static unsigned
parity(uint64_t x)
{
	for (unsigned half = 32; half >= 1; half /= 2)
		x ^= x >> half;
	return x & 1;
}

static __attribute__((cold)) bool
in_filter(const struct slips *s, uint32_t hash)
{
	uint32_t places = 8 * s->slice - SLIP_WINDOW;
	uint32_t at = (uint32_t)((uint64_t)hash * places >> 32);
	uint64_t picks = hash * 0x9e3779b97f4a7c15u;
	const uint8_t *p = s->filter + at / 8;

	for (unsigned i = 0; i < SLIP_SLICES; i++, p += s->slice)
		if (parity(load(p) >> at % 8 & picks >> (64 - SLIP_WINDOW)) !=
		    (picks >> i & 1))
			return false;
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
	struct wanted w = { .length = fold.n, .how = SLIP_NONE };
	size_t	 n;

	if (fold.n < SLIP_LEAST || fold.n > SLIP_MOST ||
	    lexicon_search(&lexicon_en.words, hash) >= 0 ||
	    (w.word = key_of(fold)) == 0)
		return 0;
	w.first = (unsigned)(fold.p[0] - ('a' - 1));
	w.last = (unsigned)(fold.p[fold.n - 1] - ('a' - 1));
	search(s, &w, fold.n);
	if (fold.n > SLIP_LEAST && w.how < SLIP_SURE)
		search(s, &w, fold.n - 1);
	if (fold.n < SLIP_MOST && w.how < SLIP_SURE)
		search(s, &w, fold.n + 1);
	if (w.how < SLIP_SURE)
		search_first(s, &w);
	if (w.how == SLIP_NONE || w.how == SLIP_SAME || in_filter(s, hash) ||
	    slip_listed(fold, hash))
		return 0;
	for (n = 1, aim[0] = (char)(w.letter + ('a' - 1)); w.aim > 0; n++) {
		aim[n] = (char)(w.aim % ONE + ('a' - 1));
		w.aim >>= LETTER;
	}
	return n;
}
