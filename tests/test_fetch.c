/* test_fetch.c - exchanges with a server that is good, odd, rude or gone. */
#include "net/fetch.h"
#include "tests/server.h"
#include "tests/test.h"

#define OK	"HTTP/1.1 200 OK\r\n"
#define CUT5	OK "Content-Length: 5\r\n\r\n"

#define GZIP_HELLO "\x1f\x8b\x08\0\0\0\0\0\0\x03\xcb\x48\xcd\xc9\xc9\x07\0" \
	"\x86\xa6\x10\x36\x05\0\0\0"		/* 25 bytes: "hello" */
#define PACKED	OK "Content-Encoding: gzip\r\nContent-Length: 25\r\n\r\n"

enum { ROOM = 300000, MOST = 1000 };

static char block[ROOM];

/* A visit to the server under a name of the test's. */
static void
begin(struct visit *v, const struct server *s, struct roots *roots)
{
	struct dial_policy policy = { SLICE("127.0.0.1"), true };
	struct fault f = { "" };

	*v = (struct visit){ .roots = roots, .deadline = dial_clock() + 10000,
	    .most = MOST };
	CHECK(dial_resolve(&v->addresses, SLICE("shop.example"), s->port,
	    &policy, &f));
}

static slice
address(const struct server *s, const char *scheme, const char *path)
{
	static char text[128];

	snprintf(text, sizeof(text), "%s://shop.example:%u%s", scheme, s->port,
	    path);
	return slice_of(text);
}

static enum fetch_error
get(struct visit *v, slice url, struct fetch_reply *r, struct fault *f)
{
	struct http_request q = { .method = SLICE("GET"), .url = url };
	struct arena a;

	arena_init(&a, block, sizeof(block));
	f->text[0] = '\0';
	return fetch(v, &q, &a, r, f);
}

/* --- one answer each ------------------------------------------------------ */

static const struct {
	struct answer answer;
	enum fetch_error want;
	int	 status;
	const char *body;
} answers[] = {
	{ { CUT5 "hello", 0, 0 }, FETCH_OK, 200, "hello" },
	{ { OK "\r\nhello", 0, 0 }, FETCH_OK, 200, "hello" },
	{ { "HTTP/1.0 404 No\n\nhello", 0, 0 }, FETCH_OK, 404, "hello" },
	{ { OK "Transfer-Encoding: chunked\r\n\r\n2;x\r\nhe\r\n3\r\nllo\r\n"
	    "0\r\nT: y\r\n\r\n", 0, 0 }, FETCH_OK, 200, "hello" },
	{ { "HTTP/1.1 304 -\r\nContent-Length: 5\r\n\r\n", 0, 0 }, FETCH_OK,
	    304, "" },
	{ { "HTTP/1.1 103 -\r\nA: b\r\n\r\nHTTP/1.1 100 -\r\n\r\n" CUT5 "hello",
	    0, 0 }, FETCH_OK, 200, "hello" },
	{ { OK "Content-Length: 5\r\n\r\nhello and more", 0, 0 }, FETCH_OK, 200,
	    "hello" },
	{ { OK "A: b\r\n c\r\nContent-Encoding:\r\n identity\r\n\r\nhello", 0,
	    0 }, FETCH_OK, 200, "hello" },
	{ { PACKED GZIP_HELLO, sizeof(PACKED GZIP_HELLO) - 1, 0 }, FETCH_OK,
	    200, "hello" },
	{ { OK "Transfer-Encoding: gzip\r\n\r\n" GZIP_HELLO, sizeof(OK
	    "Transfer-Encoding: gzip\r\n\r\n" GZIP_HELLO) - 1, 0 }, FETCH_OK,
	    200, "hello" },
	{ { OK "Content-Encoding: gzip\r\nContent-Length: 0\r\n\r\n", 0, 0 },
	    FETCH_OK, 200, "" },
	{ { OK "Content-Encoding: gzip\r\n\r\n" GZIP_HELLO, sizeof(OK
	    "Content-Encoding: gzip\r\n\r\n" GZIP_HELLO) - 2, 0 },
	    FETCH_BROKEN, 200, "hello" },
	{ { OK "Content-Encoding: gzip\r\n\r\nhello", 0, 0 }, FETCH_PROTOCOL,
	    200, "" },
	/* ended early */
	{ { "", 0, 0 }, FETCH_BROKEN, 0, "" },
	{ { "HTTP/1.1 200", 0, 0 }, FETCH_BROKEN, 0, "" },
	{ { OK "Content-Length: 5\r\n", 0, 0 }, FETCH_BROKEN, 0, "" },
	{ { CUT5 "hel", 0, 0 }, FETCH_BROKEN, 200, "hel" },
	{ { OK "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", 0, 0 },
	    FETCH_BROKEN, 200, "hello" },
	{ { OK "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n", 0, 0 },
	    FETCH_BROKEN, 200, "hello" },
	/* not HTTP */
	{ { "hello", 0, STAY }, FETCH_PROTOCOL, 0, "" },
	{ { "220 mail.example ESMTP\r\n", 0, MUTE }, FETCH_PROTOCOL, 0, "" },
	{ { "HTTP/1.1 101 Switching\r\n\r\n", 0, 0 }, FETCH_PROTOCOL, 101, "" },
	{ { "HTTP/1.1 100 -\r\n\r\nhello", 0, 0 }, FETCH_PROTOCOL, 0, "" },
	{ { OK "Transfer-Encoding: chunked\r\n\r\n5\r\nhelloX", 0, 0 },
	    FETCH_PROTOCOL, 200, "hello" },
	{ { OK "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 0, 0 },
	    FETCH_PROTOCOL, 200, "" },
	{ { CUT5 "\0", sizeof(CUT5) - 1 + 1, 0 }, FETCH_BROKEN, 200, NULL },
	{ { OK "Content-Encoding: br\r\n\r\nhello", 0, 0 }, FETCH_PROTOCOL, 200,
	    "" },
	{ { OK "Content-Encoding: gzip, gzip, gzip\r\n\r\nhello", 0, 0 },
	    FETCH_PROTOCOL, 200, "" },
	/* too much */
	{ { OK "Content-Length: 1001\r\n\r\nhello", 0, STAY }, FETCH_TOO_LARGE,
	    200, "" },
	{ { OK "Content-Length: 9223372036854775807\r\n\r\nhello", 0, STAY },
	    FETCH_TOO_LARGE, 200, "" },
};

static void
test_answers(void)
{
	for (size_t i = 0; i < COUNT(answers); i++) {
		struct server s = { 0 };
		struct visit v;
		struct fetch_reply r;
		struct fault f;
		enum fetch_error e;

		server_start(&s, &answers[i].answer, 1);
		begin(&v, &s, NULL);
		e = get(&v, address(&s, "http", "/"), &r, &f);
		CHECK(e == answers[i].want || (printf("answer %zu: %d %s\n",
		    i, (int)e, f.text), 0));
		CHECK((e == FETCH_OK) == (f.text[0] == '\0'));
		CHECK(answers[i].status == 0 ||
		    r.head.status == answers[i].status);
		CHECK(answers[i].body == NULL || slice_eq(r.body,
		    slice_of(answers[i].body)));
		CHECK(!r.partial || e != FETCH_OK);
		visit_close(&v);
		server_stop(&s);
	}
}

/* --- many on one line ----------------------------------------------------- */

static void
test_keep_alive(void)
{
	static const struct answer say[] = {
		{ CUT5 "first", 0, STAY },
		/* then hangs up */
		{ OK "Content-Length: 6\r\n\r\nsecond", 0, 0 },
		{ CUT5 "third", 0, STAY },
		{ OK "Content-Length: 6\r\nConnection: close\r\n\r\nfourth", 0,
		    STAY },
		{ CUT5 "fifthX", 0, STAY },	/* one byte too many */
	};
	static const char *const want[] = { "first", "second", "third",
	    "fourth", "fifth" };
	static const bool stays[] = { true, true, true, false, false };
	struct server s = { 0 };
	struct visit v;
	struct fetch_reply r;
	struct fault f;

	server_start(&s, say, COUNT(say));
	begin(&v, &s, NULL);
	for (size_t i = 0; i < COUNT(say); i++) {
		CHECK(get(&v, address(&s, "http", "/"), &r, &f) == FETCH_OK ||
		    (printf("%zu: %s\n", i, f.text), 0));
		CHECK(slice_eq(r.body, slice_of(want[i])));
		CHECK((v.conn != NULL) == stays[i]);
	}
	visit_close(&v);
	server_stop(&s);
}

/* What is not a GET is not said twice when nobody answers. */
static void
test_not_twice(void)
{
	static const struct answer say[] = {
		{ CUT5 "first", 0, STAY }, { "", 0, 0 }, { CUT5 "again", 0, 0 },
	};

	for (int post = 0; post < 2; post++) {
		struct server s = { 0 };
		struct visit v;
		struct fetch_reply r;
		struct fault f;
		struct http_request q = { .method = post ? SLICE("POST") :
		    SLICE("GET") };
		struct arena a;

		server_start(&s, say, COUNT(say));
		begin(&v, &s, NULL);
		q.url = address(&s, "http", "/");
		CHECK(get(&v, q.url, &r, &f) == FETCH_OK);
		arena_init(&a, block, sizeof(block));
		CHECK(fetch(&v, &q, &a, &r, &f) == (post ? FETCH_BROKEN :
		    FETCH_OK));
		CHECK(slice_eq(r.body, post ? SLICE("") : SLICE("again")));
		CHECK((f.text[0] != '\0') == post);
		visit_close(&v);
		server_stop(&s);
	}
}

/* --- what we do not do ---------------------------------------------------- */

static void
test_refusals(struct roots *roots)
{
	static const struct answer none = { CUT5 "hello", 0, 0 };
	struct http_header evil = { SLICE("A"), SLICE("b\r\nC: d") };
	struct server s = { 0 };
	struct visit v;
	struct fetch_reply r;
	struct fault f = { "" };
	struct arena a;
	struct http_request q = { .method = SLICE("GET"), .secret = true };

	server_start(&s, &none, 1);
	begin(&v, &s, NULL);
	arena_init(&a, block, sizeof(block));
	q.url = address(&s, "http", "/");
	CHECK(fetch(&v, &q, &a, &r, &f) == FETCH_REFUSED);
	CHECK(strstr(f.text, "secret") != NULL);
	/* a visit is to one origin */
	CHECK(get(&v, address(&s, "https", "/"), &r, &f) == FETCH_REFUSED);
	CHECK(get(&v, SLICE("http://other.example/"), &r, &f) == FETCH_REFUSED);
	CHECK(get(&v, SLICE("http://shop.example:1/"), &r, &f) ==
	    FETCH_REFUSED);
	CHECK(get(&v, SLICE("file:///etc/passwd"), &r, &f) == FETCH_REFUSED);
	v.roots = roots;
	CHECK(get(&v, address(&s, "http", "/"), &r, &f) == FETCH_REFUSED);
	CHECK(strstr(f.text, "shop.example") != NULL);
	v.roots = NULL;
	q = (struct http_request){ .method = SLICE("GET"), .headers = &evil,
	    .nheaders = 1, .url = address(&s, "http", "/") };
	CHECK(fetch(&v, &q, &a, &r, &f) == FETCH_REFUSED);
	CHECK(v.conn == NULL);
	/* nothing of it was sent: the server still has its answer */
	CHECK(get(&v, address(&s, "http", "/"), &r, &f) == FETCH_OK);
	visit_close(&v);
	server_stop(&s);
	/* and now it is gone */
	CHECK(get(&v, address(&s, "http", "/"), &r, &f) == FETCH_CONNECT);
	CHECK(strstr(f.text, "nobody answers at shop.example") != NULL);
}

/* --- time ----------------------------------------------------------------- */

static const struct answer slow[] = {
	{ "", 0, MUTE },
	{ "HTTP/1.1 200 O", 0, DRIP },
	{ OK "A: ", 0, DRIP },
	{ OK "\r\n", 0, DRIP },
	{ OK "Content-Length: 900\r\n\r\n", 0, DRIP },
	{ OK "Transfer-Encoding: chunked\r\n\r\n5;", 0, DRIP },
	{ OK "Transfer-Encoding: chunked\r\n\r\n0\r\nT:", 0, DRIP },
};

static void
test_slow(void)
{
	for (size_t i = 0; i < COUNT(slow); i++) {
		struct server s = { 0 };
		struct visit v;
		struct fetch_reply r;
		struct fault f;

		server_start(&s, &slow[i], 1);
		begin(&v, &s, NULL);
		v.deadline = dial_clock() + 100;
		CHECK(get(&v, address(&s, "http", "/"), &r, &f) ==
		    FETCH_TIMEOUT || (printf("slow %zu: %s\n", i, f.text), 0));
		CHECK(f.text[0] != '\0' && v.conn == NULL);
		server_stop(&s);
	}
}

/* --- over TLS ------------------------------------------------------------- */

static void
test_tls(struct paper *ca, struct roots *roots)
{
	static const struct answer say[] = {
		{ CUT5 "first", 0, STAY },
		{ OK "\r\nsecond", 0, 0 },		/* with a goodbye */
		{ OK "\r\nthird", 0, CUT },		/* without */
		{ CUT5 "forth", 0, CUT },
		{ CUT5 "fifth", 0, 0 },
	};
	struct paper_for leaf_for = { .cn = "-", .dns = "shop.example" };
	char	 room[TLS_SESSION_MAX];
	struct sink ticket = { .buf = room, .cap = sizeof(room) };
	struct paper leaf;
	struct server s = { .paper = &leaf };
	struct visit v;
	struct fetch_reply r;
	struct fault f;
	slice	 url;

	paper_make(&leaf, &leaf_for, ca);
	server_start(&s, say, COUNT(say));
	begin(&v, &s, roots);
	v.ticket = &ticket;
	url = address(&s, "https", "/");
	CHECK(get(&v, url, &r, &f) == FETCH_OK && !v.resumed);
	CHECK(get(&v, url, &r, &f) == FETCH_OK);
	CHECK(slice_eq(r.body, SLICE("second")) && v.conn == NULL);
	CHECK(ticket.len > 0);
	/* somebody may have cut the line */
	CHECK(get(&v, url, &r, &f) == FETCH_BROKEN && v.resumed);
	CHECK(r.partial && slice_eq(r.body, SLICE("third")));
	CHECK(get(&v, url, &r, &f) == FETCH_OK && v.resumed);
	visit_close(&v);
	/* the next visit begins with what the last one left */
	begin(&v, &s, roots);
	v.session = sink_slice(&ticket);
	CHECK(get(&v, url, &r, &f) == FETCH_OK && v.resumed);
	visit_close(&v);
	server_stop(&s);
	paper_free(&leaf);
}

static void
test_tls_refused(struct paper *ca, struct roots *roots)
{
	static const struct answer say = { CUT5 "hello", 0, 0 };
	struct paper_for leaf_for = { .cn = "shop.example" };
	struct paper leaf;
	struct server s = { .paper = &leaf };
	struct visit v;
	struct fetch_reply r;
	struct fault f;

	paper_make(&leaf, &leaf_for, ca);
	server_start(&s, &say, 1);
	begin(&v, &s, roots);
	CHECK(get(&v, address(&s, "https", "/"), &r, &f) == FETCH_TLS);
	CHECK(strstr(f.text, "subjectAltName") != NULL && v.conn == NULL);
	CHECK(r.head.status == 0);
	server_stop(&s);
	paper_free(&leaf);
}

int
main(void)
{
	struct paper_for ca_for = { .cn = "Test Root", .ca = true };
	struct paper ca;
	struct roots *roots;

	signal(SIGPIPE, SIG_IGN);
	paper_make(&ca, &ca_for, NULL);
	roots = paper_trust(ca.pem);
	test_answers();
	test_keep_alive();
	test_not_twice();
	test_refusals(roots);
	test_slow();
	test_tls(&ca, roots);
	test_tls_refused(&ca, roots);
	roots_close(roots);
	paper_free(&ca);
	return test_failed;
}
