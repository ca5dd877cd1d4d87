#include "net/daytime.h"

#include "core/when/when.h"
#include "net/peer.h"

static bool
is_told(const struct http_head *h, slice host, int64_t *now, struct fault *f)
{
	slice	 date = http_value(h, SLICE("Date"));

	if (date.n == 0)
		return fault_tell(f, "% does not say what time it is", host);
	return when_http(date, now) || fault_tell(f, "% says a time that is "
	    "none: %", host, date);
}

static bool
is_likely(const struct peer_span *span, slice host, int64_t now,
    struct fault *f)
{
	char	 room[40];
	struct sink k = { .buf = room, .cap = sizeof(room) };

	when_put(&k, now);
	if (now < WHEN_WRITTEN)
		return fault_tell(f, "% says that it is %, which is long past",
		    host, sink_slice(&k));
	return (now >= span->from && now <= span->to) || fault_tell(f,
	    "% says that it is %, when its own certificate is not valid", host,
	    sink_slice(&k));
}

bool
daytime_ask(struct visit *v, slice url, struct arena *a, int64_t *now,
    struct fault *f)
{
	struct http_request q = { .method = SLICE("HEAD"), .url = url };
	struct peer_span span = { INT64_MIN, INT64_MAX };
	slice	 host = slice_of(v->addresses.host);
	struct fetch_reply *r = arena_take(a, sizeof(*r));
	bool	 ok;

	if (r == NULL || v->roots == NULL)
		return fault_tell(f, "% cannot be asked", host);
	v->span = &span;
	ok = fetch(v, &q, a, r, f) == FETCH_OK &&
	    is_told(&r->head, host, now, f) && is_likely(&span, host, *now, f);
	visit_close(v);
	v->span = NULL;
	return ok;
}
