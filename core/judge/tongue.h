/*
 * tongue.h - in which language a text is, by its small words and its script.
 */
#ifndef CORE_TONGUE_H
#define CORE_TONGUE_H

#include "core/slice.h"

struct tongue {
	const char *code;	/* "en"; "xx": not one of those we know */
	const char *name;	/* for people: "French", "Cyrillic letters" */
	const char *const *words;	/* core/judge/lexicon.h; NULL: cannot read.
					 * Without words there are emoji. */
	const char *const *cues;	/* more of them, or NULL */
};

/* `said` is the BCP 47 tag of the source, empty when it gives none: it counts
 * where the text itself leaves room for doubt. Looks at the first part of a
 * long text only. */
const struct tongue *tongue_of(slice text, slice said);

#endif
