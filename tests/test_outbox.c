#include "tests/box.h"

enum { FAR = 1000000 };

static bool
whole(struct box *b)
{
	return box_commit(b) && box_broken(b) == 0;
}

static uint64_t
put_item(struct box *b, const char *name, int64_t fate)
{
	struct item item = box_item(name, "words of it", 10);
	uint64_t id = 0;

	item.fate = fate;
	CHECK(mentions_put(b->txn, SLICE("s"), SLICE(""), &item, &id) ==
	    MENTIONS_NEW);
	return id;
}

static struct letter
make_letter(struct box *b, const char *channel, const char *mentions)
{
	return (struct letter){ .channel = slice_of(channel),
		.level = SLICE("high"), .title = SLICE("t"), .text = SLICE("x"),
		.mentions = slice_of(mentions), .born = 7,
		.id = (int64_t)store_next_id(b->txn, "letter") };
}

static int64_t
put_letter(struct box *b, const char *channel, int64_t due,
    const char *mentions)
{
	struct letter l = make_letter(b, channel, mentions);

	CHECK(outbox_put(b->txn, due, &l));
	return l.id;
}

/* What is due now, if these are busy: its id, or 0; and *next. */
static int64_t
due_now(struct box *b, int64_t now, const char *busy, int64_t *next,
    struct letter *l)
{
	slice	 list[4], rest = slice_of(busy);
	size_t	 n = 0;
	int64_t	 due = -1;

	while (rest.n)
		list[n++] = slice_cut(&rest, ' ');
	if (!outbox_due(b->txn, now, list, n, &due, l, next))
		return 0;
	CHECK(due <= now);
	return l->id;
}

static const struct {
	const char	*busy;
	int64_t		 now, id, next;
} dues[] = {
	{ "",			0,	0,	10 },
	{ "",			9,	0,	10 },
	{ "",			10,	2,	20 },
	{ "",			99,	2,	20 },	/* the others too */
	{ "push",		99,	4,	30 },
	{ "push mail",		99,	3,	INT64_MAX },
	{ "mail",		99,	2,	20 },
	{ "push mail sms",	99,	0,	INT64_MAX },
	{ "push sms",		24,	0,	25 },
	{ "mail sms push x",	99,	0,	INT64_MAX },
	{ "mailing",		25,	2,	20 },
};

static void
test_due(void)
{
	struct box b;
	struct letter l;
	int64_t	 next;

	CHECK(box_new(&b, BOX_MAP));
	box_begin(&b, true);
	CHECK(due_now(&b, FAR, "", &next, &l) == 0 && next == INT64_MAX);
	put_letter(&b, "push", 20, "");		/* 1 */
	put_letter(&b, "push", 10, "");		/* 2 */
	put_letter(&b, "sms", 30, "");		/* 3 */
	put_letter(&b, "mail", 25, "");		/* 4 */
	for (size_t i = 0; i < COUNT(dues); i++) {
		int64_t	 id = due_now(&b, dues[i].now, dues[i].busy, &next,
			    &l);

		if (id != dues[i].id || next != dues[i].next)
			printf("due %zu: letter %d, next %lld\n", i, (int)id,
			    (long long)next);
		CHECK(id == dues[i].id && next == dues[i].next);
	}
	CHECK(box_commit(&b));
	CHECK(box_broken(&b) == 0);
	box_end(&b);
}

static bool
count_notes(void *arg, const struct delivery *d)
{
	struct sink *k = arg;

	sink_int(k, d->letter);
	sink_byte(k, '=');
	sink_put(k, d->verdict);
	sink_byte(k, ' ');
	return true;
}

static bool
noted(struct box *b, uint64_t mention, const char *want)
{
	char	 text[400];
	struct sink k = { .buf = text, .cap = sizeof(text) };

	outbox_notes(b->txn, mention, count_notes, &k);
	if (slice_eq(sink_slice(&k), slice_of(want)))
		return true;
	printf("notes: %.*s\n", SLICE_ARG(sink_slice(&k)));
	return false;
}

static bool
take_first(void *arg, const struct letter *l)
{
	*(struct letter *)arg = *l;
	return false;
}

static void
put_off(struct box *b, struct letter *l)
{
	struct letter got;
	int64_t	 next;

	box_begin(b, true);			/* with its trouble */
	CHECK(due_now(b, 10, "mail", &next, l) == 1);
	l->tries = 1;
	l->trouble = SLICE("no answer");
	CHECK(outbox_retry(b->txn, 10, l, 500));
	CHECK(due_now(b, 10, "mail", &next, &got) == 0 && next == 500);
	CHECK(due_now(b, 10, "", &next, &got) == 2 && next == 500);
	CHECK(whole(b));

	box_begin(b, true);			/* its channel works again */
	CHECK(outbox_hurry(b->txn, SLICE("push"), 20));
	CHECK(outbox_hurry(b->txn, SLICE("nobody"), 20));
	CHECK(due_now(b, 20, "mail", &next, &got) == 1);
	CHECK(got.tries == 1 && slice_eq(got.trouble, SLICE("no answer")));
	CHECK(slice_eq(got.mentions, SLICE("1 2")));
	CHECK(whole(b));
}

static void
delivered(struct box *b, struct letter *l)
{
	box_begin(b, true);			/* found though hurried */
	l->mentions = SLICE("9");		/* the stored list counts */
	l->channel = SLICE("push");
	l->trouble = SLICE("");
	CHECK(outbox_done(b->txn, 500, l, 30, SLICE("sent")));
	CHECK(noted(b, 1, "1=sent 2=waiting "));
	CHECK(noted(b, 2, "1=sent "));
	CHECK(outbox_count(b->txn) == 1);
	CHECK(store_evict(b->txn, FAR, 0) == 1);	/* one is held */
	CHECK(whole(b));

	box_begin(b, true);			/* twice is an error */
	CHECK(!outbox_done(b->txn, 500, l, 30, SLICE("sent")));
	CHECK(!store_commit(b->txn, &b->fault));
}

static void
rejected(struct box *b)
{
	struct letter l, got = { .id = 0 };
	int64_t	 next;

	box_begin(b, true);
	CHECK(due_now(b, 20, "", &next, &l) == 2 && next == INT64_MAX);
	l.trouble = SLICE("no such user");
	CHECK(outbox_reject(b->txn, 10, &l, 40));
	CHECK(outbox_count(b->txn) == 0);
	CHECK(noted(b, 1, "1=sent 2=rejected: no such user "));
	CHECK(store_evict(b->txn, FAR, 0) == 0);	/* to be seen first */
	CHECK(whole(b));

	box_begin(b, true);
	outbox_rejected(b->txn, take_first, &got);
	CHECK(got.id == 2 && slice_eq(got.trouble, SLICE("no such user")));
	CHECK(outbox_revive(b->txn, 2, 50));
	CHECK(noted(b, 1, "1=sent 2=waiting "));
	CHECK(due_now(b, 50, "", &next, &l) == 2 && l.tries == 0);
	CHECK(outbox_reject(b->txn, 50, &l, 60));
	CHECK(outbox_dismiss(b->txn, 2));
	CHECK(whole(b));
}

/* The life of letters, a commit and a check of everything after each step. */
static void
test_life(void)
{
	struct box b;
	struct letter l;

	CHECK(box_new(&b, BOX_MAP));
	box_begin(&b, true);
	put_item(&b, "a", FATE_SENT);
	put_item(&b, "b", FATE_SENT);
	put_letter(&b, "push", 10, "1 2");
	put_letter(&b, "mail", 10, "1");
	CHECK(noted(&b, 1, "1=waiting 2=waiting "));
	CHECK(whole(&b));

	put_off(&b, &l);
	delivered(&b, &l);
	rejected(&b);

	CHECK(store_evict(box_begin(&b, true), FAR, 0) == 1);
	CHECK(whole(&b));
	CHECK(table_count(box_begin(&b, false), TABLE_NOTE) == 0);
	store_abort(b.txn);
	box_end(&b);
}

/* A digest may tell of mentions that were forgotten since. */
static void
test_gone(void)
{
	struct box b;
	struct letter l;
	int64_t	 next;

	CHECK(box_new(&b, BOX_MAP));
	box_begin(&b, true);
	put_item(&b, "a", FATE_DIGEST);
	put_letter(&b, "mail", 1, "7 1 x -3  99999999999999999999 8");
	CHECK(due_now(&b, 5, "", &next, &l) == 1);
	CHECK(slice_eq(l.mentions, SLICE("1")));
	CHECK(whole(&b));

	box_begin(&b, true);
	l = make_letter(&b, "", "");
	CHECK(!outbox_put(b.txn, 1, &l));
	store_abort(b.txn);
	box_end(&b);
}

struct gathered {
	size_t	 n;
	int64_t	 dues[300];
	struct letter letters[300];
};

static bool
gather(void *arg, int64_t due, const struct letter *l)
{
	struct gathered *g = arg;

	CHECK(g->n == 0 || g->dues[g->n - 1] <= due);
	g->dues[g->n] = due;
	g->letters[g->n++] = *l;
	return true;
}

static void
test_merge(void)
{
	static struct gathered g;
	struct box b;
	struct letter l;
	int64_t	 next;
	char	 name[20];

	CHECK(box_new(&b, BOX_MAP));
	box_begin(&b, true);
	for (int i = 1; i <= 250; i++) {
		snprintf(name, sizeof(name), "%d %d", i, i > 1 ? i - 1 : 1);
		put_item(&b, name, FATE_SENT);
		put_letter(&b, "push", FAR - i, name);
	}
	CHECK(whole(&b));

	g.n = 0;
	outbox_walk(box_begin(&b, true), gather, &g);
	CHECK(g.n == 250);
	l = make_letter(&b, "push", "3");	/* its own list is not asked */
	CHECK(outbox_merge(b.txn, g.dues, g.letters, g.n, 5, &l));
	CHECK(outbox_count(b.txn) == 1);
	CHECK(whole(&b));

	box_begin(&b, true);
	CHECK(due_now(&b, 5, "", &next, &l) == 251 && next == INT64_MAX);
	CHECK(l.mentions.n > 250 * 3);
	CHECK(noted(&b, 1, "1=merged into 251 2=merged into 251 "
	    "251=waiting "));
	CHECK(store_evict(b.txn, FAR, 0) == 0);
	CHECK(outbox_done(b.txn, 5, &l, 6, SLICE("sent")));
	CHECK(noted(&b, 250, "250=merged into 251 251=sent "));
	CHECK(store_evict(b.txn, FAR, 0) == 250);
	CHECK(whole(&b));
	box_end(&b);
}

/* Any order of any calls leaves a store that verify does not complain of. */
static void
random_step(struct box *b, unsigned *dice)
{
	static const char *const channels[] = { "push", "mail", "sms" };
	const char *channel = channels[*dice / 7 % 3];
	char	 list[64];
	struct letter l = { .id = 0 };
	int64_t	 next, due = -1;
	unsigned what;
	uint64_t id;

	*dice = *dice * 1103515245 + 12345;
	what = *dice >> 16;
	if (what % 8 < 3) {
		snprintf(list, sizeof(list), "%u", *dice);
		id = put_item(b, list, FATE_SENT);
		snprintf(list, sizeof(list), "%d %d", (int)id, (int)id / 2);
		put_letter(b, channel, what % 100, list);
		return;
	}
	if (what % 8 == 7) {
		outbox_hurry(b->txn, slice_of(channel), what % 50);
		store_evict(b->txn, INT64_MIN, 0);
		return;
	}
	if (!outbox_due(b->txn, 1000, NULL, 0, &due, &l, &next))
		return;
	l.tries++;
	if (what % 8 == 3)
		CHECK(outbox_retry(b->txn, due, &l, what % 200));
	else if (what % 8 == 4)
		CHECK(outbox_reject(b->txn, due, &l, 9));
	else
		CHECK(outbox_done(b->txn, due, &l, 9, SLICE("sent")));
	if (what % 64 == 6)
		store_evict(b->txn, FAR, 0);
}

static void
test_random(void)
{
	struct box b;
	unsigned dice = 1;

	CHECK(box_new(&b, BOX_MAP));
	for (int i = 0; i < 150; i++) {
		box_begin(&b, true);
		for (int j = 0; j < 10; j++)
			random_step(&b, &dice);
		if (i % 5 == 4)
			store_abort(b.txn);
		else
			CHECK(box_commit(&b));
		CHECK(box_broken(&b) == 0);
	}
	box_end(&b);
}

int
main(void)
{
	test_due();
	test_life();
	test_gone();
	test_merge();
	test_random();
	return test_failed;
}
