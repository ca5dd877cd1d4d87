/*
 * grapheme.h - what a person takes for one character (UAX 29, extended).
 *
 * Without the newest rule, for conjuncts of Indic scripts, on which networks
 * do not agree yet.
 */
#ifndef CORE_GRAPHEME_H
#define CORE_GRAPHEME_H

#include "core/slice.h"

/* The first cluster of *rest, and *rest moved behind it. Must not be empty. */
slice	 grapheme_next(slice *rest);

#endif
