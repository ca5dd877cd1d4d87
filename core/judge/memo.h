/*
 * memo.h - what a word is by itself, remembered by its hash: most words of a
 * text were in the texts before it.
 */
#ifndef CORE_MEMO_H
#define CORE_MEMO_H

#include <stdbool.h>
#include <stdint.h>

enum {
	MEMO_LEAST = 2048,	/* words; powers of two */
	MEMO_MOST = 16384,
	MEMO_NONE = UINT16_MAX,	/* no place in it */
	MEMO_AGAIN = 1 << 15,
	MEMO_HEADS = 12		/* of all tables together */
};

struct memo_word {
	uint32_t hash;
	uint8_t	 features;	/* 0: nothing is remembered */
	uint8_t	 check;		/* of its letters: hashes can be the same */
	uint16_t marks;		/* bit i: it begins no entry of the lexicon of
				 * this number; MEMO_AGAIN: was asked for
				 * since another wanted in */
	int16_t	 sum[MEMO_HEADS];	/* core/judge/table.h */
};

/* Begins as zeros, and belongs to the tables it was used with. */
struct memo {
	uint32_t mask;		/* of the hash, where a word is */
	struct memo_word *words;
};

#endif
