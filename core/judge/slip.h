/*
 * slip.h - what a word with one slip of the finger was meant to be.
 *
 * A word that no English list has is taken for one of the aims, a thousand
 * words that verdicts hang on, if one change makes it that: two neighbours
 * changed places, a letter too many, one missing, or one for another (Damerau
 * 1964). The last letter and the first one are taken for right more readily:
 * another stands there only if it lies beside it on the keyboard, and a letter
 * too many behind the last one only if it is that twice. What real words lie
 * so near to an aim a filter knows.
 *
 * Made by toolchain/train/slips.py. Bytes of a table:
 *   "ES" 2 aims(2, high one first: how many) slice(2: bytes of one)
 *   count[SLIP_CODE]: symbols of one bit, of two ...; the symbols (canonical
 *   Huffman, the highest bit first): 0 to 25 a letter, 26 and more the end of
 *   a word, and how many letters of it the next one begins with
 *   filter: SLIP_SLICES slices, the low bits of a byte first. For a real word
 *   the bits of each that its hash picks from a place on are as odd as it says
 *   (Dillinger and Walzer, Ribbon filter, 2021)
 *   aims, in the order of the alphabet: symbols, the high bits of a byte first;
 *   and two bytes more
 */
#ifndef CORE_SLIP_H
#define CORE_SLIP_H

#include "core/slice.h"

enum {
	SLIP_LEAST = 4, SLIP_MOST = 13,	/* letters */
	SLIP_LENGTHS = SLIP_MOST - SLIP_LEAST + 1,
	SLIP_LETTERS = 26,
	SLIP_BUCKETS = SLIP_LENGTHS * SLIP_LETTERS,
	SLIP_AIMS = 1280,	/* there are fewer */
	SLIP_CODE = 10,		/* bits of a symbol at most, */
	SLIP_SYMBOLS = SLIP_LETTERS + SLIP_MOST,
	SLIP_SLICES = 6,	/* of the filter, */
	SLIP_WINDOW = 56,	/* and the bits a word picks from in each */
	SLIP_TAILS = 1 << 15
};

/* As zeros: no aims. */
struct slips {
	const uint8_t *filter;
	uint32_t slice;		/* bytes of the filter */
	uint16_t starts[SLIP_BUCKETS + 1];	/* in aims, of those of a
					 * length and letter, and the end */
	uint64_t aims[SLIP_AIMS];	/* the letters behind the first, the
					 * next one lowest: five bits each;
					 * of a bucket the last one first */
	uint8_t	 tails[SLIP_TAILS / 8];	/* a bit for each such number's hash */
};

/* The committed table; false: not such bytes. They must stay. */
bool	 slips_open(struct slips *, const uint8_t *bytes, size_t n);

/* An English list has it, or begins with it, or has a star that takes it. */
bool	 slip_listed(slice fold, uint32_t hash);

/* The aim for a folded word and its hash (core/judge/hash.h), and how long it
 * is; 0: the word is none that has slipped. */
size_t	 slip_meant(const struct slips *, slice fold, uint32_t hash,
	    char aim[static SLIP_MOST]);

#endif
