/*
 * doc.h - one page, written once and read twice: as plain text, and as modest
 * HTML that any mail program and browser shows.
 *
 * Blocks come one after the other. What strangers wrote goes through show_put
 * and is escaped; nothing else can get in. The HTML has no script, and refers
 * to nothing outside but links that are http or https.
 */
#ifndef CORE_DOC_H
#define CORE_DOC_H

#include "core/wire.h"

struct doc {
	struct sink text, html;		/* full in one is full in both */
	size_t	 title;			/* so long is its line in the text */
	bool	 listing;
};

/* For a letter: sinks over so many bytes of the arena, and what was written in
 * them; the text without the title, for every channel shows that above it.
 * False: the arena is spent, or it did not fit. */
bool	 doc_take(struct doc *, struct arena *, size_t text, size_t html);
bool	 doc_letter(struct doc *, const struct arena *, struct letter *);
/* Sinks of the caller, over memory of its own. The title stands in both. */
void	 doc_open(struct doc *, slice title);
/* False: it did not fit. */
bool	 doc_close(struct doc *);

void	 doc_heading(struct doc *, slice);
/* A paragraph; ends the list before it. Each '%' of its words is the next of
 * the parts. */
void	 doc_para(struct doc *, const char *words, const slice *parts,
	    size_t n);
/* An entry of a list: what is stressed, then the rest; url may be empty. */
void	 doc_entry(struct doc *, slice stressed, slice rest, slice url);
/* Rows of `columns` cells, the first of them the heads; as text in columns, all
 * but the first column to the right. */
enum { DOC_COLUMNS = 8 };
void	 doc_table(struct doc *, const slice *cells, size_t columns,
	    size_t rows);
/* Ready markup, that stands in the HTML alone. */
void	 doc_raw(struct doc *, slice html);

/* What the policy of who serves it must allow: the style's SHA-256, base64. */
extern const char doc_style_hash[];

/* Text for HTML: < > & " ' and control bytes. */
void	 doc_escape(struct sink *, slice);

#define DOC_PARA(d, words, ...) doc_para((d), (words),			\
	    (const slice[]){ __VA_ARGS__ },				\
	    sizeof((const slice[]){ __VA_ARGS__ }) / sizeof(slice))

#endif
