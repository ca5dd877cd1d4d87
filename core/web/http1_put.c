#include "core/web/http1.h"

#include "core/web/url.h"

/* What the framing of a request or the connection is for: ours to write. */
static const slice ours[] = {
	{ "Host", 4 }, { "Content-Length", 14 }, { "Transfer-Encoding", 17 },
	{ "Connection", 10 }, { "TE", 2 }, { "Upgrade", 7 }, { "Expect", 6 },
};

/* Sent unless the caller has a header of that name. */
static const struct http_header defaults[] = {
	{ { "User-Agent", 10 },	{ HTTP_USER_AGENT,
	    sizeof(HTTP_USER_AGENT) - 1 } },
	{ { "Accept", 6 },	{ "*/*", 3 } },
	{ { "Accept-Encoding", 15 }, { "gzip", 4 } },
};

/* RFC 9110, 5.6.2 */
static bool
is_token(slice s)
{
	static const char marks[] = "!#$%&'*+-.^_`|~";

	for (size_t i = 0; i < s.n; i++)
		if (!ascii_alpha(s.p[i]) && !ascii_digit(s.p[i]) &&
		    (s.p[i] == '\0' || strchr(marks, s.p[i]) == NULL))
			return false;
	return s.n > 0;
}

/* No control character but the tab. */
static bool
is_line(slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (((unsigned char)s.p[i] < 0x20 && s.p[i] != '\t') ||
		    s.p[i] == 0x7f)
			return false;
	return true;
}

static bool
named(const slice *names, size_t n, slice name)
{
	for (size_t i = 0; i < n; i++)
		if (slice_ieq(names[i], name))
			return true;
	return false;
}

static void
put_header(struct sink *k, slice name, slice value)
{
	sink_put(k, name);
	sink_put(k, SLICE(": "));
	sink_put(k, value);
	sink_put(k, SLICE("\r\n"));
}

/* Blanks and what is not ASCII may not stand in a request line. */
static void
put_target(struct sink *k, slice part)
{
	for (size_t i = 0; i < part.n; i++) {
		unsigned char c = (unsigned char)part.p[i];

		if (c > 0x20 && c < 0x7f) {
			sink_byte(k, part.p[i]);
		} else {
			sink_byte(k, '%');
			sink_byte(k, "0123456789ABCDEF"[c >> 4]);
			sink_byte(k, "0123456789ABCDEF"[c & 15]);
		}
	}
}

static void
put_first(struct sink *k, const struct http_request *q, const struct url *u)
{
	bool	 six = slice_index(u->host, ':') < u->host.n;
	bool	 plain = slice_ieq(u->scheme, SLICE("http"));

	sink_put(k, q->method);
	sink_byte(k, ' ');
	if (u->path.n == 0)
		sink_byte(k, '/');
	put_target(k, u->path);
	if (u->has_query)
		sink_byte(k, '?');
	put_target(k, u->query);
	sink_put(k, SLICE(" HTTP/1.1\r\nHost: "));
	sink_put(k, six ? SLICE("[") : SLICE(""));
	sink_put(k, u->host);
	sink_put(k, six ? SLICE("]") : SLICE(""));
	if (u->port != (plain ? 80 : 443)) {
		sink_byte(k, ':');
		sink_int(k, u->port);
	}
	sink_put(k, SLICE("\r\n"));
}

static bool
good_address(slice text, struct url *u, struct fault *f)
{
	static const char odd[] = " /?#@\\<>\"";

	if (!url_http(text, u))
		return fault_tell(f, "not an http or https address: %", text);
	if (u->user.n)
		return fault_tell(f, "the address for % has a name or a "
		    "password in it", u->host);
	for (size_t i = 0; i < u->host.n; i++)
		if (u->host.p[i] <= 0x20 || u->host.p[i] >= 0x7f ||
		    strchr(odd, u->host.p[i]) != NULL)
			return fault_tell(f, "not the name of a host: %",
			    u->host);
	return true;
}

static bool
good_headers(const struct http_request *q, struct fault *f)
{
	if (!is_token(q->method))
		return fault_tell(f, "not a method: %", q->method);
	for (size_t i = 0; i < q->nheaders; i++) {
		const struct http_header *h = &q->headers[i];

		if (!is_token(h->name) || named(ours, COUNT(ours), h->name))
			return fault_tell(f, "a request may not set the header "
			    "\"%\"", h->name);
		if (!is_line(h->value))
			return fault_tell(f, "a line break or a control "
			    "character in the header %", h->name);
	}
	return true;
}

bool
http_put_request(struct sink *k, const struct http_request *q, struct fault *f)
{
	static const slice bodiless[] = { { "GET", 3 }, { "HEAD", 4 },
	    { "DELETE", 6 } };
	struct url u;

	if (!good_address(q->url, &u, f) || !good_headers(q, f))
		return false;
	put_first(k, q, &u);
	for (size_t i = 0; i < COUNT(defaults); i++) {
		bool	 given = false;

		for (size_t j = 0; j < q->nheaders; j++)
			given |= slice_ieq(q->headers[j].name,
			    defaults[i].name);
		if (!given)
			put_header(k, defaults[i].name, defaults[i].value);
	}
	for (size_t i = 0; i < q->nheaders; i++)
		put_header(k, q->headers[i].name, q->headers[i].value);
	if (q->body.n || !named(bodiless, COUNT(bodiless), q->method)) {
		sink_put(k, SLICE("Content-Length: "));
		sink_int(k, (int64_t)q->body.n);
		sink_put(k, SLICE("\r\n"));
	}
	sink_put(k, SLICE("\r\n"));
	return true;
}
