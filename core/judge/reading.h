/*
 * reading.h - a text held against trained tables: the sums of its features, and
 * each word's part in them.
 *
 * A table of two heads is one of sides, against and for: a word that a "not"
 * reaches (core/judge/feature.h) speaks for the other one.
 */
#ifndef CORE_READING_H
#define CORE_READING_H

#include "core/judge/feature.h"
#include "core/judge/slip.h"
#include "core/judge/table.h"

enum {
	TABLES = 2,		/* read side by side at most */
	TABLE_SIDES = 2		/* heads; such a table is the first */
};

struct reading {
	const struct table *tables[TABLES];	/* their heads in this order */
	size_t	 ntables, heads;
	bool	 sides;		/* the first table has them */
	const struct memo *memo;	/* may be NULL */
	const struct slips *slips;	/* the same ones as long as the memo;
					 * NULL: they are not looked for */
	struct features features;
	int32_t	 sum[TABLE_HEADS];
	uint32_t nfeatures;
	int64_t	 root;		/* of them, when the text has been read */
	int16_t	 dense[TABLE_DENSE];	/* inputs for reading_answer() */
};

void	 reading_init(struct reading *, const struct table *const *,
	    size_t ntables, const struct memo *);
void	 reading_sentence(struct reading *, struct sentence *);
/* Once it is known that the text is English: the slips of a sentence are
 * changed into what they were meant to be, and counted as that. */
void	 reading_mend(struct reading *, struct sentence *);
/* The same in a sentence that comes again, when all is counted. */
void	 reading_mend_again(const struct reading *, struct sentence *);
void	 reading_marks(struct reading *, const struct sentences *);
/* Of each word of a sentence twice its part of one sum. What the marks of the
 * text add is no word's part. */
void	 reading_parts(const struct reading *, const struct sentence *,
	    size_t head, int32_t *parts);

/* The answers of a table in units of TABLE_ONE, when the inputs that it wants
 * have been put in r->dense, in thousandths: those behind them weigh nothing. A
 * `lang` that it does not know is lang 0. */
void	 reading_answer(const struct reading *, size_t table, size_t lang,
	    int32_t *answer);

#endif
