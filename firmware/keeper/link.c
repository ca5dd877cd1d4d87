/*
 * link.c - reports for who has a link (core/desk/link.h). The page is
 * made here, where the store is, of what that link may show; the worker that
 * has the guest passes it on.
 */
#include "firmware/keeper/keeper.h"

#include "firmware/desk/linking.h"
#include "firmware/log.h"
#include "net/dial.h"

#include <stdlib.h>

enum {
	MEMORY = 4 << 20,		/* touched as used */
	COST = 5000, CREDIT = 30000	/* ms: six at once, then one in 5 s */
};

static void
say(struct worker *w, int64_t status, slice says, size_t size)
{
	struct press_told told = { .status = status, .says = says,
	    .item = (int64_t)size };

	worker_say(w, &press_told, &told);
}

static void
send_all(struct worker *w, slice type, slice out)
{
	say(w, 200, type, out.n);
	while (out.n) {
		struct link_part part = { slice_head(out, LINK_PART) };

		worker_say(w, &link_part, &part);
		out = slice_from(out, part.bytes.n);
	}
}

/* A report costs more than a button: whoever has a link cannot keep the box
 * busy with it. */
static bool
may_ask(struct keeper *k)
{
	int64_t	 now = dial_clock();

	if (k->web.busy < now)
		k->web.busy = now;
	if (k->web.busy + COST > now + CREDIT)
		return false;
	k->web.busy += COST;
	return true;
}

static void
show(struct keeper *k, struct txn *t, struct arena *a, struct worker *w,
    slice token, slice table)
{
	unsigned char hash[LINK_HASH];
	int64_t	 now = keeper_now();
	struct link l = { .id = 0 };
	slice	 out;

	config_crypto.sha256(token, hash);
	if (!linking_find(t, (slice){ (const char *)hash, LINK_HASH }, now,
	    &l) || !linking_shows(&l, table))
		say(w, 404, SLICE("there is nothing here, or not any more"),
		    0);
	else if (!may_ask(k))
		say(w, 503, SLICE("this was asked for too often just now; "
		    "try again in a minute"), 0);
	else if (!linking_make(k->c, t, &l, token, table, now, a,
	    &out))
		say(w, 413, SLICE("this is too long for a page; the owner "
		    "can make a link of fewer days"), 0);
	else
		send_all(w, table.n ? SLICE("text/csv; charset=utf-8") :
		    SLICE("text/html; charset=utf-8"), out);
	if (l.id)
		log_event(SLICE("web"), "link %lld was followed%s%.*s",
		    (long long)l.id, l.who.n ? ", for " : "",
		    SLICE_ARG(l.who));
}

void
link_answer(struct keeper *k, struct worker *w, slice token, slice table)
{
	struct fault f = { "" };
	struct txn *t = store_begin(k->store, false, &f);
	void	*room = malloc(MEMORY);
	struct arena a;

	if (t != NULL && room != NULL) {
		arena_init(&a, room, MEMORY);
		show(k, t, &a, w, token, table);
	} else {
		say(w, 503, SLICE("try again in a minute"), 0);
	}
	store_abort(t);
	free(room);
}
