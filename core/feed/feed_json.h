/*
 * feed_json.h - JSON Feed 1.0 and 1.1.
 */
#ifndef CORE_FEED_JSON_H
#define CORE_FEED_JSON_H

#include "core/feed/feed.h"

bool	 feed_json(struct arena *, slice text, slice base, struct feed *,
	    struct fault *);

#endif
