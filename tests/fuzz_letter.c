#include "core/letter.h"
#include "core/show.h"
#include "core/text/text.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static char	 block[1 << 19], record[WIRE_MAX];

/* UTF-8, and nothing in it that a screen would hide or obey. */
static void
readable(slice s, bool lines)
{
	assert(text_valid(s));
	while (s.n) {
		uint32_t c = text_next(&s);

		assert(c >= 0x20 || (lines && c == '\n'));
		assert(c < 0x7f || c > 0x9f);
		assert(c < 0x202a || c > 0x202e);
		assert(c < 0x2066 || c > 0x2069);
	}
}

static void
fits(const struct letter *l)
{
	struct sink k = { .buf = record, .cap = sizeof(record) };
	struct letter back;

	readable(l->title, false);
	readable(l->text, true);
	readable(l->level, false);
	wire_put(&k, &wire_letter, l);
	assert(!k.full && wire_get(sink_slice(&k), &wire_letter, &back));
	assert(slice_eq(l->title, back.title) && slice_eq(l->text, back.text));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 in = { (const char *)data, n };
	struct item item = { .found = 0 };
	slice	*fields[] = { &item.source, &item.words, &item.verdict.class,
	    &item.mention.author, &item.mention.handle, &item.mention.place,
	    &item.mention.title, &item.verdict.reasons[0].why,
	    &item.verdict.reasons[1].why, &item.mention.text };
	struct letter many[3] = { { .level = SLICE("") } }, out = many[0];
	struct arena a;

	if (n >= 8)
		memcpy(&item.mention.time, data, 8);
	item.mention.rating = n ? data[0] % 8 - 1 : 0;
	for (size_t i = 0; i < COUNT(fields); i++)
		*fields[i] = slice_cut(&in, '\0');
	item.verdict.nreasons = n % 3;
	item.verdict.reasons[0].points = 30;
	item.verdict.reasons[1].points = -3;
	arena_init(&a, block, sizeof(block));
	for (size_t i = 0; i < COUNT(many); i++) {
		letter_alert(&a, &item, 1795253400, &many[i]);
		if (!a.spent)
			fits(&many[i]);
		assert(text_length(many[i].title, TEXT_GRAPHEMES) <=
		    LETTER_TITLE);
	}
	letter_catch_up(&a, many, n % 4, &out);
	if (!a.spent)
		fits(&out);
	return 0;
}
