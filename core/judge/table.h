/*
 * table.h - trained tables: what each feature of a text speaks for.
 *
 * A row holds all heads (the kinds of answer) of the features that fall on
 * it, a few bits for every few heads: an index into a small code book of the
 * values that were most worth having. A text's answer for a head is
 * the sum of its features' values, divided by the root of how many they are,
 * and of a few dense inputs that others measured. The sum is exact and the
 * same on every processor, and so is each word's part in it.
 *
 * A table of two heads is one of sides, against and for: a word that a "not"
 * reaches (core/judge/feature.h) speaks for the other one.
 */
#ifndef CORE_TABLE_H
#define CORE_TABLE_H

#include "core/judge/feature.h"

enum {
	TABLES = 2,		/* read side by side at most */
	TABLE_HEADS = MEMO_HEADS,	/* of all tables together */
	TABLE_SIDES = 2,	/* heads; such a table is the first */
	TABLE_CODES = 1024,	/* of a book, with all its parts */
	TABLE_ONE = 1024	/* 1.0 of an answer */
};

/* Of the bytes made by toolchain/train; see table_open(). */
struct table {
	unsigned shift;		/* from hash to row */
	unsigned bits;		/* of a code */
	size_t	 heads, parts, per, ndense, nlangs;
	int32_t	 unit;		/* 65536ths that a value of 1 weighs */
	const uint8_t *bias, *dense, *book, *rows;
	unsigned lane;		/* bits of a value in a number of these: */
	size_t	 most;		/* so many can be added */
	uint64_t wide[TABLE_CODES];	/* the book as it is added */
};

/* false: not such bytes. They must stay. */
bool	 table_open(struct table *, const uint8_t *bytes, size_t n);

struct reading {
	const struct table *tables[TABLES];	/* their heads in this order */
	size_t	 ntables, heads;
	bool	 sides;		/* the first table has them */
	const struct memo *memo;	/* may be NULL */
	struct features features;
	int32_t	 sum[TABLE_HEADS];
	uint32_t nfeatures;
};

void	 reading_init(struct reading *, const struct table *const *,
	    size_t ntables, const struct memo *);
void	 reading_sentence(struct reading *, struct sentence *);
void	 reading_marks(struct reading *, const struct sentences *);
/* Of each word of a sentence twice its part of one sum. What the marks of the
 * text add is no word's part. */
void	 reading_parts(const struct reading *, const struct sentence *,
	    size_t head, int32_t *parts);

/* The answers of a table in units of TABLE_ONE. `dense` are thousandths, as
 * many as the table wants; a `lang` that it does not know is lang 0. */
void	 reading_answer(const struct reading *, size_t table,
	    const int32_t *dense, size_t lang, int32_t *answer);

#endif
