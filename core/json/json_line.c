#include "core/json/json.h"
#include "core/text/text.h"

static inline bool
is_plain(char c)	/* stands for itself */
{
	return (uint8_t)(c - 0x20) < 0x5f && c != '"' && c != '\\';
}

/* A number eight times over. */
#define EACH(byte)	(UINT64_C(0x0101010101010101) * (byte))

/* Is one of eight bytes zero? */
static inline uint64_t
has_zero(uint64_t v)
{
	return (v - EACH(1)) & ~v & EACH(0x80);
}

/* Does each of eight bytes stand for itself? */
static inline bool
are_plain(uint64_t v)
{
	uint64_t odd = (v | (v + EACH(1)) | ((v - EACH(0x20)) & ~v)) &
	    EACH(0x80);

	return (odd | has_zero(v ^ EACH('"')) | has_zero(v ^ EACH('\\'))) == 0;
}

/* Eight bytes, if all of them stand for themselves. */
static inline bool
put_eight(char *to, const char *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	if (!are_plain(v))
		return false;
	memcpy(to, &v, sizeof(v));
	return true;
}

/* As many plain bytes as come and as there is room for: eight at once as long
 * as all of them are, and the last eight over those before. */
static size_t
put_plain(struct sink *k, slice s)
{
	size_t	 n = 0, room = k->full ? 0 : k->cap - k->len;
	char	*to;

	if (room > s.n)
		room = s.n;
	if (room == 0)
		return 0;
	to = k->buf + k->len;
	while (room - n >= 8 && put_eight(to + n, s.p + n))
		n += 8;
	if (room >= 8 && room - n < 8 &&
	    put_eight(to + room - 8, s.p + room - 8))
		n = room;
	for (; n < room && is_plain(s.p[n]); n++)
		to[n] = s.p[n];
	k->len += n;
	return n;
}

static void
put_other(struct sink *k, uint32_t c, slice raw)
{
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
		sink_put(k, raw);
	}
}

void
json_escape(struct sink *k, slice s)
{
	for (;;) {
		slice	 rest = slice_from(s, put_plain(k, s));
		uint32_t c;

		if (rest.n == 0)
			return;
		s = rest;
		c = text_next(&rest);
		put_other(k, c, slice_head(s, s.n - rest.n));
		s = rest;
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
