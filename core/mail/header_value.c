#include "core/mail/header_value.h"

#include "core/mail/coding.h"
#include "core/mail/header.h"

enum { PIECES = 20 };		/* of one parameter (RFC 2231, 3) */

/* Blanks and comments, which may hold comments. */
static slice
skip(slice s)
{
	size_t	 depth = 0, i = 0;

	for (; i < s.n; i++) {
		if (depth && s.p[i] == '\\')
			i++;
		else if (s.p[i] == '(')
			depth++;
		else if (depth && s.p[i] == ')')
			depth--;
		else if (!depth && !ascii_space(s.p[i]))
			break;
	}
	return slice_from(s, i);
}

/* --- parameters -------------------------------------------------------- */

static bool
ends_token(char c)
{
	return ascii_space(c) || c == ';' || c == '"' || c == '(' || c == '=';
}

static slice
token(slice *s)
{
	size_t	 n = 0;
	slice	 t;

	while (n < s->n && !ends_token(s->p[n]))
		n++;
	t = slice_head(*s, n);
	*s = slice_from(*s, n);
	return t;
}

slice
header_word(slice value)
{
	value = skip(value);
	return token(&value);
}

/* Behind the quote; backslashes go, and so do line ends. */
static slice
quoted(struct arena *a, slice *s)
{
	struct sink k = sink_open(a);
	size_t	 i = 1;

	for (; i < s->n && s->p[i] != '"'; i++) {
		if (s->p[i] == '\\' && i + 1 < s->n)
			i++;
		if (s->p[i] != '\r' && s->p[i] != '\n')
			sink_byte(&k, s->p[i]);
	}
	*s = slice_from(*s, i + 1);
	return sink_close(&k, a);
}

struct param {
	slice	 name, value;
};

static bool
next_param(struct arena *a, slice *s, struct param *p)
{
	while (s->n && s->p[0] != ';')
		*s = s->p[0] == '(' ? skip(*s) : slice_from(*s, 1);
	if (s->n == 0)
		return false;
	*s = skip(slice_from(*s, 1));
	p->name = token(s);
	p->value = SLICE("");
	*s = skip(*s);
	if (s->n == 0 || s->p[0] != '=')
		return true;
	*s = skip(slice_from(*s, 1));
	if (s->n && s->p[0] == '"') {
		p->value = quoted(a, s);
	} else {
		size_t	 n = 0;

		while (n < s->n && s->p[n] != ';' && !ascii_space(s->p[n]))
			n++;
		p->value = slice_head(*s, n);
		*s = slice_from(*s, n);
	}
	return true;
}

static void
put_percent(struct sink *k, slice s)
{
	while (s.n) {
		int	 v = s.p[0] == '%' ? coding_hex(slice_from(s, 1)) : -1;

		sink_byte(k, v < 0 ? s.p[0] : (char)v);
		s = slice_from(s, v < 0 ? 1 : 3);
	}
}

/* The rest of "name*2*" behind the name: which piece, and is it encoded? */
static bool
piece_of(slice rest, int64_t *at, bool *coded)
{
	*at = 0;
	*coded = slice_ends(rest, SLICE("*"));
	rest.n -= *coded;
	if (rest.n == 0)
		return true;
	return rest.p[0] == '*' && slice_int(slice_from(rest, 1), at) &&
	    *at >= 0 && *at < PIECES;
}

slice
header_param(struct arena *a, slice value, slice name)
{
	struct param pieces[PIECES] = { { { NULL, 0 }, { NULL, 0 } } }, p;
	slice	 charset = SLICE(""), joined;
	struct sink k;
	int64_t	 at;
	bool	 coded;

	while (next_param(a, &value, &p))
		if (slice_istarts(p.name, name) && piece_of(slice_from(p.name,
		    name.n), &at, &coded) && pieces[at].value.p == NULL)
			pieces[at] = (struct param){ coded ? SLICE("*") :
			    SLICE(""), p.value };
	k = sink_open(a);
	for (size_t i = 0; i < PIECES && pieces[i].value.p != NULL; i++) {
		slice	 v = pieces[i].value;

		if (i == 0 && pieces[i].name.n &&
		    slice_index(v, '\'') < v.n) {
			charset = slice_cut(&v, '\'');
			(void)slice_cut(&v, '\'');
		}
		if (pieces[i].name.n)
			put_percent(&k, v);
		else
			sink_put(&k, v);
	}
	joined = sink_close(&k, a);
	if (charset.n == 0)
		return joined;
	k = sink_open(a);
	header_charset(&k, joined, charset);
	return sink_close(&k, a);
}

/* --- mailboxes --------------------------------------------------------- */

struct reading {
	struct sink	 name, note, at;
	bool		 angle;		/* there was one */
	bool		 over;
};

static void
put_char(struct sink *k, slice s, size_t i)
{
	if (i < s.n && s.p[i] != '\r' && s.p[i] != '\n')
		sink_byte(k, s.p[i]);
}

/* What a character opens, up to what closes it; returns where that stands. */
static size_t
copy_until(struct sink *k, slice s, size_t i, char close)
{
	size_t	 depth = 0;

	for (i++; i < s.n && (depth || s.p[i] != close); i++) {
		if (close == ')' && s.p[i] == '(')
			depth++;
		else if (close == ')' && s.p[i] == ')')
			depth--;
		if (s.p[i] == '\\' && close != '>')
			i++;
		put_char(k, s, i);
	}
	return i;
}

/* An encoded word is one piece, whatever stands in it. */
static size_t
copy_word(struct sink *k, slice s, size_t i)
{
	slice	 rest = slice_from(s, i), end = rest;
	size_t	 n;

	(void)slice_cut(&end, '?');
	(void)slice_cut(&end, '?');
	(void)slice_cut(&end, '?');
	n = slice_find(slice_head(end, 1000), SLICE("?="));
	n = n < slice_head(end, 1000).n ? rest.n - end.n + n + 2 : 1;
	sink_put(k, slice_head(rest, n));
	return i + n - 1;
}

static size_t
step(struct reading *r, slice s, size_t i)
{
	char	 c = s.p[i];

	if (c == '"')
		return copy_until(&r->name, s, i, '"');
	if (c == '(')
		return copy_until(&r->note, s, i, ')');
	if (c == '<' && !r->angle) {
		r->angle = true;
		return copy_until(&r->at, s, i, '>');
	}
	if (c == '=' && i + 1 < s.n && s.p[i + 1] == '?')
		return copy_word(&r->name, s, i);
	if (c == ':' && !r->angle) {
		r->name.len = 0;	/* the name of a group */
	} else if (c == ',' || c == ';') {
		r->over = r->angle || slice_index(sink_slice(&r->name),
		    '@') < r->name.len;
		if (!r->over && c == ',')
			put_char(&r->name, s, i);
	} else {
		put_char(&r->name, s, i);
	}
	return i;
}

static slice
lower(struct arena *a, slice s)
{
	struct sink k = sink_open(a);

	for (size_t i = 0; i < s.n; i++)
		if (!ascii_space(s.p[i]) && (unsigned char)s.p[i] > ' ')
			sink_byte(&k, ascii_lower(s.p[i]));
	return sink_close(&k, a);
}

struct header_mailbox
header_mailbox(struct arena *a, slice value)
{
	char	*buf;
	struct reading r = { .angle = false };
	slice	 at, name;

	value = slice_head(value, HEADER_MAX);
	buf = arena_take(a, 3 * value.n + 1);
	if (buf == NULL)
		return (struct header_mailbox){ SLICE(""), SLICE("") };
	r.name = (struct sink){ .buf = buf, .cap = value.n };
	r.note = (struct sink){ .buf = buf + value.n, .cap = value.n };
	r.at = (struct sink){ .buf = buf + 2 * value.n, .cap = value.n };
	for (size_t i = 0; i < value.n && !r.over; i++)
		i = step(&r, value, i);
	at = sink_slice(r.angle ? &r.at : &r.name);
	name = sink_slice(r.angle && r.name.len ? &r.name : &r.note);
	at = slice_trim(at);
	return (struct header_mailbox){ header_text(a, name), lower(a, at) };
}

slice
header_id(slice value)
{
	slice	 in = slice_from(value, slice_index(value, '<') + 1);

	if (in.n)
		return slice_trim(slice_head(in, slice_index(in, '>')));
	value = slice_trim(value);
	for (size_t i = 0; i < value.n; i++)
		if (ascii_space(value.p[i]))
			return slice_head(value, i);
	return value;
}
