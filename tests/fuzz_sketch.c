/* Two mentions of any bytes: the same answer both ways and twice, everybody
 * near and equal to itself, no word outside, the arena given back. */
#include "core/match/gist.h"
#include "core/match/sketch.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static char	 room[SKETCH_ROOM];

static slice
part(slice *in)
{
	return slice_cut(in, '\x01');
}

static void
check_gist(const struct mention *m)
{
	static struct gist g;
	size_t	 title;

	gist_read(&g, m);
	title = g.ntitle;
	assert(g.n <= GIST_WORDS && title <= g.n && title <= GIST_TITLE);
	for (size_t i = 0; i < g.n; i++)
		assert(g.word[i].n > 0 && g.word[i].n <= GIST_FOLD);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 in = { (const char *)data, n };
	struct mention a = { .title = part(&in), .text = part(&in),
	    .handle = part(&in), .time = 1790000001 };
	struct mention b = { .title = part(&in), .text = part(&in),
	    .handle = part(&in), .time = 1790000500 };
	unsigned char x[SKETCH_SIZE], y[SKETCH_SIZE];
	struct arena r;
	bool	 space = n % 2, same;

	arena_init(&r, room, sizeof(room));
	check_gist(&a);
	if (sketch_make(&r, &a, x)) {
		assert(sketch_near(x, x));
		assert(sketch_make(&r, &a, y) && memcmp(x, y, sizeof(x)) == 0);
	}
	same = sketch_same(&r, &a, &b, space);
	assert(sketch_same(&r, &b, &a, space) == same);
	assert(r.used == 0 && !r.spent);
	a.rating = 1;
	b.rating = 5;
	assert(!sketch_same(&r, &a, &b, space));
	return 0;
}
