/*
 * html.h - markup to plain text, the 252 names of HTML 4 and numbers.
 *
 * Not a browser: a tokenizer after the HTML standard (13.2.5) that drops tags,
 * comments, doctypes, scripts, styles and Mastodon's "invisible" spans, turns
 * block ends into line breaks, and reads character references in text, also
 * without the semicolon where browsers do.
 */
#ifndef CORE_HTML_H
#define CORE_HTML_H

#include "core/sink.h"

/* Readable text: tidied white space, paragraphs apart by line breaks. */
void	 html_text(struct sink *, slice html);
/* The same without tidying: what the tokens say, and only that. */
void	 html_tokens(struct sink *, slice html);
/* Character references only; tags stay. */
void	 html_unescape(struct sink *, slice);
/* Does it hold a tag or a character reference at all? */
bool	 html_is_markup(slice);

/* "eacute" to U+00E9; 0 when the name is not one of the 252 or apos. */
uint32_t html_entity(slice name);
/* A DTD that declares all of them, for expat. Static. */
slice	 html_entity_dtd(struct arena *);

#endif
