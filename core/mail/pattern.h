/*
 * pattern.h - one line against "{} left a * review": letters by how they
 * fold, '*' any run of characters, "{}" a run that is wanted.
 *
 * The whole line must fit; each run is as short as it can be. At most one
 * "{}". Blanks around the line and around the run do not count.
 */
#ifndef CORE_PATTERN_H
#define CORE_PATTERN_H

#include "core/slice.h"

enum { PATTERN_LINE = 1000 };		/* bytes of a line that are looked at */

/* *hole (may be NULL) is touched only by a pattern with "{}" that fits, and
 * is never made empty: nothing between is no fit. */
bool	 pattern_fits(slice pattern, slice line, slice *hole);

#endif
