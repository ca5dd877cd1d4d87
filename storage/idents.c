/*
 * idents.c - an item and its identities in one record:
 *
 *	2 bytes		length of the identities
 *	  2 bytes, key	each as it stands in `ident`; the first is the one
 *			the item came with, whose source may edit it
 *	the rest	the item, by core/wire
 */
#include "storage/tables.h"

/* --- the record ------------------------------------------------------- */

static size_t
be16(slice s)
{
	return (size_t)(unsigned char)s.p[0] << 8 | (unsigned char)s.p[1];
}

void
ident_size(struct sink *k, size_t n)
{
	sink_byte(k, (char)(n >> 8));
	sink_byte(k, (char)n);
}

bool
ident_next(slice *idents, slice *key)
{
	size_t	 n;

	if (idents->n < 2 || (n = be16(*idents)) > idents->n - 2)
		return false;
	*key = slice_head(slice_from(*idents, 2), n);
	*idents = slice_from(*idents, 2 + n);
	return true;
}

bool
mention_split(slice record, slice *idents, slice *item)
{
	size_t	 n;

	if (record.n < 2 || (n = be16(record)) > record.n - 2)
		return false;
	*idents = slice_head(slice_from(record, 2), n);
	*item = slice_from(record, 2 + n);
	return true;
}

size_t
ident_count(slice idents)
{
	slice	 key;
	size_t	 n = 0;

	while (ident_next(&idents, &key))
		n++;
	return n;
}

/* Does one of them begin with this? The whole, when it is the whole. */
bool
ident_starts(slice idents, slice head)
{
	slice	 key;

	while (ident_next(&idents, &key))
		if (slice_starts(key, head))
			return true;
	return false;
}

/* The first is "n", the space, a zero, and the network's id. */
slice
ident_space(slice idents)
{
	slice	 first;

	if (!ident_next(&idents, &first) || !slice_starts(first, SLICE("n")))
		return SLICE("");
	first = slice_from(first, 1);
	return slice_head(first, slice_index(first, '\0'));
}

/* --- forgetting ------------------------------------------------------- */

static bool
forget_notes(struct txn *t, uint64_t id)
{
	struct key k = key_id(id);
	struct walk w;

	walk_from(&w, t, TABLE_NOTE, key_slice(&k));
	while (w.ok && key_u64(w.key, 0) == id)
		walk_del(&w);
	walk_end(&w);
	return t->rc == 0;
}

bool
mention_forget(struct txn *t, uint64_t id)
{
	struct key k = key_id(id);
	struct sink copy = { .buf = t->store->rec, .cap = IDENTS_SIZE };
	slice	 record, idents, rest, key;

	if (!table_get(t, TABLE_MENTION, key_slice(&k), &record))
		return t->rc == 0;
	if (!mention_split(record, &idents, &rest))
		return txn_fail(t, MDB_CORRUPTED);
	sink_put(&copy, idents);	/* the map moves under a deletion */
	for (idents = sink_slice(&copy); ident_next(&idents, &key);)
		if (!table_del(t, TABLE_IDENT, key))
			return false;
	return table_del(t, TABLE_MENTION, key_slice(&k)) &&
	    forget_notes(t, id) && task_forget(t, id);
}
