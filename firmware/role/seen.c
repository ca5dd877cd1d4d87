#include "firmware/role/seen.h"

#include "core/count/spread.h"

enum { WORDS_END = SEEN_ENTRY - 1 };

static void
entry(const struct mention *m, unsigned char out[static SEEN_ENTRY])
{
	uint64_t id = slice_hash(m->id);
	uint64_t words = slice_hash(m->title) * 3 + slice_hash(m->text) +
	    (uint64_t)m->rating;

	for (unsigned i = 0; i < 8; i++)
		out[i] = (unsigned char)(id >> (8 * i));
	for (unsigned i = 0; i < 3; i++)
		out[8 + i] = (unsigned char)((words ^ words >> 32) >> (8 * i));
	out[WORDS_END] = (unsigned char)spread_step(spread_reach(m->likes,
	    m->replies));
}

static const char *
find(slice list, const unsigned char *e)
{
	for (size_t i = 0; i + SEEN_ENTRY <= list.n; i += SEEN_ENTRY)
		if (memcmp(list.p + i, e, 8) == 0)
			return list.p + i;
	return NULL;
}

enum seen
seen_before(slice list, const struct mention *m)
{
	unsigned char e[SEEN_ENTRY];
	const char *at;

	entry(m, e);
	at = find(list, e);
	if (at == NULL)
		return SEEN_NEVER;
	if (memcmp(at, e, WORDS_END) != 0)
		return SEEN_EDITED;
	return (unsigned char)at[WORDS_END] < e[WORDS_END] ? SEEN_SPREADS :
	    SEEN_SAME;
}

slice
seen_after(struct arena *a, slice list, const struct mention *m, size_t n)
{
	struct sink k = sink_open(a);
	unsigned char e[SEEN_ENTRY];
	size_t	 room;

	if (k.cap > SEEN_MOST * SEEN_ENTRY)
		k.cap = SEEN_MOST * SEEN_ENTRY;
	for (size_t i = 0; i < n; i++) {
		entry(&m[i], e);
		if (find(sink_slice(&k), e) == NULL)
			sink_put(&k, (slice){ (const char *)e, SEEN_ENTRY });
	}
	for (size_t i = 0; i + SEEN_ENTRY <= list.n; i += SEEN_ENTRY) {
		room = k.cap - k.len;
		if (room >= SEEN_ENTRY && find((slice){ k.buf,
		    k.len }, (const unsigned char *)list.p + i) == NULL)
			sink_put(&k, (slice){ list.p + i, SEEN_ENTRY });
	}
	k.full = false;
	return sink_close(&k, a);
}
