/*
 * Any bytes: the facets are JSON, in their order, inside of the text, do not
 * overlap, begin and end between characters, and say what stands there.
 */
#include "core/json/json.h"
#include "core/web/atproto.h"
#include "core/text/text.h"

#include <stdlib.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static char json[1 << 22], room[1 << 24];

static void
must(bool good)
{
	if (!good)
		abort();
}

static bool
begins_character(slice text, size_t at)
{
	return at == text.n || ((unsigned char)text.p[at] & 0xc0) != 0x80;
}

static size_t
check_one(struct arena *a, slice text, const cJSON *f, size_t after)
{
	int64_t	 from = json_int(json_at(f, SLICE("/index/byteStart")), -1);
	int64_t	 to = json_int(json_at(f, SLICE("/index/byteEnd")), -1);
	slice	 tag = json_text(a, json_at(f, SLICE("/features/0/tag")));
	slice	 uri = json_text(a, json_at(f, SLICE("/features/0/uri")));
	slice	 part;

	must(from >= (int64_t)after && to > from && to <= (int64_t)text.n);
	part = slice_from(slice_head(text, (size_t)to), (size_t)from);
	must((tag.n == 0) != (uri.n == 0));
	if (!text_valid(text))
		return (size_t)to;
	must(begins_character(text, (size_t)from) &&
	    begins_character(text, (size_t)to));
	must(tag.n ? slice_ends(part, tag) : slice_eq(part, uri));
	return (size_t)to;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	slice	 text = { (const char *)data, size };
	struct sink k = { .buf = json, .cap = sizeof(json) };
	struct fault f = { "" };
	struct arena a;
	const cJSON *at;
	size_t	 after = 0;

	if (size > 4096)
		return 0;
	arena_init(&a, room, sizeof(room));
	atproto_facets(&k, text);
	must(!k.full);
	if (k.len == 0)
		return 0;
	at = json_parse(&a, sink_slice(&k), &f);
	must(at != NULL && at->child != NULL);
	for (at = at->child; at != NULL; at = at->next)
		after = check_one(&a, text, at, after);
	return 0;
}
