/*
 * class.h - which of the classes fits a mention.
 *
 * A trained table
 * (core/judge/table.h) weighs words and what others have found in the text;
 * what the owner or the stars have said is above it.
 */
#ifndef CORE_CLASS_H
#define CORE_CLASS_H

#include "core/judge/classes.h"
#include "core/judge/polarity.h"
#include "core/judge/tone.h"

/* The dense inputs of the class table; the last of them are of two signs. */
enum { CLASS_DENSE = 34, CLASS_PAIRS = 10 };

/* What has been found out about a mention before. */
struct class_signs {
	const struct tone *tone;
	const struct polarity_verdict *polarity;
	slice	 text;
	bool	 readable;	/* in one of the languages that we know */
	size_t	 lang;		/* its number, core/judge/small_words.h */
	int64_t	 stars;		/* 1 to 5, or 0 */
	/* what it names, core/judge/known.h */
	bool	 critical, shop, rival;
};

/* The committed table; false: it was not made for this program. */
bool	 class_table(struct table *);

/* In thousandths; the trainer asks for them, too. */
void	 class_dense(const struct class_signs *,
	    int16_t dense[static CLASS_DENSE]);

/* The reading is of the same text, with the class table as one of its own. */
enum class class_find(struct reading *, size_t table,
	    const struct class_signs *);

#endif
