#include "storage/counts.h"
#include "tests/box.h"

static int64_t
all(const struct count_day *d)
{
	int64_t	 sum = 0;

	for (size_t i = 0; i < CLASSES; i++)
		for (size_t j = 0; j < COUNT_SIDES; j++)
			sum += d->of[i][j];
	return sum;
}

struct sum { slice source; int64_t all, replied; };

static bool
add(void *arg, int64_t day, slice source, const struct count_day *d)
{
	struct sum *s = arg;

	CHECK(day > 0);
	if (s->source.n && !slice_eq(s->source, source))
		return true;
	s->all += all(d);
	s->replied += d->what[COUNT_REPLIED];
	return true;
}

static struct sum
sum_of(struct txn *t, const char *source, int64_t from, int64_t to)
{
	struct sum s = { .source = slice_of(source) };

	counts_day_walk(t, from, to, add, &s);
	return s;
}

/* --- records ---------------------------------------------------------- */

static void
test_day(void)
{
	struct mention m = { .rating = 4 };
	struct verdict v = { .class = SLICE("complaint"),
	    .polarity = SLICE("negative") };
	struct count_day d, back;
	char	 buf[COUNT_DAY_BYTES];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	memset(&d, 0, sizeof(d));
	count_mention(&d, &m, &v);
	v.class = SLICE("nonsense");
	v.polarity = SLICE("");
	m.rating = 6;
	count_mention(&d, &m, &v);
	CHECK(d.of[CLASS_COMPLAINT][COUNT_NEGATIVE] == 1);
	CHECK(d.of[CLASS_OTHER][COUNT_NEUTRAL] == 1 && all(&d) == 2);
	CHECK(d.what[COUNT_STARS] == 4 && d.what[COUNT_STARRED] == 1);
	count_put(&k, &d);
	CHECK(k.len <= 20 && count_get(sink_slice(&k), &back));
	CHECK(memcmp(&d, &back, sizeof(d)) == 0);
	for (size_t n = 0; n < k.len; n++)
		CHECK(!count_get(slice_head(sink_slice(&k), n), &back));
	CHECK(all(&back) == 0);

	for (size_t i = 0; i < CLASSES; i++)	/* the largest record */
		d.of[i][i % 3] = d.of[i][(i + 1) % 3] = INT64_MAX;
	memset(&back, 0, sizeof(back));
	for (size_t i = 0; i < COUNT_WHATS; i++)
		d.what[i] = INT64_MAX;
	count_plus(&back, &d);
	k.len = 0;
	count_put(&k, &back);
	CHECK(!k.full && count_get(sink_slice(&k), &d));
	CHECK(memcmp(&d, &back, sizeof(d)) == 0);
	d.what[0] = INT64_MIN;			/* a correction: not below 0 */
	count_plus(&back, &d);
	CHECK(back.what[0] == 0);
}

static const struct {
	const char *old, *more, *all;
} joins[] = {
	{ "", "", "" }, { "", "so rude", "so rude" },
	{ "so rude", "So Rude, never again", "so rude, never again" },
	{ "a, b", "c,a , ,b", "a, b, c" },
};

static void
test_words(void)
{
	slice	 words = SLICE("wait/late: still waiting, third time; "
	    "staff/rude: so rude");
	char	 buf[COUNT_WORDS];

	CHECK(slice_eq(count_words(words, label_named(SLICE("staff/rude"))),
	    SLICE("so rude")));
	CHECK(slice_eq(count_words(words, label_named(SLICE("wait/late"))),
	    SLICE("still waiting, third time")));
	CHECK(count_words(words, 3).n == 0 && count_words(words, 99).n == 0);
	for (size_t i = 0; i < COUNT(joins); i++) {
		struct sink k = { .buf = buf, .cap = sizeof(buf) };

		count_join(&k, slice_of(joins[i].old), slice_of(joins[i].more));
		CHECK(slice_eq(sink_slice(&k), slice_of(joins[i].all)));
	}
}

/* --- the store -------------------------------------------------------- */

static bool
count_records(void *arg, int64_t day, slice source, const struct count_day *d)
{
	CHECK(day > 0 && source.n == 1 && all(d) == 1);
	return ++*(size_t *)arg != 0;
}

static bool
count_issues(void *arg, int64_t day, unsigned label,
    const struct count_issue *c)
{
	CHECK(day > 0 && label < LABELS && c->people > 0);
	return ++*(size_t *)arg < 5;
}

static void
test_store(void)
{
	struct count_day one, none;
	struct box b;
	size_t	 n = 0;

	memset(&none, 0, sizeof(none));
	one = none;
	one.of[CLASS_PRAISE][COUNT_POSITIVE] = 1;
	one.what[COUNT_REPLIED] = 2;
	CHECK(box_new(&b, BOX_MAP));
	box_begin(&b, true);
	for (int64_t day = 1; day <= 500; day++) {
		for (char c = 'a'; c <= 'c'; c++)
			CHECK(counts_day_add(b.txn, day, (slice){ &c, 1 }, &one));
		CHECK(counts_issue_add(b.txn, day, (unsigned)day % 2, 1,
		    SLICE("x")));
		CHECK(counts_issue_add(b.txn, day, (unsigned)day % 2, 2,
		    SLICE("y, x")));
	}
	CHECK(counts_broken(b.txn) == NULL);
	CHECK(box_commit(&b) && box_broken(&b) == 0);

	box_begin(&b, true);
	counts_day_walk(b.txn, INT64_MIN, INT64_MAX, count_records, &n);
	CHECK(n >= 400 * 3 && n <= 402 * 3);
	CHECK(sum_of(b.txn, "b", 491, 500).all == 10);
	CHECK(sum_of(b.txn, "b", 491, 500).replied == 20);
	CHECK(sum_of(b.txn, "", 491, 500).all == 30);
	counts_issue_walk(b.txn, 490, 492, count_issues, (n = 0, &n));
	CHECK(n == 3);
	counts_issue_walk(b.txn, 0, INT64_MAX, count_issues, (n = 0, &n));
	CHECK(n == 5);
	CHECK(counts_day_add(b.txn, 900000, SLICE("a"), &one));	/* a jump */
	CHECK(counts_day_add(b.txn, 501, SLICE("a"), &one));
	CHECK(sum_of(b.txn, "", 491, 500).all == 30);
	CHECK(counts_day_add(b.txn, 7, SLICE("z"), &none));	/* nothing written */
	CHECK(sum_of(b.txn, "z", 7, 7).all == 0);
	CHECK(table_put(b.txn, TABLE_COUNT, SLICE("12345678a"), SLICE("C\1")));
	CHECK(counts_broken(b.txn) != NULL);
	store_abort(b.txn);
	box_end(&b);
}

static void
test_state(void)
{
	struct box b;
	slice	 s;

	CHECK(box_new(&b, BOX_MAP));
	box_begin(&b, true);
	CHECK(counts_state_get(b.txn, SLICE("spike"), &s) && s.n == 0);
	CHECK(counts_state_put(b.txn, SLICE("spike"), SLICE("K\1\0\2")));
	CHECK(counts_state_put(b.txn, SLICE("rhythm news"), SLICE("R")));
	CHECK(box_commit(&b) && box_broken(&b) == 0);
	CHECK(counts_state_get(box_begin(&b, false), SLICE("spike"), &s));
	CHECK(slice_eq(s, SLICE("K\1\0\2")));
	store_abort(b.txn);
	box_end(&b);
}

int
main(void)
{
	test_day();
	test_words();
	test_store();
	test_state();
	return test_failed;
}
