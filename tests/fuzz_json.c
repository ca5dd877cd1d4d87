#include "core/json/json.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* What is taken can be written out, is taken again, and is then the same:
 * writing is a fixed point after the first time. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static char room[1 << 18], first[1 << 16], second[1 << 16];
	slice	 text = { (const char *)data, n };
	struct sink one = { .buf = first, .cap = sizeof(first) };
	struct sink two = { .buf = second, .cap = sizeof(second) };
	struct fault f = { "" };
	struct arena a;
	const cJSON *v;

	arena_init(&a, room, sizeof(room));
	v = json_parse(&a, text, &f);
	assert(a.used <= a.cap && a.cap <= sizeof(room));
	assert(v != NULL || f.text[0] != '\0');
	assert(a.spent || (v != NULL) == json_check(text, &f));
	if (v == NULL)
		return 0;
	json_put(&one, v);
	json_at(v, slice_head(text, 40));
	json_text(&a, v);
	json_int(v, 0);
	if (one.full)
		return 0;
	arena_init(&a, room, sizeof(room));
	f.text[0] = '\0';
	v = json_parse(&a, sink_slice(&one), &f);
	assert(v != NULL || a.spent);
	if (v == NULL)
		return 0;
	json_put(&two, v);
	assert(slice_eq(sink_slice(&one), sink_slice(&two)));
	return 0;
}
