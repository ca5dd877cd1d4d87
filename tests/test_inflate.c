/* test_inflate.c - packed bodies: whole, in pieces, cut, false, too large. */
#include "net/inflate.h"
#include "tests/test.h"

#include <stdio.h>
#include <zlib.h>

enum { MOST = 1000 };

/* A small packer of our own: the program has only the other half of zlib.
 * Fixed Huffman codes (RFC 1951, 3.2.6), runs of 258 as matches. */
enum form { BARE, ZLIB, GZ };

struct bits {
	unsigned char	*out;
	size_t		 n;		/* bits */
};

static void
put_bits(struct bits *b, unsigned v, unsigned n)	/* lowest first */
{
	for (; n--; v >>= 1, b->n++)
		b->out[b->n / 8] |= (unsigned char)((v & 1) << b->n % 8);
}

static void
put_code(struct bits *b, unsigned v, unsigned n)	/* highest first */
{
	while (n--)
		put_bits(b, v >> n & 1, 1);
}

static size_t
deflated(unsigned char *out, slice text)
{
	struct bits b = { out, 0 };
	size_t	 run = 0;

	put_bits(&b, 3, 3);			/* the last block, fixed */
	for (size_t i = 0; i < text.n; i += run) {
		unsigned c = (unsigned char)text.p[i];

		for (run = 1; i && i + run <= text.n && run <= 258 &&
		    text.p[i + run - 1] == text.p[i - 1];)
			run++;
		if (run > 258) {
			put_code(&b, 0xc5, 8);	/* 258 bytes */
			put_code(&b, 0, 5);	/* from one byte back */
			run = 258;
			continue;
		}
		run = 1;
		if (c < 144)
			put_code(&b, 0x30 + c, 8);
		else
			put_code(&b, 0x190 + c - 144, 9);
	}
	put_code(&b, 0, 7);			/* the end */
	return (b.n + 7) / 8;
}

static size_t
pack(char *to, size_t cap, enum form form, slice text)
{
	static const char gz[10] = { 0x1f, (char)0x8b, 8 };
	unsigned char *out = (unsigned char *)to;
	const unsigned char *in = (const unsigned char *)text.p;
	size_t	 n = form == GZ ? 10 : form == ZLIB ? 2 : 0;
	uint32_t crc = (uint32_t)crc32(0, in, (uInt)text.n);
	uint32_t sum = (uint32_t)adler32(1, in, (uInt)text.n);

	memset(out, 0, cap);
	memcpy(out, form == GZ ? gz : "\x78\x9c", n);
	n += deflated(out + n, text);
	for (int i = 0; form == GZ && i < 8; i++)
		out[n++] = (unsigned char)((i < 4 ? crc : (uint32_t)text.n) >>
		    8 * (i % 4));
	for (int i = 3; form == ZLIB && i >= 0; i--)
		out[n++] = (unsigned char)(sum >> 8 * i);
	return n;
}

static const struct {
	const char *coding;
	enum form form, again;	/* packed so, and (not BARE) once more */
	size_t	 n, cut;	/* bytes of text; bytes missing at the end */
	int	 spoil;		/* this byte from the end is changed */
	bool	 twice;		/* two of them, one behind the other */
	enum inflate_result want;
	bool	 unfinished;
} packings[] = {
	{ "gzip", GZ, BARE, 900, 0, 0, false, INFLATE_OK, false },
	{ "GZIP", GZ, BARE, 1000, 0, 0, false, INFLATE_OK, false },
	{ "x-gzip", GZ, BARE, 1, 0, 0, false, INFLATE_OK, false },
	{ "gzip", GZ, BARE, 0, 0, 0, false, INFLATE_OK, false },
	{ "gzip", GZ, BARE, 300, 0, 0, true, INFLATE_OK, false },
	{ "deflate", ZLIB, BARE, 900, 0, 0, false, INFLATE_OK, false },
	{ "deflate", BARE, BARE, 900, 0, 0, false, INFLATE_OK, false },
	{ "deflate, identity, gzip", ZLIB, GZ, 900, 0, 0, false, INFLATE_OK,
	    false },
	{ "gzip, deflate", GZ, ZLIB, 900, 0, 0, false, INFLATE_OK, false },
	/* a bomb, a cut, a lie */
	{ "gzip", GZ, BARE, 1001, 0, 0, false, INFLATE_FULL, false },
	{ "gzip", GZ, BARE, 60000, 0, 0, false, INFLATE_FULL, false },
	{ "gzip, gzip", GZ, GZ, 60000, 0, 0, false, INFLATE_FULL, false },
	{ "gzip", GZ, BARE, 900, 1, 0, false, INFLATE_OK, true },
	{ "gzip", GZ, BARE, 900, 9, 0, false, INFLATE_OK, true },
	{ "deflate", BARE, BARE, 900, 1, 0, false, INFLATE_OK, true },
	{ "deflate, gzip", ZLIB, GZ, 900, 1, 0, false, INFLATE_OK, true },
	/* its checksum, its length */
	{ "gzip", GZ, BARE, 900, 0, 5, false, INFLATE_BAD, false },
	{ "gzip", GZ, BARE, 900, 0, 1, false, INFLATE_BAD, false },
	{ "gzip", ZLIB, BARE, 900, 0, 0, false, INFLATE_BAD, false },
	{ "deflate", GZ, BARE, 900, 0, 0, false, INFLATE_BAD, false },
};

/* The text: compressible, but not all the same. */
static slice
sample(size_t n)
{
	static char text[60000];

	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (char)('a' + i * i % 23 % 7 * (i < 300));
	return (slice){ text, n };
}

/* Packs what row i says; returns its length. */
static size_t
prepare(size_t i, slice text, char *out, size_t cap)
{
	static char inner[2000];
	size_t	 n = pack(out, cap, packings[i].form, text);

	if (packings[i].again) {
		memcpy(inner, out, n);
		n = pack(out, cap, packings[i].again, (slice){ inner, n });
	}
	if (packings[i].twice) {
		memcpy(out + n, out, n);
		n *= 2;
	}
	n -= packings[i].cut;
	if (packings[i].spoil)
		out[n - (size_t)packings[i].spoil] ^= 1;
	return n;
}

static struct inflate *
opened(const char *coding, bool *ok)
{
	struct http_head h = { .nheaders = 1 };
	struct fault f = { "" };
	struct inflate *u;

	h.headers[0] = (struct http_header){ SLICE("Content-Encoding"),
	    slice_of(coding) };
	*ok = inflate_open(&u, &h, &f);
	CHECK(*ok == (f.text[0] == '\0'));
	return u;
}

static void
test_packing(size_t i, size_t step)
{
	static char packed[2000], plain[MOST];
	slice	 text = sample(packings[i].n);
	slice	 left = { packed, prepare(i, text, packed, sizeof(packed)) };
	struct sink k = { .buf = plain, .cap = sizeof(plain) };
	enum inflate_result r = INFLATE_OK;
	bool	 ok;
	struct inflate *u = opened(packings[i].coding, &ok);

	CHECK(ok && u != NULL && inflate_done(u));
	while (left.n && r == INFLATE_OK) {
		r = inflate_feed(u, slice_head(left, step), &k);
		left = slice_from(left, step);
	}
	CHECK(r == packings[i].want || (printf("packing %zu by %zu: %d\n", i,
	    step, (int)r), 0));
	if (r == INFLATE_OK)
		CHECK(inflate_done(u) != packings[i].unfinished);
	CHECK(k.full == (r == INFLATE_FULL));
	if (packings[i].twice)
		CHECK(k.len == 2 * text.n);
	else if (r == INFLATE_OK && !packings[i].unfinished)
		CHECK(slice_eq(sink_slice(&k), text));
	else
		CHECK(slice_starts(text, sink_slice(&k)));
	inflate_close(u);
}

static void
test_codings(void)
{
	static const char *const plain[] = { "", "identity", "none",
	    "identity, none" };
	static const char *const bad[] = { "br", "zstd", "compress",
	    "gzip, br", "gzip, gzip, gzip", "gzip;q=1" };
	char	 buf[8];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	bool	 ok;

	for (size_t i = 0; i < COUNT(plain); i++)
		CHECK(opened(plain[i], &ok) == NULL && ok);
	for (size_t i = 0; i < COUNT(bad); i++)
		CHECK(opened(bad[i], &ok) == NULL && !ok);
	/* nothing packed: copied, to the brim */
	CHECK(inflate_feed(NULL, SLICE("hello"), &k) == INFLATE_OK);
	CHECK(inflate_feed(NULL, SLICE("hello"), &k) == INFLATE_FULL);
	CHECK(slice_eq(sink_slice(&k), SLICE("hellohel")));
	CHECK(inflate_done(NULL));
	inflate_close(NULL);
}

/* Ten thousand empty packings in a row: neither deep nor endless. */
static void
test_many(void)
{
	static char packed[400000];
	char	 buf[8];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	size_t	 one = pack(packed, 64, GZ, SLICE("")), n = one;
	bool	 ok;
	struct inflate *u = opened("gzip", &ok);

	for (; n + one <= 200000; n += one)
		memcpy(packed + n, packed, one);
	CHECK(inflate_feed(u, (slice){ packed, n }, &k) == INFLATE_OK);
	CHECK(inflate_done(u) && k.len == 0);
	inflate_close(u);
}

int
main(void)
{
	static const size_t steps[] = { 1, 2, 7, 100000 };

	for (size_t i = 0; i < COUNT(packings); i++)
		for (size_t j = 0; j < COUNT(steps); j++)
			test_packing(i, steps[j]);
	test_codings();
	test_many();
	return test_failed;
}
