/*
 * memo.h - what a word is by itself, remembered by its hash: most words of a
 * text were in the texts before it.
 */
#ifndef CORE_MEMO_H
#define CORE_MEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	MEMO_LEAST = 2048,	/* words; powers of two */
	MEMO_MOST = 32768,
	MEMO_LINE = 64,		/* bytes where two places fit, */
	MEMO_PLACES = 4,	/* of which a word has those of two lines */
	MEMO_STORED = 7,	/* the last bits of a hash, which no place
				 * tells */
	MEMO_NONE = UINT16_MAX,	/* no place in it */
	MEMO_AGAIN = 1 << 15,
	MEMO_SLIP = 1 << 14,	/* core/judge/slip.h has an aim for it */
	MEMO_OPEN = 1 << 13,	/* it begins entries of which no pair tells */
	MEMO_HEADS = 12,	/* of all tables together, */
	MEMO_LANES = 3,		/* four to a number: each has so many bits, */
	MEMO_LANE = 14,
	MEMO_ZERO = 1 << 13,	/* and is this much more than it is: a word has
				 * 56 features of a byte at most; */
	MEMO_LOW = 28, MEMO_HIGH = 60,	/* and from here on four are free */
	MEMO_MARKS = 256	/* places for the marks of texts */
};

struct memo_word {
	uint32_t hash;		/* its place tells the byte MEMO_BYTE, in which
				 * are the languages of which it has a sign */
	uint8_t	 features : 6;	/* 0: nothing is remembered */
	uint8_t	 sign : 2;	/* core/judge/tongue.c; 0: not asked yet */
	uint8_t	 check;		/* of its letters: hashes can be the same */
	uint16_t marks;		/* bit i: it is no entry of the lexicon of this
				 * number; MEMO_AGAIN: was asked for since
				 * another wanted in */
	uint64_t sum[MEMO_LANES];	/* core/judge/table.h; and what it is
				 * as an entry, see memo_entry() */
};

#define MEMO_BYTE	0x0000ff00u	/* of a hash: above MEMO_STORED and a
					 * bit that tells two places apart */

static inline bool
memo_is(const struct memo_word *m, uint32_t hash)
{
	return ((m->hash ^ hash) & ~MEMO_BYTE) == 0;
}

/* The sums of what is counted of a whole text: few texts differ in it. */
struct memo_marks {
	uint64_t key;		/* and its highest bit */
	uint64_t sum[MEMO_LANES];
};

/* Begins as zeros, and belongs to the tables it was used with. */
struct memo {
	uint32_t mask;		/* of a place */
	struct memo_word *words;
	struct memo_marks *marks;	/* NULL: they are not remembered */
};

/* Two lanes in each half of a number, so that both halves can be added up. */
static inline unsigned
memo_shift(size_t head)
{
	return (unsigned)(head % 4 / 2 * 32 + head % 2 * MEMO_LANE);
}

static inline void
memo_sums(uint64_t lanes[MEMO_LANES], const int32_t sum[MEMO_HEADS])
{
	for (size_t i = 0; i < MEMO_LANES; i++)
		lanes[i] = 0;
	for (size_t k = 0; k < MEMO_HEADS; k++)
		lanes[k / 4] |= (uint64_t)(sum[k] + MEMO_ZERO) <<
		    memo_shift(k);
}

static inline int32_t
memo_sum(const uint64_t lanes[MEMO_LANES], size_t head)
{
	return (int32_t)(lanes[head / 4] >> memo_shift(head) &
	    ((1 << MEMO_LANE) - 1)) - MEMO_ZERO;
}

/* The value of a word that by itself is an entry of the lexicon of this number.
 * Two of them are remembered, in the bits that the first two sums leave free,
 * and their numbers in those of the last. False: not known. */
static inline bool
memo_entry(const struct memo_word *m, unsigned number, int *value)
{
	uint64_t v = m->sum[number % 2];
	uint64_t numbers = m->sum[2] >> (number % 2 ? MEMO_HIGH : MEMO_LOW);

	*value = (int8_t)(v >> MEMO_HIGH << 4 | (v >> MEMO_LOW & 15));
	return (numbers & 15) == number + 1;
}

static inline void
memo_put_entry(struct memo_word *m, unsigned number, int value)
{
	const uint64_t one = 15;
	unsigned at = number % 2 ? MEMO_HIGH : MEMO_LOW;
	uint64_t *v = &m->sum[number % 2];

	*v = (*v & ~(one << MEMO_HIGH | one << MEMO_LOW)) |
	    (uint64_t)((unsigned)value >> 4 & 15) << MEMO_HIGH |
	    (uint64_t)((unsigned)value & 15) << MEMO_LOW;
	m->sum[2] = (m->sum[2] & ~(one << at)) | (uint64_t)(number + 1) << at;
}

/* The first place of a word. */
static inline uint32_t
memo_place(const struct memo *m, uint32_t hash)
{
	return hash >> MEMO_STORED & m->mask;
}

/* Any of them: the last bit turned is its neighbour, and bits above those that
 * tell MEMO_BYTE, turned as no place tells, are another line. */
static inline uint32_t
memo_other(const struct memo *m, uint32_t hash, uint32_t i)
{
	uint32_t line = i > 1 ? (hash << 9 | 1 << 9) & m->mask : 0;

	return memo_place(m, hash) ^ line ^ (i & 1);
}

/* A word will soon be asked for: its place is far from the processor. Changes
 * nothing. */
static inline void
memo_soon(const struct memo *m, uint32_t hash)
{
	if (m != NULL)
		__builtin_prefetch(&m->words[memo_place(m, hash)]);
}

#endif
