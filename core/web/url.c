#include "core/web/url.h"

#include "core/web/url_host.h"

static const struct {
	slice	 scheme;
	unsigned port;
} ports[] = {
	{ { "https", 5 }, 443 },
	{ { "http", 4 }, 80 },
};

static unsigned
default_port(slice scheme)
{
	for (size_t i = 0; i < COUNT(ports); i++)
		if (slice_ieq(scheme, ports[i].scheme))
			return ports[i].port;
	return 0;
}

/* The scheme, or nothing; *rest is moved behind its colon. */
static slice
take_scheme(slice *rest)
{
	slice	 s = slice_head(*rest, slice_index(*rest, ':'));

	if (s.n == rest->n || s.n == 0 || !ascii_alpha(s.p[0]))
		return (slice){ "", 0 };
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_alpha(s.p[i]) && !ascii_digit(s.p[i]) &&
		    s.p[i] != '+' && s.p[i] != '-' && s.p[i] != '.')
			return (slice){ "", 0 };
	*rest = slice_from(*rest, s.n + 1);
	return s;
}

/* Up to the first of the stops, which stays in *rest. */
static slice
take_until(slice *rest, const char *stops)
{
	size_t	 n = 0;
	slice	 head;

	while (n < rest->n &&
	    (rest->p[n] == '\0' || strchr(stops, rest->p[n]) == NULL))
		n++;
	head = slice_head(*rest, n);
	*rest = slice_from(*rest, n);
	return head;
}

static bool
take_port(slice s, struct url *u)
{
	int64_t	 v;

	if (s.n == 0)
		return true;
	s = slice_from(s, 1);
	if (s.n == 0)
		return true;
	if (s.p[0] == '-' || !slice_int(s, &v) || v > 65535)
		return false;
	u->port = (unsigned)v;
	return true;
}

static bool
is_bracketed(slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		char	 c = ascii_lower(s.p[i]);

		if (!ascii_digit(c) && !(c >= 'a' && c <= 'f') && c != ':' &&
		    c != '.')
			return false;
	}
	return slice_index(s, ':') < s.n;
}

/* [ user "@" ] host [ ":" port ]; the last '@' counts, as in browsers. */
static bool
split_authority(slice s, struct url *u)
{
	for (size_t i = s.n; i-- > 0;)
		if (s.p[i] == '@') {
			u->user = slice_head(s, i);
			s = slice_from(s, i + 1);
			break;
		}
	if (s.n && s.p[0] == '[') {
		size_t	 end = slice_index(s, ']');
		bool	 closed = end < s.n;

		u->host = slice_from(slice_head(s, end), 1);
		s = slice_from(s, end + 1);
		return closed && is_bracketed(u->host) &&
		    (s.n == 0 || s.p[0] == ':') && take_port(s, u);
	}
	u->host = take_until(&s, ":");
	return slice_index(u->host, ']') == u->host.n && take_port(s, u);
}

bool
url_split(slice s, struct url *u)
{
	*u = (struct url){ .scheme = { "", 0 } };
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
			return false;
	u->scheme = take_scheme(&s);
	u->port = default_port(u->scheme);
	if (slice_starts(s, SLICE("//"))) {
		s = slice_from(s, 2);
		u->has_host = true;
		if (!split_authority(take_until(&s, "/?#"), u))
			return false;
	}
	u->path = take_until(&s, "?#");
	if ((u->has_query = s.n && s.p[0] == '?')) {
		s = slice_from(s, 1);
		u->query = take_until(&s, "#");
	}
	u->has_fragment = s.n > 0;
	u->fragment = slice_from(s, 1);
	return true;
}

/* A backslash before the '@' would end the host in browsers. */
bool
url_http(slice s, struct url *u)
{
	return url_split(s, u) && default_port(u->scheme) && u->port &&
	    slice_index(s, ' ') == s.n && url_host_good(u->host) &&
	    slice_index(u->user, '\\') == u->user.n;
}

bool
url_same_origin(const struct url *a, const struct url *b)
{
	return slice_ieq(a->scheme, b->scheme) && slice_ieq(a->host, b->host) &&
	    a->port == b->port;
}

size_t
url_remove_dots(char *path, size_t n)
{
	slice	 rest = slice_from((slice){ path, n }, 1);
	size_t	 out = 0;
	bool	 more = n > 0;

	while (more) {
		slice	 part = slice_head(rest, slice_index(rest, '/'));
		bool	 up = slice_eq(part, SLICE(".."));

		more = part.n < rest.n;
		rest = slice_from(rest, part.n + 1);
		while (up && out > 0 && path[--out] != '/')
			;
		if (up || slice_eq(part, SLICE("."))) {
			if (!more)
				path[out++] = '/';
			continue;
		}
		path[out++] = '/';
		memmove(path + out, part.p, part.n);
		out += part.n;
	}
	return out;
}

/* Without what browsers drop: blanks and controls around, tabs and line
 * breaks anywhere. */
static slice
strip(struct arena *a, slice s)
{
	size_t	 n = 0;
	char	*p;

	while (s.n && (unsigned char)s.p[0] <= ' ')
		s = slice_from(s, 1);
	while (s.n && (unsigned char)s.p[s.n - 1] <= ' ')
		s.n--;
	if (slice_index(s, '\t') == s.n && slice_index(s, '\n') == s.n &&
	    slice_index(s, '\r') == s.n)
		return s;
	if ((p = arena_take(a, s.n)) == NULL)
		return (slice){ "", 0 };
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '\t' && s.p[i] != '\n' && s.p[i] != '\r')
			p[n++] = s.p[i];
	return (slice){ p, n };
}

/* Encoded besides blanks and foreign letters; nothing of an opaque address
 * ("javascript:"), which is nobody's path. */
static const char unsafe[] = "\"<>\\^`{|}";

static bool
put_authority(struct sink *k, const struct url *u)
{
	if (!u->has_host)
		return true;
	sink_put(k, SLICE("//"));
	if (u->user.n) {
		url_put_clean(k, u->user, "\"<>\\^`{|}@[]");
		sink_byte(k, '@');
	}
	if (!url_host_put(k, u->host))
		return false;
	if (u->port != default_port(u->scheme)) {
		sink_byte(k, ':');
		sink_int(k, (int64_t)u->port);
	}
	return true;
}

/* The directory of the base's path (RFC 3986, 5.2.3), then `path`. */
static void
put_path(struct sink *k, const struct url *base, slice path, const char *also)
{
	size_t	 start = k->len, dir = 0;

	if (base) {
		for (size_t i = 0; i < base->path.n; i++)
			if (base->path.p[i] == '/')
				dir = i + 1;
		if (base->has_host && base->path.n == 0)
			sink_byte(k, '/');
		url_put_clean(k, slice_head(base->path, dir), also);
	}
	url_put_clean(k, path, also);
	if (!k->full && k->len > start && k->buf[start] == '/')
		k->len = start + url_remove_dots(k->buf + start,
		    k->len - start);
}

static void
put_tail(struct sink *k, const struct url *u, const char *also)
{
	if (u->has_query) {
		sink_byte(k, '?');
		url_put_clean(k, u->query, also);
	}
	if (u->has_fragment) {
		sink_byte(k, '#');
		url_put_clean(k, u->fragment, also);
	}
}

/* RFC 3986, 5.2.2: what the reference lacks is the base's. True: the path
 * begins where the base's document stands. */
static bool
inherit(struct url *u, const struct url *b)
{
	if (u->scheme.n)
		return false;
	u->scheme = b->scheme;
	if (u->has_host) {
		if (u->port == 0)
			u->port = default_port(u->scheme);
		return false;
	}
	u->has_host = b->has_host;
	u->user = b->user;
	u->host = b->host;
	u->port = b->port;
	if (u->path.n)
		return u->path.p[0] != '/';
	u->path = b->path;
	if (!u->has_query) {
		u->has_query = b->has_query;
		u->query = b->query;
	}
	return false;
}

static bool
put_joined(struct sink *k, const struct url *b, struct url u)
{
	bool	 merge = inherit(&u, b);
	const char *also = u.has_host || default_port(u.scheme) ? unsafe : "";
	size_t	 start;

	for (size_t i = 0; i < u.scheme.n; i++)
		sink_byte(k, ascii_lower(u.scheme.p[i]));
	sink_byte(k, ':');
	if (!put_authority(k, &u))
		return false;
	start = k->len;
	put_path(k, merge ? b : NULL, u.path, also);
	/* "//" without a host would begin one */
	if (!u.has_host &&
	    slice_starts(slice_from(sink_slice(k), start), SLICE("//")))
		return false;
	put_tail(k, &u, also);
	return true;
}

slice
url_join(struct arena *a, slice base, slice reference)
{
	struct url b = { 0 }, u;
	struct sink k;

	base = strip(a, base);
	reference = strip(a, reference);
	if (!url_split(base, &b) || b.scheme.n == 0)
		b = (struct url){ 0 };
	if (!url_split(reference, &u) || (u.scheme.n == 0 && b.scheme.n == 0))
		return (slice){ "", 0 };
	k = sink_open(a);
	if (!put_joined(&k, &b, u))
		return (slice){ "", 0 };
	return sink_close(&k, a);
}
