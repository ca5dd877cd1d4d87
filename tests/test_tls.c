/* test_tls.c - who is let in, who is not and in which words; resumption. */
#include "net/dial.h"
#include "net/tls.h"
#include "tests/server.h"
#include "tests/test.h"

#include "core/slice.h"

/* The library asks time(2), so the test may say what time it is. */
static time_t pretended;

time_t
time(time_t *t)
{
	struct timespec now = { .tv_sec = pretended };

	if (pretended == 0)
		clock_gettime(CLOCK_REALTIME, &now);
	if (t != NULL)
		*t = now.tv_sec;
	return now.tv_sec;
}

static const struct answer hello[] = {
	{ "hello", 0, 0 }, { "hello", 0, 0 }, { "hello", 0, 0 },
	{ "hello", 0, 0 },
};

/* One visit: handshake, a request, five bytes. */
static bool
visit(struct server *s, const char *host, struct roots *roots,
    struct sink *session, bool *resumed, struct fault *f)
{
	struct dial_addresses d;
	struct dial_policy policy = { SLICE("127.0.0.1"), true };
	int64_t	 deadline = dial_clock() + 10000;
	char	 buf[16];
	struct conn *c;
	bool	 ok;

	if (!dial_resolve(&d, slice_of(host), s->port, &policy, f))
		return false;
	c = conn_open(&d, deadline, f);
	if (c == NULL)
		return false;
	ok = conn_tls(c, host, roots, session ? sink_slice(session) :
	    SLICE(""), deadline, f) &&
	    conn_write(c, SLICE("GET\r\n\r\n"), deadline, f) &&
	    conn_read(c, buf, sizeof(buf), deadline, f) == 5;
	if (ok) {
		CHECK(memcmp(buf, "hello", 5) == 0);
		CHECK(conn_read(c, buf, sizeof(buf), deadline, f) == 0);
	}
	if (resumed != NULL)
		*resumed = conn_resumed(c);
	if (ok && session != NULL) {
		session->len = 0;
		CHECK(conn_session(c, session));
		CHECK(!conn_session(c, session));
	}
	conn_close(c);
	return ok;
}

/* --- who is let in -------------------------------------------------------- */

static const struct {
	struct paper_for leaf;
	const char *host;
	const char *words;	/* NULL: let in */
} peers[] = {
	{ { .cn = "-", .dns = "shop.example" }, "shop.example", NULL },
	{ { .cn = "-", .dns = "shop.example" }, "SHOP.Example", NULL },
	{ { .cn = "-", .dns = "shop.example" }, "shop.example.", NULL },
	{ { .cn = "-", .dns = "a.example", .dns2 = "*.shop.example" },
	    "www.shop.example", NULL },
	{ { .cn = "-", .ip = true }, "127.0.0.1", NULL },
	{ { .cn = "-", .dns = "x.example", .ip = true }, "127.0.0.1", NULL },
	/* other names */
	{ { .cn = "-", .dns = "a.example", .dns2 = "b.example" },
	    "shop.example", "shop.example is for b.example, a.example" },
	{ { .cn = "-", .dns = "*.shop.example" }, "shop.example",
	    "is for *.shop.example" },
	{ { .cn = "-", .dns = "*.shop.example" }, "a.b.shop.example",
	    "is for *.shop.example" },
	{ { .cn = "-", .dns = "*.example" }, "shop.example",
	    "is for *.example" },
	{ { .cn = "-", .dns = "w*.shop.example" }, "www.shop.example",
	    "is for" },
	{ { .cn = "-", .dns = "shop.example.evil.example" }, "shop.example",
	    "is for" },
	{ { .cn = "-", .dns = "127.0.0.1" }, "127.0.0.1", "is for" },
	{ { .cn = "-", .dns = "shop.example" }, "127.0.0.1", "is for" },
	{ { .cn = "-", .ip = true }, "shop.example", "is for no host" },
	/* a common name is not a name */
	{ { .cn = "shop.example" }, "shop.example", "no subjectAltName" },
	{ { .cn = "127.0.0.1" }, "127.0.0.1", "no subjectAltName" },
	{ { .cn = "shop.example", .dns = "other.example" }, "shop.example",
	    "is for other.example" },
	/* dates */
	{ { .cn = "-", .dns = "shop.example", .to = "20250102000000" },
	    "shop.example", "expired on 2025-01-02" },
	{ { .cn = "-", .dns = "shop.example", .from = "20400304000000" },
	    "shop.example", "not valid before 2040-03-04, today is 20" },
	/* a hash that is broken */
	{ { .cn = "-", .dns = "shop.example", .sha1 = true },
	    "shop.example", "too weak" },
};

static void
test_peers(struct paper *ca, struct roots *roots)
{
	for (size_t i = 0; i < COUNT(peers); i++) {
		struct paper leaf;
		struct server s = { .paper = &leaf };
		struct fault f = { "" };
		bool	 ok;

		paper_make(&leaf, &peers[i].leaf, ca);
		server_start(&s, hello, COUNT(hello));
		ok = visit(&s, peers[i].host, roots, NULL, NULL, &f);
		CHECK(ok == (peers[i].words == NULL));
		CHECK(ok || (peers[i].words && strstr(f.text,
		    peers[i].words)) || (printf("peer %zu: %s\n", i, f.text),
		    0));
		server_stop(&s);
		paper_free(&leaf);
	}
}

/* A box that wakes in 1970 is told that it is its own clock. */
static void
test_clock(struct paper *ca, struct roots *roots)
{
	struct paper_for leaf_for = { .cn = "-", .dns = "shop.example" };
	struct paper leaf;
	struct server s = { .paper = &leaf };
	struct fault f = { "" };

	paper_make(&leaf, &leaf_for, ca);
	server_start(&s, hello, COUNT(hello));
	pretended = 86400;
	CHECK(!visit(&s, "shop.example", roots, NULL, NULL, &f));
	CHECK(strstr(f.text, "before 2020-01-01, but our own clock says "
	    "1970-01-02: set it first") != NULL);
	pretended = 0;
	server_stop(&s);
	paper_free(&leaf);
}

/* Signed by nobody, by oneself, by an authority without its certificate. */
static void
test_chains(struct paper *ca, struct roots *roots)
{
	struct paper_for leaf_for = { .cn = "-", .dns = "shop.example" };
	struct paper_for mid_for = { .cn = "Middle", .ca = true };
	struct paper_for other_for = { .cn = "Other", .ca = true };
	struct paper leaf, mid, other;
	struct server s = { .paper = &leaf };
	struct fault f = { "" };
	struct roots *own;

	paper_make(&mid, &mid_for, ca);
	paper_make(&other, &other_for, NULL);

	paper_make(&leaf, &leaf_for, &other);
	server_start(&s, hello, COUNT(hello));
	CHECK(!visit(&s, "shop.example", roots, NULL, NULL, &f));
	CHECK(strstr(f.text, "signed by \"Other\", which is none") != NULL);
	server_stop(&s);
	paper_free(&leaf);

	/* the middle one is left out, then sent */
	paper_make(&leaf, &leaf_for, &mid);
	server_start(&s, hello, COUNT(hello));
	f.text[0] = '\0';
	CHECK(!visit(&s, "shop.example", roots, NULL, NULL, &f));
	CHECK(strstr(f.text, "leaves out a certificate") != NULL);
	server_stop(&s);
	must(mbedtls_x509_crt_parse(&leaf.crt, (unsigned char *)mid.pem,
	    strlen(mid.pem) + 1), "chain");
	server_start(&s, hello, COUNT(hello));
	f.text[0] = '\0';
	CHECK(visit(&s, "shop.example", roots, NULL, NULL, &f));
	CHECK(f.text[0] == '\0');
	server_stop(&s);
	paper_free(&leaf);

	/* by itself: refused, unless the owner named just this one */
	paper_make(&leaf, &leaf_for, NULL);
	own = paper_trust(leaf.pem);
	server_start(&s, hello, COUNT(hello));
	CHECK(!visit(&s, "shop.example", roots, NULL, NULL, &f));
	CHECK(strstr(f.text, "signed by itself") != NULL);
	f.text[0] = '\0';
	CHECK(visit(&s, "shop.example", own, NULL, NULL, &f));
	CHECK(f.text[0] == '\0');
	server_stop(&s);
	roots_close(own);
	paper_free(&leaf);

	paper_free(&mid);
	paper_free(&other);
}

/* --- resumption ----------------------------------------------------------- */

static const struct {
	mbedtls_ssl_protocol_version version;
} versions[] = {
	{ MBEDTLS_SSL_VERSION_TLS1_2 }, { MBEDTLS_SSL_VERSION_TLS1_3 },
};

static void
test_resumption(struct paper *ca, struct roots *roots, struct roots *others)
{
	struct paper_for leaf_for = { .cn = "-", .dns = "a.example",
	    .dns2 = "b.example" };
	struct paper leaf;

	paper_make(&leaf, &leaf_for, ca);
	for (size_t i = 0; i < COUNT(versions); i++) {
		struct server s = { .paper = &leaf,
		    .only = versions[i].version };
		char	 room[TLS_SESSION_MAX], copy[TLS_SESSION_MAX];
		struct sink k = { .buf = room, .cap = sizeof(room) };
		struct sink bad = { .buf = copy, .cap = sizeof(copy) };
		struct fault f = { "" };
		bool	 resumed = true;

		server_start(&s, (struct answer[]){ { "hello", 0, 0 },
		    { "hello", 0, 0 }, { "hello", 0, 0 }, { "hello", 0, 0 },
		    { "hello", 0, 0 }, { "hello", 0, 0 } }, 6);
		CHECK(visit(&s, "a.example", roots, &k, &resumed, &f));
		CHECK(!resumed && k.len > 0);
		CHECK(visit(&s, "a.example", roots, &k, &resumed, &f));
		CHECK(resumed);
		/* not for another host, though the server would */
		sink_put(&bad, sink_slice(&k));
		CHECK(visit(&s, "b.example", roots, &bad, &resumed, &f));
		CHECK(!resumed);
		/* not when the owner trusts others now */
		bad.len = 0;
		sink_put(&bad, sink_slice(&k));
		CHECK(!visit(&s, "a.example", others, &bad, &resumed, &f));
		CHECK(!resumed);
		/* damaged: a full handshake */
		f.text[0] = '\0';
		bad.len = 0;
		sink_put(&bad, slice_head(sink_slice(&k), k.len / 2));
		CHECK(visit(&s, "a.example", roots, &bad, &resumed, &f));
		CHECK(!resumed);
		/* and it lasts */
		CHECK(visit(&s, "a.example", roots, &k, &resumed, &f));
		CHECK(resumed && f.text[0] == '\0');
		server_stop(&s);
	}
	paper_free(&leaf);
}

/* --- others at the door --------------------------------------------------- */

static const struct {
	struct answer answer;
	const char *words;
} strangers[] = {
	/* the client's first bytes contain no empty line: send at once */
	{ { "HTTP/1.1 400 Bad Request\r\n\r\n", 0, 0 }, "not speak TLS" },
	{ { "\x15\x03\x01\x00\x02\x02\x46", 7, 0 }, "older than 1.2" },
	{ { "\x15\x03\x03\x00\x02\x02\x28", 7, 0 }, "shares no cipher" },
	{ { "\x15\x03\x03\x00\x02\x02\x70", 7, 0 }, "not know itself" },
	{ { "\x16\x03\x02\x00\x2a\x02\x00\x00\x26\x03\x02"
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\x00\xc0\x13\x00", 47, 0 },
	    "older than 1.2" },
	{ { "", 0, 0 }, "hangs up" },
};

static void
test_strangers(struct roots *roots)
{
	for (size_t i = 0; i < COUNT(strangers); i++) {
		struct server s = { 0 };
		struct fault f = { "" };
		char	 buf[2048];
		int	 fd;

		/* the usual child gets no answers: it stands aside */
		server_start(&s, NULL, 0);
		if (fork() == 0) {
			fd = accept(s.fd, NULL, NULL);
			if (recv(fd, buf, sizeof(buf), 0) > 0 &&
			    send(fd, strangers[i].answer.bytes,
			    strangers[i].answer.n ? strangers[i].answer.n :
			    strlen(strangers[i].answer.bytes), 0) >= 0)
				shutdown(fd, SHUT_WR);
			while (recv(fd, buf, sizeof(buf), 0) > 0)
				;
			_exit(0);
		}
		CHECK(!visit(&s, "shop.example", roots, NULL, NULL, &f));
		CHECK(strstr(f.text, strangers[i].words) ||
		    (printf("stranger %zu: %s\n", i, f.text), 0));
		CHECK(strstr(f.text, "shop.example") != NULL);
		server_stop(&s);
		wait(NULL);
	}
}

/* Silence meets the deadline, in the handshake and after it. */
static void
test_deadline(struct roots *roots)
{
	struct server s = { 0 };
	struct answer mute = { "", 0, MUTE };
	struct dial_addresses d;
	struct dial_policy policy = { SLICE("127.0.0.1"), true };
	struct fault f = { "" };
	struct conn *c;
	char	 byte;

	server_start(&s, &mute, 1);
	CHECK(dial_resolve(&d, SLICE("shop.example"), s.port, &policy, &f));
	c = conn_open(&d, dial_clock() + 5000, &f);
	CHECK(c != NULL && !conn_secure(c));
	CHECK(conn_idle(c));
	CHECK(conn_read(c, &byte, 1, dial_clock() + 50, &f) == -1);
	CHECK(strstr(f.text, "time") != NULL);
	f.text[0] = '\0';
	CHECK(!conn_tls(c, "shop.example", roots, SLICE(""), dial_clock() + 50,
	    &f));
	CHECK(strstr(f.text, "in time") != NULL);
	conn_close(c);
	server_stop(&s);
}

/* --- hashes --------------------------------------------------------------- */

/* FIPS 180-2 "abc"; RFC 4231, case 2 */
static void
test_hashes(void)
{
	static const unsigned char abc[4] = { 0xba, 0x78, 0x16, 0xbf };
	static const unsigned char jefe[4] = { 0x5b, 0xdc, 0xc1, 0x46 };
	unsigned char out[32], a[16] = { 0 }, b[16] = { 0 };

	tls_sha256(SLICE("abc"), out);
	CHECK(memcmp(out, abc, 4) == 0 && out[31] == 0xad);
	tls_hmac(SLICE("Jefe"), SLICE("what do ya want for nothing?"), out);
	CHECK(memcmp(out, jefe, 4) == 0 && out[31] == 0x43);
	CHECK(tls_random(a, sizeof(a)) && tls_random(b, sizeof(b)));
	CHECK(memcmp(a, b, sizeof(a)) != 0);
}

int
main(void)
{
	struct paper_for ca_for = { .cn = "Test Root", .ca = true };
	struct paper_for other_for = { .cn = "Other Root", .ca = true };
	struct paper ca, other;
	struct roots *roots, *others;

	signal(SIGPIPE, SIG_IGN);
	paper_make(&ca, &ca_for, NULL);
	paper_make(&other, &other_for, NULL);
	roots = paper_trust(ca.pem);
	others = paper_trust(other.pem);
	test_peers(&ca, roots);
	test_clock(&ca, roots);
	test_chains(&ca, roots);
	test_resumption(&ca, roots, others);
	test_strangers(roots);
	test_deadline(roots);
	test_hashes();
	roots_close(roots);
	roots_close(others);
	paper_free(&ca);
	paper_free(&other);
	return test_failed;
}
