/*
 * spell.h - one word for another: a slip of the pen, or another meaning?
 */
#ifndef CORE_SPELL_H
#define CORE_SPELL_H

#include "core/match/gist.h"

bool	 spell_is_day(const struct gist_word *);	/* "Monday", "June" */
bool	 spell_is_number(const struct gist_word *);	/* "two", "second" */
bool	 spell_is_not(const struct gist_word *);	/* "never", "isn't" */
/* n words and m words that differ as one mistyped or joined word does. */
bool	 spell_alike(const struct gist_word *a, size_t n,
	    const struct gist_word *b, size_t m);

#endif
