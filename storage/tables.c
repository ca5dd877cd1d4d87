#include "storage/tables.h"

#include <errno.h>
#include <limits.h>

#define NO_TABLE UINT_MAX	/* of an older store, only looked at */

static const char *const table_names[TABLES] = {
	[TABLE_META] = "meta",		[TABLE_MENTION] = "mention",
	[TABLE_IDENT] = "ident",	[TABLE_FOUND] = "found",
	[TABLE_SOURCE] = "source",	[TABLE_OUTBOX] = "outbox",
	[TABLE_LANE] = "lane",		[TABLE_REJECT] = "reject",
	[TABLE_NOTE] = "note",		[TABLE_TALLY] = "tally",
	[TABLE_SKETCH] = "sketch",	[TABLE_LEARN] = "learn",
	[TABLE_GRANT] = "grant",	[TABLE_TASK] = "task",
	[TABLE_DUE] = "due",		[TABLE_DESK] = "desk",
	[TABLE_CONTACT] = "contact",	[TABLE_ANSWER] = "answer",
	[TABLE_COUNT] = "count",	[TABLE_ISSUE] = "issue",
	[TABLE_EVENT] = "event",
};

int
tables_open(struct store *s, MDB_txn *mdb, bool make)
{
	int	 rc = 0;

	for (size_t i = 0; i < TABLES && rc == 0; i++) {
		rc = mdb_dbi_open(mdb, table_names[i], make ? MDB_CREATE : 0,
		    &s->dbi[i]);
		if (rc == MDB_NOTFOUND && i >= TABLE_SKETCH) {
			s->dbi[i] = NO_TABLE;
			rc = 0;
		}
	}
	return rc;
}

const char *
table_name(enum table table)
{
	return table_names[table];
}

static bool
is_missing(const struct txn *t, enum table table)
{
	return t->store->dbi[table] == NO_TABLE;
}

/* --- keys ------------------------------------------------------------- */

static void
key_add(struct key *k, slice s)
{
	s = slice_head(s, KEY_MAX - k->n);
	if (s.n)
		memcpy(k->b + k->n, s.p, s.n);
	k->n += s.n;
}

static void
key_add_u64(struct key *k, uint64_t v)
{
	for (unsigned i = 8; i-- > 0 && k->n < KEY_MAX;)
		k->b[k->n++] = (unsigned char)(v >> (8 * i));
}

/* Two's complement with its sign turned over orders like the number. */
static uint64_t
sortable(int64_t v)
{
	return (uint64_t)v ^ (uint64_t)1 << 63;
}

struct key
key_id(uint64_t id)
{
	struct key k = { .n = 0 };

	key_add_u64(&k, id);
	return k;
}

struct key
key_pair(uint64_t a, uint64_t b)
{
	struct key k = key_id(a);

	key_add_u64(&k, b);
	return k;
}

struct key
key_time(int64_t when, uint64_t id)
{
	return key_pair(sortable(when), id);
}

struct key
key_day(int64_t day, slice name)
{
	struct key k = key_id(sortable(day));

	key_add(&k, name);
	return k;
}

struct key
key_lane(slice channel, int64_t due, uint64_t id)
{
	struct key k = { .n = 0 };

	key_add(&k, slice_head(channel, LANE_NAME));
	key_add(&k, (slice){ "", 1 });
	key_add_u64(&k, sortable(due));
	key_add_u64(&k, id);
	return k;
}

struct key
key_text(slice kind, slice space, slice name)
{
	struct key k = { .n = 0 };

	key_add(&k, kind);
	key_add(&k, space);
	if (kind.n)
		key_add(&k, (slice){ "", 1 });
	key_add(&k, name);
	if (kind.n + space.n + name.n + 1 > KEY_MAX) {
		k.n = KEY_MAX - 8;
		key_add_u64(&k, slice_hash(space) * 31 ^ slice_hash(name));
	}
	return k;
}

struct key
key_name(slice name)
{
	return key_text((slice){ "", 0 }, (slice){ "", 0 }, name);
}

slice
key_slice(const struct key *k)
{
	return (slice){ (const char *)k->b, k->n };
}

uint64_t
key_u64(slice s, size_t at)
{
	return s.n < 8 || at > s.n - 8 ? 0 : slice_big(s, at, 8);
}

int64_t
key_i64(slice s, size_t at)
{
	return (int64_t)sortable((int64_t)key_u64(s, at));
}

/* --- records ---------------------------------------------------------- */

static MDB_val
val_of(slice s)
{
	union { const char *in; void *out; } p = { .in = s.p };

	return (MDB_val){ s.n, p.out };	/* LMDB does not write through it */
}

static slice
val_slice(const MDB_val *v)
{
	return (slice){ v->mv_data, v->mv_size };
}

bool
txn_fail(struct txn *t, int rc)
{
	if (rc != 0 && t->rc == 0)
		t->rc = rc;
	return rc == 0;
}

bool
table_get(struct txn *t, enum table table, slice key, slice *value)
{
	MDB_val	 k = val_of(key), v;
	int	 rc;

	*value = (slice){ "", 0 };
	if (t->rc != 0 || key.n == 0 || key.n > KEY_MAX ||
	    is_missing(t, table))
		return false;
	rc = mdb_get(t->mdb, t->store->dbi[table], &k, &v);
	if (rc == MDB_NOTFOUND || !txn_fail(t, rc))
		return false;
	*value = val_slice(&v);
	return true;
}

bool
table_has(struct txn *t, enum table table, slice key)
{
	slice	 value;

	return table_get(t, table, key, &value);
}

static bool
put(struct txn *t, enum table table, slice key, slice value, unsigned flags)
{
	MDB_val	 k = val_of(key), v = val_of(value);

	if (t->rc != 0)
		return false;
	return txn_fail(t,
	    mdb_put(t->mdb, t->store->dbi[table], &k, &v, flags));
}

bool
table_put(struct txn *t, enum table table, slice key, slice value)
{
	slice	 old;

	if (table_get(t, table, key, &old) && slice_eq(old, value))
		return true;
	return put(t, table, key, value, 0);
}

/* For keys that only grow: pages are filled, not split in halves. */
bool
table_append(struct txn *t, enum table table, slice key, slice value)
{
	return put(t, table, key, value, MDB_APPEND);
}

bool
table_del(struct txn *t, enum table table, slice key)
{
	MDB_val	 k = val_of(key);
	int	 rc;

	if (t->rc != 0)
		return false;
	rc = mdb_del(t->mdb, t->store->dbi[table], &k, NULL);
	return rc == MDB_NOTFOUND || txn_fail(t, rc);
}

size_t
table_count(struct txn *t, enum table table)
{
	MDB_stat st;

	if (is_missing(t, table) ||
	    !txn_fail(t, mdb_stat(t->mdb, t->store->dbi[table], &st)))
		return 0;
	return st.ms_entries;
}

bool
table_put_wire(struct txn *t, enum table table, slice key,
    const struct wire_shape *shape, const void *what)
{
	struct sink k = { .buf = t->store->rec, .cap = WIRE_MAX };

	wire_put(&k, shape, what);
	if (k.full)
		return txn_fail(t, EMSGSIZE);
	return table_put(t, table, key, sink_slice(&k));
}

bool
table_get_wire(struct txn *t, enum table table, slice key,
    const struct wire_shape *shape, void *what)
{
	slice	 value;
	bool	 there = table_get(t, table, key, &value);

	if (wire_get(value, shape, what))
		return true;
	memset(what, 0, shape->size);
	if (there)
		txn_fail(t, MDB_CORRUPTED);
	return false;
}

/* --- walks ------------------------------------------------------------ */

static void
walk_step(struct walk *w, slice from, MDB_cursor_op op)
{
	MDB_val	 k = val_of(from), v = { 0, NULL };
	int	 rc;

	w->ok = false;
	if (w->cursor == NULL || w->txn->rc != 0)
		return;
	rc = mdb_cursor_get(w->cursor, &k, &v, op);
	if (rc == MDB_NOTFOUND || !txn_fail(w->txn, rc))
		return;
	w->key = val_slice(&k);
	w->value = val_slice(&v);
	w->ok = true;
}

static void
walk_open(struct walk *w, struct txn *t, enum table table)
{
	*w = (struct walk){ .txn = t };
	if (t->rc == 0 && !is_missing(t, table) &&
	    !txn_fail(t, mdb_cursor_open(t->mdb,
	    t->store->dbi[table], &w->cursor)))
		w->cursor = NULL;
}

void
walk_from(struct walk *w, struct txn *t, enum table table, slice from)
{
	walk_open(w, t, table);
	walk_step(w, from, from.n ? MDB_SET_RANGE : MDB_FIRST);
}

void
walk_last(struct walk *w, struct txn *t, enum table table)
{
	walk_open(w, t, table);
	walk_step(w, (slice){ "", 0 }, MDB_LAST);
}

void
walk_next(struct walk *w)
{
	walk_step(w, (slice){ "", 0 }, MDB_NEXT);
}

void
walk_prev(struct walk *w)
{
	walk_step(w, (slice){ "", 0 }, MDB_PREV);
}

void
walk_del(struct walk *w)
{
	if (w->ok && txn_fail(w->txn, mdb_cursor_del(w->cursor, 0)))
		walk_step(w, (slice){ "", 0 }, MDB_NEXT);	/* LMDB knows */
	else
		w->ok = false;
}

void
walk_end(struct walk *w)
{
	if (w->cursor != NULL)
		mdb_cursor_close(w->cursor);
	w->cursor = NULL;
	w->ok = false;
}

bool
tables_walk(struct txn *t, table_each *each, void *arg)
{
	bool	 ok = true;
	struct walk w;

	for (int i = 0; i < TABLES && ok; i++) {
		for (walk_from(&w, t, (enum table)i, SLICE("")); w.ok && ok;
		    walk_next(&w))
			ok = each(arg, (enum table)i, w.key, w.value);
		walk_end(&w);
		ok = ok && t->rc == 0;
	}
	return ok;
}
