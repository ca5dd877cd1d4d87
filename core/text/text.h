/*
 * text.h - UTF-8 (RFC 3629), folding, words, shortening.
 */
#ifndef CORE_TEXT_H
#define CORE_TEXT_H

#include "core/text/fold.h"
#include "core/sink.h"

#define TEXT_BAD UINT32_MAX	/* text_next(): not UTF-8 here */

/*
 * The code point at the start of *rest, and *rest moved behind it. Bytes that
 * are not UTF-8 (overlong, surrogate, cut off) give TEXT_BAD and are skipped
 * one at a time. *rest must not be empty.
 */
uint32_t text_next(slice *rest);
void	 text_put(struct sink *, uint32_t c);	/* one code point as UTF-8;
						 * not a scalar: U+FFFD */
bool	 text_valid(slice);			/* all of it is UTF-8 */
void	 text_repair(struct sink *, slice);	/* bad bytes: U+FFFD each */

/*
 * A tokenizer takes a run of text_is_word() as a word, except that code
 * points which text_fold() drops (soft hyphen, joiners) neither end a word
 * nor begin one.
 */
bool	 text_is_word(uint32_t c);	/* letter, mark, digit of any script */
bool	 text_is_space(uint32_t c);	/* Unicode White_Space, and U+200B */
bool	 text_is_wide(uint32_t c);	/* Han, kana: each a word of its own */

/*
 * White space runs to one blank each, none at the ends; line breaks kept as
 * '\n' (at most two in a row) when `lines`. Also one character at a time: what
 * is owed is written before the next one that is not white space.
 */
struct tidy {
	struct sink *k;
	bool	 lines;		/* line feeds are line breaks */
	bool	 begun;
	bool	 blank;		/* owed */
	unsigned breaks;	/* owed, at most 2 */
};

void	 tidy_char(struct tidy *, uint32_t c);
void	 tidy_break(struct tidy *);		/* one more line break */
void	 tidy_breaks(struct tidy *, unsigned least);
void	 text_tidy(struct sink *, slice, bool lines);
void	 text_line(struct sink *, slice);	/* that, all in one line */
/* What is laid out stays so (verse, code, a table): blanks stay. Lines end in
 * '\n', one of them at most is empty in a row, and there is no other control
 * character but the tab. */
void	 text_plain(struct sink *, slice);

/* The units in which networks count lengths. */
enum text_unit { TEXT_BYTES, TEXT_CHARS, TEXT_UTF16, TEXT_GRAPHEMES };

size_t	 text_length(slice, enum text_unit);
/*
 * At most `most` units, cut between graphemes; what is cut ends in an
 * ellipsis that is counted too, if `most` has room for one. A text that fits
 * is returned itself.
 */
slice	 text_cut(struct arena *, slice, size_t most, enum text_unit);

#endif
