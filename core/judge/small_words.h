/*
 * small_words.h - articles and such, and in which languages they are one.
 */
#ifndef CORE_SMALL_WORDS_H
#define CORE_SMALL_WORDS_H

#include "core/slice.h"

enum { EN, DE, FR, ES, IT, PT, NL, TONGUES };

/* Bit i: the folded word is a small one of language i. 0: of none. */
uint8_t	 small_word(slice);

#endif
