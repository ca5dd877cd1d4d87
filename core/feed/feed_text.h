/*
 * feed_text.h - the text of one element: collected, bounded, decoded.
 */
#ifndef CORE_FEED_TEXT_H
#define CORE_FEED_TEXT_H

#include "core/sink.h"

enum { FEED_TEXT_MAX = 65536 };		/* what follows is cut off */

/*
 * What stands in an element, as markup: elements inside are written out
 * again, and then what is text between them is escaped. Text without
 * elements is markup or not as its sender meant it: it is kept.
 */
struct feed_text {
	char	*buf;			/* FEED_TEXT_MAX bytes, the caller's */
	size_t	 n;
	bool	 plain;			/* it is no markup: to be escaped */
	bool	 base64;
	unsigned depth;			/* of elements inside */
	unsigned outer;			/* elements and words at depth 0 */
};

/* `type` and `mode` as Atom has them; both may be empty. A type that is
 * neither text nor XML means base64 (RFC 4287, 4.1.3.3). */
void	 feed_text_begin(struct feed_text *, slice type, slice mode);
void	 feed_text_put(struct feed_text *, slice);
/* Attributes in pairs, terminated strings, NULL at the end. */
void	 feed_text_open(struct feed_text *, slice name, const char **attrs);
void	 feed_text_close(struct feed_text *, slice name);
/* Trimmed, without a <div> around the whole and without a comment that is
 * never closed. Lives in buf. */
slice	 feed_text_end(struct feed_text *);

/* "jane@example.org (Jane)", "Jane <jane@example.org>": Jane. */
slice	 feed_person(slice);
/* Plain text as markup. */
slice	 feed_escape(struct arena *, slice);

#endif
