#include "core/people/contact.h"
#include "core/people/trace.h"

#include <assert.h>
#include <stdlib.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static char block[256 << 10], out[64 << 10];

static void
read_record(slice bytes)
{
	struct sink k = { .buf = out, .cap = sizeof(out) };
	struct contact c, other;
	struct fault f = { "" };
	struct arena a;
	slice	 key;
	size_t	 at = 0;

	if (!wire_get(bytes, &wire_contact, &c))
		return;
	arena_init(&a, block, sizeof(block));
	other = c;
	contact_page(&k, &c, NULL, 1000);
	while (contact_key(&a, &c, &at, &key))
		assert(key.n && key.n <= CONTACT_KEY);
	contact_union(&a, &other, &c);
	contact_may(&c, c.prefers, APPROACH_COLD, &f);
	contact_allow(&a, &c, c.prefers, c.last, c.why, &f);
	contact_until(&c, NULL);
	contact_recovered(&c);
	contact_habit(&c);
	k.len = 0;
	wire_put(&k, &wire_contact, &c);
	assert(!k.full && k.len <= CONTACT_BYTES);
}

static void
read_keys(slice s)
{
	struct mention m = { .handle = s, .author_url = s };
	slice	 keys[CONTACT_KEYS], space = slice_cut(&m.handle, '\n');
	struct arena a;
	size_t	 n;

	arena_init(&a, block, sizeof(block));
	n = contact_keys(&a, space, &m, keys);
	for (size_t i = 0; i < n; i++)
		assert(keys[i].n && keys[i].n <= CONTACT_KEY &&
		    slice_index(keys[i], '\n') == keys[i].n);
	n = contact_typed(&a, s, keys);
	for (size_t i = 0; i < n; i++)
		assert(keys[i].n && keys[i].n <= CONTACT_KEY &&
		    slice_index(keys[i], '\n') == keys[i].n);
}

/* What was added is found in itself, and masked away. */
static void
read_traces(slice s)
{
	static char room[TRACES_ROOM];
	struct sink k = { .buf = out, .cap = sizeof(out) };
	struct arena a;
	struct traces *t;
	slice	 rest = s, one = slice_cut(&rest, '\n');
	const struct trace *which;
	size_t	 at;

	arena_init(&a, room, sizeof(room));
	t = traces_make(&a);
	assert(t != NULL);
	traces_add(t, one, TRACE_OWN);
	traces_add_text(t, rest);
	traces_scan(t, s, s.n);
	one = slice_trim(one);
	if (one.n >= TRACE_LEAST) {
		assert(traces_found(t) > 0);
		assert(traces_find(t, s, 0, &at, &which));
	}
	if (s.n < 4000) {
		traces_mask(&k, t, s, SLICE("?"));
		assert(!k.full);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 s = { (const char *)data, n };

	read_record(s);
	read_keys(slice_head(s, 5000));
	if (n < 8000)
		read_traces(s);
	return 0;
}
