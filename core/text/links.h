/*
 * links.h - addresses and tags as people write them into a text, and the
 * length of a text where addresses count alike.
 */
#ifndef CORE_LINKS_H
#define CORE_LINKS_H

#include "core/text/text.h"

/* The bytes of "http://" or "https://", in any case, at its beginning; or 0. */
size_t	 links_scheme(slice);
/* The address at its beginning, up to white space, without the full stop
 * behind it and a bracket that was opened before; empty: none. */
slice	 links_address(slice);
/* The tag at its beginning, a '#' with it, a letter in it; empty: none. */
slice	 links_tag(slice);

/* Are our words there, in their order and with not many others, whatever became
 * of addresses? Networks change quotes, put a name in front, shorten links. A
 * text without a word must be there as it is. */
bool	 links_same_words(slice there, slice ours);

/* The length as X counts it: an address 23, Latin and its neighbours once, all
 * else twice (docs.x.com/fundamentals/counting-characters). */
size_t	 links_weight(slice);

#endif
