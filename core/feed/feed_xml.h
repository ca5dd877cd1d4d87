/*
 * feed_xml.h - the XML formats of feeds, through expat.
 */
#ifndef CORE_FEED_XML_H
#define CORE_FEED_XML_H

#include "core/feed/feed.h"

/*
 * `text` is nearly UTF-8; `foreign` tells that its charset is unknown, so
 * that nothing can be guessed about bytes that are not. As feed_parse().
 */
bool	 feed_xml(struct arena *, slice text, bool foreign, slice base,
	    struct feed *, struct fault *);

#endif
