#include "core/text/links.h"

#include "core/text/unicode.h"

enum {
	TAG_MOST = 64,			/* graphemes, as the network has it */
	TAG_RUN = 1024,			/* bytes looked at: no text is read */
	LINK_RUN = 2048			/* over and over */
};

size_t
links_scheme(slice s)
{
	return slice_istarts(s, SLICE("https://")) ? 8 :
	    slice_istarts(s, SLICE("http://")) ? 7 : 0;
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
slice
links_address(slice s)
{
	size_t	 scheme = links_scheme(s);

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
slice
links_tag(slice s)
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

/* --- as X counts ---------------------------------------------------------- */

/* Latin and its neighbours once, all else twice. */
static size_t
weight(uint32_t c)
{
	static const uint32_t light[][2] = { { 0, 4351 }, { 8192, 8205 },
		{ 8208, 8223 }, { 8242, 8247 } };

	return unicode_in(c, light, COUNT(light)) ? 1 : 2;
}

size_t
links_weight(slice s)
{
	const size_t any_address = 23;
	size_t	 sum = 0;

	while (s.n) {
		if (links_scheme(s) == 0) {
			sum += weight(text_next(&s));
			continue;
		}
		while (s.n && !ascii_space(s.p[0]))
			s = slice_from(s, 1);
		sum += any_address;
	}
	return sum;
}

/* The next word, addresses left out: networks show them shortened. */
static slice
next_word(slice *rest)
{
	slice	 from, before;

	while (rest->n) {
		if (links_scheme(*rest))
			while (rest->n && !ascii_space(rest->p[0]))
				*rest = slice_from(*rest, 1);
		from = before = *rest;
		while (rest->n && text_is_word(text_next(rest)))
			before = *rest;
		if (before.p != from.p)
			return slice_head(from, (size_t)(before.p - from.p));
	}
	return SLICE("");
}

bool
links_same_words(slice there, slice ours)
{
	const unsigned most = 12;
	unsigned others = 0;
	slice	 all = ours, want = next_word(&ours), is;

	if (want.n == 0)		/* no words: a heart, perhaps */
		return slice_find(there, slice_trim(all)) < there.n;
	while (others <= most && (is = next_word(&there)).n) {
		if (want.n && slice_eq(is, want))
			want = next_word(&ours);
		else
			others++;
	}
	return want.n == 0 && others <= most;
}
