#include "tests/town/http.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <zlib.h>

enum { HEAD_MAX = 65536, BODY_MAX = 4 << 20, CHUNK = 1000 };

static const struct { int status; const char *words; } reasons[] = {
	{ 200, "OK" }, { 201, "Created" }, { 202, "Accepted" },
	{ 301, "Moved Permanently" }, { 302, "Found" },
	{ 304, "Not Modified" }, { 400, "Bad Request" },
	{ 401, "Unauthorized" }, { 403, "Forbidden" }, { 404, "Not Found" },
	{ 405, "Method Not Allowed" }, { 410, "Gone" },
	{ 429, "Too Many Requests" }, { 500, "Internal Server Error" },
	{ 502, "Bad Gateway" }, { 503, "Service Unavailable" },
};

/* --- requests ------------------------------------------------------------ */

static bool
read_first(struct line *l, struct request *r)
{
	char	 buf[4096], *target, *query;

	if (!line_gets(l, buf, sizeof(buf)) ||
	    (target = strchr(buf, ' ')) == NULL ||
	    (size_t)(target - buf) >= sizeof(r->method))
		return false;
	*target++ = '\0';
	memcpy(r->method, buf, (size_t)(target - buf));
	target[strcspn(target, " ")] = '\0';
	query = strchr(target, '?');
	if (query != NULL)
		*query++ = '\0';
	snprintf(r->path, sizeof(r->path), "%s", target);
	snprintf(r->query, sizeof(r->query), "%s", query ? query : "");
	return true;
}

static bool
read_headers(struct line *l, struct request *r)
{
	char	 buf[8192];

	while (line_gets(l, buf, sizeof(buf))) {
		if (buf[0] == '\0')
			return true;
		buf_printf(&r->head, "%s\r\n", buf);
		if (r->head.n > HEAD_MAX)
			return false;
	}
	return false;
}

static bool
read_body(struct line *l, struct request *r)
{
	int64_t	 n = 0;
	slice	 length = request_header(r, "content-length");

	if (length.n && (!slice_int(length, &n) || n < 0 || n > BODY_MAX))
		return false;
	for (; n > 0; n--) {
		int	 c = line_byte(l);
		char	 byte = (char)c;

		if (c < 0)
			return false;
		buf_put(&r->body, &byte, 1);
	}
	return true;
}

static void
read_host(struct request *r)
{
	slice	 h = request_header(r, "host");
	size_t	 n = slice_index(h, ':');

	if (n >= sizeof(r->host))
		n = sizeof(r->host) - 1;
	for (size_t i = 0; i < n; i++)
		r->host[i] = ascii_lower(h.p[i]);
	r->host[n] = '\0';
}

bool
request_read(struct line *l, struct request *r)
{
	memset(r, 0, sizeof(*r));
	if (!read_first(l, r) || !read_headers(l, r) || !read_body(l, r))
		return false;
	read_host(r);
	r->keep = !slice_ieq(request_header(r, "connection"), SLICE("close"));
	return true;
}

void
request_free(struct request *r)
{
	buf_free(&r->head);
	buf_free(&r->body);
}

slice
request_header(const struct request *r, const char *name)
{
	slice	 rest = { r->head.p, r->head.n }, line, key;

	while (rest.n) {
		line = slice_cut(&rest, '\n');
		key = slice_cut(&line, ':');
		if (slice_ieq(key, slice_of(name)))
			return slice_trim(line);
	}
	return SLICE("");
}

static int
hex(char c)
{
	c = ascii_lower(c);
	return ascii_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ?
	    c - 'a' + 10 : -1;
}

static void
decode(slice s, char *out, size_t cap)
{
	size_t	 n = 0;

	for (size_t i = 0; i < s.n && n + 1 < cap; i++) {
		if (s.p[i] == '%' && i + 2 < s.n && hex(s.p[i + 1]) >= 0 &&
		    hex(s.p[i + 2]) >= 0) {
			out[n++] = (char)(hex(s.p[i + 1]) << 4 |
			    hex(s.p[i + 2]));
			i += 2;
		} else {
			out[n++] = s.p[i] == '+' ? ' ' : s.p[i];
		}
	}
	out[n] = '\0';
}

bool
request_param(const struct request *r, const char *name, char *out,
    size_t cap)
{
	slice	 rest = slice_of(r->query);

	while (rest.n) {
		slice	 value = slice_cut(&rest, '&');
		slice	 key = slice_cut(&value, '=');

		if (slice_eq(key, slice_of(name))) {
			decode(value, out, cap);
			return true;
		}
	}
	out[0] = '\0';
	return false;
}

long
request_number(const struct request *r, const char *name, long otherwise)
{
	char	 buf[32];

	return request_param(r, name, buf, sizeof(buf)) ? atol(buf) :
	    otherwise;
}

/* --- answers ------------------------------------------------------------- */

static const char *
reason(int status)
{
	for (size_t i = 0; i < COUNT(reasons); i++)
		if (reasons[i].status == status)
			return reasons[i].words;
	return "Unheard Of";
}

static void
put32(struct buf *b, unsigned long v)
{
	for (int i = 0; i < 4; i++) {
		char	 c = (char)(v >> (8 * i) & 0xff);

		buf_put(b, &c, 1);
	}
}

/* RFC 1952 around stored blocks: nothing smaller, everything correct. */
static void
pack(struct buf *b)
{
	static const char head[10] = { 0x1f, (char)0x8b, 8 };
	struct buf out = { .p = NULL };
	size_t	 at = 0;

	buf_put(&out, head, sizeof(head));
	do {
		size_t	 n = b->n - at < 65535 ? b->n - at : 65535;
		char	 block[5] = { at + n == b->n, (char)(n & 0xff),
		    (char)(n >> 8 & 0xff), (char)(~n & 0xff),
		    (char)(~n >> 8 & 0xff) };

		buf_put(&out, block, sizeof(block));
		buf_put(&out, b->p + at, n);
		at += n;
	} while (at < b->n);
	put32(&out, crc32(0, (const unsigned char *)b->p, (unsigned)b->n));
	put32(&out, (unsigned long)b->n);
	buf_free(b);
	*b = out;
}

static void
put_chunks(struct buf *out, const struct buf *body)
{
	for (size_t at = 0; at < body->n; at += CHUNK) {
		size_t	 n = body->n - at < CHUNK ? body->n - at : CHUNK;

		buf_printf(out, "%zx\r\n", n);
		buf_put(out, body->p + at, n);
		buf_text(out, "\r\n");
	}
	buf_text(out, "0\r\n\r\n");
}

static void
put_body(struct buf *out, const struct request *r, struct answer *a)
{
	slice	 accept = request_header(r, "accept-encoding");
	bool	 gzip = (a->how & SEND_GZIP) && a->body.n &&
	    slice_find(accept, SLICE("gzip")) < accept.n;

	if (gzip)
		pack(&a->body);
	buf_printf(out, "Content-Type: %s\r\n%s", a->type,
	    gzip ? "Content-Encoding: gzip\r\n" : "");
	if (a->how & SEND_CHUNKED) {
		buf_text(out, "Transfer-Encoding: chunked\r\n\r\n");
		put_chunks(out, &a->body);
	} else {
		buf_printf(out, "Content-Length: %zu\r\n\r\n", a->body.n);
		buf_put(out, a->body.p, a->body.n);
	}
}

bool
answer_send(struct line *l, const struct request *r, struct answer *a)
{
	struct buf out = { .p = NULL };
	char	 date[40];
	time_t	 now = time(NULL);
	struct tm tm;
	bool	 ok;

	strftime(date, sizeof(date), "%a, %d %b %Y %T GMT", gmtime_r(&now,
	    &tm));
	buf_printf(&out, "HTTP/1.1 %d %s\r\nServer: town\r\nDate: %s\r\n%s%s",
	    a->status, reason(a->status), date, r->keep ? "" :
	    "Connection: close\r\n", a->more.p ? a->more.p : "");
	if (a->status == 304)
		buf_text(&out, "\r\n");
	else if (a->type == NULL)
		buf_text(&out, "Content-Length: 0\r\n\r\n");
	else
		put_body(&out, r, a);
	ok = line_write(l, out.p, out.n);
	buf_free(&out);
	return ok;
}

void
answer_free(struct answer *a)
{
	buf_free(&a->more);
	buf_free(&a->body);
}
