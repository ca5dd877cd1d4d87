/*
 * sources.c - states by name, and the ledger: one tally per source and day,
 * their sum since the beginning, and the sum of the days that were retired,
 * so that "total = retired + days" can be checked at any time.
 */
#include "storage/sources.h"

#include "storage/tables.h"

enum { TALLY_KEPT = 400 };	/* days: a year and a month to compare */

bool
sources_get(struct txn *t, slice name, struct source_state *state)
{
	struct key k = key_name(name);

	table_get_wire(t, TABLE_SOURCE, key_slice(&k), &wire_source, state);
	return t->rc == 0;
}

bool
sources_put(struct txn *t, slice name, const struct source_state *state)
{
	struct key k = key_name(name);

	return table_put_wire(t, TABLE_SOURCE, key_slice(&k), &wire_source,
	    state);
}

/* --- sums ------------------------------------------------------------- */

static int64_t *
count_at(struct tally *tally, size_t i)
{
	char	*at = (char *)tally + wire_tally.fields[i].at;

	return (int64_t *)(void *)at;
}

void
tally_plus(struct tally *sum, const struct tally *more)
{
	struct tally copy = *more;

	for (size_t i = 0; i < wire_tally.nfields; i++) {
		int64_t	*a = count_at(sum, i), b = *count_at(&copy, i);

		if (__builtin_add_overflow(*a, b, a))
			*a = b < 0 ? INT64_MIN : INT64_MAX;
	}
}

static bool
plus_at(struct txn *t, enum table table, slice key, const struct tally *more)
{
	struct tally sum;

	table_get_wire(t, table, key, &wire_tally, &sum);
	tally_plus(&sum, more);
	return table_put_wire(t, table, key, &wire_tally, &sum);
}

/* The first day of a source that is long past goes into the sum of those. */
bool
tally_retire(struct txn *t, int64_t day, int64_t keep)
{
	struct key k = key_name(SLICE("retired"));
	struct tally old;
	struct walk w;
	bool	 any = false;

	walk_from(&w, t, TABLE_TALLY, (slice){ "", 0 });
	if (w.ok && day >= INT64_MIN + keep &&
	    key_i64(w.key, 0) < day - keep &&
	    wire_get(w.value, &wire_tally, &old)) {
		walk_del(&w);
		any = plus_at(t, TABLE_META, key_slice(&k), &old);
	}
	walk_end(&w);
	return any && t->rc == 0;
}

int64_t
tally_newest(struct txn *t)
{
	struct walk w;
	int64_t	 day;

	walk_last(&w, t, TABLE_TALLY);
	day = w.ok ? key_i64(w.key, 0) : INT64_MIN;
	walk_end(&w);
	return day;
}

bool
tally_add(struct txn *t, slice source, int64_t day, const struct tally *more)
{
	struct key k = key_day(day, source), total;

	total = key_name(SLICE("total"));
	if (!plus_at(t, TABLE_TALLY, key_slice(&k), more) ||
	    !plus_at(t, TABLE_META, key_slice(&total), more))
		return false;
	/* Two go when one comes: the past shrinks, in small steps; and a
	 * clock that was wrong for a while does not lose it all. */
	for (int i = 0; i < 2 && tally_retire(t, day, TALLY_KEPT); i++)
		continue;
	return t->rc == 0;
}

void
tally_sum(struct txn *t, slice source, int64_t from, int64_t to,
    struct tally *sum)
{
	struct key k = key_day(from, (slice){ "", 0 });
	struct tally day;
	struct walk w;

	memset(sum, 0, sizeof(*sum));
	walk_from(&w, t, TABLE_TALLY, key_slice(&k));
	for (; w.ok && key_i64(w.key, 0) <= to; walk_next(&w)) {
		if (source.n && !slice_eq(slice_from(w.key, 8), source))
			continue;
		if (wire_get(w.value, &wire_tally, &day))
			tally_plus(sum, &day);
	}
	walk_end(&w);
}

void
tally_total(struct txn *t, struct tally *sum)
{
	struct key k = key_name(SLICE("total"));

	table_get_wire(t, TABLE_META, key_slice(&k), &wire_tally, sum);
}

void
tally_walk(struct txn *t, bool (*each)(void *, int64_t, slice,
    const struct tally *), void *arg)
{
	struct tally day;
	struct walk w;

	WALK(&w, t, TABLE_TALLY)
		if (wire_get(w.value, &wire_tally, &day) &&
		    !each(arg, key_i64(w.key, 0), slice_from(w.key, 8), &day))
			break;
	walk_end(&w);
}

/* --- the identities --------------------------------------------------- */

#define PART(name)	{ offsetof(struct tally, name), #name }

/* whole = parts */
static const struct {
	struct {
		size_t		 at;
		const char	*name;
	} part[4];
} identities[] = {
	{ { PART(fetched), PART(fresh), PART(duplicate) } },
	{ { PART(fresh), PART(matched), PART(unmatched) } },
	{ { PART(matched), PART(sent), PART(digest), PART(muted) } },
};

static int64_t
part_of(const struct tally *t, size_t i, size_t j)
{
	const char *at = (const char *)t + identities[i].part[j].at;

	return *(const int64_t *)(const void *)at;
}

static bool
broken(const struct tally *t, size_t i, struct fault *f)
{
	char	 words[FAULT_MAX];
	struct sink k = { .buf = words, .cap = sizeof(words) };

	sink_put(&k, SLICE("the ledger does not add up: "));
	for (size_t j = 0; j < 4 && identities[i].part[j].name; j++) {
		sink_text(&k, j == 0 ? "" : j == 1 ? " is not " : " + ");
		sink_int(&k, part_of(t, i, j));
		sink_byte(&k, ' ');
		sink_text(&k, identities[i].part[j].name);
	}
	return fault_say(f, sink_slice(&k));
}

bool
tally_holds(const struct tally *t, struct fault *f)
{
	for (size_t i = 0; i < COUNT(identities); i++) {
		int64_t	 rest = part_of(t, i, 0);
		bool	 over = false;

		for (size_t j = 1; j < 4 && identities[i].part[j].name; j++)
			over |= __builtin_sub_overflow(rest, part_of(t, i, j),
			    &rest);
		if (over || rest != 0)
			return broken(t, i, f);
	}
	return true;
}
