#include "core/people/csv.h"

#include "core/text/charset.h"
#include "core/text/text.h"

#define FORMULA "=+-@\t\r"

static const char separators[] = { ',', ';', '\t', '|' };

/* The first line may say it ("sep=;"): a character that is no letter's part. */
static bool
says_separator(slice file)
{
	return file.n > 5 && slice_istarts(file, SLICE("sep=")) &&
	    (unsigned char)file.p[4] < 0x80 && file.p[4] != '"' &&
	    (file.p[5] == '\r' || file.p[5] == '\n');
}

/* The one that stands most often in the first line, outside of quotes. */
static char
separator(slice file)
{
	size_t	 counts[sizeof(separators)] = { 0 }, best = 0;
	bool	 quoted = false;

	for (size_t i = 0; i < file.n && (quoted || file.p[i] != '\n') &&
	    i < CSV_QUOTED; i++) {
		quoted ^= file.p[i] == '"';
		for (size_t s = 0; !quoted && s < sizeof(separators); s++)
			counts[s] += file.p[i] == separators[s];
	}
	for (size_t s = 1; s < sizeof(separators); s++)
		if (counts[s] > counts[best])
			best = s;
	return separators[best];
}

static void
line_past(slice *s)
{
	if (s->n && s->p[0] == '\r')
		*s = slice_from(*s, 1);
	if (s->n && s->p[0] == '\n')
		*s = slice_from(*s, 1);
}

void
csv_init(struct csv *c, struct arena *a, slice file)
{
	size_t	 nbom;
	enum charset cs = charset_of_bom(file, &nbom);
	struct sink k = sink_open(a);

	*c = (struct csv){ .rest = slice_from(file, nbom), .next = 1 };
	if (!text_valid(c->rest) && cs == CHARSET_UNKNOWN)
		cs = CHARSET_W1252;
	if (!text_valid(c->rest) || (cs != CHARSET_UNKNOWN &&
	    cs != CHARSET_UTF8)) {
		charset_decode(&k, file, cs);
		c->rest = sink_close(&k, a);
	}
	if (says_separator(c->rest)) {
		c->sep = c->rest.p[4];
		c->rest = slice_from(c->rest, 5);
		line_past(&c->rest);
		c->next++;
	} else {
		c->sep = separator(c->rest);
	}
}

/* --- one record ------------------------------------------------------- */

static size_t
line_end(slice s)
{
	size_t	 n = slice_index(s, '\n');
	size_t	 cr = slice_index(slice_head(s, n), '\r');

	return cr;		/* also of old files that have nothing else */
}

/* Behind the field and its quotes; false: they do not end. */
static bool
quoted(struct csv *c, struct arena *a, slice *s, slice *field)
{
	size_t	 most = s->n < CSV_QUOTED ? s->n : CSV_QUOTED, i = 1;
	size_t	 twice = 0, lines = 0;
	struct sink k;

	for (; i < most; i++) {
		lines += s->p[i] == '\n';
		if (s->p[i] != '"')
			continue;
		if (i + 1 == s->n || s->p[i + 1] != '"')
			break;
		twice++;
		i++;
	}
	if (i >= most)
		return false;
	*field = (slice){ s->p + 1, i - 1 };
	*s = slice_from(*s, i + 1);
	c->next += lines;
	if (twice == 0)
		return true;
	k = sink_open(a);
	for (size_t at = 0; at < field->n; at++) {
		sink_byte(&k, field->p[at]);
		at += field->p[at] == '"';
	}
	*field = sink_close(&k, a);
	return true;
}

/* Fields up to the end of the line; *s is behind it. */
static bool
record(struct csv *c, struct arena *a, slice *s, slice *fields, size_t *n)
{
	bool	 more = true;

	for (*n = 0; more;) {
		slice	 field;
		size_t	 end;

		if (s->n && s->p[0] == '"') {
			if (!quoted(c, a, s, &field))
				return false;
			end = line_end(*s);	/* what stands behind is lost */
			end = slice_index(slice_head(*s, end), c->sep);
		} else {
			end = line_end(*s);
			end = slice_index(slice_head(*s, end), c->sep);
			field = slice_head(*s, end);
		}
		more = end < s->n && s->p[end] == c->sep;
		*s = slice_from(*s, end + more);
		if (*n < CSV_FIELDS)
			fields[(*n)++] = field;
	}
	line_past(s);
	return true;
}

static bool
is_empty(const slice *fields, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (slice_trim(fields[i]).n)
			return false;
	return true;
}

enum csv_got
csv_next(struct csv *c, struct arena *a, slice fields[static CSV_FIELDS],
    size_t *n)
{
	do {
		slice	 s = c->rest;

		*n = 0;
		if (s.n == 0)
			return CSV_END;
		c->line = c->next++;
		if (!record(c, a, &s, fields, n)) {
			s = slice_from(c->rest, line_end(c->rest));
			line_past(&s);
			c->rest = s;
			c->next = c->line + 1;
			return CSV_BAD;
		}
		c->rest = s;
	} while (is_empty(fields, *n));
	return CSV_RECORD;
}

/* --- writing ---------------------------------------------------------- */

static bool
is_formula(char c)
{
	return memchr(FORMULA, c, sizeof(FORMULA) - 1) != NULL;
}

slice
csv_plain(slice s)
{
	return s.n > 1 && s.p[0] == '\'' && is_formula(s.p[1]) ?
	    slice_from(s, 1) : s;
}

static void
put_field(struct sink *k, slice s)
{
	bool	 wants = s.n && (s.p[0] == ' ' || s.p[s.n - 1] == ' ');

	for (size_t i = 0; i < s.n && !wants; i++)
		wants = memchr("\",;\t|\r\n", s.p[i], 7) != NULL;
	if (wants)
		sink_byte(k, '"');
	if (s.n && is_formula(s.p[0]))
		sink_byte(k, '\'');
	while (s.n) {
		slice	 head = slice_head(s, slice_index(s, '"'));

		sink_put(k, head);
		s = slice_from(s, head.n);
		if (s.n) {
			sink_put(k, SLICE("\"\""));
			s = slice_from(s, 1);
		}
	}
	if (wants)
		sink_byte(k, '"');
}

void
csv_put(struct sink *k, const slice *fields, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			sink_byte(k, ',');
		put_field(k, fields[i]);
	}
	sink_put(k, SLICE("\r\n"));
}
