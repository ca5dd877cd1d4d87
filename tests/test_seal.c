#include "net/seal.h"
#include "tests/test.h"

#include <stdlib.h>

enum { PIECES = 3 };

struct sealed {
	unsigned char	 head[SEAL_HEAD];
	unsigned char	 frame[PIECES][SEAL_FRAME];
	size_t		 n[PIECES];
};

static const char *const words[PIECES] = { "flour", "", "and butter" };

static void
make(struct sealed *f, slice password)
{
	struct seal s;

	CHECK(seal_begin(&s, password) && s.hides == (password.n != 0));
	memcpy(f->head, s.head, SEAL_HEAD);
	for (size_t i = 0; i < PIECES; i++) {
		f->n[i] = seal_put(&s, slice_of(words[i]), i == PIECES - 1,
		    f->frame[i]);
		CHECK(f->n[i] == SEAL_LENGTH + strlen(words[i]) + SEAL_TAG);
		CHECK(seal_length(f->frame[i]) == f->n[i] - SEAL_LENGTH);
	}
}

/* How many pieces come out, in this order; and whether that was the end. */
static size_t
opens(const struct sealed *f, slice password, const char *order, bool *over)
{
	struct sealed *copy = malloc(sizeof(*copy));
	struct seal s;
	size_t	 n = 0;
	slice	 piece;

	*over = false;
	*copy = *f;
	if (!seal_read(&s, f->head))
		goto out;
	seal_open(&s, password);
	for (; order[n]; n++) {
		size_t	 i = (size_t)(order[n] - '0');

		if (!seal_get(&s, copy->frame[i], &piece))
			break;
		CHECK(slice_eq(piece, slice_of(words[i])));
	}
	*over = s.over;
out:
	free(copy);
	return n;
}

static void
test_orders(void)
{
	static const struct { const char *order; size_t n; bool over; } t[] = {
		{ "012", 3, true },
		{ "01", 2, false },		/* its end is missing */
		{ "02", 1, true },		/* one was taken out ... */
		{ "10", 0, false },
		{ "0012", 1, false },
		{ "0122", 3, true },
	};
	struct sealed *f = malloc(sizeof(*f));
	bool	 over;

	make(f, SLICE(""));
	for (size_t i = 0; i < COUNT(t); i++) {
		size_t	 n = opens(f, SLICE(""), t[i].order, &over);

		CHECK(n == t[i].n);
		if (n == strlen(t[i].order))	/* ... which is no end then */
			CHECK(over == t[i].over);
	}
	free(f);
}

/* Whatever bit is turned, in the head too, nothing is taken for good. */
static void
test_damage(void)
{
	struct sealed *f = malloc(sizeof(*f));
	bool	 over;

	make(f, SLICE(""));
	for (size_t bit = 0; bit < 8 * f->n[0]; bit++) {
		f->frame[0][bit / 8] ^= (unsigned char)(1 << bit % 8);
		if (seal_length(f->frame[0]) == f->n[0] - SEAL_LENGTH)
			CHECK(opens(f, SLICE(""), "0", &over) == 0);
		f->frame[0][bit / 8] ^= (unsigned char)(1 << bit % 8);
	}
	for (size_t bit = 0; bit < 8 * SEAL_HEAD; bit++) {
		if (bit / 8 >= 16 && bit / 8 < 20)
			continue;		/* rounds: minutes of them */
		f->head[bit / 8] ^= (unsigned char)(1 << bit % 8);
		CHECK(opens(f, SLICE(""), "0", &over) == 0);
		f->head[bit / 8] ^= (unsigned char)(1 << bit % 8);
	}
	f->head[19] = 1;			/* as if with a password */
	CHECK(opens(f, SLICE(""), "0", &over) == 0);
	memset(f->head + 16, 0xff, 4);
	CHECK(!seal_read(&(struct seal){ .over = false }, f->head));
	free(f);
}

static void
test_password(void)
{
	struct sealed *f = malloc(sizeof(*f)), *g = malloc(sizeof(*g));
	bool	 over;

	make(f, SLICE("sourdough at five"));
	CHECK(opens(f, SLICE("sourdough at five"), "012", &over) == 3 && over);
	CHECK(opens(f, SLICE("sourdough at six"), "0", &over) == 0);
	CHECK(opens(f, SLICE(""), "0", &over) == 0);
	make(g, SLICE("sourdough at five"));	/* never the same twice */
	CHECK(memcmp(f->frame[0] + SEAL_LENGTH, g->frame[0] + SEAL_LENGTH,
	    strlen(words[0])) != 0);
	free(f);
	free(g);
}

int
main(void)
{
	test_orders();
	test_damage();
	test_password();
	return test_failed;
}
