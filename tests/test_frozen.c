/*
 * test_frozen.c - what waits in the outbox when the switch is turned: answers
 * of which nothing is out yet rest until it is turned back, and no other; and
 * since when the digests leave something out.
 */
#include "firmware/desk/freezing.h"
#include "firmware/order/crisis.h"
#include "firmware/order/outbox.h"
#include "tests/box.h"

enum { NOW = 1795000000 };

static struct config config = {
	.staff = { .n = 1, .people = {
		{ .name = { "anna", 4 }, .called = { "Anna", 4 },
		    .buzzes = -1, .may = MAY_READ | MAY_DRAFT | MAY_SEND } } },
};

/* The fifth and sixth have begun to go out; the last is no answer. */
static const struct letter rows[] = {
	{ .channel = { "reply/m", 7 }, .order = 1 },
	{ .channel = { "reply/m", 7 }, .order = 2, .tries = 3 },
	{ .channel = { "reply/n", 7 }, .order = 3 },
	{ .channel = { "reply/n", 7 }, .order = 4, .anyway = 1 },
	{ .channel = { "reply/n", 7 }, .order = 5, .unsure = NOW },
	{ .channel = { "reply/n", 7 }, .order = 6, .step = 1 },
	{ .channel = { "phone", 5 } },
};
static int64_t	 ids[COUNT(rows)];

struct dues { int64_t due[COUNT(rows)]; size_t n; };

static bool
note_due(void *arg, int64_t due, const struct letter *l)
{
	struct dues *d = arg;

	for (size_t i = 0; i < COUNT(rows); i++)
		if (l->id == ids[i])
			d->due[i] = due;
	d->n++;
	return true;
}

/* 0: it is not there. The store is sound, too. */
static bool
are(struct box *b, const int64_t want[static COUNT(rows)], size_t line)
{
	struct dues d = { .n = 0 };
	bool	 good = true;

	outbox_walk(box_begin(b, false), note_due, &d);
	store_abort(b->txn);
	for (size_t i = 0; i < COUNT(rows); i++)
		if (d.due[i] != want[i]) {
			printf("line %zu, letter %zu: due %lld\n", line, i,
			    (long long)d.due[i]);
			good = false;
		}
	return good && box_broken(b) == 0;
}
#define ARE(...) CHECK(are(b, (int64_t[COUNT(rows)]){ __VA_ARGS__ }, __LINE__))

static bool
turn(struct box *b, const char *words, int64_t when)
{
	struct mark m = { .when = when, .by = SLICE("anna"),
	    .words = slice_of(words) };
	struct fault says = { "" };
	bool	 write = false;

	CHECK(obey_crisis(&config, box_begin(b, true), &m, &write, &says));
	if (write)
		CHECK(box_commit(b));
	else
		store_abort(b->txn);
	return write;
}

static bool
order(struct box *b, const char *what, size_t row)
{
	char	 words[64];
	struct mark m = { .when = NOW + 50, .words = { words, 0 } };
	struct fault says = { "" };
	bool	 write = false;

	m.words.n = (size_t)snprintf(words, sizeof(words), "outbox %s %lld",
	    what, (long long)ids[row]);
	CHECK(obey_outbox(box_begin(b, true), &m, &write, &says));
	if (write)
		CHECK(box_commit(b));
	else
		store_abort(b->txn);
	return write;
}

static void
again(struct box *b)
{
	store_close(b->store);
	CHECK(box_open(b, BOX_MAP, false));
}

static void
put_all(struct box *b)
{
	struct letter l;

	for (size_t i = 0; i < COUNT(rows); i++) {
		l = rows[i];
		l.born = NOW;
		l.text = SLICE("Sorry!");
		CHECK(outbox_new(box_begin(b, true), NOW + (int64_t)i, &l) &&
		    box_commit(b));
		ids[i] = l.id;
	}
}

static void
test_switch(struct box *b)
{
	const int64_t ice = FROZEN, out = NOW + 100 + FROZEN_READ;

	put_all(b);
	CHECK(freeze_all(box_begin(b, true), NOW) && box_commit(b));
	ARE(NOW, NOW + 1, NOW + 2, NOW + 3, NOW + 4, NOW + 5, NOW + 6);
	CHECK(turn(b, "crisis We know.", NOW + 10));
	ARE(ice, ice, ice, NOW + 3, NOW + 4, NOW + 5, NOW + 6);
	again(b);
	CHECK(!turn(b, "crisis", NOW + 11));
	CHECK(turn(b, "crisis We know more.", NOW + 12));
	ARE(ice, ice, ice, NOW + 3, NOW + 4, NOW + 5, NOW + 6);
	/* its network works again: whoever looks puts it back */
	CHECK(outbox_hurry(box_begin(b, true), SLICE("reply/m"), NOW + 20) &&
	    box_commit(b));
	ARE(NOW + 20, NOW + 20, ice, NOW + 3, NOW + 4, NOW + 5, NOW + 6);
	CHECK(freeze_all(box_begin(b, true), NOW + 10) && box_commit(b));
	/* out with one, back with one; what has begun is neither's */
	CHECK(order(b, "retry", 0) && order(b, "dismiss", 1));
	CHECK(!order(b, "retry", 4) && !order(b, "dismiss", 5) &&
	    !order(b, "dismiss", 6) && !order(b, "dismiss", 1));
	CHECK(freeze_all(box_begin(b, true), NOW + 10) && box_commit(b));
	ARE(NOW + 50, 0, ice, NOW + 3, NOW + 4, NOW + 5, NOW + 6);
	CHECK(turn(b, "calm", NOW + 100));
	ARE(NOW + 50, 0, out, NOW + 3, NOW + 4, NOW + 5, NOW + 6);
	again(b);
	CHECK(!turn(b, "calm", NOW + 101));
	ARE(NOW + 50, 0, out, NOW + 3, NOW + 4, NOW + 5, NOW + 6);
	/* a second one within that hour, and its end; or now */
	CHECK(turn(b, "crisis", NOW + 200));
	ARE(NOW + 50, 0, ice, NOW + 3, NOW + 4, NOW + 5, NOW + 6);
	CHECK(turn(b, "calm", NOW + 300));
	ARE(NOW + 50, 0, out + 200, NOW + 3, NOW + 4, NOW + 5, NOW + 6);
	CHECK(order(b, "retry", 2));
	ARE(NOW + 50, 0, NOW + 50, NOW + 3, NOW + 4, NOW + 5, NOW + 6);
}

/* --- digests -------------------------------------------------------------- */

/* The rest waits from the last plain one on, through however many. */
static void
test_digests(void)
{
	static const struct { int64_t crisis, now, plain; } steps[] = {
		{ 0, 100, 0 }, { 150, 200, 100 }, { 150, 300, 100 },
		{ 350, 400, 100 },	/* another one */
		{ 0, 500, 0 }, { 0, 600, 0 },
	};
	struct desk desk = { .began = 50 };

	for (size_t i = 0; i < COUNT(steps); i++) {
		desk.crisis = steps[i].crisis;
		desk_digested(&desk, 0, steps[i].now);
		CHECK(desk.people[0].digested == steps[i].now &&
		    desk.people[0].plain == steps[i].plain);
	}
	desk.crisis = 700;
	desk_digested(&desk, 1, 800);		/* their first of all */
	CHECK(desk.people[1].plain == 50);
}

int
main(void)
{
	struct box b;

	if (!box_new(&b, BOX_MAP))
		return 1;
	test_switch(&b);
	test_digests();
	box_end(&b);
	return test_failed;
}
