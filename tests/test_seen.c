#include "firmware/role/seen.h"
#include "tests/test.h"

enum { ROOM = 1 << 16, MANY = 2000 };

static _Alignas(16) char room[ROOM];
static char	 ids[MANY][12];

static struct mention
said(const char *id, const char *text)
{
	return (struct mention){ .id = slice_of(id), .text = slice_of(text) };
}

static void
test_meeting(struct arena *a)
{
	struct mention m[] = { said("1", "a"), said("2", "b") };
	struct mention again = said("1", "a"), edit = said("2", "B"),
	    other = said("3", "a"), stars = said("1", "a");
	slice	 list = seen_after(a, SLICE(""), m, 2);

	stars.rating = 4;
	CHECK(list.n == 2 * SEEN_ENTRY);
	CHECK(seen_before(SLICE(""), &again) == SEEN_NEVER);
	CHECK(seen_before(list, &again) == SEEN_SAME);
	CHECK(seen_before(list, &edit) == SEEN_EDITED);
	CHECK(seen_before(list, &stars) == SEEN_EDITED);
	CHECK(seen_before(list, &other) == SEEN_NEVER);
	/* a list cut off in the middle of an entry is a shorter list */
	CHECK(seen_before(slice_head(list, SEEN_ENTRY + 5), &m[1]) ==
	    SEEN_NEVER);
	/* what is met again moves to the front, once, with its new words */
	list = seen_after(a, list, &edit, 1);
	CHECK(list.n == 2 * SEEN_ENTRY);
	CHECK(seen_before(list, &edit) == SEEN_SAME);
	CHECK(seen_before(slice_head(list, SEEN_ENTRY), &edit) == SEEN_SAME);
	CHECK(seen_before(list, &again) == SEEN_SAME);
}

/* A post that goes clearly further is told from one that hardly does, and from
 * one that is said in other words. */
static void
test_spreading(struct arena *a)
{
	static const struct { int64_t likes, replies; enum seen is; } then[] = {
		{ 12, 1, SEEN_SAME }, { 0, 0, SEEN_SAME }, { -40, 0, SEEN_SAME },
		{ 15, 1, SEEN_SAME }, { 20, 1, SEEN_SPREADS },
		{ 12, 4, SEEN_SPREADS }, { INT64_MAX, INT64_MAX, SEEN_SPREADS },
	};
	struct mention m = said("1", "a");
	slice	 list;

	m.likes = 12;
	m.replies = 1;
	list = seen_after(a, SLICE(""), &m, 1);
	for (size_t i = 0; i < COUNT(then); i++) {
		m.likes = then[i].likes;
		m.replies = then[i].replies;
		CHECK(seen_before(list, &m) == then[i].is);
	}
	list = seen_after(a, list, &m, 1);
	CHECK(list.n == SEEN_ENTRY && seen_before(list, &m) == SEEN_SAME);
	m.text = SLICE("b");
	CHECK(seen_before(list, &m) == SEEN_EDITED);
}

/* The oldest go when there is no room; the newest never do. */
static void
test_many(struct arena *a)
{
	slice	 list = SLICE("");
	struct mention m;

	for (int i = 0; i < MANY; i++) {
		snprintf(ids[i], sizeof(ids[i]), "%d", i);
		m = said(ids[i], "x");
		a->used = 0;
		list = seen_after(a, list, &m, 1);
		memmove(room + ROOM / 2, list.p, list.n);
		list.p = room + ROOM / 2;
	}
	CHECK(list.n == SEEN_MOST * SEEN_ENTRY);
	m = said(ids[MANY - 1], "x");
	CHECK(seen_before(list, &m) == SEEN_SAME);
	m = said(ids[MANY - SEEN_MOST], "x");
	CHECK(seen_before(list, &m) == SEEN_SAME);
	m = said(ids[MANY - SEEN_MOST - 1], "x");
	CHECK(seen_before(list, &m) == SEEN_NEVER);
}

int
main(void)
{
	struct arena a;

	arena_init(&a, room, ROOM);
	test_meeting(&a);
	test_spreading(&a);
	arena_init(&a, room, ROOM / 2);
	test_many(&a);
	return test_failed;
}
