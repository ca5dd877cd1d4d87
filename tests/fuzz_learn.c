/* fuzz_learn.c - a state, a tap and a mention from a stranger: nothing moves
 * but within the bounds, and what moved goes back bit for bit. */
#include "core/learn/tap.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static _Alignas(16) char room[1 << 18];

static void
need(bool ok)
{
	if (!ok)
		abort();
}

static slice
bytes_of(struct arena *a, const struct learn *l)
{
	struct sink k = sink_open(a);

	learn_put(&k, l);
	return sink_close(&k, a);
}

static void
try_tap(struct arena *a, struct learn *l, struct tap *tap)
{
	slice	 before = bytes_of(a, l);
	bool	 took = tap_take(a, l, tap);

	need(took || slice_eq(bytes_of(a, l), before));
	if (took)
		need(tap_undo(l, tap));
	need(slice_eq(bytes_of(a, l), before));
}

static void
try_text(struct arena *a, struct learn *l, slice in)
{
	static struct counts counts;
	struct heard h = { .words = slice_cut(&in, '\n') };
	struct verdict v = { .class = SLICE("other") };
	struct mention m = { .place = slice_cut(&in, '\n'), .text = in };
	struct reason r = { .points = 0 };
	struct tap tap = { .number = 0 };
	struct traits t;

	traits_of(&t, &m, &h, &v);
	need(t.n <= TRAITS_MOST);
	need(tap_make(a, l, &t, &counts, (enum tap_what)(in.n % TAPS), &tap));
	try_tap(a, l, &tap);
	if (learn_reason(l, a, &t, &r))
		need(r.points >= LEARN_LEAST && r.points <= LEARN_TOP);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct learn l;
	slice	 in = { (const char *)data, n };
	size_t	 cut = n ? data[0] * (size_t)9 + 1 : 0;
	struct arena a;
	struct tap tap;

	arena_init(&a, room, sizeof(room));
	in = slice_from(in, 1);
	if (!learn_get(slice_head(in, cut), &l))
		need(l.n == 0);
	else
		need(slice_eq(bytes_of(&a, &l), slice_head(in, cut)));
	in = slice_from(in, cut);
	tap = (struct tap){ .what = n % 5, .moves = in };
	try_tap(&a, &l, &tap);
	try_text(&a, &l, in);
	return 0;
}
