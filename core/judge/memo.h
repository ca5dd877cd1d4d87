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
	MEMO_NONE = UINT16_MAX,	/* no place in it */
	MEMO_AGAIN = 1 << 15,
	MEMO_HEADS = 12,	/* of all tables together, */
	MEMO_LANES = 3,		/* four to a number: each has so many bits, */
	MEMO_LANE = 16,
	MEMO_ZERO = 1 << 15,	/* and is this much more than it is */
	MEMO_MARKS = 64		/* places for the marks of texts */
};

struct memo_word {
	uint32_t hash;		/* its place tells the last byte, in which are
				 * the languages of which it has a sign */
	uint8_t	 features : 6;	/* 0: nothing is remembered */
	uint8_t	 sign : 2;	/* core/judge/tongue.c; 0: not asked yet */
	uint8_t	 check;		/* of its letters: hashes can be the same */
	uint16_t marks;		/* bit i: it begins no entry of the lexicon of
				 * this number; MEMO_AGAIN: was asked for
				 * since another wanted in */
	uint64_t sum[MEMO_LANES];	/* core/judge/table.h */
};

static inline bool
memo_is(const struct memo_word *m, uint32_t hash)
{
	return (m->hash ^ hash) < 0x100;
}

/* The sums of what is counted of a whole text: few texts differ in it. */
struct memo_marks {
	uint64_t key;		/* and its highest bit */
	uint64_t sum[MEMO_LANES];
};

/* Begins as zeros, and belongs to the tables it was used with. */
struct memo {
	uint32_t mask;		/* of the hash, where a word is */
	struct memo_word *words;
	struct memo_marks *marks;	/* NULL: they are not remembered */
};

static inline void
memo_sums(uint64_t lanes[MEMO_LANES], const int32_t sum[MEMO_HEADS])
{
	for (size_t i = 0; i < MEMO_LANES; i++)
		lanes[i] = 0;
	for (size_t k = 0; k < MEMO_HEADS; k++)
		lanes[k / 4] |= (uint64_t)(uint16_t)(sum[k] + MEMO_ZERO) <<
		    k % 4 * MEMO_LANE;
}

static inline int32_t
memo_sum(const uint64_t lanes[MEMO_LANES], size_t head)
{
	return (int32_t)(lanes[head / 4] >> head % 4 * MEMO_LANE & 0xffff) -
	    MEMO_ZERO;
}

/* A word will soon be asked for: its place is far from the processor. Changes
 * nothing. */
static inline void
memo_soon(const struct memo *m, uint32_t hash)
{
	if (m != NULL)
		__builtin_prefetch(&m->words[hash & m->mask]);
}

#endif
