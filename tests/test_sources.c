#include "tests/box.h"

#define DAY(...)	{ __VA_ARGS__, 0, 0, 0 }

/* fetched fresh duplicate matched unmatched sent digest muted */
static const struct {
	struct tally	 tally;
	const char	*trouble;		/* NULL: it holds */
} ledgers[] = {
	{ DAY(0, 0, 0, 0, 0, 0, 0, 0), NULL },
	{ DAY(10, 4, 6, 3, 1, 1, 1, 1), NULL },
	{ DAY(10, 4, 5, 3, 1, 1, 1, 1),
	    "10 fetched is not 4 fresh + 5 duplicate" },
	{ DAY(10, 4, 6, 3, 2, 1, 1, 1),
	    "4 fresh is not 3 matched + 2 unmatched" },
	{ DAY(10, 4, 6, 3, 1, 1, 1, 0),
	    "3 matched is not 1 sent + 1 digest + 0 muted" },
	{ DAY(0, INT64_MIN, INT64_MIN, 0, 0, 0, 0, 0), "fetched" },
	{ DAY(INT64_MIN, INT64_MAX, INT64_MAX, 0, 0, 0, 0, 0), "fetched" },
};

static void
test_holds(void)
{
	for (size_t i = 0; i < COUNT(ledgers); i++) {
		struct fault f = { "" };
		bool	 ok = tally_holds(&ledgers[i].tally, &f);

		CHECK(ok == (ledgers[i].trouble == NULL));
		CHECK(ok || strstr(f.text, ledgers[i].trouble) != NULL);
	}
}

static void
test_states(void)
{
	struct source_state in = { .cursor = SLICE("c\0d"), .failures = 3,
		.next = INT64_MAX, .polled = -5 }, out;
	struct box b;

	CHECK(box_new(&b, BOX_MAP));
	CHECK(sources_get(box_begin(&b, true), SLICE("news"), &out));
	CHECK(out.next == 0 && out.cursor.n == 0);
	CHECK(sources_put(b.txn, SLICE("news"), &in));
	CHECK(sources_put(b.txn, SLICE("new"), &out));
	CHECK(sources_get(b.txn, SLICE("news"), &out));
	CHECK(slice_eq(out.cursor, in.cursor) && out.next == INT64_MAX);
	CHECK(out.polled == -5 && out.failures == 3);
	CHECK(sources_get(b.txn, SLICE("new"), &out) && out.next == 0);
	CHECK(box_commit(&b) && box_broken(&b) == 0);

	CHECK(!sources_put(box_begin(&b, true), SLICE(""), &in));
	store_abort(b.txn);

	box_begin(&b, true);			/* damaged: said, not guessed */
	CHECK(table_put(b.txn, TABLE_SOURCE, SLICE("news"), SLICE("S\1")));
	CHECK(!sources_get(b.txn, SLICE("news"), &out));
	CHECK(out.next == 0);
	store_abort(b.txn);
	box_end(&b);
}

static bool
count_days(void *arg, int64_t day, slice source, const struct tally *t)
{
	CHECK(source.n == 1 && t->fetched == 1 && day > 0);
	return ++*(size_t *)arg != 0;
}

static void
test_tally(void)
{
	struct tally one = { .fetched = 1, .duplicate = 1, .polls = 2 }, sum;
	struct box b;
	size_t	 days = 0;

	CHECK(box_new(&b, BOX_MAP));
	box_begin(&b, true);
	for (int64_t day = 1; day <= 500; day++)
		for (char c = 'a'; c <= 'c'; c++)
			CHECK(tally_add(b.txn, (slice){ &c, 1 }, day, &one));
	CHECK(box_commit(&b) && box_broken(&b) == 0);

	box_begin(&b, false);
	tally_walk(b.txn, count_days, &days);
	CHECK(days >= 400 * 3 && days <= 402 * 3);
	tally_total(b.txn, &sum);		/* the retired are in it */
	CHECK(sum.fetched == 1500 && sum.polls == 3000);
	tally_sum(b.txn, SLICE("b"), 491, 500, &sum);
	CHECK(sum.fetched == 10);
	tally_sum(b.txn, SLICE(""), 491, 500, &sum);
	CHECK(sum.fetched == 30);
	tally_sum(b.txn, SLICE("bb"), 1, 500, &sum);
	CHECK(sum.fetched == 0);
	tally_sum(b.txn, SLICE(""), 501, INT64_MAX, &sum);
	CHECK(sum.fetched == 0);
	tally_sum(b.txn, SLICE(""), INT64_MIN, 3, &sum);
	CHECK(sum.fetched == 0);		/* long retired */
	store_abort(b.txn);

	one.fetched = one.duplicate = INT64_MAX;
	box_begin(&b, true);			/* never wraps */
	CHECK(tally_add(b.txn, SLICE("a"), 500, &one));
	tally_total(b.txn, &sum);
	CHECK(sum.fetched == INT64_MAX && sum.polls == 3002);
	store_abort(b.txn);
	box_end(&b);
}

/* A clock that jumps ahead and back loses days, never the sum. */
static void
test_jump(void)
{
	struct tally one = { .fetched = 1, .fresh = 1, .unmatched = 1 }, sum;
	static const int64_t days[] = { 20000, 20001, 900000, 20002, -7,
	    INT64_MAX, INT64_MIN, 20003, 0 };
	struct box b;

	CHECK(box_new(&b, BOX_MAP));
	for (size_t i = 0; i < COUNT(days); i++) {
		CHECK(tally_add(box_begin(&b, true), SLICE("s"), days[i],
		    &one));
		CHECK(box_commit(&b) && box_broken(&b) == 0);
	}
	tally_total(box_begin(&b, false), &sum);
	CHECK(sum.fetched == (int64_t)COUNT(days));
	tally_sum(b.txn, SLICE("s"), 20003, 20003, &sum);
	CHECK(sum.fetched == 1);
	store_abort(b.txn);
	box_end(&b);
}

int
main(void)
{
	test_holds();
	test_states();
	test_tally();
	test_jump();
	return test_failed;
}
