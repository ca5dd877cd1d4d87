/*
 * cursor.h - how far a source was read, as its recipe counts.
 */
#ifndef CORE_CURSOR_H
#define CORE_CURSOR_H

#include "core/recipe/recipe.h"

/* What the record of the scope would make of it (`time` is the mention's);
 * empty: nothing. */
slice	 cursor_of(const struct recipe *, const struct template_scope *,
	    int64_t time);

/* The larger of two, by the recipe's rule. */
slice	 cursor_larger(const struct recipe *, slice, slice);

#endif
