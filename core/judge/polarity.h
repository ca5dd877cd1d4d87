/*
 * polarity.h - for, against, or neither: the trained table and the word lists
 * together, as one verdict.
 */
#ifndef CORE_POLARITY_H
#define CORE_POLARITY_H

#include "core/judge/reading.h"
#include "core/judge/tone.h"

enum polarity { NEGATIVE, NEUTRAL, POSITIVE, POLARITIES };

/* The dense inputs of the polarity table. */
enum { POLARITY_DENSE = 5 };

struct polarity_verdict {
	enum polarity side;
	int32_t	 chance[POLARITIES];	/* thousandths */
	int16_t	 minus, plus;		/* tone_much() of the tone's */
	int32_t	 sentiment;		/* -100 to 100 */
	bool	 denied;		/* all its blame is of "not bad" */
};

/* The committed table; false: it was not made for this program. */
bool	 polarity_table(struct table *);

/* `lang`: the tongue's number (core/judge/small_words.h), 0 for others. */
void	 polarity_of(struct reading *, size_t table, const struct tone *,
	    size_t lang, struct polarity_verdict *);

#endif
