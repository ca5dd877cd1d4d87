#include "storage/contacts.h"
#include "tests/box.h"

#define REDDIT	SLICE("reddit.search|www.reddit.com")
#define FEDI	SLICE("mastodon.tag|social.example")

static char block[256 << 10];
static struct arena arena;

static struct arena *
fresh(void)
{
	arena_init(&arena, block, sizeof(block));
	return &arena;
}

static struct item
said(const char *id, const char *author, const char *handle,
    const char *polarity, int64_t when)
{
	struct item item = box_item(id, "some words", when);

	item.mention.author = slice_of(author);
	item.mention.handle = slice_of(handle);
	item.verdict.polarity = slice_of(polarity);
	return item;
}

/* Stored, and its writer noted; returns who it is. */
static uint64_t
meet(struct box *b, slice space, const struct item *item)
{
	uint64_t mention, who = 0;

	CHECK(mentions_put(b->txn, space, SLICE(""), item, &mention) ==
	    MENTIONS_NEW);
	CHECK(contacts_meet(b->txn, fresh(), space, item, &who));
	return who;
}

static uint64_t
find(struct box *b, const char *who)
{
	uint64_t ids[CONTACTS_FOUND];
	size_t	 n = contacts_find(b->txn, fresh(), slice_of(who), ids);

	return n == 1 ? ids[0] : n ? UINT64_MAX : 0;
}

static void
test_meet(void)
{
	struct item a = said("1", "Anna", "anna_b", "negative", 1000);
	struct item b = said("2", "Anna", "@anna@x.example", "neutral", 2000);
	struct item none = said("3", "Anna", "", "neutral", 3000);
	struct box box;
	struct contact c;

	CHECK(box_new(&box, 0));
	box_begin(&box, true);
	CHECK(meet(&box, REDDIT, &a) == 1);
	CHECK(meet(&box, FEDI, &b) == 2);
	CHECK(meet(&box, FEDI, &none) == 0);
	a.mention.id = SLICE("4");
	a.mention.time = 4000;
	CHECK(meet(&box, REDDIT, &a) == 1);
	CHECK(box_commit(&box));
	CHECK(box_broken(&box) == 0);

	box_begin(&box, false);
	CHECK(contacts_get(box.txn, fresh(), 1, &c));
	CHECK(c.negative == 2 && c.first == 1000 && c.last == 4000);
	CHECK(find(&box, "1") == 1 && find(&box, "reddit anna_b") == 1);
	CHECK(find(&box, "ANNA_B") == 1 && find(&box, "@anna@x.example") == 2);
	CHECK(find(&box, "anna@x.example") == 2);
	CHECK(find(&box, "Anna") == UINT64_MAX);	/* which of the two? */
	CHECK(find(&box, "nobody") == 0 && find(&box, "") == 0);
	CHECK(find(&box, "99") == 0);
	CHECK(contacts_of(box.txn, fresh(), REDDIT, &a.mention) == 1);
	CHECK(contacts_of(box.txn, fresh(), FEDI, &none.mention) == 0);
	store_abort(box.txn);
	box_end(&box);
}

static bool
count(void *arg, uint64_t id, const struct item *item)
{
	(void)item;
	*(uint64_t *)arg = *(uint64_t *)arg * 10 + id;
	return true;
}

static slice
record(struct box *b, uint64_t id)
{
	unsigned char key[9] = { 1 };
	slice	 value;

	key[8] = (unsigned char)id;
	table_get(b->txn, TABLE_CONTACT, (slice){ (char *)key, 9 }, &value);
	return value;
}

static bool
forbid(void *arg, struct arena *a, struct contact *c)
{
	(void)arg;
	contact_forbid(a, c, 777, SLICE("asked"));
	return true;
}

static void
test_merge(void)
{
	static char before[2][CONTACT_BYTES];
	struct item a = said("1", "Anna", "anna_b", "negative", 1000);
	struct item b = said("2", "A. B.", "@anna@x.example", "neutral", 2000);
	struct item o = said("3", "Otto", "otto_x", "neutral", 2000);
	struct fault f = { "" };
	struct contact c;
	struct box box;
	uint64_t order = 0;
	size_t	 n[2];

	CHECK(box_new(&box, 0));
	box_begin(&box, true);
	meet(&box, REDDIT, &a);
	meet(&box, FEDI, &b);
	meet(&box, REDDIT, &o);
	for (uint64_t i = 0; i < 2; i++) {
		n[i] = record(&box, i + 1).n;
		memcpy(before[i], record(&box, i + 1).p, n[i]);
	}
	CHECK(contacts_merge(box.txn, fresh(), 1, 2, &f));
	CHECK(!contacts_merge(box.txn, fresh(), 2, 1, &f) && f.text[0]);
	f.text[0] = '\0';
	CHECK(!contacts_merge(box.txn, fresh(), 1, 99, &f) && f.text[0]);
	CHECK(box_commit(&box) && box_broken(&box) == 0);

	box_begin(&box, true);
	CHECK(find(&box, "@anna@x.example") == 1);
	CHECK(contacts_whole(box.txn, fresh(), 2, &c));
	CHECK(c.id == 1 && c.negative == 1 && c.neutral == 1);
	contacts_mentions(box.txn, fresh(), 2, count, &order);
	CHECK(order == 21);		/* over both networks, newest first */

	CHECK(contacts_unmerge(box.txn, fresh(), 2, &f));
	for (uint64_t i = 0; i < 2; i++)
		CHECK(slice_eq(record(&box, i + 1),
		    (slice){ before[i], n[i] }));
	CHECK(!contacts_unmerge(box.txn, fresh(), 2, &f));

	/* what is wished while they are one holds for each afterwards */
	CHECK(contacts_merge(box.txn, fresh(), 2, 1, &f));
	CHECK(contacts_change(box.txn, fresh(), 1, forbid, NULL));
	CHECK(contacts_unmerge(box.txn, fresh(), 1, &f));
	CHECK(contacts_get(box.txn, fresh(), 1, &c) && c.never == 777);
	CHECK(contacts_get(box.txn, fresh(), 2, &c) && c.never == 777);
	CHECK(contacts_get(box.txn, fresh(), 3, &c) && c.never == 0);
	CHECK(box_commit(&box) && box_broken(&box) == 0);
	box_end(&box);
}

static void
test_tree(void)		/* parts of parts, and back in any order */
{
	struct fault f = { "" };
	struct contact c;
	struct box box;

	CHECK(box_new(&box, 0));
	box_begin(&box, true);
	for (int i = 0; i < 4; i++) {
		struct item item = said("x", "N", "handle", "neutral", 1000);
		char	 handle[20], id[20];

		snprintf(handle, sizeof(handle), "person-%d", i + 1);
		snprintf(id, sizeof(id), "id-%d", i);
		item.mention.handle = slice_of(handle);
		item.mention.id = slice_of(id);
		meet(&box, REDDIT, &item);
	}
	CHECK(contacts_merge(box.txn, fresh(), 1, 2, &f));
	CHECK(contacts_merge(box.txn, fresh(), 3, 4, &f));
	CHECK(contacts_merge(box.txn, fresh(), 3, 1, &f));
	CHECK(contacts_whole(box.txn, fresh(), 2, &c) && c.id == 3);
	CHECK(c.neutral == 4);
	CHECK(contacts_unmerge(box.txn, fresh(), 1, &f));
	CHECK(contacts_whole(box.txn, fresh(), 2, &c) && c.id == 1);
	CHECK(c.neutral == 2);
	CHECK(contacts_whole(box.txn, fresh(), 4, &c) && c.id == 3);
	CHECK(box_commit(&box) && box_broken(&box) == 0);
	box_end(&box);
}

static void
test_import(void)
{
	struct item a = said("1", "", "anna_b", "negative", 1000);
	struct contact in = { .name = SLICE("Anna Berg"), .never = 1,
	    .handles = SLICE("reddit anna_b"), .mail = SLICE("a@b.example"),
	    .phone = SLICE("+49 30 12345"), .bought = SLICE("Focus, May") };
	struct contact other = { .name = SLICE("Otto"),
	    .mail = SLICE("A@B.example"), .phone = SLICE("030 999") }, c;
	struct box box;
	uint64_t id;
	bool	 fresh_one;

	CHECK(box_new(&box, 0));
	box_begin(&box, true);
	meet(&box, REDDIT, &a);
	CHECK(contacts_import(box.txn, fresh(), &in, 5000, &id, &fresh_one));
	CHECK(id == 1 && !fresh_one);
	CHECK(contacts_import(box.txn, fresh(), &in, 6000, &id, &fresh_one));
	CHECK(id == 1 && !fresh_one);
	CHECK(contacts_get(box.txn, fresh(), 1, &c));
	CHECK(c.negative == 1 && c.imported == 6000 && c.never == 5000);
	CHECK(slice_eq(c.bought, SLICE("Focus, May")));
	CHECK(find(&box, "0049 30 12345") == 1);
	CHECK(contacts_import(box.txn, fresh(), &other, 7000, &id,
	    &fresh_one));
	CHECK(id == 1 && !fresh_one);		/* by the same address */
	CHECK(box_commit(&box) && box_broken(&box) == 0);
	box_end(&box);
}

static void
test_replied(void)
{
	struct item a = said("1", "Anna", "anna_b", "negative", 1000);
	struct contact c;
	struct box box;

	CHECK(box_new(&box, 0));
	box_begin(&box, true);
	meet(&box, REDDIT, &a);
	CHECK(contacts_replied(box.txn, fresh(), 1, 2000));
	CHECK(contacts_replied(box.txn, fresh(), 99, 2000));
	a = said("2", "Anna", "anna_b", "positive", 3000);
	meet(&box, REDDIT, &a);
	CHECK(contacts_get(box.txn, fresh(), 1, &c));
	CHECK(c.replied == 1 && contact_recovered(&c) == 1);
	CHECK(box_commit(&box));
	box_end(&box);
}

static void
test_retire(void)
{
	const int64_t day = 86400;
	struct item a = said("1", "A", "stranger", "neutral", day);
	struct item b = said("2", "B", "customer", "neutral", day);
	struct item n = said("3", "N", "never-him", "neutral", day);
	struct contact in = { .handles = SLICE("reddit customer") };
	struct box box;
	uint64_t id;
	bool	 is_new;

	CHECK(box_new(&box, 0));
	box_begin(&box, true);
	meet(&box, REDDIT, &a);
	meet(&box, REDDIT, &b);
	id = meet(&box, REDDIT, &n);
	CHECK(contacts_change(box.txn, fresh(), id, forbid, NULL));
	CHECK(contacts_import(box.txn, fresh(), &in, day, &id, &is_new));
	CHECK(contacts_bar(box.txn, SLICE("x"), day));
	CHECK(contacts_retire(box.txn, fresh(), NULL, 91 * day - 1, 9) == 0);
	CHECK(contacts_retire(box.txn, fresh(), NULL, 91 * day, 9) == 1);
	CHECK(find(&box, "stranger") == 0 && find(&box, "customer") != 0);
	CHECK(contacts_retire(box.txn, fresh(), NULL, 401 * day, 9) == 1);
	CHECK(contacts_retire(box.txn, fresh(), NULL, 9999 * day, 9) == 0);
	CHECK(find(&box, "never-him") != 0);
	CHECK(table_count(box.txn, TABLE_CONTACT) == 2);	/* no mark */
	CHECK(box_commit(&box) && box_broken(&box) == 0);
	box_end(&box);
}

static void
test_marks(void)
{
	struct item a = said("1", "Anna", "anna_b", "neutral", 1);
	struct box box;

	CHECK(box_new(&box, 0));
	box_begin(&box, true);
	CHECK(!contacts_barred(box.txn, fresh(), REDDIT, SLICE(""),
	    &a.mention));
	CHECK(contacts_bar(box.txn, SLICE("reddit anna_b"), 5));
	CHECK(contacts_barred(box.txn, fresh(), REDDIT, SLICE(""),
	    &a.mention));
	a.mention.handle = SLICE("anna_c");
	CHECK(!contacts_barred(box.txn, fresh(), REDDIT, SLICE(""),
	    &a.mention));
	CHECK(box_commit(&box) && box_broken(&box) == 0);
	box_end(&box);
}

/* What is broken is told of. */
static void
test_broken(void)
{
	struct item a = said("1", "Anna", "anna_b", "neutral", 1);
	struct contact c;
	struct key k = key_id(7);
	struct box box;

	CHECK(box_new(&box, 0));
	box_begin(&box, true);
	meet(&box, REDDIT, &a);
	CHECK(contacts_get(box.txn, fresh(), 1, &c));
	CHECK(table_del(box.txn, TABLE_CONTACT, SLICE("\2reddit anna_b")));
	CHECK(box_commit(&box));
	CHECK(store_verify(box.store, box_say, "") == 1);
	box_begin(&box, true);
	CHECK(contacts_put(box.txn, &arena, &c));
	CHECK(table_put(box.txn, TABLE_CONTACT, SLICE("\2reddit x"),
	    key_slice(&k)));
	CHECK(box_commit(&box));
	CHECK(store_verify(box.store, box_say, "") == 1);
	box_begin(&box, true);
	CHECK(table_del(box.txn, TABLE_CONTACT, SLICE("\2reddit x")));
	c.head = 5;
	CHECK(contacts_put(box.txn, fresh(), &c));
	CHECK(box_commit(&box));
	CHECK(store_verify(box.store, box_say, "") == 1);
	box_end(&box);
}

int
main(void)
{
	test_meet();
	test_merge();
	test_tree();
	test_import();
	test_replied();
	test_retire();
	test_marks();
	test_broken();
	return test_failed;
}
