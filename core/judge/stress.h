/*
 * stress.h - what one finding weighs, as its neighbours change it; a part of
 * core/judge/mood.h.
 *
 * "Very", "a bit" and "not" count up to three words before it, as Hutto and
 * Gilbert (2014) measured it for VADER. Beyond that a "not" goes on through a
 * list ("not clean, quiet or cheap") and ends at what is of the other side
 * ("not a bad party"); a second one turns nothing back ("no es nada bueno"),
 * nor does one turn what has its own ("no complaints"). A German one may
 * stand behind ("Ich mag das Lokal nicht").
 */
#ifndef CORE_STRESS_H
#define CORE_STRESS_H

#include "core/judge/lexicon.h"
#include "core/judge/mood.h"

/* Percent that is left of praise and of blame behind a "not". */
enum { STRESS_NOT_PRAISE = -74, STRESS_NOT_BLAME = -40 };

struct stress {
	size_t	 first, n;	/* words of the sentence: the evidence */
	bool	 denied;
};

/* Thousandths, of a cue with a weight that begins at the word `first`; the
 * roles of all words before it are known. Sets mood.turned. */
int64_t	 stress_of(struct mood *, const struct cue *, size_t first,
	    struct stress *);

#endif
