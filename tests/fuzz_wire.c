/* Whatever can be read lies within the input, is written again, and is read
 * again as the same. */
#include "core/wire.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

union record {
	struct item		 item;
	struct source_state	 source;
	struct letter		 letter;
	struct delivery		 delivery;
	struct tally		 tally;
};

static const struct wire_shape *const shapes[] = { &wire_item, &wire_source,
    &wire_letter, &wire_delivery, &wire_tally };

static void
within(slice part, slice whole)
{
	assert(part.n == 0 || (part.p >= whole.p &&
	    part.p + part.n <= whole.p + whole.n));
}

static void
check_within(const struct wire_shape *shape, const union record *r, slice in)
{
	for (size_t i = 0; i < shape->nfields; i++) {
		const struct wire_field *f = &shape->fields[i];
		const char *at = (const char *)r + f->at;

		if (f->type == WIRE_INT || f->type == WIRE_REASONS)
			continue;
		within(*(const slice *)(const void *)at, in);
		assert(((const slice *)(const void *)at)->n <= f->most);
	}
	if (shape != &wire_item)
		return;
	assert(r->item.verdict.nreasons <= REASONS_MAX);
	for (size_t i = 0; i < r->item.verdict.nreasons; i++)
		within(r->item.verdict.reasons[i].why, in);
}

static void
again(const struct wire_shape *shape, const union record *r)
{
	static char one[WIRE_MAX], two[WIRE_MAX];
	struct sink a = { .buf = one, .cap = sizeof(one) };
	struct sink b = { .buf = two, .cap = sizeof(two) };
	union record copy;

	wire_put(&a, shape, r);
	assert(!a.full);
	assert(wire_get(sink_slice(&a), shape, &copy));
	wire_put(&b, shape, &copy);
	assert(slice_eq(sink_slice(&a), sink_slice(&b)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 in = { (const char *)data, n };
	union record r;

	for (size_t i = 0; i < COUNT(shapes); i++) {
		if (!wire_get(in, shapes[i], &r))
			continue;
		assert(wire_kind(in) == shapes[i]->kind);
		check_within(shapes[i], &r, in);
		again(shapes[i], &r);
	}
	return 0;
}
