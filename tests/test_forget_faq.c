/* test_forget_faq.c - who is forgotten is not named in the FAQ either, and what
 * was said to them is gone: by the keys that contacts have. */
#include "core/people/contact.h"
#include "storage/answers.h"
#include "storage/contacts.h"
#include "storage/forget.h"
#include "storage/mentions.h"
#include "tests/box.h"

#define SPACE	SLICE("reddit.search|www.reddit.com")

static char block[256 << 10];
static struct arena arena;

static struct arena *
fresh(void)
{
	arena_init(&arena, block, sizeof(block));
	return &arena;
}

/* A mention of theirs, and an unasked answer to it. */
static void
put(struct box *b, const char *id, const char *handle, const char *author)
{
	struct item item = box_item(id, "where are the good old rolls?", 1000);
	slice	 keys[CONTACT_KEYS];
	struct sent s = { .when = 2000, .words = 9, .unasked = 1 };
	uint64_t who, n;

	item.mention.handle = slice_of(handle);
	item.mention.author = slice_of(author);
	CHECK(mentions_put(b->txn, SPACE, SLICE(""), &item, &n) ==
	    MENTIONS_NEW);
	CHECK(contacts_meet(b->txn, fresh(), SPACE, &item, &who));
	CHECK(slice_eq(mentions_space(b->txn, fresh(), n), SPACE));
	CHECK(contact_keys(&arena, mentions_space(b->txn, &arena, n),
	    &item.mention, keys) > 0);
	s.mention = (int64_t)n;
	s.person = keys[0];
	CHECK(answers_sent(b->txn, &s));
}

static void
fill(struct box *b)
{
	struct faq e = { .question = SLICE("Where is Anna Berg?"),
	    .answer = SLICE("Ask anna_b77."), .mention = 1 };
	struct faq other = { .question = SLICE("Where is Otto Meyer?"),
	    .answer = SLICE("Here."), .mention = 2 };
	struct fault f = { "" };

	box_begin(b, true);
	put(b, "t1", "anna_b77", "Anna Berg");
	put(b, "t2", "otto_x", "Otto Meyer");
	CHECK(mentions_space(b->txn, fresh(), 99).n == 0);
	CHECK(answers_put_faq(b->txn, &e, &f) &&
	    answers_put_faq(b->txn, &other, &f));
	CHECK(answers_recent(b->txn, SLICE("reddit anna_b77"), 0) == 2000);
	CHECK(answers_recent(b->txn, SLICE("reddit anna_b77"), 1) == 0);
	CHECK(box_commit(b));
}

int
main(void)
{
	struct forget o = { .who = SLICE("anna_b77"), .now = 5000 };
	struct forgotten d;
	struct fault f = { "" };
	struct faq e;
	struct box b;

	CHECK(box_new(&b, 0));
	fill(&b);
	CHECK(store_forget(b.store, &o, &d, &f) && d.proven && d.found == 0);
	box_begin(&b, true);
	CHECK(answers_recent(b.txn, SLICE("reddit anna_b77"), 0) == 0);
	CHECK(answers_recent(b.txn, SLICE("reddit otto_x"), 0) == 2000);
	CHECK(answers_get_faq(b.txn, 1, &e) && e.mention == 0);
	CHECK(slice_eq(e.question, SLICE("Where is [forgotten]?")));
	CHECK(slice_eq(e.answer, SLICE("Ask [forgotten].")));
	CHECK(answers_get_faq(b.txn, 2, &e) && e.mention == 2);
	CHECK(slice_eq(e.question, SLICE("Where is Otto Meyer?")));
	CHECK(box_commit(&b) && box_broken(&b) == 0);
	box_end(&b);
	return test_failed;
}
