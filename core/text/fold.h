/*
 * fold.h - code points to what they are compared by.
 */
#ifndef CORE_FOLD_H
#define CORE_FOLD_H

#include <stddef.h>
#include <stdint.h>

/*
 * One code point folded for comparing: lower case; Latin and Greek letters
 * without diacritics; Hebrew and Arabic without points; full-width and
 * mathematical letters to ASCII; curly apostrophes to '. Writes 1 to 3 code
 * points ("ss" for sharp s, "ffi"), returns how many; 0 for those that do not
 * count (combining diacritics, soft hyphen, joiners, bidirectional marks,
 * variation selectors).
 */
size_t	 text_fold(uint32_t c, uint32_t out[static 3]);

#endif
