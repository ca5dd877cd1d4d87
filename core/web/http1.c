#include "core/web/http1.h"

#include "core/when/when.h"

static bool
bad_line(struct fault *f, int64_t line, slice why)
{
	char	 number[24];

	return fault_tell(f, "not proper HTTP: line % of the head %",
	    fault_int(number, line), why);
}

/* Behind the first empty line; 0: there is none yet. */
static size_t
head_end(slice s)
{
	size_t	 at = slice_index(s, '\n');

	while (at < s.n) {
		size_t	 next = ++at;

		if (next < s.n && s.p[next] == '\r')
			next++;
		if (next < s.n && s.p[next] == '\n')
			return next + 1;
		at += slice_index(slice_from(s, at), '\n');
	}
	return 0;
}

/* HTTP/1.1, a blank or more, three digits; the reason is free. */
static bool
status_line(slice line, struct http_head *h)
{
	static const struct { slice name; int minor; } versions[] = {
		{ { "HTTP/1.1", 8 }, 1 }, { { "HTTP/1.0", 8 }, 0 },
		/* some proxies copy the version of their other side */
		{ { "HTTP/2.0", 8 }, 0 }, { { "HTTP/2", 6 }, 0 },
	};
	size_t	 v = 0;

	while (v < COUNT(versions) && !slice_istarts(line, versions[v].name))
		v++;
	if (v == COUNT(versions))
		return false;
	line = slice_from(line, versions[v].name.n);
	if (line.n == 0 || line.p[0] != ' ')
		return false;
	line = slice_trim(line);
	h->minor = versions[v].minor;
	h->status = 0;
	for (size_t i = 0; i < 3; i++) {
		if (i >= line.n || !ascii_digit(line.p[i]))
			return false;
		h->status = h->status * 10 + (line.p[i] - '0');
	}
	if (h->status < 100 || (line.n > 3 && ascii_digit(line.p[3])))
		return false;
	h->reason = slice_trim(slice_from(line, 3));
	return true;
}

/* A line that begins with a blank goes on with the value before it. */
static bool
fold(slice line, struct http_head *h)
{
	slice	*v = h->nheaders ? &h->headers[h->nheaders - 1].value : NULL;

	if (v == NULL)
		return false;
	if (v->n == 0)
		*v = line;
	else
		v->n = (size_t)(line.p + line.n - v->p);
	*v = slice_trim(*v);
	return true;
}

/* Returns what is wrong with the line, or nothing. */
static slice
header_line(slice line, struct http_head *h)
{
	static const slice framing[] = { { "Content-Length", 14 },
	    { "Transfer-Encoding", 17 } };
	slice	 name, value = line;

	if (line.n && (line.p[0] == ' ' || line.p[0] == '\t'))
		return fold(line, h) ? SLICE("") :
		    SLICE("continues a header that is not there");
	if (slice_index(line, ':') == line.n)
		return SLICE("has no colon");
	if (h->nheaders == HTTP_MAX_HEADERS)
		return SLICE("is one header too many");
	name = slice_cut(&value, ':');
	for (size_t i = 0; i < COUNT(framing); i++)
		if (name.n != slice_trim(name).n &&
		    slice_ieq(framing[i], slice_trim(name)))
			return SLICE("has a blank before its colon");
	h->headers[h->nheaders++] = (struct http_header){ slice_trim(name),
	    slice_trim(value) };
	return SLICE("");
}

static bool
head_lines(slice head, struct http_head *h, struct fault *f)
{
	slice	 line, why;

	h->nheaders = 0;
	for (int64_t at = 1; head.n; at++) {
		line = slice_cut(&head, '\n');
		while (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		if (slice_index(line, '\0') < line.n ||
		    slice_index(line, '\r') < line.n)
			return bad_line(f, at, SLICE("holds a zero byte or a "
			    "lone carriage return"));
		if (at == 1 && !status_line(line, h))
			return bad_line(f, at, SLICE("is no status line"));
		if (at == 1 || head.n == 0)
			continue;
		why = header_line(line, h);
		if (why.n)
			return bad_line(f, at, why);
	}
	return true;
}

long
http_head(slice bytes, struct http_head *h, struct fault *f)
{
	static const char start[] = "HTTP/";
	slice	 begin = slice_head(bytes, sizeof(start) - 1);
	size_t	 n = head_end(bytes);

	if (!slice_ieq(begin, (slice){ start, begin.n })) {
		bad_line(f, 1, SLICE("is no status line"));
		return -1;
	}
	if (n > HTTP_MAX_HEAD || (n == 0 && bytes.n >= HTTP_MAX_HEAD)) {
		fault_words(f, "not proper HTTP: a head of more than 64 KB");
		return -1;
	}
	if (n && !head_lines(slice_head(bytes, n), h, f))
		return -1;
	return (long)n;
}

void
http_unfold(char *head, size_t n)
{
	for (size_t i = 1; i + 1 < n; i++) {
		if (head[i] != '\n' ||
		    (head[i + 1] != ' ' && head[i + 1] != '\t'))
			continue;
		head[i] = ' ';
		for (size_t k = i; k > 0 && head[k - 1] == '\r'; k--)
			head[k - 1] = ' ';
	}
}

slice
http_value(const struct http_head *h, slice name)
{
	for (size_t i = 0; i < h->nheaders; i++)
		if (slice_ieq(h->headers[i].name, name))
			return h->headers[i].value;
	return SLICE("");
}

bool
http_list(const struct http_head *h, slice name, struct http_list *at,
    slice *item)
{
	for (; at->i < h->nheaders; at->i++, at->begun = false) {
		if (!slice_ieq(h->headers[at->i].name, name))
			continue;
		if (!at->begun)
			at->rest = h->headers[at->i].value;
		at->begun = true;
		while (at->rest.n) {
			*item = slice_trim(slice_cut(&at->rest, ','));
			if (item->n)
				return true;
		}
	}
	return false;
}

bool
http_has_token(const struct http_head *h, slice name, slice token)
{
	struct http_list at = { 0 };
	slice	 item;

	while (http_list(h, name, &at, &item))
		if (slice_ieq(item, token))
			return true;
	return false;
}

bool
http_keeps_alive(const struct http_head *h)
{
	slice	 name = SLICE("Connection");

	if (http_has_token(h, name, SLICE("close")))
		return false;
	return h->minor > 0 || http_has_token(h, name, SLICE("keep-alive"));
}

/* Every length given must be the same number; false: they are not. */
static bool
content_length(const struct http_head *h, int64_t *length)
{
	*length = -1;
	for (size_t i = 0; i < h->nheaders; i++) {
		slice	 item, rest = h->headers[i].value;
		int64_t	 n;

		if (!slice_ieq(h->headers[i].name, SLICE("Content-Length")))
			continue;
		do {
			item = slice_trim(slice_cut(&rest, ','));
			if (!slice_int(item, &n) || item.p[0] == '-' ||
			    (*length >= 0 && n != *length))
				return false;
			*length = n;
		} while (rest.n);
	}
	return true;
}

/* HTTP_NONE: no coding but "identity" is named. "chunked" twice is read as
 * once, as everybody does; anything behind it cannot be framed. */
static enum http_framing
transfer_coding(const struct http_head *h, struct fault *f)
{
	struct http_list at = { 0 };
	enum http_framing how = HTTP_NONE;
	slice	 item;

	while (http_list(h, SLICE("Transfer-Encoding"), &at, &item)) {
		bool	 chunked = slice_ieq(item, SLICE("chunked"));

		if (slice_ieq(item, SLICE("identity")))
			continue;
		if (how == HTTP_CHUNKED && !chunked) {
			fault_words(f, "not proper HTTP: a transfer coding "
			    "after \"chunked\"");
			return HTTP_CONFLICT;
		}
		how = chunked ? HTTP_CHUNKED : HTTP_UNTIL_CLOSE;
	}
	return how;
}

enum http_framing
http_framing(const struct http_head *h, slice method, uint64_t *length,
    struct fault *f)
{
	enum http_framing how;
	int64_t	 n;

	*length = 0;
	if (h->status < 200 || h->status == 204 || h->status == 304 ||
	    slice_eq(method, SLICE("HEAD")))
		return HTTP_NONE;
	if (!content_length(h, &n)) {
		fault_words(f, "not proper HTTP: Content-Length is no number, "
		    "or two different ones");
		return HTTP_CONFLICT;
	}
	how = transfer_coding(h, f);
	if (how == HTTP_CONFLICT)
		return how;
	if (how != HTTP_NONE && n >= 0) {
		fault_words(f, "not proper HTTP: both Content-Length and "
		    "Transfer-Encoding");
		return HTTP_CONFLICT;
	}
	*length = n > 0 ? (uint64_t)n : 0;
	if (how != HTTP_NONE)
		return how;
	return n >= 0 ? HTTP_LENGTH : HTTP_UNTIL_CLOSE;
}

int64_t
http_retry_after(slice value, int64_t now)
{
	int64_t	 t;

	value = slice_trim(value);
	if (slice_int(value, &t))
		return t < 0 ? -1 : t;
	if (!when_http(value, &t))
		return -1;
	return t > now ? t - now : 0;
}
