#include "core/text/entity.h"
#include "core/text/html.h"
#include "core/text/markup.h"
#include "core/text/text.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static char	 one[1 << 16], two[1 << 16];

/* Tokens lie in the input, in its order, and do not overlap. */
static void
tokens_in_order(slice s)
{
	struct markup m = markup_init(s);
	struct markup_token t;
	const char *at = s.p;
	size_t	 n = 0;

	while ((t = markup_next(&m)).kind != MARKUP_END) {
		assert(t.text.p >= at);
		at = t.text.p + t.text.n;
		if (t.kind != MARKUP_TEXT) {
			assert(t.text.n && ascii_alpha(t.text.p[0]));
			assert(t.attrs.p == at);
			at += t.attrs.n;
			markup_attr(t.attrs, SLICE("class"));
		}
		assert(at <= s.p + s.n && n++ <= s.n);
	}
	assert(markup_next(&m).kind == MARKUP_END);
}

/* Is it tidy? No white space at the ends, none twice but an empty line. */
static void
is_tidy(slice s)
{
	assert(s.n == 0 || (s.p[0] != ' ' && s.p[0] != '\n'));
	assert(s.n == 0 || (s.p[s.n - 1] != ' ' && s.p[s.n - 1] != '\n'));
	assert(slice_find(s, SLICE("  ")) == s.n);
	assert(slice_find(s, SLICE("\n\n\n")) == s.n);
	assert(slice_find(s, SLICE(" \n")) == s.n);
	assert(slice_find(s, SLICE("\n ")) == s.n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 s = { (const char *)data, n }, rest = s;
	struct sink a = { .buf = one, .cap = sizeof(one) };
	struct sink b = { .buf = two, .cap = sizeof(two) };

	tokens_in_order(s);
	html_text(&a, s);
	assert(a.full || text_valid(sink_slice(&a)));
	is_tidy(sink_slice(&a));
	html_tokens(&b, s);
	assert(text_valid(sink_slice(&b)));
	/* three for a bad byte; references never grow */
	assert(b.full || b.len <= 3 * n);
	b.len = 0;
	html_unescape(&b, s);
	assert(b.full || text_valid(sink_slice(&b)));
	if (n && rest.p[0] == '&') {
		uint32_t c = entity_next(&rest);

		assert(c <= 0x10ffff && (c != 0) == (rest.n < n));
	}
	return 0;
}
