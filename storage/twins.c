/*
 * twins.c - finding what says the same under another name.
 *
 * The sketches stand in the order of time: a new one goes to the end of the
 * last page, and all that may be a twin's is read in one go. Only the few
 * that are near are looked up and compared by their words.
 */
#include "storage/mentions.h"
#include "storage/tables.h"

enum { READ_MOST = 64 };	/* mentions whose words are compared */

struct search {
	struct txn	*txn;
	slice		 space;		/* as identities begin with */
	const struct item *item;
	slice		 sketch;
	size_t		 read;
};

static const unsigned char *
bytes(slice s)
{
	return (const unsigned char *)(const void *)s.p;
}

static bool
is_twin(struct search *s, uint64_t id)
{
	struct arena room;
	struct key k = key_id(id);
	slice	 record, idents, rest;
	struct item old;

	s->read++;
	arena_init(&room, s->txn->store->room, SKETCH_ROOM);
	return table_get(s->txn, TABLE_MENTION, key_slice(&k), &record) &&
	    mention_split(record, &idents, &rest) &&
	    wire_get(rest, &wire_item, &old) &&
	    sketch_same(&room, &old.mention, &s->item->mention,
	    ident_starts(idents, s->space));
}

bool
twin_find(struct txn *t, slice space, const struct item *item, slice sketch,
    uint64_t *id)
{
	struct search s = { .txn = t, .space = space, .item = item };
	const int64_t days = TWINS_DAYS * INT64_C(86400);
	int64_t	 oldest = item->found < days ? INT64_MIN : item->found - days;
	size_t	 n = 0;
	bool	 found = false;
	struct walk w;

	if (sketch.n != SKETCH_SIZE)
		return false;
	for (walk_last(&w, t, TABLE_SKETCH); w.ok && !found &&
	    n < TWINS_MOST && s.read < READ_MOST; walk_prev(&w)) {
		if (key_i64(w.key, 0) < oldest)
			break;
		n++;
		*id = key_u64(w.key, 8);
		found = w.value.n == SKETCH_SIZE &&
		    sketch_near(bytes(w.value), bytes(sketch)) &&
		    is_twin(&s, *id);
	}
	walk_end(&w);
	return found;
}

/* Many at once, so that the first page is seldom touched. */
static bool
trim(struct txn *t)
{
	struct walk w;
	size_t	 n = TWINS_SPARE;

	if (table_count(t, TABLE_SKETCH) <= TWINS_MOST + TWINS_SPARE)
		return t->rc == 0;
	walk_from(&w, t, TABLE_SKETCH, (slice){ "", 0 });
	while (w.ok && n-- > 0)
		walk_del(&w);
	walk_end(&w);
	return t->rc == 0;
}

bool
twin_put(struct txn *t, int64_t found, uint64_t id, slice sketch)
{
	struct key k = key_time(found, id);
	struct walk w;
	bool	 last;

	if (sketch.n != SKETCH_SIZE)
		return true;
	walk_last(&w, t, TABLE_SKETCH);
	last = !w.ok || slice_cmp(w.key, key_slice(&k)) < 0;
	walk_end(&w);
	if (last)
		return table_append(t, TABLE_SKETCH, key_slice(&k), sketch) &&
		    trim(t);
	return table_put(t, TABLE_SKETCH, key_slice(&k), sketch);
}

bool
twin_forget(struct txn *t, int64_t found, uint64_t id)
{
	struct key k = key_time(found, id);

	return table_del(t, TABLE_SKETCH, key_slice(&k));
}
