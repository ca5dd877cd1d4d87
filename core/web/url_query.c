#include "core/web/url_query.h"

int
url_hex(char c)
{
	if (ascii_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte that %XX at the start of s means; -1: it is none. */
static int
escaped(slice s)
{
	if (s.n < 3 || s.p[0] != '%' || url_hex(s.p[1]) < 0 ||
	    url_hex(s.p[2]) < 0)
		return -1;
	return url_hex(s.p[1]) << 4 | url_hex(s.p[2]);
}

static bool
unreserved(char c)
{
	return ascii_alpha(c) || ascii_digit(c) || c == '-' || c == '.' ||
	    c == '_' || c == '~';
}

static void
put_escaped(struct sink *k, char c)
{
	static const char hex[] = "0123456789ABCDEF";

	sink_byte(k, '%');
	sink_byte(k, hex[(unsigned char)c >> 4]);
	sink_byte(k, hex[(unsigned char)c & 15]);
}

void
url_escape(struct sink *k, slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (unreserved(s.p[i]))
			sink_byte(k, s.p[i]);
		else
			put_escaped(k, s.p[i]);
	}
}

void
url_escape_but(struct sink *k, slice s, char of, char to)
{
	while (s.n) {
		size_t	 n = slice_index(s, of);

		url_escape(k, slice_head(s, n));
		if (n < s.n)
			sink_byte(k, to);
		s = slice_from(s, n + 1);
	}
}

/* The next byte of *s, decoded; *s must not be empty. */
static char
next(slice *s, bool form)
{
	int	 v = escaped(*s);
	char	 c = v >= 0 ? (char)v : s->p[0];

	if (form && v < 0 && c == '+')
		c = ' ';
	*s = slice_from(*s, v >= 0 ? 3 : 1);
	return c;
}

void
url_decode(struct sink *k, slice s, bool form)
{
	while (s.n && !k->full)
		sink_byte(k, next(&s, form));
}

void
url_put_clean(struct sink *k, slice s, const char *also)
{
	for (; s.n && !k->full; s = slice_from(s, 1)) {
		char	 c = s.p[0];

		if ((c == '%' && escaped(s) < 0) || c <= ' ' || c > '~' ||
		    strchr(also, c) != NULL)
			put_escaped(k, c);
		else
			sink_byte(k, c);
	}
}

void
url_put_normal(struct sink *k, slice s)
{
	while (s.n && !k->full) {
		bool	 was = escaped(s) >= 0;
		char	 c = next(&s, false);

		if (was && !unreserved(c))
			put_escaped(k, c);
		else
			sink_byte(k, c);
	}
}

static bool
is_name(slice s, slice name)
{
	while (s.n && name.n && next(&s, true) == name.p[0])
		name = slice_from(name, 1);
	return s.n == 0 && name.n == 0;
}

slice
url_param(struct arena *a, slice query, slice name)
{
	while (query.n) {
		slice	 value = slice_cut(&query, '&');
		slice	 key = slice_cut(&value, '=');
		struct sink k;

		if (!is_name(key, name))
			continue;
		k = sink_open(a);
		url_decode(&k, value, true);
		return sink_close(&k, a);
	}
	return (slice){ "", 0 };
}

slice
url_with_param(struct arena *a, slice url, slice param, slice value)
{
	slice	 query = slice_head(url, slice_index(url, '#'));
	slice	 name = sink_made(a, url_escape, param);
	struct sink k = sink_open(a);

	sink_put(&k, slice_cut(&query, '?'));
	sink_byte(&k, '?');
	while (query.n) {
		slice	 pair = slice_cut(&query, '&');

		if (slice_eq(slice_head(pair, slice_index(pair, '=')), name))
			continue;
		sink_put(&k, pair);
		sink_byte(&k, '&');
	}
	sink_put(&k, name);
	sink_byte(&k, '=');
	url_escape(&k, value);
	return sink_close(&k, a);
}
