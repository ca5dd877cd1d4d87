/* test_http1_request.c - what a guest of the page may send. */
#include "core/web/http1_request.h"
#include "tests/test.h"

static const struct {
	const char *bytes;
	long	 status;		/* 0: taken */
	const char *method, *target, *host;
	uint64_t length;
} rows[] = {
	{ "GET / HTTP/1.1\r\nHost: box\r\n\r\n", 0, "GET", "/", "box", 0 },
	{ "POST /a/T-_0 HTTP/1.1\r\nhost:box:8642 \r\nContent-Length: 3\r\n"
	    "\r\nx=1", 0, "POST", "/a/T-_0", "box:8642", 3 },
	{ "GET /x?y HTTP/1.0\r\n\r\n", 0, "GET", "/x?y", "", 0 },
	{ "GET / HTTP/1.1\r\n\r\n", 400, NULL, NULL, NULL, 0 },
	{ "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, NULL, NULL,
	    NULL, 0 },
	{ "GET http://evil/ HTTP/1.1\r\nHost: box\r\n\r\n", 400, NULL, NULL,
	    NULL, 0 },
	{ "GET * HTTP/1.1\r\nHost: box\r\n\r\n", 400, NULL, NULL, NULL, 0 },
	{ "GET  / HTTP/1.1\r\nHost: box\r\n\r\n", 400, NULL, NULL, NULL, 0 },
	{ "GET / HTTP/1.1 \r\nHost: box\r\n\r\n", 505, NULL, NULL, NULL, 0 },
	{ "GET / HTTP/2.0\r\nHost: box\r\n\r\n", 505, NULL, NULL, NULL, 0 },
	{ "GET /\r\nHost: box\r\n\r\n", 400, NULL, NULL, NULL, 0 },
	{ "\r\n\r\n", 400, NULL, NULL, NULL, 0 },
	{ "\r\nGET / HTTP/1.1\r\nHost: box\r\n\r\n", 400, NULL, NULL,
	    NULL, 0 },
	{ "\x16\x03\x01\x02\r\n\r\n", 400, NULL, NULL, NULL, 0 },
	{ "GET / HTTP/1.1\nHost: box\r\n\r\n", 400, NULL, NULL, NULL, 0 },
	{ "GET / HTTP/1.1\r\nHost: box\r\n x\r\n\r\n", 400, NULL, NULL, NULL,
	    0 },
	{ "GET / HTTP/1.1\r\nHost : box\r\n\r\n", 400, NULL, NULL, NULL, 0 },
	{ "GET / HTTP/1.1\r\nHost: b\x01x\r\n\r\n", 400, NULL, NULL, NULL, 0 },
	{ "GET / HTTP/1.1\r\nHost: box\r\nno colon\r\n\r\n", 400, NULL, NULL,
	    NULL, 0 },
	{ "POST / HTTP/1.1\r\nHost: box\r\nContent-Length: 1, 1\r\n\r\n", 400,
	    NULL, NULL, NULL, 0 },
	{ "POST / HTTP/1.1\r\nHost: box\r\nContent-Length: 1\r\n"
	    "Content-Length: 1\r\n\r\n", 400, NULL, NULL, NULL, 0 },
	{ "POST / HTTP/1.1\r\nHost: box\r\nContent-Length: -1\r\n\r\n", 400,
	    NULL, NULL, NULL, 0 },
	{ "POST / HTTP/1.1\r\nHost: box\r\nContent-Length: 0\r\n"
	    "Transfer-Encoding: chunked\r\n\r\n", 411, NULL, NULL, NULL, 0 },
};

static void
test_rows(void)
{
	static struct http_call c;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fault f = { "" };
		slice	 all = slice_of(rows[i].bytes);
		int	 status;
		long	 n = http_call(all, &c, &status, &f);

		if (status != rows[i].status)
			printf("%s\n became %d %s\n", rows[i].bytes, status,
			    f.text);
		CHECK(status == rows[i].status);
		CHECK((n < 0) == (rows[i].status != 0) && n != 0);
		if (n <= 0)
			continue;
		CHECK(slice_eq(c.method, slice_of(rows[i].method)));
		CHECK(slice_eq(c.target, slice_of(rows[i].target)));
		CHECK(slice_eq(c.host, slice_of(rows[i].host)));
		CHECK(c.length == rows[i].length);
		for (long k = 0; k < n; k++)	/* not before it is whole */
			CHECK(http_call(slice_head(all, (size_t)k), &c,
			    &status, &f) == 0);
	}
}

static void
test_long(void)
{
	static char big[HTTP_CALL_HEAD + 10];
	static struct http_call c;
	struct fault f = { "" };
	int	 status;

	memset(big, 'a', sizeof(big));
	memcpy(big, "GET /", 5);
	CHECK(http_call((slice){ big, HTTP_CALL_HEAD - 1 }, &c, &status,
	    &f) == 0);
	CHECK(http_call((slice){ big, sizeof(big) }, &c, &status, &f) == -1 &&
	    status == 431);
	memcpy(big + 2000, " HTTP/1.1\r\nHost: a\r\n\r\n", 22);
	CHECK(http_call((slice){ big, sizeof(big) }, &c, &status, &f) == -1 &&
	    status == 414);
}

static void
test_many(void)
{
	static char big[HTTP_CALL_HEAD];
	static struct http_call c;
	struct sink k = { .buf = big, .cap = sizeof(big) };
	struct fault f = { "" };
	int	 status;

	sink_text(&k, "GET / HTTP/1.1\r\nHost: a\r\n");
	for (int i = 0; i < HTTP_MAX_HEADERS; i++)
		sink_text(&k, "a:b\r\n");
	sink_text(&k, "\r\n");
	CHECK(http_call(sink_slice(&k), &c, &status, &f) == -1 &&
	    status == 431);
}

int
main(void)
{
	test_rows();
	test_long();
	test_many();
	return test_failed;
}
