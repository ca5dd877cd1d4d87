/*
 * facets.h - where the links and tags of a text for Bluesky lie, which marks
 * them by their place and not in the text.
 */
#ifndef CORE_FACETS_H
#define CORE_FACETS_H

#include "core/sink.h"

/*
 * A JSON array of facets (app.bsky.richtext.facet) with byte ranges of the
 * UTF-8 text, in its order; nothing when there is none. Links are addresses
 * with http:// or https://, tags a '#' at the start or behind white space.
 * Mentions of people need a look-up and are left as they are written.
 */
void	 facets_put(struct sink *, slice text);

#endif
