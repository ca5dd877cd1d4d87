#include "storage/events.h"
#include "tests/box.h"

static enum events_done
put(struct box *b, int64_t day, int64_t order, const char *words)
{
	struct event e = { .day = day, .order = order,
	    .words = slice_of(words) };
	enum events_done done = events_put(box_begin(b, true), &e);

	CHECK(done != EVENTS_DONE || e.id > 0);
	if (done == EVENTS_DONE)
		CHECK(box_commit(b));
	else
		store_abort(b->txn);
	return done;
}

struct seen { int64_t n, first, last; };

static bool
see(void *arg, const struct event *e)
{
	struct seen *s = arg;

	CHECK(e->words.n > 0 && e->id > s->last);
	s->first = s->n++ ? s->first : e->id;
	s->last = e->id;
	return true;
}

static struct seen
all(struct box *b)
{
	struct seen s = { 0, 0, 0 };

	events_walk(box_begin(b, false), see, &s);
	CHECK(events_broken(b->txn) == NULL);
	store_abort(b->txn);
	return s;
}

/* An order that is read twice counts once; what is removed stays so. */
static void
test_orders(struct box *b)
{
	CHECK(all(b).n == 0);
	CHECK(put(b, 20000, 71, "flyer") == EVENTS_DONE);
	CHECK(put(b, 20000, 71, "flyer") == EVENTS_KNOWN);
	CHECK(put(b, -5, 72, "=1+1 <b>") == EVENTS_DONE);
	CHECK(all(b).n == 2 && all(b).last == 2);
	CHECK(events_remove(box_begin(b, true), 1) == EVENTS_DONE);
	CHECK(box_commit(b));
	CHECK(events_remove(box_begin(b, true), 1) == EVENTS_NONE);
	store_abort(b->txn);
	CHECK(events_remove(box_begin(b, true), -1) == EVENTS_NONE);
	store_abort(b->txn);
	CHECK(all(b).n == 1 && all(b).first == 2);
}

/* What is counted of a day is counted once: the later figure is right. */
static void
test_figures(struct box *b)
{
	int64_t	 n = all(b).n, last = all(b).last;

	CHECK(put(b, 20500, 81, "calls=40") == EVENTS_DONE);
	CHECK(put(b, 20501, 82, "calls=41") == EVENTS_DONE);
	CHECK(put(b, 20500, 83, "mails=40") == EVENTS_DONE);
	CHECK(put(b, 20500, 84, "Calls=44") == EVENTS_DONE);
	CHECK(all(b).n == n + 3 && all(b).last == last + 4);
	CHECK(put(b, 20500, 85, "sale") == EVENTS_DONE);
	CHECK(put(b, 20500, 86, "sale") == EVENTS_DONE);
	CHECK(all(b).n == n + 4);
	for (int64_t i = 1; i <= 6; i++) {
		(void)events_remove(box_begin(b, true), last + i);
		CHECK(box_commit(b));
	}
	CHECK(all(b).n == n);
}

/* The oldest go; numbers are never given twice. */
static void
test_many(struct box *b)
{
	struct seen s;

	for (int64_t i = 0; i < EVENTS_MOST + 10; i++)
		CHECK(put(b, i, 1000 + i, "sale") == EVENTS_DONE);
	s = all(b);
	CHECK(s.n == EVENTS_MOST && s.last == EVENTS_MOST + 18 &&
	    s.first == 19);
}

/* Words longer than a record may keep are cut, not refused. */
static void
test_long(struct box *b)
{
	char	 words[2000];

	memset(words, 'x', sizeof(words) - 1);
	words[sizeof(words) - 1] = '\0';
	CHECK(put(b, 1, 5, words) == EVENTS_DONE);
	CHECK(all(b).n == EVENTS_MOST);
	CHECK(box_broken(b) == 0);
}

int
main(void)
{
	struct box b;

	if (box_new(&b, BOX_MAP)) {
		test_orders(&b);
		test_figures(&b);
		test_many(&b);
		test_long(&b);
		box_end(&b);
	}
	return test_failed;
}
