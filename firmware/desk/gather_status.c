#include "firmware/desk/gather_status.h"

#include "core/report/status.h"
#include "core/web/jws.h"
#include "firmware/version.h"
#include "storage/outbox.h"
#include "storage/sources.h"

static bool
count_refused(void *arg, const struct letter *l)
{
	int64_t	*n = arg;

	(void)l;
	++*n;
	return true;
}

static void
gather_blind(const struct config *c, struct txn *t, struct arena *a,
    struct status *s)
{
	struct sink k = sink_open(a);
	struct source_state st;

	for (size_t i = 0; i < c->nsources; i++) {
		slice	 name = c->sources[i].way.name;

		if (!sources_get(t, name, &st) || st.trouble.n == 0)
			continue;
		s->blind++;
		sink_put(&k, name);
		sink_byte(&k, '\n');
	}
	s->names = sink_close(&k, a);
	if (!c->fleet.sources)
		s->names.n = 0;
}

slice
gather_status(const struct config *c, struct txn *t, struct arena *a,
    int64_t seq, int64_t up, int64_t now)
{
	char	 host[STORE_BOX] = "";
	struct status s = { .box = c->fleet.box, .version = SLICE(VERSION),
	    .seq = seq, .time = now, .up = up,
	    .sources = (int64_t)c->nsources, .waiting =
	    (int64_t)outbox_count(t), .shop = c->fleet.shop ? c->shop.name :
	    SLICE("") };
	struct fault unsaid = { "" };
	struct sink k;
	slice	 json;

	if (s.box.n == 0 && store_box(t, host))
		s.box = slice_of(host);
	outbox_rejected(t, count_refused, &s.refused);
	gather_blind(c, t, a, &s);
	tally_total(t, &s.sum);
	s.holds = tally_holds(&s.sum, &unsaid);
	k = sink_open(a);
	status_put(&k, &s);
	json = sink_close(&k, a);
	return c->fleet.key.n ? jws_sign(a, &config_crypto, c->fleet.key,
	    json) : json;
}
