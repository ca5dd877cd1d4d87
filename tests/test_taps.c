#include "storage/taps.h"
#include "tests/box.h"

static _Alignas(16) char room[1 << 18];

/* One trait, and one of its own. */
static struct tap
tap_on(struct arena *a, uint32_t hash, enum tap_what what, int64_t order)
{
	static struct learn none;
	static struct counts counts;
	struct traits t = { .n = 2, .t = {
	    { 7, TRAIT_WORD, { SLICE("all"), SLICE("") } },
	    { hash, TRAIT_PAIR, { SLICE("its"), SLICE("own") } } } };
	struct tap tap = { .when = 1, .mention = 3, .order = order,
	    .says = SLICE("a text") };

	CHECK(tap_make(a, &none, &t, &counts, what, &tap));
	return tap;
}

static enum taps_done
put(struct box *b, uint32_t hash, int64_t order)
{
	enum taps_done done;
	struct arena a;
	struct tap tap;

	arena_init(&a, room, sizeof(room));
	tap = tap_on(&a, hash, TAP_NOT_US, order);
	done = taps_put(box_begin(b, true), &a, &tap);
	CHECK(box_commit(b));
	return done;
}

static enum taps_done
undo(struct box *b, int64_t number)
{
	struct tap tap = { .undo = number };
	enum taps_done done;
	struct arena a;

	arena_init(&a, room, sizeof(room));
	done = taps_put(box_begin(b, true), &a, &tap);
	CHECK(box_commit(b));
	CHECK(done != TAPS_DONE || (tap.number == number &&
	    slice_eq(tap.says, SLICE("a text"))));
	return done;
}

static bool
count(void *arg, const struct tap *tap)
{
	(void)tap;
	++*(size_t *)arg;
	return true;
}

static size_t
many(struct box *b)
{
	size_t	 n = 0;

	taps_walk(box_begin(b, false), count, &n);
	store_abort(b->txn);
	return n;
}

/* The bytes of the state, in memory of the caller. */
static slice
state(struct box *b, char buf[static LEARN_BYTES])
{
	slice	 is = taps_learnt(box_begin(b, false));

	CHECK(is.n <= LEARN_BYTES);
	memcpy(buf, is.p, is.n);
	store_abort(b->txn);
	return (slice){ buf, is.n };
}

static void
test_back(void)
{
	static char one[LEARN_BYTES], two[LEARN_BYTES];
	struct box b;
	slice	 first;

	CHECK(box_new(&b, BOX_MAP));
	CHECK(state(&b, one).n == 0 && box_broken(&b) == 0);
	CHECK(put(&b, 100, 1) == TAPS_DONE);
	first = state(&b, one);
	CHECK(put(&b, 200, 2) == TAPS_DONE && many(&b) == 2);
	CHECK(put(&b, 200, 2) == TAPS_KNOWN && many(&b) == 2);
	CHECK(box_broken(&b) == 0);
	CHECK(undo(&b, 2) == TAPS_DONE && undo(&b, 2) == TAPS_NONE);
	CHECK(slice_eq(state(&b, two), first));
	CHECK(undo(&b, 99) == TAPS_NONE && undo(&b, -5) == TAPS_NONE);
	CHECK(put(&b, 300, 3) == TAPS_DONE && undo(&b, 1) == TAPS_DONE);
	CHECK(many(&b) == 1 && box_broken(&b) == 0);
	CHECK(undo(&b, 3) == TAPS_DONE && state(&b, two).n == 0);
	CHECK(box_broken(&b) == 0);
	box_end(&b);
}

/* What is no longer kept stays learnt, and what is left can be undone. */
static void
test_many(void)
{
	static char buf[LEARN_BYTES];
	struct box b;
	size_t	 all;

	CHECK(box_new(&b, BOX_MAP));
	for (uint32_t i = 1; i <= TAPS_KEPT + 20; i++)
		CHECK(put(&b, 1000 + i, i) == TAPS_DONE);
	CHECK(many(&b) == TAPS_KEPT && box_broken(&b) == 0);
	CHECK(undo(&b, 20) == TAPS_NONE);
	all = state(&b, buf).n;
	for (int64_t i = TAPS_KEPT + 20; i > 20; i--)
		CHECK(undo(&b, i) == TAPS_DONE);
	CHECK(many(&b) == 0 && state(&b, buf).n < all);
	CHECK(state(&b, buf).n > 0 && box_broken(&b) == 0);
	box_end(&b);
}

/* Verify finds what was damaged. */
static void
test_broken(void)
{
	static const struct {
		uint64_t key;
		slice	 value;
	} damage[] = {
		{ 0, { "\1rubbish", 8 } },
		{ 0, { "\1\0\0\0\7\0\0\1\0\0", 10 } },	/* not their sum */
		{ 2, { "rubbish", 7 } },
		{ 3, { "B\1\1\6", 4 } },	/* never given */
	};

	for (size_t i = 0; i < COUNT(damage); i++) {
		struct key k = key_id(damage[i].key);
		struct box b;

		CHECK(box_new(&b, BOX_MAP));
		CHECK(put(&b, 100, 1) == TAPS_DONE);
		CHECK(put(&b, 200, 2) == TAPS_DONE);
		CHECK(table_put(box_begin(&b, true), TABLE_LEARN,
		    key_slice(&k), damage[i].value));
		CHECK(box_commit(&b));
		CHECK(store_verify(b.store, box_say, &b) > 0);
		box_end(&b);
	}
}

/* What a worker could have sent wrong moves nothing. */
static void
test_foreign(void)
{
	struct tap tap = { .what = 2, .moves = SLICE("\0\0\0\1\200\0\0") };
	struct arena a;
	struct box b;

	CHECK(box_new(&b, BOX_MAP));
	arena_init(&a, room, sizeof(room));
	CHECK(taps_put(box_begin(&b, true), &a, &tap) == TAPS_FAILED);
	store_abort(b.txn);
	CHECK(many(&b) == 0 && box_broken(&b) == 0);
	box_end(&b);
}

int
main(void)
{
	test_back();
	test_many();
	test_broken();
	test_foreign();
	return test_failed;
}
