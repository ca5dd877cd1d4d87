/* fuzz_http1.c - a head, how its body ends, and the chunks behind it. */
#include "core/web/http1.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static bool
within(slice part, slice whole)
{
	return part.n == 0 || (part.p >= whole.p &&
	    part.p + part.n <= whole.p + whole.n);
}

/* What was taken stays what it was when it is read again, unfolded. */
static void
check_head(slice bytes)
{
	static char copy[HTTP_MAX_HEAD];
	struct http_head h, again;
	struct fault f = { "" };
	uint64_t length;
	long	 n = http_head(bytes, &h, &f);

	assert(n <= (long)bytes.n && (n < 0) == (f.text[0] != '\0'));
	if (n <= 0)
		return;
	assert(h.status >= 100 && h.status <= 999);
	assert(h.nheaders <= HTTP_MAX_HEADERS && within(h.reason, bytes));
	for (size_t i = 0; i < h.nheaders; i++) {
		assert(within(h.headers[i].name, bytes));
		assert(within(h.headers[i].value, bytes));
		assert(slice_index(h.headers[i].name, '\n') ==
		    h.headers[i].name.n);
	}
	memcpy(copy, bytes.p, (size_t)n);
	http_unfold(copy, (size_t)n);
	assert(http_head((slice){ copy, (size_t)n }, &again, &f) == n);
	assert(again.status == h.status && again.nheaders == h.nheaders);
	for (size_t i = 0; i < again.nheaders; i++) {
		slice	 v = again.headers[i].value;

		assert(v.n == h.headers[i].value.n);
		assert(slice_index(v, '\n') == v.n);
		assert(slice_index(v, '\r') == v.n);
		http_retry_after(v, 784111740);
	}
	if (http_framing(&again, SLICE("GET"), &length, &f) == HTTP_CONFLICT)
		assert(f.text[0] != '\0');
	http_keeps_alive(&again);
}

/* In pieces or at once: the same body, the same end. */
static void
check_chunks(slice bytes, size_t step)
{
	static char one[4096], two[4096];
	struct sink a = { .buf = one, .cap = sizeof(one) };
	struct sink b = { .buf = two, .cap = sizeof(two) };
	struct http_chunks c = { 0 }, d = { 0 };
	slice	 in = bytes, left = bytes;
	int	 whole = http_chunks(&c, &in, &a), parts = 0;

	while (left.n && parts == 0) {
		slice	 piece = slice_head(left, step), rest = piece;

		parts = http_chunks(&d, &rest, &b);
		left = slice_from(left, piece.n - rest.n);
	}
	assert(whole == parts && in.n == left.n);
	assert(a.full || b.full || slice_eq(sink_slice(&a), sink_slice(&b)));
	assert(whole != 0 || in.n == 0);
}

/* A request that is taken has as many lines as it should. */
static void
check_request(slice text)
{
	char	 buf[2048];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	slice	 url = slice_cut(&text, '|'), name = slice_cut(&text, '|');
	struct http_header h = { name, text };
	struct http_request q = { SLICE("GET"), url, &h, 1, SLICE(""), false };
	struct fault f = { "" };
	size_t	 lines = 0;

	if (!http_put_request(&k, &q, &f) || k.full)
		return;
	for (size_t i = 0; i < k.len; i++)
		lines += buf[i] == '\n';
	assert(lines >= 4 && lines <= 7);
	assert(slice_ends(sink_slice(&k), SLICE("\r\n\r\n")));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 all = { (const char *)data, n };

	if (n == 0)
		return 0;
	check_head(all);
	check_head(slice_from(all, 1));
	check_chunks(slice_from(all, 1), 1u + data[0] % 7u);
	check_request(all);
	return 0;
}
