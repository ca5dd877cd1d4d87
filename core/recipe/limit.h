/*
 * limit.h - a letter's field cut to what the channel takes, counted as the
 * channel counts.
 */
#ifndef CORE_LIMIT_H
#define CORE_LIMIT_H

#include "core/recipe/recipe.h"

/*
 * By `limit` of the recipe: bytes, characters, UTF-16 units, graphemes or X's
 * weights; `as` slack, html or md counts what is written when escaped so. Cut
 * between graphemes, ending in an ellipsis. An address ("url") that is too
 * long is left out: half of one leads nowhere.
 *
 * Behind an empty line a tail that is never cut; together they fit. A tail that
 * leaves the text no room is left out.
 */
slice	 limit_cut(struct arena *, const struct recipe *, slice field,
	    slice text, slice tail);
/* False: it would have to be cut; *fault says by how much. */
bool	 limit_fits(struct arena *, const struct recipe *, slice field,
	    slice text, struct fault *);

#endif
