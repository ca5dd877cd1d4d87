/* test_roots.c - whom we trust: Mozilla's list, or the owner's file. */
#include "net/roots.h"
#include "tests/server.h"
#include "tests/test.h"

#include "net/dial.h"

static void
test_files(struct paper *ca)
{
	char	 text[5000];
	struct fault f = { "" };
	const char *file;
	struct roots *r;

	CHECK(roots_open("/nonexistent/roots.pem", &f) == NULL);
	CHECK(strstr(f.text, "/nonexistent/roots.pem") != NULL);
	f.text[0] = '\0';
	file = paper_file("not a certificate\n");
	CHECK(roots_open(file, &f) == NULL);
	CHECK(strstr(f.text, "no certificate") != NULL);
	unlink(file);
	/* one bad certificate among good ones is passed over */
	snprintf(text, sizeof(text), "%s-----BEGIN CERTIFICATE-----\nMAA=\n"
	    "-----END CERTIFICATE-----\n", ca->pem);
	file = paper_file(text);
	f.text[0] = '\0';
	r = roots_open(file, &f);
	CHECK(r != NULL && f.text[0] == '\0');
	unlink(file);
	roots_close(r);
	roots_close(NULL);
}

/* Every root of the embedded list can be read, is one, stands in order. */
static void
test_embedded(void)
{
	static struct embed_root r, before;
	unsigned n = 0;

	CHECK(embed_roots_open(&r, &embed_roots));
	for (; embed_roots_next(&r); n++) {
		slice	 name = { (const char *)r.der + r.subject,
		    r.n - r.subject };
		mbedtls_x509_crt crt;

		mbedtls_x509_crt_init(&crt);
		CHECK(mbedtls_x509_crt_parse_der_nocopy(&crt, r.der, r.n) ==
		    0 || (printf("root %u\n", n), 0));
		CHECK(slice_starts(name, (slice){ (const char *)
		    crt.subject_raw.p, crt.subject_raw.len }));
		CHECK(mbedtls_x509_crt_get_ca_istrue(&crt) == 1);
		if (n > 0)
			CHECK(slice_cmp((slice){ (const char *)before.der +
			    before.subject, before.n - before.subject },
			    name) <= 0);
		mbedtls_x509_crt_free(&crt);
		before = r;
	}
	embed_roots_close(&r);
	CHECK(n == embed_roots.n && n > 50);
}

/* A packing that ends too early or says what cannot be ends the list. */
static void
test_damaged(void)
{
	static struct embed_root r;
	static const unsigned char bad[][8] = {
		{ 0xff, 0xff, 0, 0, 0, 0, 0, 0 },	/* longer than any */
		{ 0, 9, 0, 10, 0, 0, 0, 0 },		/* key behind the end */
		{ 0, 9, 0, 5, 0, 5, 0, 0 },
		{ 0, 9, 0, 5, 0, 4, 0, 9 },		/* no subject */
		{ 0, 9, 0, 5, 0, 4, 0, 0 },		/* cut off */
	};
	unsigned char packed[7 + sizeof(bad[0])] = "\x58\x09\x01\x08\0\xf7\xff";
	struct embed_roots of = { packed, packed, sizeof(packed), 1 };

	for (size_t i = 0; i < COUNT(bad); i++) {
		memcpy(packed + 7, bad[i], sizeof(bad[i]));
		CHECK(embed_roots_open(&r, &of));
		CHECK(!embed_roots_next(&r));
		embed_roots_close(&r);
	}
	of.npacked = 0;
	CHECK(embed_roots_open(&r, &of) && !embed_roots_next(&r));
	embed_roots_close(&r);
}

/* Adds a stored block of RFC 1951, not the last; zlib's head comes before. */
static size_t
stored(unsigned char *out, size_t at, const unsigned char *p, size_t n)
{
	unsigned char head[5] = { 0, (unsigned char)n, (unsigned char)(n >> 8),
	    (unsigned char)~n, (unsigned char)(~n >> 8) };

	memcpy(out + at, head, sizeof(head));
	memcpy(out + at + sizeof(head), p, n);
	return at + sizeof(head) + n;
}

/* One root without a hole. */
static size_t
put_root(unsigned char *out, size_t at, const struct paper *p)
{
	size_t	 v[] = { p->crt.raw.len, 0, 0,
	    (size_t)(p->crt.subject_raw.p - p->crt.raw.p) };
	unsigned char head[8];

	for (size_t i = 0; i < 4; i++) {
		head[2 * i] = (unsigned char)(v[i] >> 8);
		head[2 * i + 1] = (unsigned char)v[i];
	}
	at = stored(out, at, head, sizeof(head));
	return stored(out, at, p->crt.raw.p, p->crt.raw.len);
}

/* By the issuer's name; two may bear it, and only one has signed. */
static void
test_issuers(void)
{
	static const struct paper_for roots_for[] = {
		{ .cn = "A", .ca = true }, { .cn = "B", .ca = true },
		{ .cn = "B", .ca = true }, { .cn = "C", .ca = true },
	};
	struct paper_for leaf_for = { .cn = "-", .dns = "shop.example" };
	struct paper roots[5], leaf;
	static unsigned char packed[8192] = "\x58\x09";
	struct embed_roots list = { packed, packed, 2, COUNT(roots_for) };

	for (size_t i = 0; i < COUNT(roots_for); i++) {
		paper_make(&roots[i], &roots_for[i], NULL);
		list.npacked = put_root(packed, list.npacked, &roots[i]);
	}
	paper_make(&roots[4], &(struct paper_for){ .cn = "D", .ca = true },
	    NULL);
	for (size_t i = 0; i < COUNT(roots); i++) {
		uint32_t flags = 0;
		int	 r;

		paper_make(&leaf, &leaf_for, &roots[i]);
		r = mbedtls_x509_crt_verify_with_ca_cb(&leaf.crt,
		    roots_issuers, &list, &mbedtls_x509_crt_profile_default,
		    "shop.example", &flags, NULL, NULL);
		CHECK((r == 0) == (i < 4));
		CHECK(flags == (i < 4 ? 0 : MBEDTLS_X509_BADCERT_NOT_TRUSTED));
		paper_free(&leaf);
	}
	for (size_t i = 0; i < COUNT(roots); i++)
		paper_free(&roots[i]);
}

/* Marks differ by host and by file. */
static void
test_marks(struct paper *ca)
{
	unsigned char a[ROOTS_MARK], b[ROOTS_MARK], c[ROOTS_MARK];
	const char *file = paper_file(ca->pem);
	struct fault f = { "" };
	struct roots *own = roots_open(file, &f), *list = roots_open(NULL, &f);

	unlink(file);
	CHECK(own != NULL && list != NULL);
	roots_mark(list, SLICE("a.example"), a);
	roots_mark(list, SLICE("b.example"), b);
	roots_mark(own, SLICE("a.example"), c);
	CHECK(memcmp(a, b, sizeof(a)) != 0 && memcmp(a, c, sizeof(a)) != 0);
	roots_close(own);
	roots_close(list);
}

/* The embedded list is asked at a handshake, and knows nothing of us. */
static void
test_handshake(struct paper *ca)
{
	static const struct answer none = { "hello", 0, 0 };
	struct paper_for leaf_for = { .cn = "-", .dns = "shop.example" };
	struct paper leaf;
	struct server s = { .paper = &leaf };
	struct dial_policy policy = { SLICE("127.0.0.1"), true };
	struct dial_addresses d;
	struct fault f = { "" };
	struct roots *r = roots_open(NULL, &f);
	int64_t	 deadline = dial_clock() + 10000;
	struct conn *c;

	paper_make(&leaf, &leaf_for, ca);
	server_start(&s, &none, 1);
	CHECK(dial_resolve(&d, SLICE("shop.example"), s.port, &policy, &f));
	c = conn_open(&d, deadline, &f);
	CHECK(c && !conn_tls(c, "shop.example", r, SLICE(""), deadline, &f));
	CHECK(strstr(f.text, "none of the roots") != NULL);
	conn_close(c);
	server_stop(&s);
	roots_close(r);
	paper_free(&leaf);
}

int
main(void)
{
	struct paper_for ca_for = { .cn = "Test Root", .ca = true };
	struct paper ca;

	signal(SIGPIPE, SIG_IGN);
	paper_make(&ca, &ca_for, NULL);
	test_files(&ca);
	test_embedded();
	test_damaged();
	test_issuers();
	test_marks(&ca);
	test_handshake(&ca);
	paper_free(&ca);
	return test_failed;
}
