#include "net/exchange.h"

enum { MAX_INTERIM = 8 };	/* 1xx answers before the real one */

enum fetch_error
exchange_failed(const struct exchange *x, enum fetch_error e)
{
	return dial_clock() >= x->v->deadline ? FETCH_TIMEOUT : e;
}

static enum fetch_error
say(struct exchange *x, enum fetch_error e, slice words)
{
	fault_say(x->f, words);
	return e;
}

/* Reads on when all is used: >0, 0 at the end, -1 with a fault. */
static long
more(struct exchange *x)
{
	long	 n = 1;

	if (x->at == x->n) {
		n = conn_read(x->v->conn, x->buf, sizeof(x->buf),
		    x->v->deadline, x->f);
		x->at = 0;
		x->n = n > 0 ? (size_t)n : 0;
		x->heard |= n > 0;
	}
	return n;
}

static slice
unused(const struct exchange *x)
{
	return (slice){ x->buf + x->at, x->n - x->at };
}

/* --- the head ------------------------------------------------------------- */

/* Could the head end within the last n bytes? */
static bool
may_end(slice s, size_t n)
{
	slice	 tail = slice_from(s, s.n > n + 2 ? s.n - n - 2 : 0);

	return slice_find(tail, SLICE("\n\n")) < tail.n ||
	    slice_find(tail, SLICE("\n\r\n")) < tail.n;
}

/* Appends what came to the sink until it holds one head. */
static enum fetch_error
gather_head(struct exchange *x, struct sink *k)
{
	for (;;) {
		long	 n = more(x);
		slice	 in = unused(x);
		bool	 first = k->len == 0;

		if (n < 0)
			return exchange_failed(x, FETCH_BROKEN);
		if (n == 0)
			return say(x, FETCH_BROKEN, first ?
			    SLICE("the other side hung up without an answer") :
			    SLICE("the other side hung up in the middle of "
			    "the head"));
		sink_put(k, in);
		x->at = x->n;
		if (k->full)
			return say(x, FETCH_TOO_LARGE, SLICE("the head of "
			    "the answer is too large"));
		n = first || k->len >= HTTP_MAX_HEAD ||
		    may_end(sink_slice(k), in.n) ?
		    http_head(sink_slice(k), &x->r->head, x->f) : 0;
		if (n < 0)
			return FETCH_PROTOCOL;
		if (n > 0) {
			x->at = x->n - (k->len - (size_t)n);
			k->len = (size_t)n;
			return FETCH_OK;
		}
	}
}

enum fetch_error
exchange_head(struct exchange *x, struct arena *a)
{
	for (int i = 0; i < MAX_INTERIM; i++) {
		struct sink k = sink_open(a);
		enum fetch_error e = gather_head(x, &k);

		if (e != FETCH_OK)
			return e;
		if (x->r->head.status == 101)
			break;
		if (x->r->head.status < 200)
			continue;
		http_unfold(k.buf, k.len);
		http_head(sink_slice(&k), &x->r->head, x->f);
		sink_close(&k, a);
		return FETCH_OK;
	}
	return say(x, FETCH_PROTOCOL, SLICE("not proper HTTP: an interim "
	    "answer where the real one should be"));
}

/* --- the body ------------------------------------------------------------- */

static enum fetch_error
too_large(struct exchange *x)
{
	char	 number[24];

	fault_tell(x->f, "the answer is larger than the % bytes allowed",
	    fault_int(number, (int64_t)x->v->most));
	return FETCH_TOO_LARGE;
}

static enum fetch_error
give(struct exchange *x, slice s)
{
	x->wire += s.n;
	if (x->packed && x->wire > x->v->most)
		return too_large(x);
	switch (inflate_feed(x->packed, s, &x->body)) {
	case INFLATE_OK:
		return FETCH_OK;
	case INFLATE_FULL:
		return too_large(x);
	default:
		return say(x, FETCH_PROTOCOL, SLICE("the answer is not "
		    "packed as it says"));
	}
}

/* What one framing makes of the bytes at hand: uses them up, tells the end. */
typedef enum fetch_error take_fn(struct exchange *, slice *in, bool *end);

static enum fetch_error
take_counted(struct exchange *x, slice *in, bool *end)
{
	slice	 s = slice_head(*in, x->left < in->n ? (size_t)x->left : in->n);

	*in = slice_from(*in, s.n);
	x->left -= s.n;
	*end = x->left == 0;
	return give(x, s);
}

static enum fetch_error
take_chunked(struct exchange *x, slice *in, bool *end)
{
	char	 plain[sizeof(x->buf)];
	struct sink k = { .buf = plain, .cap = sizeof(plain) };
	int	 state = http_chunks(&x->chunks, in, &k);
	enum fetch_error e = give(x, sink_slice(&k));

	*end = state == 1;
	if (e == FETCH_OK && state < 0)
		return say(x, FETCH_PROTOCOL, SLICE("not proper HTTP: a "
		    "malformed chunk"));
	return e;
}

static enum fetch_error
take_all(struct exchange *x, slice *in, bool *end)
{
	slice	 s = *in;

	*in = slice_from(s, s.n);
	*end = false;
	return give(x, s);
}

static take_fn *const takers[] = {
	[HTTP_LENGTH] = take_counted,
	[HTTP_CHUNKED] = take_chunked,
	[HTTP_UNTIL_CLOSE] = take_all,
};

static enum fetch_error
read_framed(struct exchange *x, enum http_framing how)
{
	bool	 end = how == HTTP_NONE || (how == HTTP_LENGTH && x->left == 0);

	while (!end) {
		long	 n = more(x);
		slice	 in = unused(x);
		enum fetch_error e;

		if (n < 0)
			return exchange_failed(x, FETCH_BROKEN);
		if (n == 0 && how == HTTP_UNTIL_CLOSE)
			break;
		if (n == 0)
			return say(x, FETCH_BROKEN, SLICE("the other side "
			    "hung up in the middle of the body"));
		e = takers[how](x, &in, &end);
		x->at = x->n - in.n;
		if (e != FETCH_OK)
			return e;
	}
	return inflate_done(x->packed) ? FETCH_OK : say(x, FETCH_BROKEN,
	    SLICE("the packed body ends in the middle"));
}

enum fetch_error
exchange_body(struct exchange *x, struct arena *a, bool *clean)
{
	enum http_framing how = http_framing(&x->r->head, x->method, &x->left,
	    x->f);
	enum fetch_error e;

	*clean = false;
	if (how == HTTP_CONFLICT ||
	    (how != HTTP_NONE && !inflate_open(&x->packed, &x->r->head, x->f)))
		return FETCH_PROTOCOL;
	x->body = sink_open(a);
	if (x->body.cap > x->v->most)
		x->body.cap = x->v->most;
	if (how == HTTP_LENGTH && x->left > x->v->most)
		e = too_large(x);
	else
		e = read_framed(x, how);
	inflate_close(x->packed);
	x->body.full = false;		/* what fitted in is kept */
	x->r->body = sink_close(&x->body, a);
	x->r->partial = e != FETCH_OK;
	*clean = e == FETCH_OK && how != HTTP_UNTIL_CLOSE &&
	    unused(x).n == 0 && http_keeps_alive(&x->r->head);
	return e;
}
