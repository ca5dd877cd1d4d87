#include "tests/forget_scene.h"

/* --- what is left --------------------------------------------------------- */

static bool
count_letters(void *arg, int64_t due, const struct letter *l)
{
	int64_t	*n = arg;

	n[0]++;
	if (due == 20) {
		n[1] = l->mention;
		CHECK(slice_eq(l->mentions, SLICE("2")));
		CHECK(slice_eq(l->text,
		    SLICE("- Praise: \"great bread as always\" (2 h)\n")));
	}
	return true;
}

static bool
count_rejects(void *arg, const struct letter *l)
{
	(void)l;
	++*(int64_t *)arg;
	return true;
}

static void
check_left(struct box *b)
{
	int64_t	 n[2] = { 0 }, rejects = 0;
	uint64_t ids[CONTACTS_FOUND];
	struct item item;
	struct tap undo = { .undo = 1 };
	static char big[1 << 20];
	struct arena a;

	box_begin(b, true);
	CHECK(mentions_count(b->txn) == 2);
	CHECK(mentions_get(b->txn, 2, &item));
	CHECK(slice_eq(item.mention.text, slice_of(all[1].text)));
	CHECK(slice_eq(item.mention.handle, SLICE("otto_x")));
	CHECK(mentions_get(b->txn, 4, &item));
	CHECK(slice_eq(item.mention.text, SLICE("I asked [forgotten] and "
	    "[forgotten] too: the queue was long today")));
	outbox_walk(b->txn, count_letters, n);
	CHECK(n[0] == 2 && n[1] == 2);
	outbox_rejected(b->txn, count_rejects, &rejects);
	CHECK(rejects == 0);
	CHECK(table_count(b->txn, TABLE_SKETCH) == 2);
	CHECK(contacts_find(b->txn, fresh(), SLICE("anna_b77"), ids) == 0);
	CHECK(contacts_find(b->txn, fresh(), SLICE("otto_x"), ids) > 0);
	arena_init(&a, big, sizeof(big));	/* learnt is a sum still */
	CHECK(taps_put(b->txn, &a, &undo) == TAPS_DONE);
	CHECK(box_commit(b));
	CHECK(box_broken(b) == 0);
}

static void
test_all(void)
{
	struct forget o = { .who = SLICE("anna_b77"), .now = 5000 };
	struct forgotten d;
	struct fault f = { "" };
	char	 buf[2000];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	struct box b;

	CHECK(box_new(&b, 0));
	fill(&b);
	for (size_t i = 0; i < COUNT(hers); i++)
		CHECK(in_file(&b, hers[i]) > 0 || i == 6);
	CHECK(store_forget(b.store, &o, &d, &f));
	printf("%s", f.text);
	CHECK(d.mentions == 3 && d.contacts == 2 + 1 && d.letters == 3);
	CHECK(d.rewritten == 1 && d.taps == 1 && d.named == 1);
	CHECK(d.proven && d.found == 0 && d.traces > 12 && d.nstays == 0);
	CHECK(d.bytes > 4096 && !d.more);
	for (size_t i = 0; i < COUNT(hers); i++)
		if (in_file(&b, hers[i]) > 0) {
			printf("left: %s\n", hers[i]);
			CHECK(!"in the file");
		}
	for (size_t i = 0; i < COUNT(others); i++)
		CHECK(in_file(&b, others[i]) > 0);
	forgotten_put(&k, &d);
	CHECK(!k.full && slice_find(sink_slice(&k),
	    SLICE(" traces found in ")) < k.len);
	CHECK(slice_find(sink_slice(&k), SLICE("0 of ")) < k.len);
	check_left(&b);
	CHECK(!store_forget(b.store, &o, &d, &f));
	CHECK(strstr(f.text, "nobody of that name") != NULL);
	box_end(&b);
}

/* The post does not come back, a new one of hers does, unless never again. */
static void
test_again(void)
{
	for (int never = 0; never < 2; never++) {
		struct forget o = { .who = SLICE("1"), .now = 5000,
		    .never_again = never };
		struct item old = box_item("t1", "x", 1);
		struct forgotten d;
		struct fault f = { "" };
		struct box b;

		CHECK(box_new(&b, 0));
		fill(&b);
		CHECK(store_forget(b.store, &o, &d, &f) && d.found == 0);
		box_begin(&b, false);
		CHECK(contacts_barred(b.txn, fresh(), REDDIT, SLICE(""),
		    &old.mention));
		old.mention.id = SLICE("t4");	/* it named her */
		CHECK(contacts_barred(b.txn, fresh(), FEDI, SLICE(""),
		    &old.mention));
		old.mention.id = SLICE("t99");
		old.mention.handle = SLICE("anna_b77");
		CHECK(contacts_barred(b.txn, fresh(), REDDIT, SLICE(""),
		    &old.mention) == never);
		old.mention.handle = SLICE("@anna@far.example");
		CHECK(contacts_barred(b.txn, fresh(), FEDI, SLICE(""),
		    &old.mention) == never);
		old.mention.handle = SLICE("otto_x");
		CHECK(!contacts_barred(b.txn, fresh(), REDDIT, SLICE(""),
		    &old.mention));
		store_abort(b.txn);
		CHECK(in_file(&b, "anna_b77") == 0);
		CHECK(box_broken(&b) == 0);
		box_end(&b);
	}
}

/* By a name alone, who has no handle; and who is not one person. */
static void
test_names(void)
{
	struct forget o = { .who = SLICE("Rita Blau"), .now = 5000 };
	struct item item = box_item("r1", "too cold, too late, too dear", 5);
	struct forgotten d;
	struct fault f = { "" };
	struct box b;
	uint64_t id;

	CHECK(box_new(&b, 0));
	fill(&b);
	box_begin(&b, true);
	item.mention.author = SLICE("Rita Blau");
	CHECK(mentions_put(b.txn, SLICE("the feed"), SLICE(""), &item, &id) ==
	    MENTIONS_NEW);
	item.mention.author = SLICE("Otto Meyer");
	item.mention.id = SLICE("r2");
	CHECK(mentions_put(b.txn, SLICE("the feed"), SLICE(""), &item, &id) ==
	    MENTIONS_NEW);
	CHECK(box_commit(&b));
	CHECK(store_forget(b.store, &o, &d, &f));
	CHECK(d.mentions == 1 && d.found == 0 && d.contacts == 0);
	CHECK(d.nstays == 1 && d.stays[0] == id);	/* says the same */
	CHECK(in_file(&b, "Rita Blau") == 0);
	CHECK(in_file(&b, "too cold, too late") == 1);
	o.who = SLICE("Otto Meyer");
	CHECK(!store_forget(b.store, &o, &d, &f));
	CHECK(strstr(f.text, "several people may be meant") != NULL);
	CHECK(box_broken(&b) == 0);
	box_end(&b);
}

int
main(void)
{
	test_all();
	test_again();
	test_names();
	return test_failed;
}
