/*
 * spelling.h - letters that are written in two ways: Mueller is written with
 * ue or with one letter.
 *
 * Folding leaves the bare letter of a, o, u with two dots, of a with a ring
 * and of o with a stroke. A word that has such a letter has a second form with
 * the pair (ae oe ue aa oe), in a rule as in a text, whatever the language.
 * Where a mention says that it is German, Danish, Norwegian or Swedish, a pair
 * counts as the bare letter, too: there all three spellings are one word. In
 * English this would make one word of "poet" and "pot".
 */
#ifndef CORE_SPELLING_H
#define CORE_SPELLING_H

#include "core/match/tokens.h"

enum spelling { SPELLING_PLAIN, SPELLING_GERMAN, SPELLING_NORDIC, SPELLINGS };

enum spelling spelling_of(slice lang);	/* BCP 47 */
/* The token with pairs; false: it has no such letter, *out is undefined. */
bool	 spelling_pairs(const struct token *, struct token *out);
/* A folded word with bare letters for the pairs of that spelling: at most s.n
 * bytes. Done twice is done once; the start of a word gives the start of its
 * result. */
size_t	 spelling_bare(enum spelling, slice s, char *out);

#endif
