#include "core/web/url.h"

#include "core/web/url_host.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static char block[1 << 18];

#define EMPTY	((slice){ "", 0 })

static bool
clean(slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] <= ' ' || s.p[i] > '~')
			return false;
	return true;
}

/* What url_join() wrote is plain, splits, and is written so again. */
static void
joined(struct arena *a, slice url)
{
	struct url u, v;
	slice	 again;

	assert(clean(url));
	assert(url_split(url, &u) && u.scheme.n > 0);
	again = url_join(a, EMPTY, url);
	assert(slice_eq(again, url));
	assert(url_split(again, &v) && url_same_origin(&u, &v));
	if (url_http(url, &u)) {
		unsigned char ip[16];
		size_t	 n = url_ip(u.host, ip);

		assert(url_host_good(u.host) && u.port > 0);
		assert(n == 0 || n == 4 || n == 16);
		assert((n == 16) == (slice_index(u.host, ':') < u.host.n));
	}
}

static void
canonical(struct arena *a, slice text)
{
	slice	 one = url_canonical(a, text), two;
	struct sink k;
	struct url u;

	if (a->spent)
		return;
	two = url_canonical(a, one);
	assert(a->spent || slice_eq(one, two));
	if (!url_http(one, &u))
		return;
	/* whence a reader came and where on the page he looks do not count */
	assert(clean(one) && !u.has_fragment);
	k = sink_open(a);
	sink_put(&k, one);
	sink_text(&k, u.has_query ? "&utm_x=y#z" : "/?utm_x=y#z");
	two = url_canonical(a, sink_close(&k, a));
	assert(a->spent || slice_eq(one, two));
}

static void
escaped(struct arena *a, slice text)
{
	struct sink k = sink_open(a);
	slice	 coded;

	url_escape(&k, text);
	coded = sink_close(&k, a);
	k = sink_open(a);
	sink_text(&k, "x=");
	sink_put(&k, coded);
	coded = sink_close(&k, a);
	assert(a->spent || slice_eq(url_param(a, coded, SLICE("x")), text));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 text = { (const char *)data, n }, base, url;
	unsigned char ip[16];
	struct arena a;
	struct url u;

	if (n > 4096)
		return 0;
	url_split(text, &u);
	url_http(text, &u);
	n = url_ip(text, ip);
	assert(n == 0 || url_host_good(text));
	arena_init(&a, block, sizeof(block));
	canonical(&a, text);
	url_unwrap(&a, text);
	arena_init(&a, block, sizeof(block));
	escaped(&a, text);
	arena_init(&a, block, sizeof(block));
	base = slice_cut(&text, '\n');
	url = url_join(&a, base, text);
	if (!a.spent && url.n)
		joined(&a, url);
	return 0;
}
