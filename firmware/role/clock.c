/* clock.c - the worker that asks one server what time it is. */
#include "firmware/role/role.h"

#include "firmware/worker.h"
#include "net/daytime.h"

static slice
door(struct arena *a, slice host, int64_t port)
{
	struct sink k = sink_open(a);
	bool	 v6 = slice_index(host, ':') < host.n;

	sink_text(&k, v6 ? "https://[" : "https://");
	sink_put(&k, host);
	sink_text(&k, v6 ? "]:" : ":");
	sink_int(&k, port);
	sink_byte(&k, '/');
	return sink_close(&k, a);
}

int
role_clock(void)
{
	struct role *r = role_begin();
	struct job_time t = { .now = 0 };

	r->to.session = SLICE("");	/* who resumes shows no certificate */
	r->to.ticket = NULL;
	if (r->reachable && !daytime_ask(&r->to, door(&r->arena, r->visit.host,
	    r->visit.port), &r->arena, &t.now, &r->fault))
		t.now = 0;
	t.why = slice_of(r->fault.text);
	return worker_tell(&job_time, &t) ? 0 : 1;
}
