#include "net/embed.h"

#include <string.h>
#include <zlib.h>

enum { CHUNK = 4096 };

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
	if (inflateInit(&z) != Z_OK)
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
