#include "core/feed/feed_char.h"

#include "core/text/charset.h"
#include "core/text/entity.h"
#include "core/text/text.h"

/* Code points that XML cannot hold are left out. */
static void
put_code(struct sink *k, uint32_t code)
{
	const uint16_t *upper = charset_upper(CHARSET_W1252);

	if (code >= 0x80 && code < 0xa0)
		code = upper[code - 0x80];
	if (code == 0xfffe || code == 0xffff)
		code = 0xfffd;
	if (code >= 0x20 || code == '\t' || code == '\n' || code == '\r')
		text_put(k, code);
}

void
feed_char(slice *rest, bool foreign, struct sink *k)
{
	slice	 at = *rest;
	uint32_t code = text_next(rest);

	if (code != TEXT_BAD)
		put_code(k, code);
	else if (foreign)
		put_code(k, 0xfffd);
	else
		put_code(k, charset_upper(CHARSET_W1252)
		    [(unsigned char)at.p[0] - 0x80]);
}

/* The bytes of a named reference with its semicolon; 0: it is none. */
static size_t
named_reference(slice s)
{
	size_t	 n = 1;

	while (n < s.n && n <= ENTITY_NAME + 1 &&
	    (ascii_alpha(s.p[n]) || ascii_digit(s.p[n])))
		n++;
	return n > 1 && n < s.n && s.p[n] == ';' ? n + 1 : 0;
}

slice
feed_mark(char c)
{
	static const struct {
		char	 c;
		slice	 name;
	} marks[] = {
		{ '<', { "&lt;", 4 } },		{ '>', { "&gt;", 4 } },
		{ '&', { "&amp;", 5 } },	{ '"', { "&quot;", 6 } },
		{ '\'', { "&#39;", 5 } },
	};

	for (size_t i = 0; i < COUNT(marks); i++)
		if (marks[i].c == c)
			return marks[i].name;
	return SLICE("");
}

void
feed_reference(slice *rest, struct sink *k)
{
	size_t	 n = named_reference(*rest);
	uint32_t code = 0;
	slice	 mark;

	if (rest->n > 1 && rest->p[1] == '#')
		code = entity_next(rest);
	else if (n > 0 && (code = entity_code((slice){ rest->p + 1, n - 2 })))
		*rest = slice_from(*rest, n);
	/* the brackets of HTML 5; XHTML, which feeds mean, has the older */
	if (code == 0x27e8 || code == 0x27e9)
		code = code - 0x27e8 + 0x2329;
	if (code == 0) {
		code = '&';
		*rest = slice_from(*rest, 1);
	}
	mark = feed_mark(code < 0x80 ? (char)code : ' ');
	if (mark.n)
		sink_put(k, mark);
	else
		put_code(k, code);
}
