/*
 * slip.h - what a word with one slip of the finger was meant to be.
 *
 * A word that no English list has is taken for one of the aims, a thousand
 * words that verdicts hang on, if one change makes it that: two neighbours
 * changed places, a letter too many, one missing, or one for another (Damerau
 * 1964). The first letter is always right, and so is the last one, unless it
 * changed its place. What real words lie so near to an aim a filter knows.
 *
 * Made by toolchain/train/slips.py. Bytes of a table:
 *   "ES" 1 filter(2, high one first: bytes of it)
 *   count[10][26]: aims of 4 to 13 letters, that begin with a to z
 *   filter: SLIP_PROBES bits of each real word, the low bits of a byte first
 *   aims, in that order and the most frequent first: five bits for each
 *   letter but the first, the low bits of a byte first; those of a length
 *   begin with a byte; and eight bytes more
 */
#ifndef CORE_SLIP_H
#define CORE_SLIP_H

#include "core/slice.h"

enum {
	SLIP_LEAST = 4, SLIP_MOST = 13,	/* letters */
	SLIP_LENGTHS = SLIP_MOST - SLIP_LEAST + 1,
	SLIP_LETTERS = 26,
	SLIP_PROBES = 4
};

/* As zeros: no aims. */
struct slips {
	const uint8_t *filter, *aims;
	uint32_t bits;		/* of the filter */
	uint32_t at[SLIP_LENGTHS];	/* the byte where the aims of a length
					 * begin, */
	uint16_t first[SLIP_LENGTHS];	/* the how many-th aim that is, */
	uint16_t from[SLIP_LENGTHS * SLIP_LETTERS + 1];	/* and the first one
					 * of a length and letter */
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
