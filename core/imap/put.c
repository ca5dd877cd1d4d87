#include "core/imap/put.h"

#include "core/text/text.h"

bool
imap_is_quotable(slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < ' ' || s.p[i] > '~')	/* char: either sign */
			return false;
	return true;
}

bool
imap_put_quoted(struct sink *k, slice s)
{
	if (!imap_is_quotable(s))
		return false;
	sink_byte(k, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"' || s.p[i] == '\\')
			sink_byte(k, '\\');
		sink_byte(k, s.p[i]);
	}
	sink_byte(k, '"');
	return true;
}

void
imap_put_literal(struct sink *k, slice s)
{
	sink_byte(k, '{');
	sink_int(k, (int64_t)s.n);
	sink_byte(k, '}');
}

static void
put_unit(struct sink *k, uint32_t unit)
{
	sink_byte(k, (char)(unit >> 8 & 0xff));
	sink_byte(k, (char)(unit & 0xff));
}

/* Base64 of UTF-16, with ',' for '/' and without '=', between '&' and '-'. */
static void
put_shifted(struct sink *k, struct arena *a, slice s)
{
	struct sink wide = sink_open(a);
	slice	 units;
	size_t	 at;

	while (s.n) {
		uint32_t c = text_next(&s);

		if (c == TEXT_BAD)
			c = 0xfffd;
		if (c >= 0x10000) {
			put_unit(&wide, 0xd800 + ((c - 0x10000) >> 10));
			c = 0xdc00 + (c & 0x3ff);
		}
		put_unit(&wide, c);
	}
	units = sink_close(&wide, a);
	sink_byte(k, '&');
	at = k->len;
	sink_base64(k, units);
	while (k->len > at && k->buf[k->len - 1] == '=')
		k->len--;
	for (; at < k->len; at++)
		if (k->buf[at] == '/')
			k->buf[at] = ',';
	sink_byte(k, '-');
}

static bool
is_plain(char c)
{
	return c >= ' ' && c < 0x7f;
}

void
imap_put_folder(struct sink *k, struct arena *a, slice s)
{
	sink_byte(k, '"');
	while (s.n) {
		size_t	 n = 0;

		while (n < s.n && !is_plain(s.p[n]))
			n++;
		if (n > 0) {
			put_shifted(k, a, slice_head(s, n));
			s = slice_from(s, n);
			continue;
		}
		if (s.p[0] == '"' || s.p[0] == '\\')
			sink_byte(k, '\\');
		sink_byte(k, s.p[0]);
		if (s.p[0] == '&')
			sink_byte(k, '-');
		s = slice_from(s, 1);
	}
	sink_byte(k, '"');
}
