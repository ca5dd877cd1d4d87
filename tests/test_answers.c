/* test_answers.c - the FAQ and what was sent, in the store. */
#include "storage/answers.h"

#include "tests/box.h"

enum { DAY = 86400, NOW = 1800000000 };

static _Alignas(16) char room[1 << 20];

static struct faq
entry(const char *question)
{
	return (struct faq){ .question = slice_of(question),
	    .answer = SLICE("yes"), .lang = SLICE("en"), .made = NOW };
}

static size_t
broken(struct txn *t)
{
	return answers_check(t) != NULL;
}

static void
test_faq(void)
{
	struct fault f = { "" };
	struct faq e = entry("one?"), *all;
	struct arena a;
	struct box b;
	struct txn *t;

	CHECK(box_new(&b, BOX_MAP));
	t = box_begin(&b, true);
	CHECK(answers_put_faq(t, &e, &f) && e.id == 1);
	e = entry("two?");
	e.answer = SLICE("two!");
	CHECK(answers_put_faq(t, &e, &f) && e.id == 2);
	e = entry("");
	CHECK(!answers_put_faq(t, &e, &f) && f.text[0] != '\0');
	CHECK(box_commit(&b));

	t = box_begin(&b, true);
	arena_init(&a, room, sizeof(room));
	CHECK(answers_told(t, SLICE("It is two!"), NOW + 5));
	CHECK(answers_told(t, SLICE("two! Anna"), NOW + 6));
	CHECK(answers_faq(t, &a, &all) == 2);
	CHECK(slice_eq(all[0].question, SLICE("one?")) && all[0].uses == 0);
	CHECK(all[1].uses == 2 && all[1].used == NOW + 6);
	CHECK(answers_get_faq(t, 1, &e));
	e.answer = SLICE("changed");
	CHECK(answers_put_faq(t, &e, &f) && e.id == 1);
	CHECK(box_commit(&b));

	t = box_begin(&b, true);
	CHECK(answers_get_faq(t, 1, &e) &&
	    slice_eq(e.answer, SLICE("changed")));
	CHECK(answers_del_faq(t, 1) && answers_del_faq(t, 1));
	CHECK(!answers_get_faq(t, 1, &e) && !answers_get_faq(t, 0, &e) &&
	    !answers_get_faq(t, -1, &e));
	arena_init(&a, room, sizeof(room));
	CHECK(answers_faq(t, &a, &all) == 1 && all[0].id == 2);
	e = entry("three?");
	CHECK(answers_put_faq(t, &e, &f) && e.id == 3);	/* none twice */
	CHECK(broken(t) == 0);
	CHECK(box_commit(&b));
	CHECK(box_broken(&b) == 0);
	box_end(&b);
}

static void
test_full(void)
{
	struct fault f = { "" };
	struct box b;
	struct txn *t;
	size_t	 n = 0;

	CHECK(box_new(&b, BOX_MAP));
	t = box_begin(&b, true);
	for (size_t i = 0; i < FAQ_MOST + 3; i++) {
		struct faq e = entry("same?");

		n += answers_put_faq(t, &e, &f);
	}
	CHECK(n == FAQ_MOST);
	CHECK(slice_starts(slice_of(f.text), SLICE("the FAQ is full")));
	CHECK(box_commit(&b));
	box_end(&b);
}

/* when, mention, words, unasked, progressive, person, by, pointed */
static const struct sent sent[] = {
	{ NOW - 500 * DAY, 1, 7, 1, 1, { "@old", 4 }, { "anna", 4 }, 1 },
	{ NOW - 40 * DAY, 2, 8, 1, 1, { "@ann", 4 }, { "anna", 4 }, 1 },
	{ NOW - 9 * DAY, 3, 9, 1, 0, { "@bob", 4 }, { "anna", 4 }, 1 },
	{ NOW - 3 * DAY, 4, 8, 0, 0, { "@bob", 4 }, { "ben", 3 }, 0 },
	{ NOW - 100, 5, 10, 1, 1, { "@cy", 3 }, { "ben", 3 }, 0 },
	{ NOW - 100, 6, 11, 1, 1, { "@dee", 4 }, { "ben", 3 }, 1 },
	{ -5, 7, 11, 1, 0, { "@dee", 4 }, { "", 0 }, 0 },
};

static size_t
many(struct txn *t)
{
	struct walk w;
	size_t	 n = 0;

	walk_from(&w, t, TABLE_ANSWER, SLICE("s"));
	for (; w.ok; walk_next(&w))
		n++;
	walk_end(&w);
	return n;
}

static void
test_sent(void)
{
	struct fault f = { "" };
	struct faq e = entry("stays?");
	struct box b;
	struct txn *t;

	CHECK(box_new(&b, BOX_MAP));
	t = box_begin(&b, true);
	CHECK(many(t) == 0 && answers_recent(t, SLICE("@ann"), 0) == 0);
	CHECK(answers_put_faq(t, &e, &f));
	CHECK(many(t) == 0);		/* an entry is not what was sent */
	for (size_t i = 0; i < COUNT(sent); i++)
		CHECK(answers_sent(t, &sent[i]));
	CHECK(many(t) == COUNT(sent));
	CHECK(box_commit(&b));

	t = box_begin(&b, true);
	CHECK(answers_recent(t, SLICE("@ann"), 0) == NOW - 40 * DAY);
	CHECK(answers_recent(t, SLICE("@bob"), 0) == NOW - 9 * DAY);
	CHECK(answers_recent(t, SLICE("@an"), 0) == 0);
	CHECK(answers_recent(t, SLICE(""), 0) == 0);
	CHECK(answers_pointed(t, SLICE("@bob"), NOW - 30 * DAY) ==
	    NOW - 9 * DAY);
	CHECK(answers_pointed(t, SLICE("@bob"), NOW - 8 * DAY) == 0);
	CHECK(answers_pointed(t, SLICE("@ann"), NOW - 30 * DAY) == 0);
	CHECK(answers_pointed(t, SLICE("@cy"), NOW - 30 * DAY) == 0);
	CHECK(answers_pointed(t, SLICE("@dee"), NOW - 30 * DAY) == NOW - 100);
	CHECK(answers_same_text(t, 8, NOW - 7 * DAY) == NOW - 3 * DAY);
	CHECK(answers_same_text(t, 9, NOW - 7 * DAY) == 0);
	CHECK(answers_same_text(t, 9, NOW - 9 * DAY) == NOW - 9 * DAY);
	CHECK(answers_progressive(t, NOW - DAY) == 2);
	CHECK(answers_progressive(t, NOW - 99) == 0);
	CHECK(answers_progressive(t, NOW - 41 * DAY) == 3);

	CHECK(answers_retire(t, NOW - ANSWERS_DAYS * DAY, 1) == 1);
	CHECK(answers_retire(t, NOW - ANSWERS_DAYS * DAY, 100) == 1);
	CHECK(answers_retire(t, NOW - ANSWERS_DAYS * DAY, 100) == 0);
	CHECK(many(t) == 5);
	CHECK(answers_recent(t, SLICE("@bob"), 3) == 0);	/* goes on */
	CHECK(answers_recent(t, SLICE("@bob"), 4) == NOW - 9 * DAY);
	CHECK(answers_retire(t, INT64_MAX, 100) == 5 && many(t) == 0);
	CHECK(answers_get_faq(t, 1, &e));	/* never retired */
	CHECK(broken(t) == 0 && box_commit(&b));
	CHECK(box_broken(&b) == 0);
	box_end(&b);
}

/* A record that was damaged is named, and harms nobody else. */
static void
test_damage(void)
{
	static const struct { slice key, value; } rows[] = {
		{ { "f\0\0\0\0\0\0\0\5", 9 }, { "rubbish", 7 } },
		{ { "f\0\0\0\0\0\0\0\5", 9 }, { "Q\1\1\4", 4 } },
		{ { "f\0\5", 3 }, { "Q", 1 } },
		{ { "s\200\0\0\0\0\0\0\5\0\0\0\0\0\0\0\1", 17 },
		    { "M\1\1\4", 4 } },
		{ { "s\200\0", 3 }, { "M", 1 } },
		{ { "x", 1 }, { "", 0 } },
	};
	struct arena a;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct faq e = entry("one?"), *all;
		struct fault f = { "" };
		struct box b;
		struct txn *t;

		CHECK(box_new(&b, BOX_MAP));
		t = box_begin(&b, true);
		CHECK(answers_put_faq(t, &e, &f));
		CHECK(answers_sent(t, &sent[3]));
		CHECK(table_put(t, TABLE_ANSWER, rows[i].key, rows[i].value));
		CHECK(broken(t) == 1);
		arena_init(&a, room, sizeof(room));
		CHECK(answers_faq(t, &a, &all) >= 1);
		store_abort(t);
		box_end(&b);
	}
}

/* What went to a mention; what an entry was saved from; what was told. */
static void
test_links(void)
{
	struct fault f = { "" };
	struct faq e = entry("parking?"), *all;
	struct sent s = { .when = NOW, .mention = 5, .person = SLICE("x a") };
	struct arena a;
	struct box b;
	struct txn *t;

	CHECK(box_new(&b, BOX_MAP));
	t = box_begin(&b, true);
	arena_init(&a, room, sizeof(room));
	e.answer = SLICE("Behind the house.");
	e.mention = 5;
	CHECK(answers_put_faq(t, &e, &f));
	CHECK(answers_have(t, &e));
	e = entry("cakes?");
	CHECK(!answers_have(t, &e));
	e.answer = SLICE("");
	e.link = SLICE("https://mokka.example/cakes");
	CHECK(answers_put_faq(t, &e, &f));
	CHECK(answers_sent(t, &s));
	s.mention = 6;
	CHECK(answers_sent(t, &s));
	CHECK(answers_told(t, SLICE("Hi. Behind the house. \xe2\x80\x93 Anna"),
	    NOW));
	CHECK(answers_told(t, SLICE("See https://mokka.example/cakes"), NOW));
	CHECK(answers_told(t, SLICE("Behind the hous"), NOW));
	CHECK(answers_told(t, SLICE(""), NOW));
	CHECK(answers_faq(t, &a, &all) == 2);
	CHECK(all[0].uses == 1 && all[0].used == NOW && all[1].uses == 1);
	CHECK(answers_unlink(t, 5) && answers_unlink(t, 5));
	CHECK(many(t) == 2);
	CHECK(answers_get_faq(t, 1, &e) && e.mention == 0 && e.uses == 1);
	CHECK(answers_check(t) == NULL && box_commit(&b));
	CHECK(box_broken(&b) == 0);
	box_end(&b);
}

int
main(void)
{
	test_faq();
	test_full();
	test_sent();
	test_links();
	test_damage();
	return test_failed;
}
