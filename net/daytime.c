#include "net/daytime.h"

#include "core/when/when.h"
#include "net/peer.h"

static bool
is_told(const struct http_head *h, slice host, int64_t *now, struct fault *f)
{
	slice	 date = http_value(h, SLICE("Date"));

	if (date.n == 0)
		return fault_say(f, host, SLICE(" does not say what time it "
		    "is"));
	return when_http(date, now) || fault_say(f, host, SLICE(" says a time "
	    "that is none: "), date);
}

static bool
is_likely(const struct peer_span *span, slice host, int64_t now,
    struct fault *f)
{
	char	 room[40];
	struct sink k = { .buf = room, .cap = sizeof(room) };

	when_put(&k, now);
	if (now < WHEN_WRITTEN)
		return fault_say(f, host, SLICE(" says that it is "),
		    sink_slice(&k), SLICE(", which is long past"));
	return (now >= span->from && now <= span->to) || fault_say(f, host,
	    SLICE(" says that it is "), sink_slice(&k), SLICE(", when its own "
	    "certificate is not valid"));
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
		return fault_say(f, host, SLICE(" cannot be asked"));
	v->span = &span;
	ok = fetch(v, &q, a, r, f) == FETCH_OK &&
	    is_told(&r->head, host, now, f) && is_likely(&span, host, *now, f);
	visit_close(v);
	v->span = NULL;
	return ok;
}
