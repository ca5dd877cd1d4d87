#include "core/people/vcard.h"
#include "core/text/text.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static char whole[256 << 10], block[96 << 10], again[96 << 10];

static void
is_sound(const struct contact *c)
{
	assert(c->name.n <= CONTACT_NAME && text_valid(c->name));
	assert(c->handles.n <= CONTACT_HANDLES && text_valid(c->handles));
	assert(c->mail.n <= CONTACT_MAIL && text_valid(c->mail));
	assert(c->phone.n <= CONTACT_PHONE && text_valid(c->phone));
	assert(c->note.n <= CONTACT_NOTE && text_valid(c->note));
	assert(c->bought.n <= CONTACT_BOUGHT && text_valid(c->bought));
	assert(c->consent.n <= CONTACT_CONSENT && text_valid(c->consent));
	assert(c->mail.n || c->phone.n || c->handles.n);
}

/* What is written of it is one card again, of the same mail and name. */
static void
is_written(const struct contact *c)
{
	static char out[32 << 10];
	struct sink k = { .buf = out, .cap = sizeof(out) };
	struct contact back;
	struct fault f = { "" };
	struct arena a;
	struct vcards v;
	slice	 rest;

	vcard_put(&k, c);
	assert(!k.full);
	for (rest = sink_slice(&k); rest.n;)
		assert(slice_cut(&rest, '\n').n <= 76);
	arena_init(&a, again, sizeof(again));
	v = (struct vcards){ .rest = sink_slice(&k) };
	assert(vcard_next(&v, &a, &back, &f) == VCARD_GOOD);
	assert(slice_eq(back.mail, c->mail));
	assert(slice_eq(back.name, c->name) || c->name.n == 0);
	assert(vcard_next(&v, &a, &back, &f) == VCARD_END);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a;
	struct vcards v;
	struct contact c;
	enum vcard got;

	vcard_is((slice){ (const char *)data, n });
	arena_init(&a, whole, sizeof(whole));
	vcards_init(&v, &a, (slice){ (const char *)data, n });
	do {
		struct fault f = { "" };

		arena_init(&a, block, sizeof(block));
		got = vcard_next(&v, &a, &c, &f);
		assert((got == VCARD_BAD) == (f.text[0] != '\0'));
		if (got == VCARD_GOOD) {
			is_sound(&c);
			is_written(&c);
		}
	} while (got != VCARD_END);
	return 0;
}
