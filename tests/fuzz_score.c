#include "core/judge/score.h"
#include "core/text/text.h"

#include <assert.h>

enum { ROOM = 1 << 18 };

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static char rooms[2][ROOM];

static bool
same(const struct verdict *a, const struct verdict *b)
{
	if (a->priority != b->priority || a->nreasons != b->nreasons ||
	    a->sentiment != b->sentiment || !slice_eq(a->class, b->class))
		return false;
	for (size_t i = 0; i < a->nreasons; i++)
		if (!slice_eq(a->reasons[i].why, b->reasons[i].why) ||
		    a->reasons[i].points != b->reasons[i].points)
			return false;
	return true;
}

static void
check(const struct verdict *v)
{
	int64_t	 sum = 0;

	for (size_t i = 0; i < v->nreasons; i++) {
		sum += v->reasons[i].points;
		assert(text_valid(v->reasons[i].why));
		assert(v->reasons[i].why.n < 1024);
	}
	assert(sum == v->priority && sum >= 0 && sum <= 100);
	assert(v->sentiment >= -100 && v->sentiment <= 100);
	assert(v->nreasons > 0 && v->nreasons <= REASONS_MAX);
	assert(v->class.n && v->polarity.n && v->lang.n == 2);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 text = { (const char *)data, n };
	struct shop shop = { .critical = slice_cut(&text, '\n') };
	struct mention m = { .title = slice_cut(&text, '\n') };
	struct verdict v[2];

	shop.name = slice_cut(&text, '\n');
	shop.places = slice_cut(&text, '\n');
	shop.rivals = m.place = slice_cut(&text, '\n');
	if (text.n > 1) {
		m.rating = (unsigned char)text.p[0] % 8;
		m.time = (unsigned char)text.p[1] * (int64_t)100000;
		m.likes = m.followers = m.time - 100;
		m.lang = slice_head(text, 3);
	}
	m.text = text;
	for (size_t i = 0; i < 2; i++) {
		struct scorer *s;
		struct arena a;

		arena_init(&a, rooms[i], ROOM);
		s = scorer_make(&a, &shop);
		assert(s != NULL);
		score(s, &a, &m, 9000000, &v[i]);
		check(&v[i]);
	}
	assert(same(&v[0], &v[1]));
	return 0;
}
