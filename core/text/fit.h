/*
 * fit.h - a text cut to what a network takes, counted as it counts.
 */
#ifndef CORE_FIT_H
#define CORE_FIT_H

#include "core/text/text.h"

enum { FIT_WEIGHTED = -1 };		/* X's way: links_weight() */

struct fit {
	slice	 as;			/* markup (core/text/escape.h) that it
					 * is escaped for; empty: none */
	int	 unit;			/* enum text_unit, or FIT_WEIGHTED */
	size_t	 most;
};

/* Its length when it is written so. */
size_t	 fit_length(struct arena *, const struct fit *, slice);
/* Cut between graphemes, ending in an ellipsis; itself when it fits. */
slice	 fit_cut(struct arena *, const struct fit *, slice);

#endif
