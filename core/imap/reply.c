#include "core/imap/reply.h"

#include "core/mail/sasl.h"

enum { DEPTH = 32 };		/* of parentheses */

/* The n of "{n}" or "{n+}" at the end of a line; -1: there is none. */
static int64_t
literal_of(slice line)
{
	int64_t	 n;
	size_t	 at;

	if (slice_ends(line, SLICE("\r")))
		line.n--;
	if (!slice_ends(line, SLICE("}")))
		return -1;
	line.n--;
	line.n -= slice_ends(line, SLICE("+"));
	for (at = line.n; at > 0 && ascii_digit(line.p[at - 1]);)
		at--;
	if (at == 0 || line.p[at - 1] != '{' ||
	    !slice_int(slice_from(line, at), &n))
		return -1;
	return n > IMAP_REPLY_MAX ? IMAP_REPLY_MAX : n;
}

long
imap_frame(struct imap_frame *f, slice bytes)
{
	while (f->line <= bytes.n) {
		slice	 rest = slice_from(bytes, f->scan);
		size_t	 end = f->scan + slice_index(rest, '\n');
		int64_t	 n;

		if (f->text + (end - f->line) > IMAP_LINE_MAX)
			return -1;
		f->scan = end;
		if (end == bytes.n)
			return 0;
		n = literal_of((slice){ bytes.p + f->line, end - f->line });
		if (n < 0) {
			*f = (struct imap_frame){ 0 };
			return (long)(end + 1);
		}
		f->text += end + 1 - f->line;
		f->line = f->scan = end + 1 + (size_t)n;
		if (f->line > IMAP_REPLY_MAX)
			return -1;
	}
	return 0;
}

/* --- one reply --------------------------------------------------------- */

static slice
word(slice *s)
{
	return slice_cut(s, ' ');
}

static const struct {
	const char	*name;
	enum imap_status status;
} statuses[] = {
	{ "OK", IMAP_OK }, { "NO", IMAP_NO }, { "BAD", IMAP_BAD },
	{ "BYE", IMAP_BYE }, { "PREAUTH", IMAP_PREAUTH },
};

static void
read_status(struct imap_reply *r, slice rest)
{
	size_t	 end = slice_index(rest, ']');

	if (slice_starts(rest, SLICE("[")) && end < rest.n) {
		r->code = slice_head(slice_from(rest, 1), end - 1);
		rest = slice_from(rest, end + 1);
	}
	r->text = slice_trim(rest);
}

struct imap_reply
imap_reply(slice line)
{
	struct imap_reply r = { .status = IMAP_DATA, .code = SLICE("") };

	while (line.n && (line.p[line.n - 1] == '\r' ||
	    line.p[line.n - 1] == '\n'))
		line.n--;
	r.tag = word(&line);
	r.text = line;
	if (slice_eq(r.tag, SLICE("+"))) {
		r.status = IMAP_PLUS;
		return r;
	}
	r.name = word(&line);
	for (size_t i = 0; i < COUNT(statuses); i++)
		if (slice_ieq(r.name, slice_of(statuses[i].name))) {
			r.status = statuses[i].status;
			read_status(&r, line);
			return r;
		}
	if (slice_int(r.name, &r.number))
		r.name = word(&line);
	r.text = line;
	return r;
}

int64_t
imap_code_number(slice code, slice name)
{
	int64_t	 n;

	return slice_ieq(word(&code), name) &&
	    slice_int(slice_trim(code), &n) && n >= 0 ? n : -1;
}

static const struct {
	const char	*name;
	unsigned	 can;
} capabilities[] = {
	{ "STARTTLS", IMAP_STARTTLS }, { "LOGINDISABLED", IMAP_NO_LOGIN },
	{ "SASL-IR", IMAP_IR }, { "IDLE", IMAP_IDLES },
};

struct imap_offer
imap_offer(slice words)
{
	struct imap_offer o = { .can = 0 };

	while (words.n) {
		slice	 one = slice_trim(word(&words));

		if (slice_istarts(one, SLICE("AUTH=")))
			o.logins |= sasl_bit(slice_from(one, 5));
		for (size_t i = 0; i < COUNT(capabilities); i++)
			if (slice_ieq(one, slice_of(capabilities[i].name)))
				o.can |= capabilities[i].can;
	}
	return o;
}

/* --- FETCH ------------------------------------------------------------- */

static slice
skip(slice s)
{
	while (s.n && ascii_space(s.p[0]))
		s = slice_from(s, 1);
	return s;
}

/* A quoted string; its backslashes stay. */
static bool
take_quoted(slice *s, slice *value)
{
	size_t	 i = 1;

	while (i < s->n && s->p[i] != '"')
		i += s->p[i] == '\\' ? 2 : 1;
	if (i >= s->n)
		return false;
	*value = slice_from(slice_head(*s, i), 1);
	*s = slice_from(*s, i + 1);
	return true;
}

static bool
take_literal(slice *s, slice *value)
{
	size_t	 eol = slice_index(*s, '\n');
	int64_t	 n = literal_of(slice_head(*s, eol));

	*s = slice_from(*s, eol + 1);
	if (n < 0 || (uint64_t)n > s->n)
		return false;
	*value = slice_head(*s, (size_t)n);
	*s = slice_from(*s, (size_t)n);
	return true;
}

/* A number, NIL, a word. */
static bool
take_atom(slice *s, slice *value)
{
	size_t	 n = 0;

	while (n < s->n && !ascii_space(s->p[n]) &&
	    strchr("()\"{", s->p[n]) == NULL)
		n++;
	*value = slice_head(*s, n);
	*s = slice_from(*s, n);
	return n > 0;
}

static bool
take_simple(slice *s, slice *value)
{
	*value = SLICE("");
	if (s->n == 0)
		return false;
	if (s->p[0] == '"')
		return take_quoted(s, value);
	if (s->p[0] == '{')
		return take_literal(s, value);
	return take_atom(s, value);
}

/* A list is passed over, whatever it holds. */
static bool
take_value(slice *s, slice *value)
{
	size_t	 depth = 0;

	*value = SLICE("");
	do {
		*s = skip(*s);
		if (s->n && s->p[0] == '(') {
			depth++;
			*s = slice_from(*s, 1);
		} else if (s->n && depth && s->p[0] == ')') {
			depth--;
			*s = slice_from(*s, 1);
		} else if (!take_simple(s, value)) {
			return false;
		}
	} while (depth && depth <= DEPTH);
	return depth == 0;
}

/* "UID", "BODY[HEADER.FIELDS (X)]<0>". */
static slice
take_name(slice *s)
{
	size_t	 n = 0;
	bool	 inside = false;
	slice	 name;

	while (n < s->n && (inside || (!ascii_space(s->p[n]) &&
	    s->p[n] != '(' && s->p[n] != ')'))) {
		inside = s->p[n] == '[' || (inside && s->p[n] != ']');
		n++;
	}
	name = slice_head(*s, n);
	*s = slice_from(*s, n);
	return name;
}

static void
keep_item(struct imap_fetch *f, slice name, slice value)
{
	if (slice_ieq(name, SLICE("UID"))) {
		(void)slice_int(value, &f->uid);
	} else if (slice_ieq(name, SLICE("RFC822.SIZE"))) {
		(void)slice_int(value, &f->size);
	} else if (slice_ieq(name, SLICE("INTERNALDATE"))) {
		f->date = value;
	} else if (slice_istarts(name, SLICE("BODY[]"))) {
		f->body = value;
		f->has_body = !slice_ieq(value, SLICE("NIL"));
	}
}

bool
imap_fetch(slice s, struct imap_fetch *f)
{
	*f = (struct imap_fetch){ .body = SLICE(""), .date = SLICE("") };
	s = skip(s);
	if (s.n == 0 || s.p[0] != '(')
		return false;
	s = skip(slice_from(s, 1));
	while (s.n && s.p[0] != ')') {
		slice	 name = take_name(&s), value;

		if (name.n == 0 || !take_value(&s, &value))
			return false;
		keep_item(f, name, value);
		s = skip(s);
	}
	return s.n > 0;
}
