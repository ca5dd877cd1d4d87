#include "core/match/sketch.h"

#include "core/match/gist.h"

/*
 *	byte  0 to 15	headline: the title, or else the first words
 *	byte 16 to 31	the beginning of the text, or else the title
 *
 * Each byte is of another hash function: of its smallest value over all pairs
 * of words, eight bits. 0: there were no words.
 */
enum {
	LANES = SKETCH_SIZE / 2,
	HEAD = 10,		/* words without a title */
	BODY = 32,		/* of a text: summaries repeat no more */
	LEAST = 4,		/* words */
	NEAR_HEAD = 6,		/* equal bytes of 16 */
	NEAR_BODY = 3
};

static uint32_t
mix(uint32_t h)
{
	h ^= h >> 16;
	h *= 0x7feb352du;
	h ^= h >> 15;
	h *= 0x846ca68bu;
	return h ^ h >> 16;
}

static void
lanes(unsigned char out[static LANES], const uint32_t *hash, size_t n)
{
	for (size_t lane = 0; lane < LANES; lane++) {
		uint32_t seed = (uint32_t)(lane + 1) * 0x9e3779b9u;
		uint32_t best = UINT32_MAX;

		for (size_t i = 0; i + 1 < n; i++) {
			uint32_t h = mix((hash[i] * 31 ^ hash[i + 1]) + seed);

			best = h < best ? h : best;
		}
		out[lane] = n > 1 ? (unsigned char)(mix(best) % 255 + 1) : 0;
	}
}

/* The hashes of the words from `from` on that are not loose. */
static size_t
solid(const struct gist *g, size_t from, size_t to, uint32_t *hash,
    size_t most)
{
	size_t	 n = 0;

	for (; from < to && n < most; from++)
		if (!(g->word[from].what & GIST_LOOSE))
			hash[n++] = g->word[from].hash;
	return n;
}

bool
sketch_make(struct arena *a, const struct mention *m,
    unsigned char out[static SKETCH_SIZE])
{
	const size_t mark = a->used;
	struct gist *g = arena_take(a, sizeof(*g));
	uint32_t hash[BODY];
	size_t	 n;

	memset(out, 0, SKETCH_SIZE);
	if (g == NULL)
		return false;
	gist_read(g, m);
	a->used = mark;
	if (solid(g, 0, g->n, hash, LEAST) < LEAST)
		return false;
	n = g->ntitle ? solid(g, 0, g->ntitle, hash, BODY) :
	    solid(g, 0, g->n, hash, HEAD);
	lanes(out, hash, n);
	n = solid(g, g->n > g->ntitle ? g->ntitle : 0, g->n, hash, BODY);
	lanes(out + LANES, hash, n);
	return true;
}

static unsigned
equal(const unsigned char *a, const unsigned char *b)
{
	unsigned n = 0;

	for (size_t i = 0; i < LANES; i++)
		n += a[i] == b[i] && a[i] != 0;
	return n;
}

bool
sketch_near(const unsigned char a[static SKETCH_SIZE],
    const unsigned char b[static SKETCH_SIZE])
{
	return equal(a, b) >= NEAR_HEAD ||
	    equal(a + LANES, b + LANES) >= NEAR_BODY;
}
