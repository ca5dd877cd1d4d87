/* spool.c - orders that came while we run, each a transaction. */
#include "firmware/keeper/keeper.h"

#include "firmware/log.h"
#include "firmware/order/spool.h"
#include "storage/forget.h"

#include <signal.h>

/* Alone with the store: a letter that is out could not be found again. */
static bool
forget(struct keeper *k, slice order)
{
	struct fault f = { "" };
	struct txn *t;

	k->holds = false;
	for (size_t i = 0; i < KEEPER_WORKERS; i++)
		k->holds |= k->slots[i].used && !k->slots[i].fetch &&
		    !k->slots[i].renew;
	if (k->holds)
		return false;
	people_forget(k->c, k->store, order, &f);
	log_event(slice_of("order"), "%s", f.text);
	if ((t = store_begin(k->store, false, &f)) == NULL)
		raise(SIGTERM);		/* no store: begin anew */
	store_abort(t);
	accounts_read(k);
	desk_read(k);
	return true;
}

/* False: not now, the order stays where it is. */
static bool
obey(void *arg, slice order)
{
	struct keeper *k = arg;
	struct fault f = { "" };
	struct txn *t;
	bool	 write = false, ok;

	if (people_forgets(order))
		return forget(k, order);
	if ((t = store_begin(k->store, true, &f)) == NULL)
		return false;
	ok = spool_obey(k->c, t, order, &write, &f);
	if (f.text[0] != '\0')
		log_event(slice_of("order"), "%s", f.text);
	if (!ok || !write) {
		store_abort(t);
		return ok || !store_full(k->store);
	}
	if (!keeper_commit(k, t))
		return !store_full(k->store);
	accounts_read(k);
	desk_read(k);
	return true;
}

static void
rebuild(struct keeper *k)
{
	struct fault f = { "" };

	k->owes = false;
	if (store_rebuild_owed(k->store) && !store_rebuild(k->store, &f))
		log_event(slice_of("store"), "who was forgotten is still in "
		    "free parts of the file: %s", f.text);
}

void
keeper_spool_begin(struct keeper *k)
{
	k->spool = spool_watch(k->c->data);
	k->owes = store_rebuild_owed(k->store);
}

void
keeper_spool(struct keeper *k)
{
	spool_hush(k->spool);
	spool_each(k->c->data, obey, k);
	if (k->owes)			/* the order itself may have done it */
		rebuild(k);
}
