/*
 * tongue.h - in which language a text is, by its small words, the ends of the
 * longer ones, its accents and its script.
 */
#ifndef CORE_TONGUE_H
#define CORE_TONGUE_H

#include "core/judge/lexicon.h"

struct sentence;

enum { TONGUE_CODE = 2 };	/* letters */

struct tongue {
	const char *code;	/* "en"; "xx": not one of those we know */
	const char *name;	/* for people: "French", "Cyrillic letters" */
	const struct lexicon *words;	/* NULL: cannot read. Where a text has
					 * no words these are the emoji. */
	size_t	 number;	/* EN, ... of core/judge/small_words.h; EN for
				 * those it does not name */
};

/* What the first words of a text say; begins as zeros. */
struct tongue_signs {
	const struct sentence *all;	/* that the text has, for who asks;
					 * NULL: it has to be read again */
	size_t	 nall;
	uint64_t points;	/* a byte for each language */
	uint32_t letter;	/* the last one of another script */
	unsigned words, foreign;
};

/* Who reads the sentences of a text anyway adds them, until there are enough
 * (false), and then asks. The text is read again only where the signs leave
 * room for doubt. */
bool	 tongue_add(struct tongue_signs *, const struct sentence *);
const struct tongue *tongue_told(const struct tongue_signs *, slice text,
	    slice said);

/* The same in one. `said` is the BCP 47 tag of the source, empty when it
 * gives none: it counts where the text itself leaves room for doubt. */
const struct tongue *tongue_of(slice text, slice said);

#endif
