/*
 * test_owner.c - what learning is for: after at most twenty taps of a
 * simulated owner false buzzes halve, and no fewer true ones come.
 */
#include "tests/owner_trades.h"

enum { SEEDS = 24 };

static void
check_owner(const char *what, const struct trade *t, size_t n, uint32_t first,
    bool grumpy)
{
	struct owner sum = { .taps = 0 };

	for (size_t i = 0; i < n; i++) {
		struct owner one = { .grumpy = grumpy };

		for (uint32_t seed = first; seed < first + SEEDS; seed++)
			owner_run(&t[i], seed, &one);
		CHECK(2 * one.false_after <= one.false_before);
		CHECK(grumpy || one.true_after >= one.true_before);
		sum.false_before += one.false_before;
		sum.false_after += one.false_after;
		sum.true_before += one.true_before;
		sum.true_after += one.true_after;
		sum.lost += one.lost;
	}
	CHECK((grumpy ? 8 : 50) * sum.lost <= sum.true_before);
	printf("%s: after %d taps false buzzes %zu -> %zu, true ones %zu -> "
	    "%zu (%zu lost)\n", what, OWNER_TAPS, sum.false_before,
	    sum.false_after, sum.true_before, sum.true_after, sum.lost);
}

/* Who only ever scolds loses a little of what is true, too. */
int
main(void)
{
	check_owner("tuned trades", tuned, COUNT(tuned), 1, false);
	check_owner("other trades", held_out, COUNT(held_out), 1001, false);
	check_owner("only scolded", held_out, COUNT(held_out), 2001, true);
	return test_failed;
}
