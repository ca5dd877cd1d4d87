#include "storage/notes.h"

#include <errno.h>

int64_t
lane_due(slice key)
{
	return key.n < 17 ? 0 : key_i64(key, key.n - 16);
}

uint64_t
lane_id(slice key)
{
	return key.n < 17 ? 0 : key_u64(key, key.n - 8);
}

slice
lane_channel(slice key)
{
	return slice_head(key, key.n < 17 ? 0 : key.n - 17);
}

/* A channel's name is cut like this in its key, and so in comparing. */
slice
lane_name(slice channel)
{
	return slice_head(channel, LANE_NAME);
}

/* The letter's mentions, in memory of the store: a write moves the map. */
slice
lane_keep(struct txn *t, slice mentions)
{
	struct sink k = { .buf = t->store->list, .cap = STORE_LIST };

	sink_put(&k, mentions);
	if (k.full)
		txn_fail(t, EMSGSIZE);
	return sink_slice(&k);
}

/* --- the two tables of the queue -------------------------------------- */

bool
lane_put(struct txn *t, const struct key *lane, slice record)
{
	slice	 key = key_slice(lane);

	return table_put(t, TABLE_LANE, key, SLICE("")) &&
	    table_put(t, TABLE_OUTBOX, slice_from(key, key.n - 16), record);
}

bool
lane_at(struct txn *t, int64_t due, uint64_t id, struct standing *p)
{
	struct key k = key_time(due, id);

	p->due = due;
	return table_get_wire(t, TABLE_OUTBOX, key_slice(&k), &wire_letter,
	    &p->letter);
}

/* The stored letter; hurried or put off since it was read, it is searched in
 * its lane. */
static bool
find(struct txn *t, int64_t due, const struct letter *l, struct standing *p)
{
	slice	 name = lane_name(l->channel);
	struct key from = key_lane(name, INT64_MIN, 0);
	struct walk w;
	bool	 found = false;

	if (lane_at(t, due, (uint64_t)l->id, p))
		return true;
	walk_from(&w, t, TABLE_LANE, key_slice(&from));
	for (; !found && w.ok && slice_eq(lane_channel(w.key), name);
	    walk_next(&w))
		if (lane_id(w.key) == (uint64_t)l->id)
			found = lane_at(t, lane_due(w.key), (uint64_t)l->id, p);
	walk_end(&w);
	return found;
}

/* Takes a letter out, wherever it stands. Its mentions stay in the store's own
 * memory; other slices of *p are good until the next write. */
bool
lane_take(struct txn *t, int64_t due, const struct letter *l,
    struct standing *p)
{
	if (!find(t, due, l, p))
		return txn_fail(t, ENOENT);
	p->letter.mentions = lane_keep(t, p->letter.mentions);
	return t->rc == 0;
}

bool
lane_drop(struct txn *t, const struct standing *p)
{
	uint64_t id = (uint64_t)p->letter.id;
	struct key lane = key_lane(p->letter.channel, p->due, id);
	slice	 key = key_slice(&lane);

	return table_del(t, TABLE_LANE, key) &&
	    table_del(t, TABLE_OUTBOX, slice_from(key, key.n - 16));
}
