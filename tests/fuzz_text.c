#include "core/text/grapheme.h"
#include "core/text/text.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static char	 one[1 << 16], two[1 << 16];

typedef void writer(struct sink *, slice);

static void
tidy_lines(struct sink *k, slice s)
{
	text_tidy(k, s, true);
}

static void
tidy_blanks(struct sink *k, slice s)
{
	text_tidy(k, s, false);
}

/* Writes UTF-8, and what was written is written again as it is. */
static void
settles(writer *write, slice s)
{
	struct sink a = { .buf = one, .cap = sizeof(one) };
	struct sink b = { .buf = two, .cap = sizeof(two) };

	write(&a, s);
	assert(text_valid(sink_slice(&a)));
	if (a.full)
		return;
	write(&b, sink_slice(&a));
	assert(slice_eq(sink_slice(&a), sink_slice(&b)));
}

static void
lengths(slice s)
{
	size_t	 bytes = text_length(s, TEXT_BYTES);
	size_t	 chars = text_length(s, TEXT_CHARS);
	size_t	 utf16 = text_length(s, TEXT_UTF16);
	size_t	 graphemes = text_length(s, TEXT_GRAPHEMES), sum = 0, n = 0;
	slice	 rest = s;

	assert(bytes >= utf16 && utf16 >= chars && chars >= graphemes);
	for (; rest.n; n++)
		sum += grapheme_next(&rest).n;
	assert(sum == s.n && n == graphemes);
}

static void
cut(slice s, size_t most)
{
	for (unsigned unit = TEXT_BYTES; unit <= TEXT_GRAPHEMES; unit++) {
		enum text_unit u = (enum text_unit)unit;
		struct arena a;
		slice	 got;

		arena_init(&a, one, sizeof(one));
		got = text_cut(&a, s, most, u);
		assert(text_length(got, u) <= most);
		assert(text_length(s, u) > most || got.p == s.p);
		assert(!text_valid(s) || text_valid(got));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 s = { (const char *)data, n };

	settles(text_repair, s);
	settles(tidy_lines, s);
	settles(tidy_blanks, s);
	lengths(s);
	if (n)
		cut(s, data[0]);
	return 0;
}
