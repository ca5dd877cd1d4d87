/*
 * table.h - a trained table: what each feature of a text speaks for.
 *
 * A row holds all heads (the kinds of answer) of the features that fall on
 * it, a few bits for every few heads: an index into a small code book of the
 * values that were most worth having. A text's answer for a head is
 * the sum of its features' values, divided by the root of how many they are,
 * and of a few dense inputs that others measured. The sum is exact and the
 * same on every processor.
 */
#ifndef CORE_TABLE_H
#define CORE_TABLE_H

#include "core/judge/memo.h"

enum {
	TABLE_HEADS = MEMO_HEADS,	/* of all tables together */
	TABLE_CODES = 1024,	/* of a book, with all its parts */
	TABLE_DENSE = 40,	/* inputs; a multiple of eight: a processor
				 * takes so many at once */
	TABLE_ONE = 1024	/* 1.0 of an answer */
};

/* Of the bytes made by toolchain/train; see table_open(). */
struct table {
	unsigned shift;		/* from hash to row */
	unsigned bits;		/* of a code */
	size_t	 heads, parts, per, ndense, nlangs;
	int32_t	 unit;		/* 65536ths that a value of 1 weighs */
	const uint8_t *bias, *book, *rows;
	unsigned lane;		/* bits of a value in a number of these: */
	size_t	 most;		/* so many can be added */
	uint64_t wide[TABLE_CODES];	/* the book as it is added */
	int16_t	 weights[TABLE_HEADS][TABLE_DENSE];	/* 1024ths; 0: of no
				 * input */
};

/* false: not such bytes. They must stay. */
bool	 table_open(struct table *, const uint8_t *bytes, size_t n);

/* The values of n features, for every head of one table after the other. */
void	 tables_add(const struct table *const *, size_t ntables,
	    const uint32_t *hash, size_t n, int32_t *sum);
int32_t	 table_value(const struct table *, size_t head, uint32_t hash);
/* What the sums of so many features are divided by. */
int64_t	 table_root(uint32_t nfeatures);
/* What they answer, in units of TABLE_ONE; the others as in reading_answer(),
 * core/judge/reading.h. */
void	 table_answer(const struct table *, const int32_t *sum, int64_t root,
	    const int16_t dense[static TABLE_DENSE], size_t lang,
	    int32_t *answer);

#endif
