/*
 * header.h - the lines above a mail and above each of its parts (RFC 5322, 2;
 * RFC 2047), as they really come: folded, with bytes that should not be
 * there, wrongly encoded, or never ended.
 */
#ifndef CORE_HEADER_H
#define CORE_HEADER_H

#include "core/sink.h"

enum { HEADER_MAX = 8192 };	/* bytes of a value that are looked at */

struct header {
	slice	 name;
	slice	 value;		/* as it stands there, line ends and all */
};

/* Takes one from *rest. False: the lines are at their end, and *rest at what
 * follows: behind the empty line, or at a line that is no header. */
bool	 header_next(slice *rest, struct header *);
/* The value of the first of that name; empty: there is none. */
slice	 header_find(slice head, slice name);

/* Unfolded, encoded words resolved, one line, valid UTF-8. */
slice	 header_text(struct arena *, slice value);
/* The bytes as UTF-8: by the name of a charset, or by what they look like. */
void	 header_charset(struct sink *, slice bytes, slice charset);

#endif
