#include "core/feed/feed_items.h"

#include "core/text/html.h"

static void
add_text(struct arena *a, cJSON *to, slice key, slice text)
{
	if (text.n)
		json_add(a, to, key, json_new_text(a, text));
}

static cJSON *
item_of(struct arena *a, const struct feed *feed, const struct feed_entry *e)
{
	cJSON	*item = json_new(a, cJSON_Object);
	int64_t	 time = e->published ? e->published : e->updated;

	add_text(a, item, SLICE("id"), e->id);
	/* A feed's title is markup, whatever it looks like. */
	add_text(a, item, SLICE("title"), sink_made(a, html_text, e->title));
	add_text(a, item, SLICE("url"), e->link);
	add_text(a, item, SLICE("html"), e->content.n ? e->content :
	    e->summary);
	add_text(a, item, SLICE("author"), e->author);
	add_text(a, item, SLICE("lang"), e->lang.n ? e->lang : feed->lang);
	add_text(a, item, SLICE("source"), e->source);
	if (time)
		json_add(a, item, SLICE("time"), json_new_int(a, time));
	return item;
}

const cJSON *
feed_items(struct arena *a, const struct feed *feed)
{
	cJSON	*root = json_new(a, cJSON_Object);
	cJSON	*items = json_new(a, cJSON_Array);

	add_text(a, root, SLICE("title"), sink_made(a, html_text, feed->title));
	for (size_t i = 0; i < feed->nentries; i++)
		json_add(a, items, SLICE(""),
		    item_of(a, feed, &feed->entries[i]));
	json_add(a, root, SLICE("items"), items);
	return root;
}
