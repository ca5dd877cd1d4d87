#include "core/text/markup.h"

enum raw_kind { RAW_NOT, RAW_RCDATA, RAW_TEXT, RAW_SCRIPT, RAW_PLAIN };

static const struct {
	char	 name[10];
	uint8_t	 kind;
} raws[] = {
	{ "title",	RAW_RCDATA },
	{ "textarea",	RAW_RCDATA },
	{ "style",	RAW_TEXT },
	{ "xmp",	RAW_TEXT },
	{ "iframe",	RAW_TEXT },
	{ "noembed",	RAW_TEXT },
	{ "noframes",	RAW_TEXT },
	{ "script",	RAW_SCRIPT },
	{ "plaintext",	RAW_PLAIN },
};

bool
markup_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static enum raw_kind
raw_kind(slice name)
{
	for (size_t i = 0; i < COUNT(raws); i++)
		if (slice_ieq(name, slice_of(raws[i].name)))
			return (enum raw_kind)raws[i].kind;
	return RAW_NOT;
}

/* Is what follows `lead` at s this name, and the name ends there? */
static bool
is_tag(slice s, slice lead, slice name)
{
	size_t	 n = lead.n + name.n;

	return slice_starts(s, lead) && s.n > n &&
	    slice_istarts(slice_from(s, lead.n), name) &&
	    (markup_space(s.p[n]) || s.p[n] == '/' || s.p[n] == '>');
}

static bool
is_comment_end(slice s, size_t at)	/* at a '>' of a script */
{
	return at >= 2 && s.p[at - 1] == '-' && s.p[at - 2] == '-';
}

/*
 * Where a script ends. Inside "<!--" a "<script" hides the next "</script",
 * inside that one only "-->" or "</script" lead back:
 *
 *	data		<!--		escaped
 *	escaped		-->		data
 *	escaped		<script		hidden
 *	hidden		</script	escaped
 *	hidden		-->		data
 */
static size_t
script_end(slice s)
{
	static const slice script = { "script", 6 };
	enum { DATA, ESCAPED, HIDDEN } state = DATA;

	for (size_t i = 0; i < s.n; i++) {
		slice	 at = slice_from(s, i);

		if (at.p[0] == '>' && is_comment_end(s, i)) {
			state = DATA;
		} else if (at.p[0] != '<') {
			continue;
		} else if (is_tag(at, SLICE("</"), script)) {
			if (state != HIDDEN)
				return i;
			state = ESCAPED;
		} else if (state == DATA && slice_starts(at, SLICE("<!--"))) {
			state = ESCAPED;
		} else if (state == ESCAPED && is_tag(at, SLICE("<"), script)) {
			state = HIDDEN;
		}
	}
	return s.n;
}

static size_t
raw_end(slice s, slice name)
{
	for (size_t i = 0; i < s.n; i++) {
		i += slice_index(slice_from(s, i), '<');
		if (is_tag(slice_from(s, i), SLICE("</"), name))
			return i;
	}
	return s.n;
}

/* The text of a raw element; its end tag is then an ordinary one. */
static struct markup_token
raw_text(struct markup *m)
{
	enum raw_kind kind = raw_kind(m->raw);
	struct markup_token t = { .kind = MARKUP_TEXT, .holds = MARKUP_RAW };
	size_t	 end = m->rest.n;

	if (kind == RAW_SCRIPT)
		end = script_end(m->rest);
	else if (kind != RAW_PLAIN)
		end = raw_end(m->rest, m->raw);
	if (kind == RAW_RCDATA)
		t.holds = MARKUP_RCDATA;
	t.text = slice_head(m->rest, end);
	m->rest = slice_from(m->rest, end);
	m->raw = SLICE("");
	return t;
}

/* Behind "<!--": the length of the comment with its end. */
static size_t
comment_length(slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		slice	 seen;

		i += slice_index(slice_from(s, i), '>');
		seen = slice_head(s, i);
		if (i == s.n)
			break;
		if (i == 0 || slice_eq(seen, SLICE("-")) ||
		    slice_ends(seen, SLICE("--")) ||
		    slice_ends(seen, SLICE("--!")))
			return i + 1;
	}
	return s.n;
}

/* What begins with "<!", "<?" or "</" and is no tag: a comment of some sort,
 * also the doctype and CDATA. Returns its length. */
static size_t
comment(slice s)
{
	size_t	 end;

	if (slice_starts(s, SLICE("<!--")))
		return 4 + comment_length(slice_from(s, 4));
	end = slice_index(s, '>');
	return end < s.n ? end + 1 : end;
}

static void
skip(slice *s, bool slashes)
{
	while (s->n && (markup_space(s->p[0]) ||
	    (slashes && s->p[0] == '/')))
		*s = slice_from(*s, 1);
}

/* The length of what stands before white space or one of `ends`. */
static size_t
run(slice s, slice ends)
{
	size_t	 n = 0;

	while (n < s.n && !markup_space(s.p[n]) &&
	    slice_index(ends, s.p[n]) == ends.n)
		n++;
	return n;
}

/* *rest is behind '='. */
static slice
attr_value(slice *rest)
{
	slice	 value = { "", 0 };

	skip(rest, false);
	if (rest->n == 0)
		return value;
	if (rest->p[0] == '"' || rest->p[0] == '\'') {
		char	 quote = rest->p[0];

		*rest = slice_from(*rest, 1);
		return slice_cut(rest, quote);
	}
	value = slice_head(*rest, run(*rest, SLICE(">")));
	*rest = slice_from(*rest, value.n);
	return value;
}

/*
 * One attribute off *rest, after the states "before attribute name" to
 * "after attribute value". False at the end of the tag; *whole is whether
 * there was a '>', and *rest is then behind it.
 */
static bool
next_attr(slice *rest, slice *name, slice *value, bool *whole)
{
	slice	 behind;

	skip(rest, true);
	*whole = rest->n && rest->p[0] == '>';
	if (rest->n == 0 || *whole) {
		*rest = slice_from(*rest, 1);
		return false;
	}
	/* an '=' that comes first belongs to the name */
	name->p = rest->p;
	name->n = 1 + run(slice_from(*rest, 1), SLICE("/>="));
	*rest = slice_from(*rest, name->n);
	*value = SLICE("");
	behind = *rest;
	skip(&behind, false);
	if (behind.n && behind.p[0] == '=') {
		*rest = slice_from(behind, 1);
		*value = attr_value(rest);
	}
	return true;
}

/* s is behind the '<' or the "</". False: the input ended inside the tag. */
static bool
tag(slice *s, struct markup_token *t)
{
	slice	 name, value;
	bool	 whole;

	t->text = slice_head(*s, run(*s, SLICE("/>")));
	t->attrs = *s = slice_from(*s, t->text.n);
	while (next_attr(s, &name, &value, &whole))
		;
	t->attrs.n -= s->n;
	return whole;
}

/* How many bytes of text stand at the start of s: "< " and "<3" and a last
 * "</" are text. */
static size_t
text_run(slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		char	 c;

		i += slice_index(slice_from(s, i), '<');
		if (s.n - i < 2)
			break;
		c = s.p[i + 1];
		if (ascii_alpha(c) || c == '!' || c == '?' ||
		    (c == '/' && s.n - i > 2))
			return i;
	}
	return s.n;
}

struct markup_token
markup_next(struct markup *m)
{
	struct markup_token t = { .kind = MARKUP_TEXT };

	if (m->raw.n)
		return raw_text(m);
	while (m->rest.n) {
		bool	 close;

		t.text = slice_head(m->rest, text_run(m->rest));
		m->rest = slice_from(m->rest, t.text.n);
		if (t.text.n)
			return t;
		close = m->rest.p[1] == '/';
		if (!ascii_alpha(m->rest.p[close ? 2 : 1])) {
			m->rest = slice_from(m->rest, comment(m->rest));
			continue;
		}
		m->rest = slice_from(m->rest, close ? 2 : 1);
		if (!tag(&m->rest, &t))
			break;
		t.kind = close ? MARKUP_CLOSE : MARKUP_OPEN;
		if (!close && raw_kind(t.text) != RAW_NOT)
			m->raw = t.text;
		return t;
	}
	return (struct markup_token){ .kind = MARKUP_END };
}

slice
markup_attr(slice attrs, slice wanted)
{
	slice	 name, value;
	bool	 whole;

	while (next_attr(&attrs, &name, &value, &whole))
		if (slice_ieq(name, wanted))
			return value;
	return SLICE("");
}
