#include "core/judge/table.h"

#include "core/judge/root.h"

#include <string.h>

/*
 * The bytes of a table, numbers of two bytes with the high one first:
 *   "ET" 1 bits heads parts per ndense nlangs codebits unit(2)
 *   bias[nlangs][heads](2), dense[heads][ndense](2): 1024ths
 *   book[parts][2^codebits][per](1)
 *   rows[2^bits][parts] of codebits each, the low bits of a byte first; and
 *   three bytes more, so that four can be read for each
 */
enum { HEAD = 12, BITS_LEAST = 4, BITS_MOST = 20, BYTE = 8,
	CODE_MOST = 10,		/* bits */
	PARTS_MOST = 2,		/* no row is in more than four bytes */
	PAD = 3,		/* bytes */
	PER_MOST = 8,		/* values of a part */
	NUMBER = 64,		/* bits, which the values of a part share */
	LONG = 625, LONG_ROOT = 25 };	/* features: some sixty words */

static int32_t
number(const uint8_t *p)
{
	return ((p[0] << 8 | p[1]) ^ 0x8000) - 0x8000;
}

/* The values of the book side by side in what is zeros, each 128 more than it
 * is, so that one addition is that of all; and so many that none spills into
 * the next: 2^n times 255 is below 2^(n + 8). */
static __attribute__((cold)) void
widen(struct table *t)
{
	const uint8_t *p = t->book;

	t->lane = NUMBER / (unsigned)t->per;
	t->most = (size_t)1 << (t->lane - BYTE);
	for (size_t i = 0; i < t->parts << t->bits; i++)
		for (size_t k = 0; k < t->per; k++)
			t->wide[i] |= (uint64_t)(*p++ ^ 0x80) << k * t->lane;
}

static __attribute__((cold)) void
weigh(struct table *t, const uint8_t *p)
{
	for (size_t k = 0; k < t->heads; k++)
		for (size_t i = 0; i < t->ndense; i++, p += 2)
			t->weights[k][i] = (int16_t)number(p);
}

__attribute__((cold)) bool
table_open(struct table *t, const uint8_t *bytes, size_t n)
{
	size_t	 bits, at = HEAD, dense;

	if (n < HEAD || memcmp(bytes, "ET\1", 3) != 0)
		return false;
	bits = bytes[3];
	*t = (struct table){ .shift = 32 - (unsigned)bits,
	    .heads = bytes[4], .parts = bytes[5], .per = bytes[6],
	    .ndense = bytes[7], .nlangs = bytes[8],
	    .bits = bytes[9],
	    .unit = bytes[10] << 8 | bytes[11] };
	if (bits < BITS_LEAST || bits > BITS_MOST || t->heads == 0 ||
	    t->heads > TABLE_HEADS || t->nlangs == 0 ||
	    t->parts * t->per != t->heads || t->parts > PARTS_MOST ||
	    t->ndense > TABLE_DENSE || t->bits - 1 >= CODE_MOST ||
	    t->per > PER_MOST ||
	    t->parts << t->bits > TABLE_CODES)
		return false;
	t->bias = bytes + at;
	at += 2 * t->nlangs * t->heads;
	dense = at;
	at += 2 * t->heads * t->ndense;
	t->book = bytes + at;
	at += t->heads << t->bits;
	t->rows = bytes + at;
	if (n <= at || n != at + (t->parts * t->bits << bits) / BYTE + PAD)
		return false;
	widen(t);
	weigh(t, bytes + dense);
	return true;
}

/* --- features ----------------------------------------------------------- */

/* The codes of a row, the first one lowest; of so many bits. */
static inline uint32_t
row(const struct table *t, size_t bits, uint32_t hash)
{
	size_t	 bit = bits * (hash >> t->shift);
	const uint8_t *p = t->rows + bit / BYTE;

	return ((uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	    (uint32_t)p[3] << 24) >> bit % BYTE;
}

/* What n values of a part together are, in their lanes. */
static __attribute__((noinline)) void
unpack(const struct table *t, uint64_t lanes, size_t n, int32_t *sum)
{
	uint64_t mask = ~(uint64_t)0 >> (NUMBER - t->lane);

	for (size_t k = 0; k < t->per; k++, lanes >>= t->lane)
		sum[k] += (int32_t)(lanes & mask) - 0x80 * (int32_t)n;
}

static __attribute__((cold)) void
add_any(const struct table *t, const uint32_t *hash, size_t n, int32_t *sum)
{
	uint32_t mask = ((uint32_t)1 << t->bits) - 1;

	for (size_t p = 0; p < t->parts; p++) {
		const uint64_t *wide = t->wide + (p << t->bits);
		uint64_t lanes = 0;

		for (size_t i = 0; i < n; i++)
			lanes += wide[row(t, t->parts * t->bits, hash[i]) >>
			    p * t->bits & mask];
		unpack(t, lanes, n, sum + p * t->per);
	}
}

/* The same of a table of one part and one of two, as the reader has them. */
static void
add_both(const struct table *a, const struct table *b, const uint32_t *hash,
    size_t n, int32_t *sum)
{
	const uint64_t *second = b->wide + ((size_t)1 << b->bits);
	uint32_t of_a = ((uint32_t)1 << a->bits) - 1;
	uint32_t of_b = ((uint32_t)1 << b->bits) - 1;
	uint64_t one = 0, two = 0, three = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t code = row(a, a->bits, hash[i]);
		uint32_t codes = row(b, (size_t)2 * b->bits, hash[i]);

		one += a->wide[code & of_a];
		two += b->wide[codes & of_b];
		three += second[codes >> b->bits & of_b];
	}
	unpack(a, one, n, sum);
	unpack(b, two, n, sum + a->heads);
	unpack(b, three, n, sum + a->heads + b->per);
}

void
tables_add(const struct table *const *t, size_t ntables, const uint32_t *hash,
    size_t n, int32_t *sum)
{
	bool	 both = ntables == 2 && t[0]->parts == 1 && t[1]->parts == 2;
	size_t	 most = t[0]->most, some;

	if (ntables == 2 && t[1]->most < most)
		most = t[1]->most;
	for (; n > 0; n -= some, hash += some) {
		some = n < most ? n : most;
		if (both)
			add_both(t[0], t[1], hash, some, sum);
		for (size_t i = 0, at = 0; i < ntables && !both;
		    at += t[i++]->heads)
			add_any(t[i], hash, some, sum + at);
	}
}

int32_t
table_value(const struct table *t, size_t head, uint32_t hash)
{
	size_t	 part = head / t->per;
	size_t	 code = row(t, t->bits * t->parts, hash) >> t->bits * part &
	    (((uint32_t)1 << t->bits) - 1);
	uint64_t lanes = t->wide[(part << t->bits) + code];

	return (int32_t)(lanes >> head % t->per * t->lane & 0xff) - 0x80;
}

/* --- answers ------------------------------------------------------------ */

/*
 * 256 times the root of n, rounded down; n is below 2^24. Above LONG it grows
 * as n does: what a long text repeats must not make it surer and surer.
 */
int64_t
table_root(uint32_t n)
{
	if (n > LONG)
		return 256 * (int64_t)n / LONG_ROOT;
	return n > 0 ? root_of((uint64_t)n << 16) : 1;
}

/* What all dense inputs together weigh: thousandths of 1000 at most by 1024ths
 * of 32768 at most, forty times, are below 2^31. */
static inline int32_t
dense_sum(const int16_t weights[TABLE_DENSE], const int16_t dense[TABLE_DENSE])
{
	int32_t	 sum = 0;

#pragma GCC unroll 5
	for (size_t i = 0; i < TABLE_DENSE; i++)
		sum += weights[i] * dense[i];
	return sum;
}

void
table_answer(const struct table *t, const int32_t *sum, int64_t root,
    const int16_t dense[static TABLE_DENSE], size_t lang, int32_t *answer)
{
	const uint8_t *bias = t->bias + (lang < t->nlangs ?
	    2 * lang * t->heads : 0);
	int64_t	 unit = (int64_t)t->unit * 4;

	/* unit / 65536 * sum / root, times 1024 */
	for (size_t k = 0; k < t->heads; k++)
		answer[k] = number(bias + 2 * k) +
		    dense_sum(t->weights[k], dense) / 1000 +
		    (int32_t)(sum[k] * unit / root);
}
