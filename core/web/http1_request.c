#include "core/web/http1_request.h"

static bool
no(int *status, int code, struct fault *f, slice why)
{
	*status = code;
	return fault_tell(f, "not a request we know: %", why);
}

/* RFC 9110, 5.6.2 */
static bool
is_token(slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_alpha(s.p[i]) && !ascii_digit(s.p[i]) &&
		    (s.p[i] == '\0' || strchr("!#$%&'*+-.^_`|~", s.p[i]) ==
		    NULL))
			return false;
	return s.n > 0;
}

static bool
is_visible(slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] <= ' ' || s.p[i] > '~')
			return false;
	return s.n > 0;
}

/* No control byte but the tab; bytes above ASCII are let through. */
static bool
is_value(slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' ? s.p[i] != '\t' :
		    s.p[i] == 0x7f)
			return false;
	return true;
}

/* GET /path HTTP/1.1: two blanks, no more. */
static bool
request_line(slice line, struct http_call *c, int *status, struct fault *f)
{
	c->method = slice_cut(&line, ' ');
	c->target = slice_cut(&line, ' ');
	if (!is_token(c->method) || !is_visible(c->target))
		return no(status, 400, f, SLICE("its first line"));
	if (c->target.n > HTTP_CALL_TARGET)
		return no(status, 414, f, SLICE("its path is too long"));
	if (c->target.p[0] != '/')
		return no(status, 400, f, SLICE("it asks for no path"));
	if (line.n != 8 || !slice_starts(line, SLICE("HTTP/1.")) ||
	    !ascii_digit(line.p[7]))
		return no(status, slice_starts(line, SLICE("HTTP/")) ? 505 :
		    400, f, SLICE("its version"));
	c->head.minor = line.p[7] != '0';
	return true;
}

static bool
header_line(slice line, struct http_call *c, int *status, struct fault *f)
{
	struct http_head *h = &c->head;
	slice	 value = line, name = slice_cut(&value, ':');

	if (name.n == line.n || !is_token(name) || !is_value(value))
		return no(status, 400, f, SLICE("one of its headers"));
	if (h->nheaders == HTTP_MAX_HEADERS)
		return no(status, 431, f, SLICE("too many headers"));
	h->headers[h->nheaders++] = (struct http_header){ name,
	    slice_trim(value) };
	return true;
}

static bool
lines(slice head, struct http_call *c, int *status, struct fault *f)
{
	for (bool first = true; head.n; first = false) {
		slice	 line = slice_cut(&head, '\n');

		if (line.n == 0 || line.p[line.n - 1] != '\r')
			return no(status, 400, f, SLICE("a line without its "
			    "end"));
		line.n--;
		if (line.n == 0 && !first)
			return true;
		if (!(first ? request_line : header_line)(line, c, status, f))
			return false;
	}
	return true;
}

static bool
find_host(struct http_call *c, int *status, struct fault *f)
{
	size_t	 n = 0;

	for (size_t i = 0; i < c->head.nheaders; i++)
		if (slice_ieq(c->head.headers[i].name, SLICE("Host"))) {
			c->host = c->head.headers[i].value;
			n++;
		}
	return n == 1 || (n == 0 && c->head.minor == 0) ||
	    no(status, 400, f, SLICE("it needs one Host"));
}

/* A length, or nothing: who sends chunks is no browser's form. */
static bool
find_length(struct http_call *c, int *status, struct fault *f)
{
	bool	 given = false;

	for (size_t i = 0; i < c->head.nheaders; i++) {
		const struct http_header *h = &c->head.headers[i];
		int64_t	 n;

		if (slice_ieq(h->name, SLICE("Transfer-Encoding")))
			return no(status, 411, f, SLICE("a body without a "
			    "length"));
		if (!slice_ieq(h->name, SLICE("Content-Length")))
			continue;
		if (!slice_int(h->value, &n) || h->value.p[0] == '-' || given)
			return no(status, 400, f, SLICE("its length"));
		c->length = (uint64_t)n;
		given = true;
	}
	return true;
}

long
http_call(slice bytes, struct http_call *c, int *status, struct fault *f)
{
	size_t	 n = slice_find(slice_head(bytes, HTTP_CALL_HEAD),
	    SLICE("\r\n\r\n"));

	memset(c, 0, sizeof(*c));
	*status = 0;
	if (n >= bytes.n || n >= HTTP_CALL_HEAD) {
		if (bytes.n < HTTP_CALL_HEAD)
			return 0;
		no(status, 431, f, SLICE("its head is too long"));
		return -1;
	}
	n += 4;
	if (!lines(slice_head(bytes, n), c, status, f) ||
	    !find_host(c, status, f) || !find_length(c, status, f))
		return -1;
	return (long)n;
}
