#include "core/json/json.h"
#include "core/json/json_plain.h"
#include "core/text/text.h"

/* Eight bytes, if all of them stand for themselves. */
static inline bool
put_eight(char *to, const char *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	if (!json_are_plain(v))
		return false;
	memcpy(to, &v, sizeof(v));
	return true;
}

/* The same of four to eight: the first four, and the last four over them. */
static inline bool
put_fours(char *to, const char *p, size_t n)
{
	uint32_t first, last;

	memcpy(&first, p, sizeof(first));
	memcpy(&last, p + n - sizeof(last), sizeof(last));
	if (!json_are_plain((uint64_t)first << 32 | last))
		return false;
	memcpy(to, &first, sizeof(first));
	memcpy(to + n - sizeof(last), &last, sizeof(last));
	return true;
}

/* As many plain bytes as come and as there is room for: eight at once as long
 * as all of them are, and the last eight over those before. */
static inline size_t
put_plain(struct sink *k, slice s)
{
	size_t	 n = 0, room = k->full ? 0 : k->cap - k->len;
	char	*to = k->buf + k->len;

	if (room > s.n)
		room = s.n;
	if (room >= 8) {
		while (room - n >= 8 && put_eight(to + n, s.p + n))
			n += 8;
		if (room - n < 8 && put_eight(to + room - 8, s.p + room - 8))
			n = room;
	} else if (room >= 4 && put_fours(to, s.p, room)) {
		n = room;
	}
	for (; n < room && json_is_plain(s.p[n]); n++)
		to[n] = s.p[n];
	k->len += n;
	return n;
}

/* One character that is not plain, or for which there is no room; what is
 * behind it. */
static __attribute__((noinline)) slice
put_other(struct sink *k, slice s)
{
	slice	 rest = s;
	uint32_t c = text_next(&rest);

	if (c == '"' || c == '\\') {
		sink_byte(k, '\\');
		sink_byte(k, (char)c);
	} else if (c == '\n') {
		sink_put(k, SLICE("\\n"));
	} else if (c < 0x20 || c == 0x7f) {
		sink_put(k, SLICE("\\u00"));
		sink_byte(k, "0123456789abcdef"[c >> 4]);
		sink_byte(k, "0123456789abcdef"[c & 15]);
	} else if (c == TEXT_BAD) {
		sink_put(k, SLICE("\xef\xbf\xbd"));
	} else {
		sink_put(k, slice_head(s, s.n - rest.n));
	}
	return rest;
}

void
json_escape(struct sink *k, slice s)
{
	for (;;) {
		size_t	 n = put_plain(k, s);

		if (n == s.n)
			return;
		s = put_other(k, slice_from(s, n));
	}
}

struct json_line
json_line_open(struct sink *k)
{
	sink_byte(k, '{');
	return (struct json_line){ .k = k };
}

/* The name is ours: nothing to escape. */
static struct sink *
line_key(struct json_line *line, const char *key)
{
	struct sink *k = line->k;
	char	*to = k->buf + k->len, *end = k->buf + k->cap;

	if (k->full || end - to < 4) {
		k->full = true;
		return k;
	}
	*to = ',';
	to += line->more;
	*to++ = '"';
	for (; *key != '\0' && end - to > 2; key++)
		*to++ = *key;
	if (*key != '\0') {
		k->full = true;
		return k;
	}
	*to++ = '"';
	*to++ = ':';
	k->len = (size_t)(to - k->buf);
	line->more = true;
	return k;
}

void
json_line_text(struct json_line *line, const char *key, slice text)
{
	if (text.n == 0)
		return;
	sink_byte(line_key(line, key), '"');
	json_escape(line->k, text);
	sink_byte(line->k, '"');
}

void
json_line_zero(struct json_line *line, const char *key, int64_t value)
{
	sink_int(line_key(line, key), value);
}

void
json_line_int(struct json_line *line, const char *key, int64_t value)
{
	if (value != 0)
		json_line_zero(line, key, value);
}

void
json_line_raw(struct json_line *line, const char *key, slice json)
{
	sink_put(line_key(line, key), json);
}

void
json_line_close(struct json_line *line)
{
	sink_put(line->k, SLICE("}\n"));
}
