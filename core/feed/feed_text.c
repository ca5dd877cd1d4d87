#include "core/feed/feed_text.h"

#include "core/feed/feed_char.h"
#include "core/feed/feed_tags.h"
#include "core/text/text.h"

static bool
says(slice type, slice word)
{
	for (size_t i = 0; i + word.n <= type.n; i++)
		if (slice_istarts(slice_from(type, i), word))
			return true;
	return false;
}

void
feed_text_begin(struct feed_text *t, slice type, slice mode)
{
	bool	 xml = says(type, SLICE("xhtml")) || says(type, SLICE("xml"));
	bool	 text = slice_istarts(type, SLICE("text"));
	bool	 html = says(type, SLICE("html"));

	t->n = 0;
	t->depth = 0;
	t->outer = 0;
	t->plain = xml || slice_ieq(type, SLICE("text")) ||
	    slice_ieq(type, SLICE("plain")) ||
	    slice_ieq(type, SLICE("text/plain"));
	t->base64 = slice_ieq(mode, SLICE("base64")) || (mode.n == 0 && !xml &&
	    !text && !html && slice_index(type, '/') < type.n);
}

static void
keep(struct feed_text *t, slice s)
{
	s = slice_head(s, FEED_TEXT_MAX - t->n);
	if (s.n)
		memcpy(t->buf + t->n, s.p, s.n);
	t->n += s.n;
}

static void
keep_escaped(struct feed_text *t, slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		slice	 mark = feed_mark(s.p[i]);

		keep(t, mark.n ? mark : (slice){ s.p + i, 1 });
	}
}

void
feed_text_put(struct feed_text *t, slice s)
{
	if (t->depth == 0 && slice_trim(s).n)
		t->outer += 2;
	if ((t->plain || t->depth) && !t->base64)
		keep_escaped(t, s);
	else
		keep(t, s);
}

void
feed_text_open(struct feed_text *t, slice name, const char **attrs)
{
	if (t->depth++ == 0)
		t->outer++;
	t->plain = true;
	keep(t, SLICE("<"));
	keep(t, name);
	for (; attrs[0] != NULL; attrs += 2) {
		if (slice_starts(slice_of(attrs[0]), SLICE("xmlns")))
			continue;
		keep(t, SLICE(" "));
		keep(t, slice_of(attrs[0]));
		keep(t, SLICE("=\""));
		keep_escaped(t, slice_of(attrs[1]));
		keep(t, SLICE("\""));
	}
	keep(t, SLICE(">"));
}

void
feed_text_close(struct feed_text *t, slice name)
{
	t->depth--;
	if (feed_void(name))
		return;
	keep(t, SLICE("</"));
	keep(t, name);
	keep(t, SLICE(">"));
}

static int
base64_digit(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '+' || c == '-')
		return 62;
	return c == '/' || c == '_' ? 63 : -1;
}

/* In place: it only gets shorter. White space and the like is passed over. */
static void
decode_base64(struct feed_text *t)
{
	size_t	 n = 0;
	uint32_t bits = 0;
	unsigned have = 0;

	for (size_t i = 0; i < t->n && t->buf[i] != '='; i++) {
		int	 d = base64_digit(t->buf[i]);

		if (d < 0)
			continue;
		bits = (bits << 6 | (uint32_t)d) & 0xfffff;
		have += 6;
		if (have < 8)
			continue;
		have -= 8;
		t->buf[n++] = (char)(bits >> have & 0xff);
	}
	t->n = n;
}

/* A full buffer may end inside a character. */
static void
mend_end(struct feed_text *t)
{
	if (t->n < FEED_TEXT_MAX)
		return;
	while (t->n && ((unsigned char)t->buf[t->n - 1] & 0xc0) == 0x80)
		t->n--;
	if (t->n && (unsigned char)t->buf[t->n - 1] >= 0xc0)
		t->n--;
}

/* Browsers let such a comment swallow all that follows. */
static slice
without_open_comment(slice s)
{
	slice	 rest = s;

	for (;;) {
		size_t	 at = slice_find(rest, SLICE("<!--"));
		size_t	 end;

		if (at == rest.n)
			return s;
		rest = slice_from(rest, at);
		end = slice_find(rest, SLICE("-->"));
		if (end == rest.n)
			return slice_trim(slice_head(s, s.n - rest.n));
		rest = slice_from(rest, end);
	}
}

slice
feed_text_end(struct feed_text *t)
{
	slice	 s, div = SLICE("</div>");

	mend_end(t);
	if (t->base64)
		decode_base64(t);
	s = without_open_comment(slice_trim((slice){ t->buf, t->n }));
	if (t->base64 && !text_valid(s))
		return SLICE("");	/* a picture */
	if (t->outer != 1 || !slice_starts(s, SLICE("<div")) ||
	    !slice_ends(s, div))
		return s;
	s.n -= div.n;
	return slice_trim(slice_from(s, slice_index(s, '>') + 1));
}

slice
feed_person(slice s)
{
	slice	 rest = s, name;
	size_t	 open = slice_index(s, '('), less = slice_index(s, '<');
	size_t	 at = slice_index(s, '@');

	if (at == s.n)
		return slice_trim(s);
	if (open < s.n && at < open) {	/* jane@example.org (Jane) */
		rest = slice_from(s, open + 1);
		name = slice_trim(slice_head(rest, slice_index(rest, ')')));
	} else {			/* Jane (mail), Jane <mail> */
		name = slice_trim(slice_head(s, open < less ? open : less));
	}
	return name.n ? name : slice_trim(s);
}

slice
feed_escape(struct arena *a, slice s)
{
	struct sink k = sink_open(a);

	for (size_t i = 0; i < s.n; i++) {
		slice	 mark = feed_mark(s.p[i]);

		sink_put(&k, mark.n ? mark : (slice){ s.p + i, 1 });
	}
	return sink_close(&k, a);
}
