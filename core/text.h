/*
 * text.h - UTF-8 (RFC 3629), folding, words, shortening.
 */
#ifndef CORE_TEXT_H
#define CORE_TEXT_H

#include "core/sink.h"

enum { TEXT_BAD = 0xffffffffu };	/* text_next(): not UTF-8 here */

/*
 * The code point at the start of *rest, and *rest moved behind it. Bytes that
 * are not UTF-8 (overlong, surrogate, cut off) give TEXT_BAD and are skipped
 * one at a time. *rest must not be empty.
 */
uint32_t text_next(slice *rest);
void	 text_put(struct sink *, uint32_t c);	/* one code point as UTF-8;
						 * not a scalar: U+FFFD */
bool	 text_valid(slice);			/* all of it is UTF-8 */
void	 text_repair(struct sink *, slice);	/* bad bytes become U+FFFD */

bool	 text_is_word(uint32_t c);	/* letter, mark or digit of any script */
bool	 text_is_space(uint32_t c);	/* Unicode White_Space, and U+200B */
bool	 text_is_wide(uint32_t c);	/* CJK: each one is a word of its own */

/*
 * One code point folded for comparing: lower case, without the diacritics of
 * Latin letters, full-width forms to ASCII, curly apostrophes to '. Writes 1
 * to 3 code points ("ss" for sharp s, "ae"), returns how many; 0 for those
 * that do not count (soft hyphen, zero-width, bidirectional marks).
 */
size_t	 text_fold(uint32_t c, uint32_t out[static 3]);
void	 text_fold_all(struct sink *, slice);

/* White space runs to one blank each, none at the ends; line breaks kept as
 * '\n' (at most two in a row) when `lines`. */
void	 text_tidy(struct sink *, slice, bool lines);

/* The units in which networks count lengths. */
enum text_unit { TEXT_BYTES, TEXT_CHARS, TEXT_UTF16, TEXT_GRAPHEMES };

size_t	 text_length(slice, enum text_unit);
/* At most `most` units, cut between graphemes; what is cut ends in an
 * ellipsis that is counted too. */
slice	 text_cut(struct arena *, slice, size_t most, enum text_unit);

#endif
