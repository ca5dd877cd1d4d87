/*
 * feed.h - RSS 0.9x, 1.0, 2.0, Atom, CDF and JSON Feed to one shape.
 *
 * XML goes through expat, streamed, with one table of tags. Markup that
 * breaks off keeps every entry before the break. Only our DTD of HTML's
 * entity names is ever read; a real DTD with entities is refused.
 *
 * What of several wins (later in the list wins): link rel=alternate over any
 * other; content:encoded and content over description and summary; guid over
 * link as id; dcterms/dc dates when the feed's own are absent.
 */
#ifndef CORE_FEED_H
#define CORE_FEED_H

#include "core/fault.h"

struct feed_entry {
	slice	 id;		/* guid, id, rdf:about, or else the link */
	slice	 link;		/* absolute, redirects of Google unwrapped */
	slice	 title;		/* may be markup, as the feed has it */
	slice	 summary;	/* may be markup */
	slice	 content;	/* may be markup */
	slice	 author;
	slice	 lang;
	slice	 source;	/* name of the feed it was taken from */
	int64_t	 published;	/* Unix seconds, 0 unknown */
	int64_t	 updated;
};

struct feed {
	slice	 title;
	slice	 link;
	slice	 lang;
	struct feed_entry *entries;	/* in the order of the feed */
	size_t	 nentries;
	bool	 broken;	/* it ended early; *fault says where and why */
};

enum { FEED_MAX_ENTRIES = 500 };

/*
 * `base` is the address it was fetched from, `type` its Content-Type header;
 * both may be empty. False: no feed at all, *fault says what it is instead.
 * The slices live in the arena or in body.
 */
bool	 feed_parse(struct arena *, slice body, slice base, slice type,
	    struct feed *, struct fault *);

#endif
