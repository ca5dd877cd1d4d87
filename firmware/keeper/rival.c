/*
 * rival.c - how soon a business beside ours answers: what the worker saw
 * on its page, kept in the transaction of that poll (core/count/rival.h).
 */
#include "firmware/keeper/keeper.h"

#include "firmware/desk/rivals.h"

bool
rival_settle(struct keeper *k, struct txn *t, const struct worker *w,
    size_t source, bool *write)
{
	slice	 name = k->c->sources[source].way.name;
	struct rival_seen seen;
	struct rivals r;
	bool	 changed = false;

	if (k->c->sources[source].rival.n == 0)
		return true;
	rivals_get(t, name, &r);
	for (size_t i = 0; i < w->nfound; i++)
		if (wire_get(w->found[i], &wire_rival, &seen) &&
		    seen.index == (int64_t)source)
			changed = rival_note(&r, &seen) || changed;
	*write = *write || changed;
	return !changed || rivals_put(t, name, &r);
}
