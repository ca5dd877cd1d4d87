/*
 * feed_reader.h - expat's events to entries.
 *
 * An element is ours when its parent is the right one (core/feed/feed_tags.h), so
 * the title of an image is nobody's title. Prefixes are resolved here and not
 * by expat, because feeds use prefixes that they never declare.
 */
#ifndef CORE_FEED_READER_H
#define CORE_FEED_READER_H

#include "core/feed/feed_clean.h"
#include "core/feed/feed_draft.h"
#include "core/feed/feed_text.h"

#include <expat.h>

enum { FEED_PREFIXES = 64 };		/* in force at one place */

/* One open element. */
struct feed_frame {
	slice	 base;			/* xml:base, inherited */
	slice	 lang;			/* xml:lang, inherited */
	enum feed_place place;		/* of what it holds */
	const struct feed_tag *tag;	/* what it means, or NULL */
	unsigned nprefixes;		/* as they were outside */
};

struct feed_prefix {
	slice	 name;
	enum feed_ns ns;
};

struct feed_reader {
	struct arena *arena;		/* for what stays */
	struct feed *feed;
	bool	 seen;			/* it is a feed */
	struct fault *fault;
	XML_Parser expat;
	struct feed_draft channel, entry;
	struct feed_text text;
	const struct feed_tag *tag;	/* whose text is collected, or NULL */
	unsigned tag_depth;
	bool	 permalink;		/* this guid is an address */
	slice	 named;			/* by a child of a person or source */
	unsigned named_rank;
	unsigned depth;
	unsigned nprefixes;
	struct feed_frame frames[FEED_DEPTH + 1];
	struct feed_prefix prefixes[FEED_PREFIXES];
};

/* expat's user data is the reader, which the caller has filled as far as
 * `text.buf`; everything below is zero. */
void XMLCALL feed_on_start(void *, const XML_Char *, const XML_Char **);
void XMLCALL feed_on_end(void *, const XML_Char *);
void XMLCALL feed_on_text(void *, const XML_Char *, int);

#endif
