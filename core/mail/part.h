/*
 * part.h - what can be read in the body of a mail: the tree of its parts
 * (RFC 2046) to one plain text, one page of HTML, one mail inside.
 *
 * A tree is as deep and as wide as its writer likes; ours ends at PART_DEPTH
 * and PART_COUNT. A part without its end reaches to where the outer one ends.
 */
#ifndef CORE_PART_H
#define CORE_PART_H

#include "core/sink.h"

enum { PART_DEPTH = 10, PART_COUNT = 300 };

/* Decoded, UTF-8; empty: there is none. The first of each that says anything
 * and is no attachment. */
struct parts {
	slice	 plain;		/* lines joined as format=flowed asks for */
	slice	 html;		/* with its tags */
	slice	 inner;		/* message/rfc822: head and body, as it came */
	size_t	 count;
};

/* `head` are the headers that belong to `body`. */
void	 parts_read(struct arena *, slice head, slice body, struct parts *);

#endif
