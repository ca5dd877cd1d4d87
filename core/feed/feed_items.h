/*
 * feed_items.h - a feed as the JSON document that recipes with the decoder
 * "feed" point into:
 *
 *	{"title", "items": [{"id", "title", "url", "html", "author", "time",
 *	"lang", "source"}]}
 *
 * Titles are plain text; `html` is markup, the content or else the summary;
 * `time` Unix seconds; what is empty is left out.
 */
#ifndef CORE_FEED_ITEMS_H
#define CORE_FEED_ITEMS_H

#include "core/feed/feed.h"
#include "core/json/json.h"

const cJSON *feed_items(struct arena *, const struct feed *);

#endif
