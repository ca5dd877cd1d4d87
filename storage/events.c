#include "storage/events.h"

#include "core/report/figure.h"
#include "storage/tables.h"

static bool
is_known(struct txn *t, int64_t order)
{
	struct event e;
	struct walk w;
	bool	 known = false;

	WALK(&w, t, TABLE_EVENT)
		if (order && wire_get(w.value, &wire_event, &e) &&
		    e.order == order)
			known = true;
	walk_end(&w);
	return known;
}

/* What is counted of a day is counted once: the later figure is right; and a
 * mark that stands there already needs no second one. */
static void
drop_same(struct txn *t, const struct event *as)
{
	struct event e;
	struct walk w;

	walk_from(&w, t, TABLE_EVENT, (slice){ "", 0 });
	while (w.ok)
		if (wire_get(w.value, &wire_event, &e) && e.day == as->day &&
		    (slice_eq(e.words, as->words) ||
		    figure_same(e.words, as->words)))
			walk_del(&w);
		else
			walk_next(&w);
	walk_end(&w);
}

static void
drop_oldest(struct txn *t)
{
	struct walk w;

	walk_from(&w, t, TABLE_EVENT, (slice){ "", 0 });
	for (size_t n = table_count(t, TABLE_EVENT); w.ok && n > EVENTS_MOST;
	    n--)
		walk_del(&w);
	walk_end(&w);
}

enum events_done
events_put(struct txn *t, struct event *e)
{
	struct key k;

	if (is_known(t, e->order))
		return EVENTS_KNOWN;
	drop_same(t, e);
	e->id = (int64_t)store_next_id(t, "event");
	k = key_id((uint64_t)e->id);
	if (e->id == 0 || !table_put_wire(t, TABLE_EVENT, key_slice(&k),
	    &wire_event, e))
		return EVENTS_FAILED;
	drop_oldest(t);
	return t->rc == 0 ? EVENTS_DONE : EVENTS_FAILED;
}

enum events_done
events_remove(struct txn *t, int64_t id)
{
	struct key k = key_id((uint64_t)id);

	if (!table_has(t, TABLE_EVENT, key_slice(&k)))
		return t->rc == 0 ? EVENTS_NONE : EVENTS_FAILED;
	return table_del(t, TABLE_EVENT, key_slice(&k)) ? EVENTS_DONE :
	    EVENTS_FAILED;
}

void
events_walk(struct txn *t, bool (*each)(void *, const struct event *),
    void *arg)
{
	struct event e;
	struct walk w;

	WALK(&w, t, TABLE_EVENT)
		if (wire_get(w.value, &wire_event, &e) && !each(arg, &e))
			break;
	walk_end(&w);
}

const char *
events_broken(struct txn *t)
{
	const char *why = NULL;
	struct event e;
	struct walk w;

	WALK(&w, t, TABLE_EVENT)
		if (w.key.n != 8 || !wire_get(w.value, &wire_event, &e) ||
		    (uint64_t)e.id != key_u64(w.key, 0) || e.words.n == 0)
			why = "a marked day cannot be read";
	walk_end(&w);
	return why;
}
