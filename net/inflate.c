#include "net/inflate.h"

#include <stdlib.h>

#define ZLIB_CONST
#include <zlib.h>

enum kind { NOTHING, GZIP, DEFLATE, UNKNOWN };

/* windowBits for zlib's inflateInit2() */
enum { WITH_GZIP = 15 + 16, WITH_ZLIB = 15, BARE = -15 };

struct layer {
	z_stream	 z;
	enum kind	 kind;
	bool		 begun;		/* inflateInit2() was called */
	bool		 ended;
	bool		 held;		/* one byte of a deflate's two */
	char		 first;
};

struct inflate {
	struct layer	 layers[INFLATE_LAYERS];	/* outermost first */
	size_t		 n;
};

static const struct { slice name; enum kind kind; } names[] = {
	{ { "gzip", 4 },	GZIP },
	{ { "x-gzip", 6 },	GZIP },
	{ { "deflate", 7 },	DEFLATE },
	{ { "identity", 8 },	NOTHING },
	{ { "none", 4 },	NOTHING },
	{ { "chunked", 7 },	NOTHING },	/* http_chunks() undoes it */
};

static enum kind
kind_of(slice name)
{
	for (size_t i = 0; i < COUNT(names); i++)
		if (slice_ieq(names[i].name, name))
			return names[i].kind;
	return UNKNOWN;
}

bool
inflate_open(struct inflate **state, const struct http_head *h,
    struct fault *f)
{
	static const slice headers[] = { { "Content-Encoding", 16 },
	    { "Transfer-Encoding", 17 } };
	enum kind kinds[INFLATE_LAYERS];
	size_t	 n = 0;
	slice	 item;

	*state = NULL;
	for (size_t i = 0; i < COUNT(headers); i++) {
		struct http_list at = { .begun = false };

		while (http_list(h, headers[i], &at, &item)) {
			enum kind kind = kind_of(item);

			if (kind == NOTHING)
				continue;
			if (kind == UNKNOWN || n == INFLATE_LAYERS)
				return fault_tell(f, "the answer is packed in "
				    "a way we did not ask for: %", item);
			kinds[n++] = kind;
		}
	}
	if (n == 0)
		return true;
	*state = calloc(1, sizeof(**state));
	if (*state == NULL)
		return fault_words(f, "no memory to unpack the answer");
	for ((*state)->n = n; n; n--)	/* named in the order of packing */
		(*state)->layers[(*state)->n - n].kind = kinds[n - 1];
	return true;
}

/* zlib's two-byte frame (RFC 1950, 2.2), or the bare thing. */
static int
deflate_bits(unsigned char a, unsigned char b)
{
	return (a & 15) == 8 && ((unsigned)a << 8 | b) % 31 == 0 ?
	    WITH_ZLIB : BARE;
}

static enum inflate_result feed(struct inflate *, size_t, slice, struct sink *);

/* At the end of one gzip another may begin (RFC 1952, 2.2). */
static bool
another(struct layer *l, slice rest)
{
	l->ended = l->kind != GZIP || rest.n == 0 || rest.p[0] != 0x1f ||
	    inflateReset(&l->z) != Z_OK;
	return !l->ended;
}

/* Runs zlib over the input; what comes out goes to the next layer. */
static enum inflate_result
run(struct inflate *u, size_t at, slice in, struct sink *out)
{
	struct layer *l = &u->layers[at];
	unsigned char buf[2048];
	enum inflate_result r = INFLATE_OK;
	int	 e;

	l->z.next_in = (const unsigned char *)in.p;
	l->z.avail_in = (unsigned)in.n;
	while (r == INFLATE_OK) {
		l->z.next_out = buf;
		l->z.avail_out = sizeof(buf);
		e = inflate(&l->z, Z_NO_FLUSH);
		if (e != Z_OK && e != Z_STREAM_END && e != Z_BUF_ERROR)
			return INFLATE_BAD;
		r = feed(u, at + 1, (slice){ (char *)buf,
		    sizeof(buf) - l->z.avail_out }, out);
		if (e == Z_STREAM_END ?
		    !another(l, slice_from(in, in.n - l->z.avail_in)) :
		    l->z.avail_in == 0 && l->z.avail_out)
			break;
	}
	return r;
}

/* The first bytes: gzip is plain, deflate shows after two of them. */
static enum inflate_result
begin(struct inflate *u, size_t at, slice in, struct sink *out)
{
	struct layer *l = &u->layers[at];
	enum inflate_result r = INFLATE_OK;
	int	 bits = WITH_GZIP;

	if (l->kind == DEFLATE && !l->held) {
		l->first = in.p[0];
		l->held = true;
		in = slice_from(in, 1);
	}
	if (l->kind == DEFLATE && in.n == 0)
		return INFLATE_OK;
	if (l->kind == DEFLATE)
		bits = deflate_bits((unsigned char)l->first,
		    (unsigned char)in.p[0]);
	if (inflateInit2(&l->z, bits) != Z_OK)
		return INFLATE_BAD;
	l->begun = true;
	if (l->held)
		r = run(u, at, (slice){ &l->first, 1 }, out);
	return r == INFLATE_OK ? run(u, at, in, out) : r;
}

static enum inflate_result
feed(struct inflate *u, size_t at, slice in, struct sink *out)
{
	struct layer *l;

	if (in.n == 0)
		return INFLATE_OK;
	if (u == NULL || at == u->n) {
		slice	 fits = slice_head(in, out->cap - out->len);

		sink_put(out, fits);
		out->full |= fits.n < in.n;
		return out->full ? INFLATE_FULL : INFLATE_OK;
	}
	l = &u->layers[at];
	if (!l->begun)
		return begin(u, at, in, out);
	if (l->ended && !another(l, in))
		return INFLATE_OK;	/* padding */
	return run(u, at, in, out);
}

enum inflate_result
inflate_feed(struct inflate *u, slice in, struct sink *out)
{
	return feed(u, 0, in, out);
}

bool
inflate_done(const struct inflate *u)
{
	for (size_t i = 0; u && i < u->n; i++)
		if (!u->layers[i].ended && (u->layers[i].begun ||
		    u->layers[i].held))
			return false;
	return true;
}

void
inflate_close(struct inflate *u)
{
	if (u == NULL)
		return;
	for (size_t i = 0; i < u->n; i++)
		if (u->layers[i].begun)
			inflateEnd(&u->layers[i].z);
	free(u);
}
