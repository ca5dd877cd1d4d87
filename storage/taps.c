#include "storage/taps.h"

#include "storage/tables.h"

static struct key
state_key(void)
{
	return key_id(0);
}

slice
taps_learnt(struct txn *t)
{
	struct key k = state_key();
	slice	 value;

	table_get(t, TABLE_LEARN, key_slice(&k), &value);
	return value;
}

void
taps_walk(struct txn *t, bool (*each)(void *, const struct tap *), void *arg)
{
	struct tap tap;
	struct walk w;

	for (walk_last(&w, t, TABLE_LEARN); w.ok && key_u64(w.key, 0) != 0;
	    walk_prev(&w))
		if (wire_get(w.value, &wire_tap, &tap) && !each(arg, &tap))
			break;
	walk_end(&w);
}

/* ---- writing ----------------------------------------------------------- */

static struct learn *
load(struct txn *t, struct arena *a)
{
	struct learn *l = arena_take(a, sizeof(*l));

	if (l != NULL && learn_get(taps_learnt(t), l))
		return l;
	txn_fail(t, MDB_CORRUPTED);
	return NULL;
}

static bool
save(struct txn *t, const struct learn *l)
{
	struct sink k = { .buf = t->store->rec, .cap = STORE_REC };
	struct key at = state_key();

	if (l->n == 0)
		return table_del(t, TABLE_LEARN, key_slice(&at));
	learn_put(&k, l);
	return table_put(t, TABLE_LEARN, key_slice(&at), sink_slice(&k));
}

bool
taps_fit(struct txn *t)
{
	return t->rc == 0 && txn_pages(t) <= store_fill(t->store);
}

/* The tap of that number, in the arena: a write moves the map. */
static bool
find(struct txn *t, struct arena *a, int64_t number, struct tap *tap)
{
	struct key k = key_id((uint64_t)number);
	slice	 value;

	return number > 0 &&
	    table_get(t, TABLE_LEARN, key_slice(&k), &value) &&
	    wire_get(arena_copy(a, value), &wire_tap, tap);
}

static enum taps_done
take_back(struct txn *t, struct arena *a, struct tap *tap)
{
	struct learn *l = load(t, a);
	struct key k = key_id((uint64_t)tap->undo);

	if (l == NULL)
		return TAPS_FAILED;
	if (!find(t, a, tap->undo, tap))
		return t->rc == 0 ? TAPS_NONE : TAPS_FAILED;
	if (!tap_undo(l, tap))
		txn_fail(t, MDB_CORRUPTED);
	return save(t, l) && table_del(t, TABLE_LEARN, key_slice(&k)) ?
	    TAPS_DONE : TAPS_FAILED;
}

/* The oldest of too many: it stays learnt. */
static void
forget(struct txn *t)
{
	struct key first = key_id(1);
	struct walk w;
	size_t	 n = table_count(t, TABLE_LEARN);

	walk_from(&w, t, TABLE_LEARN, key_slice(&first));
	for (; w.ok && n > TAPS_KEPT + 1; n--)
		walk_del(&w);
	walk_end(&w);
}

struct search {
	int64_t	 order;
	bool	 found;
};

static bool
same_order(void *arg, const struct tap *tap)
{
	struct search *s = arg;

	s->found = tap->order == s->order;
	return !s->found;
}

enum taps_done
taps_put(struct txn *t, struct arena *a, struct tap *tap)
{
	struct search s = { .order = tap->order };
	struct learn *l;
	struct key k;

	if (tap->undo != 0)
		return take_back(t, a, tap);
	taps_walk(t, same_order, &s);
	if (s.found)
		return TAPS_KNOWN;
	if (!txn_room(t) || (l = load(t, a)) == NULL || !tap_take(a, l, tap))
		return TAPS_FAILED;
	tap->number = (int64_t)store_next_id(t, "tap");
	k = key_id((uint64_t)tap->number);
	if (tap->number == 0 || !save(t, l) ||
	    !table_put_wire(t, TABLE_LEARN, key_slice(&k), &wire_tap, tap))
		return TAPS_FAILED;
	forget(t);
	return t->rc == 0 ? TAPS_DONE : TAPS_FAILED;
}

/* ---- checking ---------------------------------------------------------- */

/* What is learnt is a sum: each tap that is kept must be one of its parts. */
static const char *
broken_tap(struct learn *l, uint64_t number, uint64_t last, slice value)
{
	struct tap tap;

	if (number > last)
		return "its number was never given";
	if (!wire_get(value, &wire_tap, &tap) ||
	    (uint64_t)tap.number != number)
		return "the record cannot be read";
	if (!tap_undo(l, &tap))
		return "what is learnt is not the sum of the taps";
	return NULL;
}

const char *
taps_broken(struct txn *t, uint64_t last, uint64_t *number)
{
	struct key first = key_id(1);
	const char *why = NULL;
	struct learn l;
	struct walk w;
	size_t	 n = 0;

	*number = 0;
	if (!learn_get(taps_learnt(t), &l))
		return "what was learnt from taps cannot be read";
	walk_from(&w, t, TABLE_LEARN, key_slice(&first));
	for (; w.ok && why == NULL; walk_next(&w)) {
		*number = key_u64(w.key, 0);
		why = broken_tap(&l, *number, last, w.value);
		n++;
	}
	walk_end(&w);
	if (why != NULL || n <= TAPS_KEPT)
		return why;
	*number = 0;
	return "more taps are kept than can be";
}
