#include "core/mail/header.h"

#include "core/mail/coding.h"
#include "core/text/charset.h"
#include "core/text/text.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* "Name:", of printable ASCII; some put blanks before the colon. */
static bool
read_name(slice line, slice *name)
{
	size_t	 n = slice_index(line, ':');

	*name = slice_trim(slice_head(line, n));
	for (size_t i = 0; i < name->n; i++)
		if (name->p[i] <= ' ' || name->p[i] > '~')
			return false;
	return n < line.n && name->n > 0 && !is_blank(line.p[0]);
}

bool
header_next(slice *rest, struct header *h)
{
	slice	 before = *rest, line = slice_cut(rest, '\n'), start;

	if (slice_starts(line, SLICE("From ")) && slice_index(line, ':') > 5)
		before = *rest, line = slice_cut(rest, '\n');	/* mbox */
	if (slice_trim(line).n == 0)
		return false;
	if (!read_name(line, &h->name))
		return *rest = before, false;
	start = slice_from(line, slice_index(line, ':') + 1);
	h->value = start;
	while (rest->n && is_blank(rest->p[0])) {
		line = slice_cut(rest, '\n');
		h->value.n = (size_t)(line.p + line.n - start.p);
	}
	h->value = slice_head(slice_trim(h->value), HEADER_MAX);
	return true;
}

slice
header_find(slice head, slice name)
{
	struct header h;

	while (header_next(&head, &h))
		if (slice_ieq(h.name, name))
			return h.value;
	return SLICE("");
}

/* --- charsets ---------------------------------------------------------- */

static bool
has_high(slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] & 0x80)
			return true;
	return false;
}

/* Eight-bit text that is good UTF-8 is UTF-8, whatever a label for Western
 * Europe says: no such text comes about by chance. */
void
header_charset(struct sink *k, slice bytes, slice label)
{
	enum charset c = label.n ? charset_named(label) : CHARSET_W1252;

	if ((c == CHARSET_W1252 || c == CHARSET_LATIN9) && has_high(bytes) &&
	    text_valid(bytes))
		c = CHARSET_UTF8;
	if (c == CHARSET_UNKNOWN || !charset_decode(k, bytes, c))
		text_repair(k, bytes);
}

/* --- encoded words (RFC 2047) ------------------------------------------ */

struct word {
	slice	 charset, text;
	char	 coding;	/* 'b' or 'q' */
};

/* One at the start of *s, which is moved behind it. */
static bool
take_word(slice *s, struct word *w)
{
	slice	 rest = slice_from(*s, 2);
	size_t	 end;

	if (!slice_starts(*s, SLICE("=?")))
		return false;
	w->charset = slice_cut(&rest, '?');
	w->charset = slice_head(w->charset, slice_index(w->charset, '*'));
	w->coding = rest.n > 2 && rest.p[1] == '?' ? ascii_lower(rest.p[0]) : 0;
	if (w->charset.n == 0 || w->charset.n > 40 ||
	    (w->coding != 'b' && w->coding != 'q'))
		return false;
	rest = slice_from(rest, 2);
	end = slice_find(rest, SLICE("?="));
	if (end == rest.n)
		return false;
	w->text = slice_head(rest, end);
	*s = slice_from(rest, end + 2);
	return true;
}

/* Words side by side in one charset are one run of bytes: some cut between
 * the bytes of a character. */
struct words {
	struct arena	*arena;
	struct sink	*out;
	slice		 charset;
	char		*buf;
	struct sink	 bytes;
};

static void
flush(struct words *w)
{
	header_charset(w->out, sink_slice(&w->bytes), w->charset);
	w->bytes.len = 0;
	w->charset = SLICE("");
}

static void
add(struct words *w, slice bytes, slice charset, coding_fn *decode)
{
	if (!slice_ieq(charset, w->charset))
		flush(w);
	w->charset = charset;
	if (decode != NULL)
		decode(&w->bytes, bytes);
	else
		sink_put(&w->bytes, bytes);
}

static void
put_words(struct words *w, slice s)
{
	struct word one;
	bool	 before = false;	/* an encoded word, only blanks since */
	size_t	 n;

	while (s.n) {
		slice	 blanks = s, rest;

		for (n = 0; n < s.n && ascii_space(s.p[n]);)
			n++;
		blanks.n = n;
		rest = slice_from(s, n);
		if (take_word(&rest, &one)) {
			if (!before && blanks.n)
				add(w, SLICE(" "), SLICE(""), NULL);
			add(w, one.text, one.charset, one.coding == 'b' ?
			    coding_base64 : coding_word);
			before = true;
			s = rest;
			continue;
		}
		if (blanks.n)
			add(w, SLICE(" "), SLICE(""), NULL);
		n = rest.n ? 1 : 0;
		while (n < rest.n && !ascii_space(rest.p[n]) &&
		    !(rest.p[n] == '=' && n + 1 < rest.n &&
		    rest.p[n + 1] == '?'))
			n++;
		add(w, slice_head(rest, n), SLICE(""), NULL);
		before = false;
		s = slice_from(rest, n);
	}
}

slice
header_text(struct arena *a, slice value)
{
	char	*buf;
	struct words w = { .arena = a };
	struct sink k, tidy;
	slice	 out;

	value = slice_head(value, HEADER_MAX);
	buf = arena_take(a, value.n + 1);
	if (buf == NULL)
		return SLICE("");
	w.bytes = (struct sink){ .buf = buf, .cap = value.n + 1 };
	k = sink_open(a);
	w.out = &k;
	put_words(&w, value);
	flush(&w);
	out = sink_close(&k, a);
	tidy = sink_open(a);
	text_tidy(&tidy, out, false);
	return sink_close(&tidy, a);
}
