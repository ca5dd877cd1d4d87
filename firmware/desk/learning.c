#include "firmware/desk/learning.h"

#include "core/desk/route.h"
#include "core/show.h"
#include "storage/mentions.h"
#include "storage/taps.h"

#include <stdlib.h>

enum {
	COUNTED = 300			/* mentions that tell what is common */
};

/* ---- what a tap would move --------------------------------------------- */

struct common {
	struct counts	*counts;
	size_t		 left;
	int64_t		 off[TAPS_KEPT];	/* mentions waved off */
	size_t		 noff;
};

static bool
waved_off(void *arg, const struct tap *t)
{
	struct common *c = arg;

	if (t->what - 1 != TAP_USEFUL && c->noff < TAPS_KEPT)
		c->off[c->noff++] = t->mention;
	return true;
}

static struct heard
heard(const struct item *i)
{
	return (struct heard){ i->source, i->rule, i->words };
}

static bool
count_one(void *arg, uint64_t id, const struct item *i)
{
	struct common *c = arg;
	struct heard h = heard(i);
	struct traits t;
	bool	 off = false;

	for (size_t k = 0; k < c->noff; k++)
		off = off || c->off[k] == (int64_t)id;
	traits_of(&t, &i->mention, &h, &i->verdict);
	counts_note(c->counts, &t, off);
	return --c->left > 0;
}

/* Nothing is judged here, in the keeper: its worker has. What came before that
 * noted how grave it is, is at least told to be critical. */
static bool
work_out(struct txn *txn, struct arena *a, const struct item *item,
    enum tap_what what, struct tap *tap, struct fault *why)
{
	struct learn *l = arena_take(a, sizeof(*l));
	struct common all = { .left = COUNTED,
	    .counts = arena_take(a, sizeof(*all.counts)) };
	struct heard h = heard(item);
	struct traits t;

	if (l == NULL || all.counts == NULL)
		return fault_words(why, "no memory");
	if (!learn_get(taps_learnt(txn), l))
		return fault_words(why, "what was learnt cannot be read: see "
		    "earshot verify");
	if ((item->verdict.guarded || item_critical(item)) &&
	    what != TAP_USEFUL)
		return fault_words(why, "nothing is learnt from it: a critical "
		    "word, or one star for you, stays as loud as it is");
	taps_walk(txn, waved_off, &all);
	mentions_newest(txn, count_one, &all);
	traits_of(&t, &item->mention, &h, &item->verdict);
	return tap_make(a, l, &t, all.counts, what, tap) ||
	    fault_words(why, "no memory");
}

bool
learning_tap(struct txn *t, struct arena *a, uint64_t mention,
    enum tap_what what, int64_t now, struct tap *tap, struct fault *why)
{
	char	 number[24];
	struct item item;

	if (!mentions_get(t, mention, &item))
		return fault_tell(why, "there is no mention %",
		    fault_int(number, (int64_t)mention));
	*tap = (struct tap){ .mention = (int64_t)mention, .when = now,
	    .says = show(a, item.mention.text.n ? item.mention.text :
	    item.mention.title, TAP_SAYS / 4, false) };
	return work_out(t, a, &item, what, tap, why);
}

/* ---- with an act ------------------------------------------------------- */

struct opinion {
	const struct mark *mark;
	enum tap_what	 what;
	int64_t		 number;	/* the tap that this item taught by */
	bool		 same;		/* it, or one by hand, said the same */
};

/* A name of its own, which no order of the spool has. */
static int64_t
order_of(const struct mark *m)
{
	return -m->mention;
}

static bool
look(void *arg, const struct tap *tap)
{
	struct opinion *o = arg;
	bool	 same = tap->mention == o->mark->mention &&
		    tap->what - 1 == (int64_t)o->what;

	o->same = o->same || same;
	if (tap->order == order_of(o->mark) &&
	    (o->mark->act - 1 != ACT_REOPEN || same))
		o->number = tap->number;
	return true;
}

static bool
teaches(const struct mark *m, enum tap_what *what)
{
	static const struct { enum act act; enum tap_what what; } rows[] = {
		{ ACT_NOT_US, TAP_NOT_US }, { ACT_REOPEN, TAP_NOT_US },
		{ ACT_USEFUL, TAP_USEFUL }, { ACT_NOT_URGENT, TAP_NOT_URGENT },
	};
	size_t	 i = 0;

	while (i < COUNT(rows) && (int64_t)rows[i].act != m->act - 1)
		i++;
	if (i < COUNT(rows))
		*what = rows[i].what;
	return i < COUNT(rows);
}

/* The store may refuse a tap, and never the act for the sake of one. */
static bool
teach(struct txn *t, struct arena *a, const struct mark *m,
    enum tap_what what)
{
	struct fault unsaid = { "" };
	struct tap tap;

	if (!taps_fit(t) || !learning_tap(t, a, (uint64_t)m->mention, what,
	    m->when, &tap, &unsaid))
		return true;
	tap.order = order_of(m);
	return taps_put(t, a, &tap) != TAPS_FAILED;
}

bool
learning_act(struct txn *t, const struct mark *m)
{
	struct opinion o = { .mark = m };
	struct tap back;
	struct arena a;
	void	*room;
	bool	 good = true;

	if (!teaches(m, &o.what))
		return true;
	taps_walk(t, look, &o);
	if (o.same && m->act - 1 != ACT_REOPEN)
		return true;
	if ((room = malloc(LEARNING_ROOM)) == NULL)
		return true;
	arena_init(&a, room, LEARNING_ROOM);
	back = (struct tap){ .undo = o.number };
	if (o.number != 0)
		good = taps_put(t, &a, &back) != TAPS_FAILED;
	if (good && m->act - 1 != ACT_REOPEN)
		good = teach(t, &a, m, o.what);
	free(room);
	return good;
}
