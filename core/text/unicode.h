/*
 * unicode.h - which code points make words, and which belong to another.
 *
 * Variation selectors and the keycap frame are marks by the book; here they
 * are not, since they dress emoji and punctuation, never a letter of a word.
 */
#ifndef CORE_UNICODE_H
#define CORE_UNICODE_H

#include "core/slice.h"

enum unicode_kind { UNICODE_OTHER, UNICODE_LETTER, UNICODE_MARK };

enum unicode_kind unicode_kind(uint32_t c);	/* digits are letters */

/* Is c in one of n ranges of first and last, sorted? */
bool	 unicode_in(uint32_t c, const uint32_t (*ranges)[2], size_t n);

#endif
