/*
 * reach.c - how far a mention went: its record with other numbers.
 */
#include "storage/mentions.h"

#include "storage/tables.h"

bool
mentions_reach(struct txn *t, uint64_t id, const struct item *item)
{
	struct sink k = { .buf = t->store->rec, .cap = STORE_REC };
	struct key key = key_id(id);
	slice	 record, idents, rest;
	struct item old;

	if (!table_get(t, TABLE_MENTION, key_slice(&key), &record))
		return t->rc == 0;	/* gone meanwhile */
	if (!mention_split(record, &idents, &rest) ||
	    !wire_get(rest, &wire_item, &old))
		return txn_fail(t, MDB_CORRUPTED);
	old.mention.likes = item->mention.likes;
	old.mention.replies = item->mention.replies;
	old.answers = item->answers;
	old.spread = item->spread;
	sink_put(&k, slice_head(record, record.n - rest.n));
	wire_put(&k, &wire_item, &old);
	return !k.full && txn_room(t) &&
	    table_put(t, TABLE_MENTION, key_slice(&key), sink_slice(&k));
}
