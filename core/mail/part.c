#include "core/mail/part.h"

#include "core/mail/coding.h"
#include "core/mail/flowed.h"
#include "core/mail/header.h"
#include "core/mail/header_value.h"

struct reading {
	struct arena	*arena;
	struct parts	*out;
	bool		 report;	/* what is inside was ours, returned */
};

static void read_part(struct reading *, slice head, slice body,
    slice usual, unsigned depth);

/* --- leaves ------------------------------------------------------------ */

static slice
decoded(struct arena *a, slice head, slice body)
{
	coding_fn *decode = coding_named(header_word(header_find(head,
	    SLICE("content-transfer-encoding"))));
	struct sink k;

	if (decode == NULL)
		return body;
	k = sink_open(a);
	decode(&k, body);
	return sink_close(&k, a);
}

/* What a page says of itself, when nobody else does. */
static slice
charset_in(slice html)
{
	slice	 s = slice_head(html, 2048);

	s = slice_from(s, slice_find(s, SLICE("charset=")) + 8);
	if (s.n && (s.p[0] == '"' || s.p[0] == '\''))
		s = slice_from(s, 1);
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_alpha(s.p[i]) && !ascii_digit(s.p[i]) &&
		    s.p[i] != '-' && s.p[i] != '_')
			return slice_head(s, i);
	return SLICE("");
}

static slice
in_utf8(struct arena *a, slice bytes, slice charset)
{
	struct sink k = sink_open(a);

	header_charset(&k, bytes, charset);
	return sink_close(&k, a);
}

static slice
reflowed(struct arena *a, slice text, slice type)
{
	bool	 delsp = slice_ieq(header_param(a, type, SLICE("delsp")),
	    SLICE("yes"));
	struct sink k;

	if (!slice_ieq(header_param(a, type, SLICE("format")),
	    SLICE("flowed")))
		return text;
	k = sink_open(a);
	flowed_put(&k, text, delsp);
	return sink_close(&k, a);
}

static void
read_text(struct reading *r, slice head, slice body, slice type, bool html)
{
	slice	*to = html ? &r->out->html : &r->out->plain;
	size_t	 mark = r->arena->used;
	slice	 charset, s;

	if (to->n)
		return;
	charset = header_param(r->arena, type, SLICE("charset"));
	s = decoded(r->arena, head, body);
	if (charset.n == 0 && html)
		charset = charset_in(s);
	s = in_utf8(r->arena, s, charset);
	if (!html)
		s = reflowed(r->arena, s, type);
	if (slice_trim(s).n)
		*to = s;
	else
		r->arena->used = mark;
}

static void
read_leaf(struct reading *r, slice head, slice body, slice type, slice word)
{
	slice	 how = header_word(header_find(head,
	    SLICE("content-disposition")));
	bool	 aside = slice_ieq(how, SLICE("attachment"));

	if (slice_ieq(word, SLICE("message/rfc822"))) {
		if (r->out->inner.n == 0 && !r->report)
			r->out->inner = decoded(r->arena, head, body);
	} else if (aside) {
		return;
	} else if (slice_ieq(word, SLICE("text/html"))) {
		read_text(r, head, body, type, true);
	} else if (slice_ieq(word, SLICE("text/plain")) ||
	    slice_index(word, '/') == word.n) {
		read_text(r, head, body, type, false);
	}
}

/* --- multipart --------------------------------------------------------- */

struct split {
	slice	 rest, boundary;
	bool	 over;			/* the last line of all has been */
};

/* The whole line, or another boundary that begins alike would count too. */
static bool
is_boundary(slice line, slice boundary, bool *last)
{
	while (line.n && ascii_space(line.p[line.n - 1]))
		line.n--;
	if (!slice_starts(line, SLICE("--")) ||
	    !slice_starts(slice_from(line, 2), boundary))
		return false;
	line = slice_from(line, 2 + boundary.n);
	*last = slice_eq(line, SLICE("--"));
	return line.n == 0 || *last;
}

/* What stands before the next boundary; false: there is none, and it is all
 * that is left. */
static bool
before_boundary(struct split *s, slice *part)
{
	slice	 start = s->rest;

	*part = start;
	while (s->rest.n) {
		slice	 line = slice_cut(&s->rest, '\n');

		if (!is_boundary(line, s->boundary, &s->over))
			continue;
		part->n = (size_t)(line.p - start.p);
		if (slice_ends(*part, SLICE("\n")))
			part->n--;
		if (slice_ends(*part, SLICE("\r")))
			part->n--;
		return true;
	}
	return false;
}

/* A boundary that nobody named: the first line that looks like one. */
static slice
guess_boundary(slice body)
{
	while (body.n) {
		slice	 line = slice_trim(slice_cut(&body, '\n'));

		if (slice_starts(line, SLICE("--")) && line.n > 2)
			return slice_from(line, 2);
	}
	return SLICE("");
}

static void
read_multipart(struct reading *r, slice type, slice word, slice body,
    unsigned depth)
{
	struct split s = { .rest = body, .boundary = header_param(r->arena,
	    type, SLICE("boundary")) };
	slice	 usual = slice_ieq(word, SLICE("multipart/digest")) ?
	    SLICE("message/rfc822") : SLICE("text/plain");
	bool	 more;
	slice	 part;

	if (slice_ieq(word, SLICE("multipart/report")))
		r->report = true;
	if (s.boundary.n == 0)
		s.boundary = guess_boundary(body);
	if (s.boundary.n == 0 || !before_boundary(&s, &part)) {
		read_text(r, SLICE(""), body, SLICE(""), false);
		return;
	}
	for (more = !s.over; more && r->out->count < PART_COUNT;) {
		struct header h;
		slice	 head;

		more = before_boundary(&s, &part) && !s.over;
		for (head = part; header_next(&part, &h);)
			;
		head.n -= part.n;
		read_part(r, head, part, usual, depth + 1);
	}
}

static void
read_part(struct reading *r, slice head, slice body, slice usual,
    unsigned depth)
{
	slice	 type = header_find(head, SLICE("content-type")), word;

	if (type.n == 0)
		type = usual;
	word = header_word(type);
	r->out->count++;
	if (!slice_istarts(word, SLICE("multipart/")))
		read_leaf(r, head, body, type, word);
	else if (depth < PART_DEPTH)
		read_multipart(r, type, word, body, depth);
}

void
parts_read(struct arena *a, slice head, slice body, struct parts *out)
{
	struct reading r = { .arena = a, .out = out };

	*out = (struct parts){ .count = 0 };
	read_part(&r, head, body, SLICE("text/plain"), 0);
}
