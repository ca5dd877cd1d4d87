#include "core/feed/feed_doc.h"
#include "core/json/json.h"
#include "core/text/text.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static char	 room[1 << 20], again[1 << 18], out[1 << 18];

static void
check_entry(const struct feed_entry *e)
{
	const slice *all[] = { &e->id, &e->link, &e->title, &e->summary,
	    &e->content, &e->author, &e->lang, &e->source };

	for (size_t i = 0; i < COUNT(all); i++)
		assert(text_valid(*all[i]));
	assert(e->id.n > 0 || e->link.n == 0);
}

/* Whatever comes in: bounded, valid UTF-8, a reason when it is not whole, and
 * a document that our own strict JSON takes. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const types[] = {
		"", "text/xml; charset=utf-8", "text/xml; charset=koi8-r",
		"application/rss+xml; charset=\"utf-16\"",
	};
	struct sink k = { .buf = out, .cap = sizeof(out) };
	slice	 body = { (const char *)data, n };
	slice	 type = slice_of(types[n % COUNT(types)]);
	struct fault f = { "" };
	struct arena a;
	struct feed feed;

	arena_init(&a, room, n % 7 == 6 ? sizeof(room) / 3 : sizeof(room));
	if (!feed_parse(&a, body, SLICE("http://h.example/d/f"), type, &feed,
	    &f)) {
		assert(f.text[0] != '\0');
		return 0;
	}
	assert(feed.broken == (f.text[0] != '\0'));
	assert(feed.nentries <= FEED_MAX_ENTRIES);
	assert(a.cap <= sizeof(room) && a.used <= a.cap);
	for (size_t i = 0; i < feed.nentries; i++)
		check_entry(&feed.entries[i]);
	feed_doc_put(&k, &feed);
	if (k.full)
		return 0;
	arena_init(&a, again, sizeof(again));
	assert(json_parse(&a, sink_slice(&k), &f) != NULL || a.spent);
	return 0;
}
