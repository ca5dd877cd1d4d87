/*
 * html.h - markup to plain text, the 252 names of HTML 4 and numbers.
 *
 * Not a browser: what core/text/markup.h reads, without tags and comments, and
 * with the character references in text resolved, also those without the
 * semicolon where browsers do. What is written is always UTF-8.
 */
#ifndef CORE_HTML_H
#define CORE_HTML_H

#include "core/sink.h"

/*
 * Readable text. Scripts, styles, titles, players and Mastodon's "invisible"
 * spans are dropped, its "ellipsis" spans end in one. White space runs are one
 * blank; a row, an item, a <br> is a line, a paragraph stands apart by one
 * empty line. Text without any tag keeps its line breaks.
 */
void	 html_text(struct sink *, slice html);
/* The character tokens of the standard and only them, untidied. */
void	 html_tokens(struct sink *, slice html);
/* Character references only; tags stay. */
void	 html_unescape(struct sink *, slice);
/* Is it a page for people, by how it begins? */
bool	 html_is_page(slice);

#endif
