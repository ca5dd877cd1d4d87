#include "core/json/json.h"
#include "core/text/text.h"

/* So many bytes stand for themselves. */
static size_t
plain(slice s)
{
	size_t	 n = 0;

	while (n < s.n && (uint8_t)(s.p[n] - 0x20) < 0x5f && s.p[n] != '"' &&
	    s.p[n] != '\\')
		n++;
	return n;
}

void
json_escape(struct sink *k, slice s)
{
	for (;;) {
		size_t	 n = plain(s);
		slice	 rest = slice_from(s, n), raw;
		uint32_t c;

		sink_put(k, slice_head(s, n));
		if (rest.n == 0)
			return;
		s = rest;
		c = text_next(&rest);
		raw = slice_head(s, s.n - rest.n);
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
		s = rest;
	}
}

struct json_line
json_line_open(struct sink *k)
{
	sink_byte(k, '{');
	return (struct json_line){ .k = k };
}

static struct sink *
line_key(struct json_line *line, const char *key)
{
	struct sink *k = line->k;

	if (line->more)
		sink_byte(k, ',');
	line->more = true;
	sink_byte(k, '"');
	while (*key != '\0')		/* ours: nothing to escape */
		sink_byte(k, *key++);
	sink_byte(k, '"');
	sink_byte(k, ':');
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
