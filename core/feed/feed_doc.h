/*
 * feed_doc.h - a feed as one JSON object, for people and tests.
 */
#ifndef CORE_FEED_DOC_H
#define CORE_FEED_DOC_H

#include "core/feed/feed.h"

/* {"feed":{"title","link","lang"},"entries":[{"id","link","title","summary",
 * "content","author","lang","source","published","updated"}]} and a newline.
 * Dates are Unix seconds; what is empty or unknown is left out. */
void	 feed_doc_put(struct sink *, const struct feed *);

#endif
