/*
 * known.h - what a text names of what the shop knows: itself, its accounts,
 * its places, its rivals, its critical words. One pass for all of them.
 */
#ifndef CORE_KNOWN_H
#define CORE_KNOWN_H

#include "core/judge/shop.h"
#include "core/match/match.h"

enum known_sort {
	KNOWN_NAME, KNOWN_HANDLE, KNOWN_PLACE, KNOWN_RIVAL, KNOWN_CRITICAL,
	KNOWN_SORTS
};

struct known;

/* NULL: the arena is spent. A shop of which nothing is known is fine. */
const struct known *known_make(struct arena *, const struct shop *);

/* What the text names of each sort. The arena is scratch. False: there is
 * nothing to look for. */
bool	 known_find(const struct known *, struct arena *, slice title,
	    slice text, struct match out[static KNOWN_SORTS]);

#endif
