#include "core/text/text.h"

#include "core/text/grapheme.h"
#include "core/text/unicode.h"

enum {
	LAST = 0x10ffff,
	REPLACEMENT = 0xfffd
};

/* How a sequence starts: its length, the bits of the first byte that count,
 * and the least code point that may be written so long. */
static const struct {
	uint8_t	 mask, start, bits;
	uint32_t least;
} leads[] = {
	{ 0x80, 0x00, 0x7f, 0 },
	{ 0xe0, 0xc0, 0x1f, 0x80 },
	{ 0xf0, 0xe0, 0x0f, 0x800 },
	{ 0xf8, 0xf0, 0x07, 0x10000 },
};

static bool
is_scalar(uint32_t c)
{
	return c <= LAST && (c < 0xd800 || c > 0xdfff);
}

/* The bytes that the code point at the start of s takes, 0 for bad ones. */
static size_t
decode(slice s, uint32_t *c)
{
	size_t	 more = 0;
	uint8_t	 b = (uint8_t)s.p[0];

	while (more < COUNT(leads) && (b & leads[more].mask) !=
	    leads[more].start)
		more++;
	if (more == COUNT(leads) || s.n <= more)
		return 0;
	*c = b & leads[more].bits;
	for (size_t i = 1; i <= more; i++) {
		b = (uint8_t)s.p[i];
		if ((b & 0xc0) != 0x80)
			return 0;
		*c = *c << 6 | (b & 0x3f);
	}
	return *c >= leads[more].least && is_scalar(*c) ? more + 1 : 0;
}

uint32_t
text_next(slice *rest)
{
	uint32_t c = TEXT_BAD;
	size_t	 n;

	if (rest->n && (*rest->p & 0x80) == 0) {
		c = (uint8_t)*rest->p;
		*rest = (slice){ rest->p + 1, rest->n - 1 };
		return c;
	}
	n = decode(*rest, &c);

	*rest = slice_from(*rest, n ? n : 1);
	return n ? c : TEXT_BAD;
}

void
text_put(struct sink *k, uint32_t c)
{
	char	 b[4];
	size_t	 more = 0;

	if (c < 0x80) {
		sink_byte(k, (char)c);
		return;
	}
	if (!is_scalar(c))
		c = REPLACEMENT;
	while (more < 3 && c >= leads[more + 1].least)
		more++;
	for (size_t i = more; i > 0; i--) {
		b[i] = (char)(0x80 | (c & 0x3f));
		c >>= 6;
	}
	b[0] = (char)(leads[more].start | c);
	sink_put(k, (slice){ b, more + 1 });
}

bool
text_valid(slice s)
{
	while (s.n)
		if (text_next(&s) == TEXT_BAD)
			return false;
	return true;
}

void
text_repair(struct sink *k, slice s)
{
	while (s.n)
		text_put(k, text_next(&s));
}

bool
text_is_word(uint32_t c)
{
	return unicode_kind(c) != UNICODE_OTHER;
}

bool
text_is_space(uint32_t c)
{
	static const uint32_t ranges[][2] = {
		{ 0x0009, 0x000d }, { 0x0020, 0x0020 }, { 0x0085, 0x0085 },
		{ 0x00a0, 0x00a0 }, { 0x1680, 0x1680 }, { 0x2000, 0x200b },
		{ 0x2028, 0x2029 }, { 0x202f, 0x202f }, { 0x205f, 0x205f },
		{ 0x3000, 0x3000 },
	};

	return unicode_in(c, ranges, COUNT(ranges));
}

bool
text_is_wide(uint32_t c)
{
	static const uint32_t ranges[][2] = {
		{ 0x2e80, 0x2fdf }, { 0x3005, 0x3007 }, { 0x3021, 0x3029 },
		{ 0x3041, 0x30fa }, { 0x30fc, 0x30ff }, { 0x31f0, 0x31ff },
		{ 0x3400, 0x4dbf }, { 0x4e00, 0x9fff }, { 0xf900, 0xfaff },
		{ 0xff66, 0xff9f }, { 0x1aff0, 0x1b16f }, { 0x20000, 0x3ffff },
	};

	return unicode_in(c, ranges, COUNT(ranges)) && text_is_word(c);
}

void
tidy_breaks(struct tidy *t, unsigned least)
{
	if (t->breaks < least)
		t->breaks = least;
}

void
tidy_break(struct tidy *t)
{
	tidy_breaks(t, t->breaks ? 2 : 1);
}

void
tidy_char(struct tidy *t, uint32_t c)
{
	bool	 break_here = c == '\n' || c == 0x2028 || c == 0x2029;

	if (t->lines && break_here) {
		tidy_break(t);
		return;
	}
	if (text_is_space(c)) {
		t->blank = true;
		return;
	}
	if (t->begun && t->breaks)
		sink_put(t->k, slice_head(SLICE("\n\n"), t->breaks));
	else if (t->begun && t->blank)
		sink_byte(t->k, ' ');
	t->begun = true;
	t->blank = false;
	t->breaks = 0;
	text_put(t->k, c);
}

void
text_tidy(struct sink *k, slice s, bool lines)
{
	struct tidy t = { .k = k, .lines = lines };

	while (s.n && !k->full)
		tidy_char(&t, text_next(&s));
}

void
text_line(struct sink *k, slice s)
{
	text_tidy(k, s, false);
}

void
text_plain(struct sink *k, slice s)
{
	unsigned breaks = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool	 line = c == '\n' || (c == '\r' &&
		    (i + 1 == s.n || s.p[i + 1] != '\n'));

		breaks = line ? breaks + 1 : c == '\r' ? breaks : 0;
		if (line && breaks <= 2)
			sink_byte(k, '\n');
		else if (!line && (c >= 0x20 || c == '\t') && c != 0x7f)
			sink_byte(k, (char)c);
	}
}

/* Of a grapheme, or of anything else for the first three units. */
static size_t
units(slice s, enum text_unit unit)
{
	size_t	 n = 0;

	if (unit == TEXT_BYTES)
		return s.n;
	if (unit == TEXT_GRAPHEMES)
		return 1;
	while (s.n) {
		uint32_t c = text_next(&s);

		n += unit == TEXT_UTF16 && c > 0xffff && c <= LAST ? 2 : 1;
	}
	return n;
}

size_t
text_length(slice s, enum text_unit unit)
{
	size_t	 n = 0;

	if (unit != TEXT_GRAPHEMES)
		return units(s, unit);
	for (; s.n; n++)
		grapheme_next(&s);
	return n;
}

slice
text_cut(struct arena *a, slice s, size_t most, enum text_unit unit)
{
	static const slice ellipsis = { "\xe2\x80\xa6", 3 };
	size_t	 mark = units(ellipsis, unit);
	size_t	 n = 0, fit = 0, last = 0;
	slice	 rest = s, head;
	char	*p;

	while (rest.n && n <= most) {
		last = s.n - rest.n;
		if (n + mark <= most)
			fit = last;
		n += units(grapheme_next(&rest), unit);
	}
	if (n <= most)
		return s;
	if (mark > most)
		return slice_head(s, last);
	head = slice_trim(slice_head(s, fit));
	p = arena_take(a, head.n + ellipsis.n);
	if (p == NULL)
		return SLICE("");
	if (head.n)
		memcpy(p, head.p, head.n);
	memcpy(p + head.n, ellipsis.p, ellipsis.n);
	return (slice){ p, head.n + ellipsis.n };
}
