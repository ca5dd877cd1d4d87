#include "core/web/http1.h"

/*
 *	SIZE   1*HEXDIG, blanks, or ';' and an extension	 LF
 *	DATA   as many bytes					 LF
 *	...    until a size of 0, then trailers:
 *	FIELD  (line LF)*					 LF
 */
enum { SIZE, DIGITS, EXTENSION, SIZE_CR, DATA, DATA_END, DATA_CR, FIELD_START,
	FIELD, FIELD_CR, LAST_CR, DONE, BAD };

enum {
	MAX_LINE = 4096,	/* of a size with its extension */
	MAX_TRAILER = 16384
};

static int
hex_value(char c)
{
	if (ascii_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int
after_size(struct http_chunks *c)
{
	c->line = 0;
	return c->left ? DATA : FIELD_START;
}

static int
digit(struct http_chunks *c, char b)
{
	int	 v = hex_value(b);

	if (v < 0 || c->left >> 59)	/* stays below 2^63 */
		return BAD;
	c->left = c->left << 4 | (unsigned)v;
	return DIGITS;
}

/* The state after one byte that is not of the body. */
static int
step(struct http_chunks *c, char b)
{
	switch (c->state) {
	case DIGITS:
		if (b == ';' || b == ' ' || b == '\t')
			return EXTENSION;
		/* fall through */
	case EXTENSION:
		if (b == '\r')
			return SIZE_CR;
		if (b == '\n')
			return after_size(c);
		return c->state == EXTENSION ? EXTENSION : digit(c, b);
	case SIZE_CR:
		return b == '\n' ? after_size(c) : BAD;
	case DATA_END:
		return b == '\n' ? SIZE : b == '\r' ? DATA_CR : BAD;
	case DATA_CR:
		return b == '\n' ? SIZE : BAD;
	case FIELD_START:
		return b == '\n' ? DONE : b == '\r' ? LAST_CR : FIELD;
	case FIELD:
		return b == '\n' ? FIELD_START : b == '\r' ? FIELD_CR : FIELD;
	case FIELD_CR:
		return b == '\n' ? FIELD_START : BAD;
	case LAST_CR:
		return b == '\n' ? DONE : BAD;
	default:
		return digit(c, b);
	}
}

int
http_chunks(struct http_chunks *c, slice *in, struct sink *out)
{
	while (in->n && c->state != DONE && c->state != BAD) {
		if (c->state == DATA) {
			size_t	 n = in->n < c->left ? in->n : (size_t)c->left;

			sink_put(out, slice_head(*in, n));
			*in = slice_from(*in, n);
			c->left -= n;
			if (c->left == 0)
				c->state = DATA_END;
			continue;
		}
		c->state = in->p[0] == '\0' ? BAD : step(c, in->p[0]);
		if (++c->line > (c->state >= FIELD_START ? MAX_TRAILER :
		    MAX_LINE))
			c->state = BAD;
		*in = slice_from(*in, 1);
	}
	return c->state == DONE ? 1 : c->state == BAD ? -1 : 0;
}
