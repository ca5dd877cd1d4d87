/* fuzz_http1_request.c - a request of a stranger: whole, or refused. */
#include "core/web/http1_request.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static bool
within(slice part, slice whole)
{
	return part.n == 0 || (part.p >= whole.p &&
	    part.p + part.n <= whole.p + whole.n);
}

/* No byte that could end a line stands in what was taken. */
static bool
is_one_line(slice s)
{
	return slice_index(s, '\r') == s.n && slice_index(s, '\n') == s.n &&
	    slice_index(s, '\0') == s.n;
}

static void
check(slice bytes)
{
	static struct http_call c, again;
	struct fault f = { "" }, g = { "" };
	int	 status, other;
	long	 n = http_call(bytes, &c, &status, &f);

	assert(n <= (long)bytes.n && n <= HTTP_CALL_HEAD);
	assert((n < 0) == (f.text[0] != '\0') && (n < 0) == (status >= 400));
	if (n <= 0)
		return;
	assert(within(c.method, bytes) && within(c.target, bytes) &&
	    within(c.host, bytes) && c.method.n > 0 && c.target.n > 0);
	assert(c.target.p[0] == '/' && c.target.n <= HTTP_CALL_TARGET);
	assert(is_one_line(c.method) && is_one_line(c.target));
	assert(c.head.nheaders <= HTTP_MAX_HEADERS);
	for (size_t i = 0; i < c.head.nheaders; i++)
		assert(is_one_line(c.head.headers[i].name) &&
		    is_one_line(c.head.headers[i].value));
	/* the same whatever follows, and not a byte earlier */
	assert(http_call(slice_head(bytes, (size_t)n), &again, &other, &g) ==
	    n && slice_eq(again.target, c.target) && again.length == c.length);
	assert(http_call(slice_head(bytes, (size_t)n - 1), &again, &other,
	    &g) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static char room[4096];
	struct sink k = { .buf = room, .cap = sizeof(room) };

	check((slice){ (const char *)data, n });
	sink_text(&k, "POST /a/x HTTP/1.1\r\nHost: box\r\n");
	sink_put(&k, (slice){ (const char *)data, n });
	sink_text(&k, "\r\n\r\n");
	check(sink_slice(&k));
	return 0;
}
