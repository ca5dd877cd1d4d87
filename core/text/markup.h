/*
 * markup.h - the tokenizer of the HTML standard (13.2.5): text and tags.
 *
 * Comments, doctypes, processing instructions and what only looks like CDATA
 * are passed over. Every input is HTML: nothing fails, and every call moves
 * on, so the whole is read once. The slices point into the input.
 */
#ifndef CORE_MARKUP_H
#define CORE_MARKUP_H

#include "core/slice.h"

enum markup_kind { MARKUP_END, MARKUP_TEXT, MARKUP_OPEN, MARKUP_CLOSE };

/* What a text may hold; decided by the element around it. */
enum markup_text {
	MARKUP_PARSED,		/* character references */
	MARKUP_RCDATA,		/* those, but NUL is U+FFFD: title, textarea */
	MARKUP_RAW		/* none, and NUL is U+FFFD: script, style */
};

struct markup {
	slice	 rest;
	slice	 raw;		/* the element whose text is next, or empty */
};

struct markup_token {
	enum markup_kind kind;
	enum markup_text holds;	/* of MARKUP_TEXT */
	slice	 text;		/* the text; the name of a tag, as written */
	slice	 attrs;		/* what stands behind the name */
};

static inline struct markup
markup_init(slice html)
{
	return (struct markup){ html, { "", 0 } };
}

struct markup_token markup_next(struct markup *);
/* The value of an attribute as written, references and all; empty if none. */
slice	 markup_attr(slice attrs, slice name);
bool	 markup_space(char);		/* what HTML calls white space */

#endif
