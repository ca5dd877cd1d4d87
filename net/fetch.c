#include "net/fetch.h"

#include "net/exchange.h"

static enum fetch_error
say(struct fault *f, enum fetch_error e, slice words)
{
	fault_say(f, words);
	return e;
}

/* --- the connection ------------------------------------------------------- */

void
visit_close(struct visit *v)
{
	if (v->conn != NULL && v->ticket != NULL) {
		struct sink k = { .buf = v->ticket->buf,
		    .cap = v->ticket->cap };

		if (conn_session(v->conn, &k))
			*v->ticket = k;
	}
	conn_close(v->conn);
	v->conn = NULL;
}

static slice
session_of(const struct visit *v)
{
	return v->ticket && v->ticket->len ? sink_slice(v->ticket) :
	    v->session;
}

static enum fetch_error
open_once(struct visit *v, struct fault *f)
{
	v->conn = conn_open(&v->addresses, v->deadline, f);
	if (v->conn == NULL)
		return FETCH_CONNECT;
	conn_dates(v->conn, v->span);
	if (v->roots != NULL && !conn_tls(v->conn, v->addresses.host,
	    v->roots, session_of(v), v->deadline, f)) {
		visit_close(v);
		return dial_clock() >= v->deadline ? FETCH_TIMEOUT : FETCH_TLS;
	}
	v->resumed = conn_resumed(v->conn);
	return FETCH_OK;
}

/* A session that went bad must not lock us out: once more without it. */
enum fetch_error
visit_open(struct visit *v, struct fault *f)
{
	enum fetch_error e = open_once(v, f);

	if (e != FETCH_TLS || session_of(v).n == 0)
		return e;
	v->session = SLICE("");
	if (v->ticket != NULL)
		v->ticket->len = 0;
	*f = (struct fault){ .text = "" };
	return open_once(v, f);
}

/* --- one exchange --------------------------------------------------------- */

static enum fetch_error
converse(struct exchange *x, struct arena *a, slice head, slice body)
{
	enum fetch_error e;
	bool	 clean;

	if (!conn_write(x->v->conn, head, x->v->deadline, x->f) ||
	    !conn_write(x->v->conn, body, x->v->deadline, x->f))
		return exchange_failed(x, FETCH_BROKEN);
	e = exchange_head(x, a);
	if (e != FETCH_OK)
		return e;
	e = exchange_body(x, a, &clean);
	if (!clean)
		visit_close(x->v);
	return e;
}

static enum fetch_error
try_once(struct visit *v, const struct http_request *q, slice head,
    struct arena *a, struct fetch_reply *r, struct fault *f, bool *heard)
{
	struct exchange x = { .v = v, .method = q->method, .r = r, .f = f };
	enum fetch_error e = FETCH_OK;

	if (v->conn == NULL)
		e = visit_open(v, f);
	if (e == FETCH_OK)
		e = converse(&x, a, head, q->body);
	if (e != FETCH_OK)
		visit_close(v);
	*heard = x.heard;
	return e;
}

static bool
may_ask(const struct visit *v, const struct http_request *q, struct fault *f)
{
	struct url u;
	bool	 safe;

	if (!url_http(q->url, &u))
		return fault_tell(f, "not an http or https address: %", q->url);
	safe = slice_ieq(u.scheme, SLICE("https"));
	if (q->secret && !safe)
		return fault_tell(f, "a secret is not sent over plain http to "
		    "%", u.host);
	if (safe != (v->roots != NULL) || u.port != v->addresses.port ||
	    !slice_ieq(u.host, slice_of(v->addresses.host)))
		return fault_tell(f, "% is not at %, which is visited", q->url,
		    slice_of(v->addresses.host));
	return true;
}

/* The head of the request in the arena, or nothing and a fault. */
static slice
written(const struct visit *v, const struct http_request *q, struct arena *a,
    struct fault *f)
{
	struct sink k = sink_open(a);

	if (!may_ask(v, q, f) || !http_put_request(&k, q, f))
		return SLICE("");
	if (k.full)
		fault_words(f, "the request is too large");
	return sink_close(&k, a);
}

enum fetch_error
fetch(struct visit *v, const struct http_request *q, struct arena *a,
    struct fetch_reply *r, struct fault *f)
{
	struct fault first = { .text = "" };
	slice	 head = written(v, q, a, f);
	enum fetch_error e;
	bool	 heard;

	r->head.status = 0;
	r->head.nheaders = 0;
	r->body = SLICE("");
	r->partial = false;
	if (head.n == 0)
		return FETCH_REFUSED;
	if (v->conn != NULL && !conn_idle(v->conn))
		visit_close(v);
	if (v->conn != NULL) {
		e = try_once(v, q, head, a, r, &first, &heard);
		if (e != FETCH_BROKEN || heard ||
		    !slice_eq(q->method, SLICE("GET")))
			return first.text[0] == '\0' ? e :
			    say(f, e, slice_of(first.text));
	}
	return try_once(v, q, head, a, r, f, &heard);
}

/* --- where next ----------------------------------------------------------- */

slice
fetch_redirect(struct arena *a, slice from, const struct http_head *h,
    struct fault *f)
{
	static const int follow[] = { 301, 302, 303, 307, 308 };
	slice	 to, where = http_value(h, SLICE("Location"));
	struct url u, old;
	size_t	 i = 0;

	while (i < COUNT(follow) && follow[i] != h->status)
		i++;
	if (i == COUNT(follow) || where.n == 0)
		return SLICE("");
	for (i = 0; i < h->nheaders; i++)
		if (slice_ieq(h->headers[i].name, SLICE("Location")) &&
		    !slice_eq(h->headers[i].value, where)) {
			fault_words(f, "a redirect to two places");
			return SLICE("");
		}
	to = url_join(a, from, where);
	if (to.n == 0 || !url_http(to, &u) || !url_http(from, &old)) {
		fault_tell(f, "a redirect to what is no web address: %", where);
		return SLICE("");
	}
	if (slice_ieq(old.scheme, SLICE("https")) &&
	    !slice_ieq(u.scheme, SLICE("https"))) {
		fault_tell(f, "a redirect from https to plain http is not "
		    "followed: %", to);
		return SLICE("");
	}
	return to;
}
