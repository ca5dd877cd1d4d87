/*
 * small_words.h - articles and such, and in which languages they are one.
 * The words are in core/judge/lexicon/small_words.txt.
 */
#ifndef CORE_SMALL_WORDS_H
#define CORE_SMALL_WORDS_H

#include "core/judge/lexicon.h"

/* Bit i of small_words_in: of language i. FOREIGN is of any that we do not
 * read. */
enum { EN, DE, FR, ES, IT, PT, NL, TONGUES, FOREIGN = TONGUES };

/* Made by toolchain/lexicon.c. */
extern const struct lexicon_index small_words;
extern const uint8_t *const small_words_in;

/* Bit i: the folded word of this hash (core/judge/hash.h) is a small one of
 * language i. 0: of none that we know. */
uint8_t	 small_word(uint32_t hash);

#endif
