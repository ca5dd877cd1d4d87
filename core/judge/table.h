/*
 * table.h - trained tables: what each feature of a text speaks for.
 *
 * A row holds all heads (the kinds of answer) of the features that fall on
 * it, a few bits for every few heads: an index into a small code book of the
 * values that were most worth having. A text's answer for a head is
 * the sum of its features' values, divided by the root of how many they are,
 * and of a few dense inputs that others measured. The sum is exact and the
 * same on every processor, and so is each word's part in it.
 */
#ifndef CORE_TABLE_H
#define CORE_TABLE_H

#include "core/judge/feature.h"

enum {
	TABLES = 2,		/* read side by side at most */
	TABLE_HEADS = 12,	/* of all tables together */
	TABLE_MEMO = 2048,	/* words remembered; a power of two */
	TABLE_ONE = 1024	/* 1.0 of an answer */
};

/* Slices of the bytes made by toolchain/train; see table_open(). */
struct table {
	unsigned shift;		/* from hash to row */
	unsigned bits;		/* of a code */
	size_t	 heads, parts, per, ndense, nlangs;
	int32_t	 unit;		/* 65536ths that a value of 1 weighs */
	const uint8_t *bias, *dense, *book, *rows;
};

/* false: not such bytes. They must stay. */
bool	 table_open(struct table *, const uint8_t *bytes, size_t n);

/* What a word is by itself, remembered; begins as zeros, and belongs to the
 * tables it was used with. */
struct table_word {
	uint32_t hash;
	uint8_t	 features;	/* 0: nothing is remembered */
	bool	 again;		/* was asked for since another wanted in */
	int16_t	 sum[TABLE_HEADS];
};

struct table_memo {
	struct table_word words[TABLE_MEMO];
};

struct reading {
	const struct table *tables[TABLES];	/* their heads in this order */
	size_t	 ntables, heads;
	struct table_memo *memo;		/* may be NULL */
	struct features features;
	int32_t	 sum[TABLE_HEADS];
	uint32_t nfeatures;
};

void	 reading_init(struct reading *, const struct table *const *,
	    size_t ntables, struct table_memo *);
void	 reading_sentence(struct reading *, const struct sentence *);
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
