/*
 * test_learning.c - what people say of an item by button, mail or mark teaches
 * once, and is taken back when they think again.
 */
#include "core/judge/score.h"
#include "firmware/desk/acting.h"
#include "firmware/desk/learning.h"
#include "storage/taps.h"
#include "tests/box.h"

enum { NOW = 1795000000 };

static struct config config = {
	.staff = { .n = 2, .lock = 30, .people = {
		{ .name = { "anna", 4 }, .called = { "Anna", 4 },
		    .buzzes = -1, .may = MAY_READ | MAY_DRAFT | MAY_SEND },
		{ .name = { "bob", 3 }, .called = { "Bob", 3 },
		    .buzzes = -1, .may = MAY_READ | MAY_DRAFT | MAY_SEND } } },
};

static int64_t
put_item(struct box *b, const char *id, const char *text)
{
	struct item item = { .mention = { .id = slice_of(id),
	    .type = SLICE("post"), .text = slice_of(text), .time = NOW },
	    .source = SLICE("paper"), .rule = SLICE("us"),
	    .words = SLICE("mokka"), .found = NOW, .fate = FATE_DIGEST };
	static _Alignas(16) char judging[1 << 20];
	struct heard h = { item.source, item.rule, item.words };
	struct arena a;

	arena_init(&a, judging, sizeof(judging));	/* as its worker did */
	score_heard(scorer_make(&a, &config.shop), &a, &item.mention, &h, 0,
	    &item.verdict);
	return box_open_item(b, &item, NOW);
}

static enum acted
say(struct box *b, int64_t item, const char *by, enum act act)
{
	static int64_t now = NOW;
	static _Alignas(16) char room[16384];
	struct mark m = { .mention = item, .act = (int64_t)act + 1,
	    .by = slice_of(by), .when = ++now };
	enum acted acted = ACTED_NEVER;
	struct fault why = { "" };
	struct arena a;
	struct task t;

	arena_init(&a, room, sizeof(room));
	CHECK(tasks_get(box_begin(b, true), (uint64_t)item, &t));
	CHECK(acting(&config, b->txn, &a, &m, &t, &acted, &why));
	CHECK(box_commit(b));
	CHECK(box_broken(b) == 0);
	return acted;
}

struct seen {
	size_t	 n;
	int64_t	 what, mention;		/* of the newest */
	int64_t	 moved;			/* its points, after - before */
};

static bool
count(void *arg, const struct tap *t)
{
	struct seen *s = arg;

	if (s->n++ == 0) {
		s->what = t->what - 1;
		s->mention = t->mention;
		s->moved = t->after - t->before;
	}
	return true;
}

static struct seen
taps(struct box *b)
{
	struct seen s = { .n = 0 };

	taps_walk(box_begin(b, false), count, &s);
	store_abort(b->txn);
	return s;
}

static bool
knows(struct box *b)
{
	bool	 is = taps_learnt(box_begin(b, false)).n > 0;

	store_abort(b->txn);
	return is;
}

static void
once(struct box *b)
{
	int64_t	 pot = put_item(b, "1", "my aluminium Mokka kettle is broken");
	int64_t	 more = put_item(b, "2", "the Mokka pot boiled over again");

	CHECK(!knows(b));
	CHECK(say(b, pot, "bob", ACT_NOT_US) == ACTED);
	CHECK(taps(b).n == 1 && taps(b).what == TAP_NOT_US && knows(b));
	CHECK(taps(b).mention == pot && taps(b).moved < 0);
	/* once more, and by another, after whatever they did with it */
	CHECK(say(b, pot, "bob", ACT_NOT_US) == ACTED_BEFORE);
	CHECK(say(b, pot, "anna", ACT_NOT_US) == ACTED_BEFORE);
	CHECK(taps(b).n == 1);
	/* back again: what is left is bit for bit what was */
	CHECK(say(b, pot, "bob", ACT_REOPEN) == ACTED);
	CHECK(taps(b).n == 0 && !knows(b));
	CHECK(say(b, pot, "anna", ACT_NOT_US) == ACTED && taps(b).n == 1);
	CHECK(say(b, more, "bob", ACT_NOT_US) == ACTED && taps(b).n == 2);
	CHECK(say(b, pot, "bob", ACT_REOPEN) == ACTED);
	CHECK(taps(b).n == 1 && taps(b).mention == more);
	/* what else is done to it teaches nothing */
	CHECK(say(b, pot, "bob", ACT_SEEN) == ACTED);
	CHECK(say(b, pot, "bob", ACT_MINE) == ACTED);
	CHECK(say(b, pot, "bob", ACT_DONE) == ACTED);
	CHECK(say(b, pot, "bob", ACT_REOPEN) == ACTED);
	CHECK(say(b, pot, "bob", ACT_IGNORE) == ACTED && taps(b).n == 1);
}

/* One opinion of an item counts: the last. */
static void
think_again(struct box *b)
{
	int64_t	 item = put_item(b, "3", "a cake at Mokka, quite nice");
	size_t	 n = taps(b).n;

	CHECK(say(b, item, "anna", ACT_USEFUL) == ACTED);
	CHECK(taps(b).n == n + 1 && taps(b).what == TAP_USEFUL);
	CHECK(say(b, item, "anna", ACT_USEFUL) == ACTED_BEFORE);
	CHECK(say(b, item, "bob", ACT_USEFUL) == ACTED);
	CHECK(taps(b).n == n + 1);
	CHECK(say(b, item, "bob", ACT_NOT_URGENT) == ACTED);
	CHECK(taps(b).n == n + 1 && taps(b).what == TAP_NOT_URGENT);
	CHECK(say(b, item, "anna", ACT_DONE) == ACTED);
	CHECK(say(b, item, "anna", ACT_REOPEN) == ACTED);
	CHECK(taps(b).n == n + 1 && taps(b).what == TAP_NOT_URGENT);
	CHECK(say(b, item, "anna", ACT_NOT_US) == ACTED);
	CHECK(taps(b).n == n + 1 && taps(b).what == TAP_NOT_US);
	CHECK(say(b, item, "anna", ACT_REOPEN) == ACTED);
	CHECK(taps(b).n == n);
}

/* A critical word stays as loud as it is; a tap by hand is not repeated, and
 * nobody's reopening takes it back. */
static void
by_hand(struct box *b)
{
	static _Alignas(16) char room[LEARNING_ROOM];
	int64_t	 ill = put_item(b, "4", "a food poisoning: two people in "
		    "hospital after Mokka");
	int64_t	 hand = put_item(b, "5", "a focus group about Mokka pots");
	size_t	 n = taps(b).n;
	struct fault why = { "" };
	struct arena a;
	struct tap tap;

	CHECK(say(b, ill, "anna", ACT_NOT_URGENT) == ACTED);
	CHECK(say(b, ill, "anna", ACT_NOT_US) == ACTED && taps(b).n == n);
	arena_init(&a, room, sizeof(room));
	CHECK(!learning_tap(box_begin(b, true), &a, (uint64_t)ill,
	    TAP_NOT_US, NOW, &tap, &why) && why.text[0]);
	CHECK(!learning_tap(b->txn, &a, 999, TAP_USEFUL, NOW, &tap,
	    &why));
	a.used = 0;
	CHECK(learning_tap(b->txn, &a, (uint64_t)hand, TAP_NOT_US,
	    NOW, &tap, &why));
	tap.order = 77;
	CHECK(taps_put(b->txn, &a, &tap) == TAPS_DONE && box_commit(b));
	CHECK(say(b, hand, "anna", ACT_NOT_US) == ACTED && taps(b).n == n + 1);
	CHECK(say(b, hand, "anna", ACT_REOPEN) == ACTED && taps(b).n == n + 1);
}

int
main(void)
{
	struct box b;

	if (!box_new(&b, BOX_MAP))
		return 1;
	once(&b);
	think_again(&b);
	by_hand(&b);
	box_end(&b);
	return test_failed;
}
