/*
 * atproto.h - what the AT Protocol (Bluesky) wants beside a text.
 */
#ifndef CORE_ATPROTO_H
#define CORE_ATPROTO_H

#include "core/sink.h"

/*
 * Where its links and tags lie, which are marked by their place and not in the
 * text: a JSON array of facets (app.bsky.richtext.facet) with byte ranges of
 * the UTF-8 text, in its order; nothing when there is none. Links are addresses
 * with http:// or https://, tags a '#' at the start or behind white space.
 * Mentions of people need a look-up and are left as they are written.
 */
void	 atproto_facets(struct sink *, slice text);

/* A time-ordered key of a record (TID, atproto.com/specs/tid): of the same
 * second, number and author always the same. */
void	 atproto_tid(struct sink *, int64_t seconds, int64_t number,
	    slice who);

#endif
