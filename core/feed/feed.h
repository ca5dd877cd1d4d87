/*
 * feed.h - RSS 0.9x, 1.0, 2.0, Atom, CDF and JSON Feed to one shape.
 *
 * XML goes through expat, streamed, with one table of tags, after a pass that
 * mends what feeds commonly get wrong (core/feed/feed_clean.h). Markup that breaks
 * off keeps every entry before the break. A DTD is never read and nothing is
 * ever fetched; a document that declares entities of its own is refused.
 *
 * What of several wins: link rel=alternate over any other; content:encoded
 * and content are content, description and summary are summary; guid over
 * link as id; dcterms/dc dates only when the feed's own are absent. Of equals
 * the first.
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
	size_t	 unread;	/* entries beyond FEED_MAX_ENTRIES */
	bool	 broken;	/* it ended early; *fault says where and why */
};

enum { FEED_MAX_ENTRIES = 500 };

/*
 * `base` is the address it was fetched from, `type` its Content-Type header;
 * both may be empty. False: no feed at all, *fault says what it is instead.
 * The slices live in the arena or in body. Besides its result it needs about
 * 150 KB of the arena, and gives it back.
 */
bool	 feed_parse(struct arena *, slice body, slice base, slice type,
	    struct feed *, struct fault *);

#endif
