#include "core/mail/mime.h"

#include "core/text/text.h"

enum {
	WORD = 75,			/* RFC 2047, 2 */
	FRAME = 12,			/* =?utf-8?q?...?= without the dots */
	LONGEST = 900			/* of 998 in a line, RFC 5322, 2.1.1 */
};

static const char digits[] = "0123456789ABCDEF";

static void
put_hex(struct sink *k, char c)
{
	sink_byte(k, '=');
	sink_byte(k, digits[(unsigned char)c >> 4]);
	sink_byte(k, digits[(unsigned char)c & 15]);
}

/* The next character as valid UTF-8, controls as blanks. */
static slice
next(slice *rest, char buf[static 4])
{
	uint32_t c = text_next(rest);
	struct sink k = { .buf = buf, .cap = 4 };

	text_put(&k, c < 0x20 || c == 0x7f ? ' ' : c);
	return sink_slice(&k);
}

/* What every gateway leaves alone, in a phrase too (RFC 2047, 5). */
static bool
is_safe(char c)
{
	return ascii_alpha(c) || ascii_digit(c) || c == ' ';
}

static size_t
q_width(slice s)
{
	size_t	 n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += is_safe(s.p[i]) ? 1 : 3;
	return n;
}

static void
q_put(struct sink *k, slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == ' ')
			sink_byte(k, '_');
		else if (is_safe(s.p[i]))
			sink_byte(k, s.p[i]);
		else
			put_hex(k, s.p[i]);
}

/* As many characters as an encoded word of `room` holds, into buf. */
static slice
fill(slice *rest, bool q, size_t room, char buf[static WORD])
{
	struct sink k = { .buf = buf, .cap = WORD };
	size_t	 used = 0;

	while (rest->n) {
		slice	 after = *rest;
		char	 one[4];
		slice	 c = next(&after, one);

		used += q ? q_width(c) : c.n;
		if ((q ? used : (used + 2) / 3 * 4) > room)
			break;
		sink_put(&k, c);
		*rest = after;
	}
	return sink_slice(&k);
}

static size_t
put_encoded(struct sink *k, slice text, size_t column)
{
	bool	 q = q_width(text) <= (text.n + 2) / 3 * 4;

	while (text.n) {
		char	 buf[WORD];
		size_t	 room = WORD - FRAME;
		size_t	 before = k->len;
		slice	 word;

		if (column + WORD > MIME_LINE)
			room = column + FRAME + 16 > MIME_LINE ? 0 :
			    MIME_LINE - FRAME - column;
		word = fill(&text, q, room, buf);
		if (word.n) {
			sink_text(k, q ? "=?utf-8?q?" : "=?utf-8?b?");
			(q ? q_put : sink_base64)(k, word);
			sink_put(k, SLICE("?="));
			column += k->len - before;
		}
		if (text.n) {
			sink_put(k, SLICE("\r\n "));
			column = 1;
		}
	}
	return column;
}

/* ASCII that needs no more than folding. */
static bool
is_ascii(slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < 0x20 || s.p[i] > 0x7e)
			return false;
	return s.n <= LONGEST && slice_find(s, SLICE("=?")) == s.n;
}

size_t
mime_put_words(struct sink *k, slice text, size_t column)
{
	text = slice_trim(text);
	if (!is_ascii(text))
		return put_encoded(k, text, column);
	for (size_t i = 0, n; i < text.n; i += n) {
		for (n = 0; i + n < text.n && text.p[i + n] == ' '; n++)
			;
		while (i + n < text.n && text.p[i + n] != ' ')
			n++;
		if (i > 0 && column + n > MIME_LINE) {	/* before a blank */
			sink_put(k, SLICE("\r\n"));
			column = 0;
		}
		sink_put(k, (slice){ text.p + i, n });
		column += n;
	}
	return column;
}

size_t
mime_put_phrase(struct sink *k, slice text, size_t column)
{
	size_t	 before = k->len;
	bool	 atom = true;

	text = slice_trim(text);
	if (!is_ascii(text) || text.n > MIME_LINE - 16)
		return put_encoded(k, text, column);
	for (size_t i = 0; i < text.n; i++)
		atom = atom && is_safe(text.p[i]);
	if (!atom)
		sink_byte(k, '"');
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"' || text.p[i] == '\\')
			sink_byte(k, '\\');
		sink_byte(k, text.p[i]);
	}
	if (!atom)
		sink_byte(k, '"');
	return column + (k->len - before);
}

/* A line of text without its end, which may be LF, CR or both. */
static slice
cut_line(slice *rest, bool *last)
{
	size_t	 n = 0;
	slice	 line;

	while (n < rest->n && rest->p[n] != '\r' && rest->p[n] != '\n')
		n++;
	line = slice_head(*rest, n);
	*last = n == rest->n;
	n += slice_starts(slice_from(*rest, n), SLICE("\r\n")) ? 2 : 1;
	*rest = slice_from(*rest, n);
	return line;
}

bool
mime_is_plain(slice text)
{
	bool	 last;

	while (text.n) {
		slice	 line = cut_line(&text, &last);

		if (line.n > MIME_LINE)
			return false;
		for (size_t i = 0; i < line.n; i++)
			if ((line.p[i] < 0x20 && line.p[i] != '\t') ||
			    line.p[i] > 0x7e)
				return false;
	}
	return true;
}

void
mime_put_plain(struct sink *k, slice text)
{
	bool	 last;

	while (text.n) {
		sink_put(k, cut_line(&text, &last));
		sink_put(k, SLICE("\r\n"));
	}
}

static void
put_quoted_line(struct sink *k, slice line)
{
	size_t	 column = 0;

	while (line.n) {
		char	 one[4];
		bool	 tab = line.p[0] == '\t';
		slice	 c = next(&line, one);

		for (size_t i = 0; i < c.n; i++) {
			bool	 blank = c.p[i] == ' ';
			bool	 raw = blank ? line.n > 0 && !tab :
			    c.p[i] > ' ' && c.p[i] < 0x7f && c.p[i] != '=';
			size_t	 width = raw ? 1 : 3;

			if (column + width >= MIME_LINE) {
				sink_put(k, SLICE("=\r\n"));
				column = 0;
			}
			if (raw)
				sink_byte(k, c.p[i]);
			else
				put_hex(k, tab ? '\t' : c.p[i]);
			column += width;
		}
	}
	sink_put(k, SLICE("\r\n"));
}

void
mime_put_quoted(struct sink *k, slice text)
{
	bool	 last;

	while (text.n)
		put_quoted_line(k, cut_line(&text, &last));
}
