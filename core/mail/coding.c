#include "core/mail/coding.h"

static int
sextet(char c)
{
	if (ascii_alpha(c))
		return c >= 'a' ? c - 'a' + 26 : c - 'A';
	if (ascii_digit(c))
		return c - '0' + 52;
	return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

/* An '=' ends a group of four; what follows is a new one, because some join
 * pieces that were encoded one by one. */
void
coding_base64(struct sink *k, slice s)
{
	unsigned bits = 0, held = 0;

	for (size_t i = 0; i < s.n; i++) {
		int	 v = sextet(s.p[i]);

		if (s.p[i] == '=')
			bits = held = 0;
		if (v < 0)
			continue;
		bits = (bits << 6 | (unsigned)v) & 0xffff;
		held += 6;
		if (held >= 8) {
			held -= 8;
			sink_byte(k, (char)(bits >> held & 0xff));
		}
	}
}

static int
digit(char c)
{
	c = ascii_lower(c);
	return ascii_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 :
	    -1;
}

int
coding_hex(slice s)
{
	int	 high = s.n > 1 ? digit(s.p[0]) : -1;
	int	 low = s.n > 1 ? digit(s.p[1]) : -1;

	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* Writes the byte of "=4F" and returns what follows; an '=' without digits
 * stays. */
static slice
put_escaped(struct sink *k, slice s)
{
	int	 v = coding_hex(slice_from(s, 1));

	sink_byte(k, v < 0 ? '=' : (char)v);
	return slice_from(s, v < 0 ? 1 : 3);
}

/* The line without its end and the blanks a server may have put there. */
static slice
bare(slice line)
{
	while (line.n && (line.p[line.n - 1] == ' ' ||
	    line.p[line.n - 1] == '\t' || line.p[line.n - 1] == '\r'))
		line.n--;
	return line;
}

void
coding_quoted(struct sink *k, slice s)
{
	while (s.n) {
		bool	 ends = slice_index(s, '\n') < s.n;
		slice	 line = bare(slice_cut(&s, '\n'));
		bool	 soft = slice_ends(line, SLICE("="));

		line.n -= soft;
		while (line.n) {
			size_t	 n = slice_index(line, '=');

			sink_put(k, slice_head(line, n));
			line = slice_from(line, n);
			if (line.n)
				line = put_escaped(k, line);
		}
		if (ends && !soft)
			sink_byte(k, '\n');
	}
}

void
coding_word(struct sink *k, slice s)
{
	while (s.n) {
		if (s.p[0] == '=') {
			s = put_escaped(k, s);
			continue;
		}
		sink_byte(k, s.p[0] == '_' ? ' ' : s.p[0]);
		s = slice_from(s, 1);
	}
}

coding_fn *
coding_named(slice name)
{
	if (slice_ieq(name, SLICE("base64")))
		return coding_base64;
	return slice_ieq(name, SLICE("quoted-printable")) ? coding_quoted :
	    NULL;
}
