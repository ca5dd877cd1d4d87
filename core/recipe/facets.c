#include "core/recipe/facets.h"

#include "core/json/json.h"
#include "core/text/text.h"

enum {
	TAG_MOST = 64,			/* graphemes, as the network has it */
	TAG_RUN = 1024,			/* bytes looked at: no text is read */
	LINK_RUN = 2048			/* over and over */
};

/* A run up to white space; empty when it is longer than that. */
static slice
run(slice s, size_t most)
{
	slice	 rest = slice_head(s, most + 1), before = rest;

	s = rest;
	while (rest.n) {
		uint32_t c = text_next(&rest);

		if (text_is_space(c) || c < 0x20)
			break;
		before = rest;
	}
	s = slice_head(s, s.n - before.n);
	return s.n <= most ? s : SLICE("");
}

static size_t
count(slice s, char c)
{
	size_t	 n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

/* Without the full stop behind it, and a bracket that was opened before. */
static slice
link_of(slice s)
{
	size_t	 scheme = slice_istarts(s, SLICE("https://")) ? 8 :
	    slice_istarts(s, SLICE("http://")) ? 7 : 0;

	if (scheme == 0)
		return SLICE("");
	s = run(s, LINK_RUN);
	for (const char *end = "<>\""; *end; end++)
		s = slice_head(s, slice_index(s, *end));
	while (s.n && (memchr(".,;:!?'\"", s.p[s.n - 1], 8) ||
	    (s.p[s.n - 1] == ')' && count(s, ')') > count(s, '('))))
		s.n--;
	return s.n > scheme ? s : SLICE("");
}

/* Letters count, digits alone are a number: "#1". */
static slice
tag_of(slice s)
{
	size_t	 sign = slice_starts(s, SLICE("#")) ? 1 :
	    slice_starts(s, SLICE("\xef\xbc\x83")) ? 3 : 0;	/* fullwidth */
	slice	 all, rest;
	size_t	 end = 0;
	bool	 letters = false;

	if (sign == 0)
		return SLICE("");
	all = slice_from(run(s, TAG_RUN), sign);
	if (slice_starts(all, SLICE("\xef\xb8\x8f")))
		return SLICE("");		/* the key with that sign */
	for (rest = all; rest.n;) {
		uint32_t c = text_next(&rest);

		if (c == TEXT_BAD || c == 0xad || (c >= 0x2060 && c <= 0x2064))
			break;
		if (text_is_word(c)) {
			letters = letters || c < '0' || c > '9';
			end = all.n - rest.n;
		}
	}
	all = slice_head(all, end);
	return letters && text_length(all, TEXT_GRAPHEMES) <= TAG_MOST ?
	    slice_head(s, sign + end) : SLICE("");
}

/* `at` is where it begins; of a tag, with its sign. */
static void
put_facet(struct sink *k, size_t at, slice what, bool tag)
{
	sink_text(k, "{\"index\":{\"byteStart\":");
	sink_int(k, (int64_t)at);
	sink_text(k, ",\"byteEnd\":");
	sink_int(k, (int64_t)(at + what.n));
	sink_text(k, "},\"features\":[{\"$type\":"
	    "\"app.bsky.richtext.facet#");
	sink_text(k, tag ? "tag\",\"tag\":" : "link\",\"uri\":");
	json_quote(k, !tag ? what : slice_from(what, what.p[0] == '#' ? 1 : 3));
	sink_text(k, "}]}");
}

void
facets_put(struct sink *k, slice text)
{
	bool	 start = true;		/* white space or nothing before */
	bool	 any = false;
	slice	 rest = text;

	while (rest.n) {
		slice	 found = link_of(rest);
		bool	 tag = found.n == 0 && start;
		uint32_t c;

		if (tag)
			found = tag_of(rest);
		if (found.n) {
			sink_byte(k, any ? ',' : '[');
			put_facet(k, text.n - rest.n, found, tag);
			rest = slice_from(rest, found.n);
			any = start = true;
			continue;
		}
		c = text_next(&rest);
		start = text_is_space(c) || c == '(';
	}
	if (any)
		sink_byte(k, ']');
}
