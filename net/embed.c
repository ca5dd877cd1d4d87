#include "net/embed.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
	CHUNK = 4096,
	WINDOW = 0			/* as it was packed */
};

/* The next n bytes into `out`. */
static bool
take(z_stream *z, unsigned char *out, unsigned n)
{
	z->next_out = out;
	z->avail_out = n;
	while (z->avail_out > 0)
		if (inflate(z, Z_NO_FLUSH) != Z_OK)
			break;
	return z->avail_out == 0;
}

bool
embed_text(const struct embed_recipe *e, char *out)
{
	unsigned char chunk[CHUNK];
	z_stream z;
	bool	 good;

	memset(&z, 0, sizeof(z));
	z.next_in = (z_const Bytef *)embed_packed;
	z.avail_in = (uInt)embed_npacked;
	if (inflateInit2(&z, WINDOW) != Z_OK)
		return false;
	good = true;
	for (unsigned left = e->at; good && left > 0; ) {
		unsigned n = left < CHUNK ? left : CHUNK;

		good = take(&z, chunk, n);
		left -= n;
	}
	good = good && take(&z, (unsigned char *)out, e->n);
	inflateEnd(&z);
	return good;
}

bool
embed_roots_open(struct embed_root *r, const struct embed_roots *of)
{
	memset(r, 0, sizeof(*r));
	r->z = calloc(1, sizeof(*r->z));
	if (r->z == NULL)
		return false;
	r->z->next_in = (z_const Bytef *)of->packed;
	r->z->avail_in = (uInt)of->npacked;
	r->key = of->keys;
	r->left = of->n;
	return inflateInit2(r->z, WINDOW) == Z_OK;
}

bool
embed_roots_next(struct embed_root *r)
{
	unsigned char head[8];
	unsigned v[4], n, key;

	if (r->left == 0 || !take(r->z, head, sizeof(head)))
		return false;
	for (int i = 0; i < 4; i++)
		v[i] = (unsigned)head[2 * i] << 8 | head[2 * i + 1];
	n = v[0], key = v[1];
	if (n > EMBED_DER || key > n || v[2] > n - key || v[3] >= n)
		return false;
	r->left--;
	r->n = n;
	r->subject = v[3];
	memcpy(r->der + key, r->key, v[2]);
	r->key += v[2];
	return take(r->z, r->der, key) &&
	    take(r->z, r->der + key + v[2], n - key - v[2]);
}

void
embed_roots_close(struct embed_root *r)
{
	if (r->z != NULL)
		inflateEnd(r->z);
	free(r->z);
}
