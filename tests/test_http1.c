/* test_http1.c - HTTP as bytes: what is written, what is read, what is not. */
#include "core/web/http1.h"
#include "tests/test.h"

#define OK	"HTTP/1.1 200 OK\r\n"

/* --- requests ------------------------------------------------------------- */

static const struct {
	const char *method, *url, *name, *value, *body;
	const char *want;	/* NULL: refused */
} requests[] = {
	{ "GET", "http://shop.example", "A", "b", "",
	    "GET / HTTP/1.1\r\nHost: shop.example\r\n"
	    "User-Agent: " HTTP_USER_AGENT "\r\nAccept: */*\r\n"
	    "Accept-Encoding: gzip\r\nA: b\r\n\r\n" },
	{ "GET", "https://shop.example:443/x?y=1#z", "accept", "a/b", "",
	    "GET /x?y=1 HTTP/1.1\r\nHost: shop.example\r\n"
	    "User-Agent: " HTTP_USER_AGENT "\r\nAccept-Encoding: gzip\r\n"
	    "accept: a/b\r\n\r\n" },
	{ "POST", "http://shop.example:8080?q", "User-Agent", "me", "hello",
	    "POST /?q HTTP/1.1\r\nHost: shop.example:8080\r\nAccept: */*\r\n"
	    "Accept-Encoding: gzip\r\nUser-Agent: me\r\n"
	    "Content-Length: 5\r\n\r\n" },
	{ "PUT", "http://[2001:db8::1]:81/", "Accept-Encoding", "x", "",
	    "PUT / HTTP/1.1\r\nHost: [2001:db8::1]:81\r\n"
	    "User-Agent: " HTTP_USER_AGENT "\r\nAccept: */*\r\n"
	    "Accept-Encoding: x\r\nContent-Length: 0\r\n\r\n" },
	/* nobody may write a second line */
	{ "GET", "http://shop.example/", "A", "b\r\nC: d", "", NULL },
	{ "GET", "http://shop.example/", "A", "b\nC: d", "", NULL },
	{ "GET", "http://shop.example/", "A", "b\rC", "", NULL },
	{ "GET", "http://shop.example/", "A: x\r\nB", "c", "", NULL },
	{ "GET", "http://shop.example/", "A b", "c", "", NULL },
	{ "GET", "http://shop.example/", "", "c", "", NULL },
	{ "GET /x", "http://shop.example/", "A", "b", "", NULL },
	{ "", "http://shop.example/", "A", "b", "", NULL },
	{ "GET", "http://shop.example/\r\nX: y", "A", "b", "", NULL },
	/* the framing is ours */
	{ "GET", "http://shop.example/", "Host", "other", "", NULL },
	{ "GET", "http://shop.example/", "content-length", "3", "", NULL },
	{ "GET", "http://shop.example/", "Transfer-Encoding", "gzip", "",
	    NULL },
	{ "GET", "http://shop.example/", "Connection", "close", "", NULL },
	/* addresses that are none */
	{ "GET", "ftp://shop.example/", "A", "b", "", NULL },
	{ "GET", "/path", "A", "b", "", NULL },
	{ "GET", "http://me:secret@shop.example/", "A", "b", "", NULL },
};

static void
test_requests(void)
{
	for (size_t i = 0; i < COUNT(requests); i++) {
		struct http_header h = { slice_of(requests[i].name),
		    slice_of(requests[i].value) };
		struct http_request q = { slice_of(requests[i].method),
		    slice_of(requests[i].url), &h, 1,
		    slice_of(requests[i].body), false };
		char	 buf[512];
		struct sink k = { .buf = buf, .cap = sizeof(buf) };
		struct fault f = { "" };
		bool	 ok = http_put_request(&k, &q, &f);
		bool	 good = requests[i].want ?
		    ok && slice_eq(sink_slice(&k), slice_of(requests[i].want)) :
		    !ok && f.text[0];

		if (!good)
			printf("request %zu: %.*s%s\n", i,
			    SLICE_ARG(sink_slice(&k)), f.text);
		CHECK(good);
	}
}

/* --- heads ---------------------------------------------------------------- */

static const struct {
	const char *bytes;
	int	 status;	/* 0: more wanted; -1: refused */
	const char *name, *value;
} heads[] = {
	{ OK "A: b\r\n\r\nbody",		200, "a", "b" },
	{ "HTTP/1.1 200\r\n\r\n",		200, "a", "" },
	{ "HTTP/1.0 404 Not\nA:b\n\n",		404, "A", "b" },
	{ "http/1.1 200 OK\nA :  b \t\r\n\n",	200, "a", "b" },
	{ "HTTP/2 301 \r\nA: 1\r\nA: 2\r\n\r\n", 301, "a", "1" },
	{ "HTTP/1.1  999 \r\n: x\r\n\r\n",	999, "", "x" },
	{ OK "Foo Bar: x\r\n\r\n",		200, "foo bar", "x" },
	{ "HTTP/1.1 200 OK\r\r\nA: b\r\r\n\r\n", 200, "a", "b" },
	{ OK "A: b\r\n c\r\n\td\r\n\r\n",	200, "a", "b   c  \td" },
	{ OK "A:   \r\n   c\r\n\r\n",		200, "a", "c" },
	{ OK "A: b\r\n \r\nB: c\r\n\r\n",	200, "b", "c" },
	{ "",					0, NULL, NULL },
	{ "HT",					0, NULL, NULL },
	{ OK,					0, NULL, NULL },
	{ OK "A: b\r\n",			0, NULL, NULL },
	{ OK "A: b\r\n\r",			0, NULL, NULL },
	{ "hello",				-1, NULL, NULL },
	{ " HTTP/1.1 200 OK\r\n\r\n",		-1, NULL, NULL },
	{ "\r\nHTTP/1.1 200 OK\r\n\r\n",	-1, NULL, NULL },
	{ "ICY 200 OK\r\n\r\n",			-1, NULL, NULL },
	{ "HTTP/0.9 200 OK\r\n\r\n",		-1, NULL, NULL },
	{ "HTTP/1.2 200 OK\r\n\r\n",		-1, NULL, NULL },
	{ "HTTP/1.1\r\n\r\n",			-1, NULL, NULL },
	{ "HTTP/1.1200\r\n\r\n",		-1, NULL, NULL },
	{ "HTTP/1.1 20\r\n\r\n",		-1, NULL, NULL },
	{ "HTTP/1.1 099\r\n\r\n",		-1, NULL, NULL },
	{ "HTTP/1.1 2000\r\n\r\n",		-1, NULL, NULL },
	{ "HTTP/1.1 -12 OK\r\n\r\n",		-1, NULL, NULL },
	{ OK "no colon\r\n\r\n",		-1, NULL, NULL },
	{ OK " A: b\r\n\r\n",			-1, NULL, NULL },
	{ OK "A: b\rC: d\r\n\r\n",		-1, NULL, NULL },
	{ OK "Content-Length : 3\r\n\r\n",	-1, NULL, NULL },
	{ OK "Transfer-Encoding\t: chunked\r\n\r\n", -1, NULL, NULL },
};

static void
test_heads(void)
{
	for (size_t i = 0; i < COUNT(heads); i++) {
		char	 bytes[256];
		slice	 s = { bytes, strlen(heads[i].bytes) };
		struct http_head h, again;
		struct fault f = { "" };
		long	 n;

		memcpy(bytes, heads[i].bytes, s.n);
		n = http_head(s, &h, &f);
		CHECK((heads[i].status < 0) == (n < 0));
		CHECK((heads[i].status > 0) == (n > 0));
		CHECK((n < 0) == (f.text[0] != '\0'));
		if (n <= 0)
			continue;
		http_unfold(bytes, (size_t)n);
		CHECK(http_head(s, &again, &f) == n);
		CHECK(again.status == heads[i].status);
		CHECK(slice_eq(http_value(&again, slice_of(heads[i].name)),
		    slice_of(heads[i].value)) || (printf("head %zu\n", i), 0));
	}
}

static void
test_zero_byte(void)
{
	static const slice bad[] = {
		{ "HTTP/1.1 200 \0K\r\n\r\n", 19 },
		{ OK "A: \0b\r\n\r\n", sizeof(OK "A: \0b\r\n\r\n") - 1 },
	};

	for (size_t i = 0; i < COUNT(bad); i++) {
		struct http_head h;
		struct fault f = { "" };

		CHECK(http_head(bad[i], &h, &f) == -1);
		CHECK(strstr(f.text, "line ") != NULL);
	}
}

/* Too many headers, a head without end. */
static void
test_large_heads(void)
{
	static char room[HTTP_MAX_HEAD + 16];
	struct sink k = { .buf = room, .cap = sizeof(room) };
	struct http_head h;
	struct fault f = { "" };

	sink_text(&k, OK);
	for (int i = 0; i < HTTP_MAX_HEADERS; i++)
		sink_text(&k, "A: b\r\n");
	sink_text(&k, "\r\n");
	CHECK(http_head(sink_slice(&k), &h, &f) == (long)k.len);
	CHECK(h.nheaders == HTTP_MAX_HEADERS);
	k.len -= 2;
	sink_text(&k, "A: b\r\n\r\n");
	CHECK(http_head(sink_slice(&k), &h, &f) == -1);

	memset(room, 'a', sizeof(room));
	memcpy(room, OK "A:", sizeof(OK "A:") - 1);
	CHECK(http_head((slice){ room, 1000 }, &h, &f) == 0);
	CHECK(http_head((slice){ room, sizeof(room) }, &h, &f) == -1);
}

/* --- how the body ends ---------------------------------------------------- */

static const struct {
	const char *head, *method;
	enum http_framing want;
	uint64_t length;
	bool	 keeps;
} framings[] = {
	{ OK "\r\n", "GET", HTTP_UNTIL_CLOSE, 0, true },
	{ OK "Content-Length: 12\r\n\r\n", "GET", HTTP_LENGTH, 12, true },
	{ OK "Content-Length: 12\r\n\r\n", "HEAD", HTTP_NONE, 0, true },
	{ OK "content-length: 6,06,6\r\nContent-Length: 6,   6\r\n\r\n", "GET",
	    HTTP_LENGTH, 6, true },
	{ OK "Transfer-Encoding: chunked\r\n\r\n", "GET", HTTP_CHUNKED, 0,
	    true },
	{ OK "Transfer-Encoding: gzip, Chunked\r\nConnection: x, Close\r\n\r\n",
	    "GET", HTTP_CHUNKED, 0, false },
	{ OK "Transfer-Encoding: chunked, chunked\r\n\r\n", "GET", HTTP_CHUNKED,
	    0, true },
	{ OK "Transfer-Encoding: gzip\r\n\r\n", "GET", HTTP_UNTIL_CLOSE, 0,
	    true },
	{ OK "Transfer-Encoding: identity\r\nContent-Length: 3\r\n\r\n", "GET",
	    HTTP_LENGTH, 3, true },
	{ "HTTP/1.1 304 -\r\nContent-Length: 3\r\n\r\n", "GET", HTTP_NONE, 0,
	    true },
	{ "HTTP/1.1 204 -\r\nTransfer-Encoding: chunked\r\n\r\n", "GET",
	    HTTP_NONE, 0, true },
	{ "HTTP/1.0 200 OK\r\n\r\n", "GET", HTTP_UNTIL_CLOSE, 0, false },
	{ "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n"
	    "\r\n", "GET", HTTP_LENGTH, 0, true },
	/* two readers, two answers */
	{ OK "Content-Length: 3\r\nContent-Length: 4\r\n\r\n", "GET",
	    HTTP_CONFLICT, 0, true },
	{ OK "Content-Length: 3, 4\r\n\r\n", "GET", HTTP_CONFLICT, 0, true },
	{ OK "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", "GET",
	    HTTP_CONFLICT, 0, true },
	{ OK "Transfer-Encoding: chunked, gzip\r\n\r\n", "GET", HTTP_CONFLICT,
	    0, true },
	{ OK "Content-Length: -6\r\n\r\n", "GET", HTTP_CONFLICT, 0, true },
	{ OK "Content-Length: -0\r\n\r\n", "GET", HTTP_CONFLICT, 0, true },
	{ OK "Content-Length: +6\r\n\r\n", "GET", HTTP_CONFLICT, 0, true },
	{ OK "Content-Length: 0x6\r\n\r\n", "GET", HTTP_CONFLICT, 0, true },
	{ OK "Content-Length: 6b\r\n\r\n", "GET", HTTP_CONFLICT, 0, true },
	{ OK "Content-Length:\r\n\r\n", "GET", HTTP_CONFLICT, 0, true },
	{ OK "Content-Length: 99999999999999999999\r\n\r\n", "GET",
	    HTTP_CONFLICT, 0, true },
};

static void
test_framing(void)
{
	for (size_t i = 0; i < COUNT(framings); i++) {
		struct http_head h;
		struct fault f = { "" };
		uint64_t n = 99;

		CHECK(http_head(slice_of(framings[i].head), &h, &f) > 0);
		CHECK(http_framing(&h, slice_of(framings[i].method), &n, &f) ==
		    framings[i].want || (printf("framing %zu\n", i), 0));
		CHECK(framings[i].want == HTTP_CONFLICT ? f.text[0] != '\0' :
		    f.text[0] == '\0' && n == framings[i].length);
		CHECK(http_keeps_alive(&h) == framings[i].keeps);
	}
}

/* --- chunks --------------------------------------------------------------- */

static const struct {
	const char *bytes;
	int	 want;
	const char *body, *rest;
} chunks[] = {
	{ "5\r\nhello\r\n0\r\n\r\nrest",	1, "hello", "rest" },
	{ "5\nhello\n0\n\nrest",		1, "hello", "rest" },
	{ "2\r\nhe\r\n3;a=\"b;\"\r\nllo\r\n00 \r\nT: x\r\nU: y\r\n\r\n", 1,
	    "hello", "" },
	{ "A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n", 1,
	    "01234567890123456789", "" },
	{ "0\r\n\r\n",				1, "", "" },
	{ "5 \t;x\r\nhello\r\n0\r\n\r\n",	1, "hello", "" },
	{ "5\r\nhel",				0, "hel", "" },
	{ "5\r\nhello\r\n0\r\n",		0, "hello", "" },
	{ "5\r\nhello\r\n0\r\nT: x\r\n",	0, "hello", "" },
	{ "",					0, "", "" },
	{ "x\r\n",				-1, "", NULL },
	{ "\r\n",				-1, "", NULL },
	{ ";x\r\n",				-1, "", NULL },
	{ " 5\r\nhello\r\n",			-1, "", NULL },
	{ "-5\r\nhello\r\n",			-1, "", NULL },
	{ "0x5\r\nhello\r\n",			-1, "", NULL },
	{ "5x\r\nhello\r\n",			-1, "", NULL },
	{ "5\rhello\r\n",			-1, "", NULL },
	{ "5;a\rb\r\nhello\r\n",		-1, "", NULL },
	{ "5\r\nhello0\r\n\r\n",		-1, "hello", NULL },
	{ "5\r\nhello\rx0\r\n\r\n",		-1, "hello", NULL },
	{ "12345678123456789\r\n",		-1, "", NULL },
	{ "0\r\n\rx",				-1, "", NULL },
	{ "0\r\nT: x\rU: y\r\n\r\n",		-1, "", NULL },
};

/* All at once, and byte by byte: the same. */
static void
test_chunks(void)
{
	for (size_t i = 0; i < COUNT(chunks); i++)
		for (size_t step = 1; step < 100; step += 98) {
			struct http_chunks c = { 0 };
			slice	 left = slice_of(chunks[i].bytes), in = left;
			char	 buf[64];
			struct sink k = { .buf = buf, .cap = sizeof(buf) };
			int	 got = 0;

			while (left.n && got == 0) {
				size_t	 n = left.n < step ? left.n : step;

				in = slice_head(left, n);
				got = http_chunks(&c, &in, &k);
				left = slice_from(left, n - in.n);
			}
			CHECK(got == chunks[i].want ||
			    (printf("chunks %zu\n", i), 0));
			CHECK(slice_eq(sink_slice(&k),
			    slice_of(chunks[i].body)));
			CHECK(chunks[i].rest == NULL ||
			    slice_eq(left, slice_of(chunks[i].rest)));
		}
}

/* Extensions and trailers have an end; a zero byte is nowhere allowed. */
static void
test_chunk_limits(void)
{
	static const char *const starts[] = { "5;", "0\r\nT: ", "" };
	static char line[20000];
	char	 buf[8];

	memset(line, '0', sizeof(line));
	for (size_t i = 0; i < COUNT(starts); i++) {
		struct http_chunks c = { 0 };
		struct sink k = { .buf = buf, .cap = sizeof(buf) };
		slice	 in = slice_of(starts[i]);

		CHECK(http_chunks(&c, &in, &k) == 0);
		in = (slice){ line, sizeof(line) };
		CHECK(http_chunks(&c, &in, &k) == -1);

		c = (struct http_chunks){ 0 };
		in = slice_of(starts[i]);
		http_chunks(&c, &in, &k);
		in = (slice){ "\0", 1 };
		CHECK(http_chunks(&c, &in, &k) == -1);
	}
}

/* --- small ones ----------------------------------------------------------- */

static void
test_lists(void)
{
	struct http_head h;
	struct fault f = { "" };
	struct http_list at = { .begun = false };
	slice	 item, all = SLICE("");
	char	 buf[64];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	CHECK(http_head(SLICE(OK "A: x,, y z\r\nB: n\r\na:\r\nA: , w\r\n\r\n"),
	    &h, &f) > 0);
	while (http_list(&h, SLICE("a"), &at, &item)) {
		sink_put(&k, item);
		sink_byte(&k, '|');
	}
	all = sink_slice(&k);
	CHECK(slice_eq(all, SLICE("x|y z|w|")));
	CHECK(http_has_token(&h, SLICE("A"), SLICE("W")));
	CHECK(!http_has_token(&h, SLICE("A"), SLICE("z")));
	CHECK(http_value(&h, SLICE("none")).n == 0);
}

static const struct {
	const char *value;
	int64_t	 want;
} afters[] = {
	{ "120", 120 }, { " 0 ", 0 }, { "", -1 }, { "-5", -1 }, { "1.5", -1 },
	{ "soon", -1 }, { "99999999999999999999", -1 },
	{ "Sun, 06 Nov 1994 08:49:37 GMT", 37 },
	{ "Sunday, 06-Nov-94 08:49:37 GMT", 37 },
	{ "Sun Nov  6 08:49:37 1994", 37 },
	{ "Sun, 06 Nov 1994 08:48:37 GMT", 0 },
};

static void
test_retry_after(void)
{
	for (size_t i = 0; i < COUNT(afters); i++)
		CHECK(http_retry_after(slice_of(afters[i].value),
		    784111740) == afters[i].want ||
		    (printf("\"%s\"\n", afters[i].value), 0));
}

int
main(void)
{
	test_requests();
	test_heads();
	test_zero_byte();
	test_large_heads();
	test_framing();
	test_chunks();
	test_chunk_limits();
	test_lists();
	test_retry_after();
	return test_failed;
}
