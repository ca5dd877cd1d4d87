#include "storage/counts.h"

#include "storage/tables.h"

enum { COUNTS_KEPT = 400 };	/* days, as in the ledger */

/* Two go when one comes, as in the ledger: the past shrinks in small steps,
 * and a clock that was wrong for a while does not lose it all. */
static bool
retire(struct txn *t, enum table table, int64_t day)
{
	struct walk w;

	walk_from(&w, t, table, (slice){ "", 0 });
	for (int i = 0; i < 2 && w.ok && day >= INT64_MIN + COUNTS_KEPT &&
	    key_i64(w.key, 0) < day - COUNTS_KEPT; i++)
		walk_del(&w);
	walk_end(&w);
	return t->rc == 0;
}

static bool
nothing(const struct count_day *d)
{
	static const struct count_day none;

	return memcmp(d, &none, sizeof(none)) == 0;
}

bool
counts_day_add(struct txn *t, int64_t day, slice source,
    const struct count_day *more)
{
	struct key k = key_day(day, source);
	char	 buf[COUNT_DAY_BYTES];
	struct sink out = { .buf = buf, .cap = sizeof(buf) };
	struct count_day sum;
	slice	 old;

	if (nothing(more))
		return t->rc == 0;
	if (table_get(t, TABLE_COUNT, key_slice(&k), &old) &&
	    !count_get(old, &sum))
		return txn_fail(t, MDB_CORRUPTED);
	if (old.n == 0)
		memset(&sum, 0, sizeof(sum));
	count_plus(&sum, more);
	count_put(&out, &sum);
	return table_put(t, TABLE_COUNT, key_slice(&k), sink_slice(&out)) &&
	    retire(t, TABLE_COUNT, day);
}

void
counts_day_walk(struct txn *t, int64_t from, int64_t to, bool (*each)(void *,
    int64_t, slice, const struct count_day *), void *arg)
{
	struct key k = key_day(from, (slice){ "", 0 });
	struct count_day day;
	struct walk w;

	walk_from(&w, t, TABLE_COUNT, key_slice(&k));
	for (; w.ok && key_i64(w.key, 0) <= to; walk_next(&w))
		if (count_get(w.value, &day) && !each(arg, key_i64(w.key, 0),
		    slice_from(w.key, 8), &day))
			break;
	walk_end(&w);
}

/* --- issues ----------------------------------------------------------- */

static struct key
issue_key(int64_t day, unsigned label)
{
	char	 c = (char)label;

	return key_day(day, (slice){ &c, 1 });
}

bool
counts_issue_add(struct txn *t, int64_t day, unsigned label, int64_t people,
    slice words)
{
	struct key k = issue_key(day, label);
	char	 buf[COUNT_ISSUE_BYTES], list[COUNT_WORDS];
	struct sink out = { .buf = buf, .cap = sizeof(buf) };
	struct sink all = { .buf = list, .cap = sizeof(list) };
	struct count_issue c = { 0, { "", 0 } };
	slice	 old;

	if (people <= 0 || label >= LABELS)
		return t->rc == 0;
	if (table_get(t, TABLE_ISSUE, key_slice(&k), &old) &&
	    !count_issue_get(old, &c))
		return txn_fail(t, MDB_CORRUPTED);
	count_join(&all, c.words, words);
	c.words = sink_slice(&all);
	if (__builtin_add_overflow(c.people, people, &c.people) ||
	    c.people > (int64_t)1 << 40)
		c.people = (int64_t)1 << 40;
	count_issue_put(&out, &c);
	return table_put(t, TABLE_ISSUE, key_slice(&k), sink_slice(&out)) &&
	    retire(t, TABLE_ISSUE, day);
}

void
counts_issue_walk(struct txn *t, int64_t from, int64_t to, bool (*each)(void *,
    int64_t, unsigned, const struct count_issue *), void *arg)
{
	struct key k = issue_key(from, 0);
	struct count_issue c;
	struct walk w;

	walk_from(&w, t, TABLE_ISSUE, key_slice(&k));
	for (; w.ok && key_i64(w.key, 0) <= to; walk_next(&w))
		if (w.key.n == 9 && count_issue_get(w.value, &c) &&
		    !each(arg, key_i64(w.key, 0), (unsigned char)w.key.p[8],
		    &c))
			break;
	walk_end(&w);
}

/* --- what was learnt -------------------------------------------------- */

static struct key
state_key(slice name)
{
	return key_text(SLICE("state"), SLICE(""), name);
}

bool
counts_state_get(struct txn *t, slice name, slice *state)
{
	struct key k = state_key(name);

	table_get(t, TABLE_META, key_slice(&k), state);
	return t->rc == 0;
}

bool
counts_state_put(struct txn *t, slice name, slice state)
{
	struct key k = state_key(name);

	return table_put(t, TABLE_META, key_slice(&k), state);
}

/* --- the check -------------------------------------------------------- */

const char *
counts_broken(struct txn *t)
{
	const char *why = NULL;
	struct count_issue c;
	struct count_day d;
	struct walk w;

	WALK(&w, t, TABLE_COUNT)
		if (w.key.n < 8 || !count_get(w.value, &d))
			why = "the counts of a day cannot be read";
	walk_end(&w);
	WALK(&w, t, TABLE_ISSUE)
		if (w.key.n != 9 || (unsigned char)w.key.p[8] >= LABELS ||
		    !count_issue_get(w.value, &c))
			why = "the issues of a day cannot be read";
	walk_end(&w);
	return why;
}
