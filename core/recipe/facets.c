#include "core/recipe/facets.h"

#include "core/json/json.h"
#include "core/text/text.h"

enum {
	TAG_MOST = 64,			/* graphemes, as the network has it */
	TAG_RUN = 1024,			/* bytes looked at: no text is read */
	LINK_RUN = 2048			/* over and over */
};

struct facet {
	size_t	 from, to;		/* bytes; the tag with its sign */
	bool	 tag;
};

/* What ends a sentence or a bracket, not an address. */
static bool
trails(char c)
{
	return memchr(".,;:!?'\"", c, 8) != NULL;
}

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
	while (s.n && (trails(s.p[s.n - 1]) || (s.p[s.n - 1] == ')' &&
	    count(s, ')') > count(s, '('))))
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

static bool
next_facet(slice text, size_t *at, struct facet *f)
{
	bool	 start = true;		/* white space or nothing before */

	while (*at < text.n) {
		slice	 rest = slice_from(text, *at), found = link_of(rest);
		uint32_t c;

		f->tag = found.n == 0 && start;
		if (f->tag)
			found = tag_of(rest);
		if (found.n) {
			f->from = *at;
			*at = f->to = *at + found.n;
			return true;
		}
		c = text_next(&rest);
		start = text_is_space(c) || c == '(';
		*at = text.n - rest.n;
	}
	return false;
}

void
facets_put(struct sink *k, slice text)
{
	size_t	 at = 0, n = 0;
	struct facet f;

	while (next_facet(text, &at, &f)) {
		slice	 what = slice_from(slice_head(text, f.to), f.from);

		sink_text(k, n++ ? ",{" : "[{");
		sink_text(k, "\"index\":{\"byteStart\":");
		sink_int(k, (int64_t)f.from);
		sink_text(k, ",\"byteEnd\":");
		sink_int(k, (int64_t)f.to);
		sink_text(k, "},\"features\":[{\"$type\":"
		    "\"app.bsky.richtext.facet#");
		sink_text(k, f.tag ? "tag\",\"tag\":\"" : "link\",\"uri\":\"");
		json_escape(k, f.tag ? slice_from(what, what.p[0] == '#' ? 1 :
		    3) : what);
		sink_text(k, "\"}]}");
	}
	if (n)
		sink_byte(k, ']');
}
