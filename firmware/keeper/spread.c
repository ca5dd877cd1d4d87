/*
 * spread.c - how far one post goes (core/count/spread.h).
 *
 * What is known of it: likes and replies that its source tells, when it is met
 * and when a later poll shows it again with clearly more (firmware/role/seen.h);
 * mentions that answer it; and who says the same elsewhere. Of a post that is
 * not among the mentions, mostly our own, the first answer stands for all.
 */
#include "firmware/keeper/keeper.h"

enum {
	SIBLINGS = 300,			/* mentions looked at for the thread */
	WEEK = 7 * 86400
};

static int64_t
most(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t
reach(const struct item *item)
{
	return spread_reach(item->mention.likes, most(item->mention.replies,
	    item->answers) + item->sightings);
}

/* How far it went before it was met was no news then. */
static bool
is_old(const struct triage *t, const struct item *item, int64_t before,
    int64_t now)
{
	return t->baseline || (before < 0 && item->mention.time &&
	    item->mention.time < now - SPREAD_FRESH);
}

/* Before its record is written, which may be where its words are. */
static bool
tell(struct triage *t, uint64_t id, const struct item *item, int64_t usual,
    bool more, bool thread)
{
	struct letter l = { .mention = (int64_t)id };
	enum level level = slice_eq(item->verdict.polarity,
	    SLICE("positive")) ? LEVEL_NORMAL : LEVEL_HIGH;
	int64_t	 now = keeper_now();
	char	 number[24];
	struct arena a;

	arena_init(&a, t->k->scratch, KEEPER_SCRATCH);
	counting_spread(&a, item, usual, now, more, thread, &l);
	l.mentions = fault_int(number, (int64_t)id);
	return !a.spent && count_tell(t->k, t->txn, &l, level, more, now);
}

/* It has gone from `before` (-1: it is new) to where `item` has it: that, and
 * what was told of it, into the store. */
static void
spread(struct triage *t, uint64_t id, struct item *item, int64_t before,
    bool thread)
{
	struct spread *s = &t->detect->spread;
	int64_t	 now = keeper_now(), told = item->spread, at = reach(item);
	int64_t	 usual = spread_usual(s);
	bool	 loud;

	if (t->baseline)
		spread_since(s, now, item->mention.time ? item->mention.time :
		    now);
	loud = spread_grew(s, now, before, at, &item->spread,
	    SPREAD_QUIET_DAYS);
	t->spread = true;
	if (is_old(t, item, before, now)) {
		item->spread = at >= SPREAD_LEAST ? at : 0;
		loud = false;
	}
	if (loud && !tell(t, id, item, usual, told > 0, thread))
		t->failed = true;
	else if ((before >= 0 || item->spread != told) &&
	    !mentions_reach(t->txn, id, item))
		t->failed = true;
}

/* --- what it answers ------------------------------------------------------ */

struct thread {
	const struct item *item;
	uint64_t	 id;		/* of the first that answers the same */
	unsigned	 left;
};

static bool
answers_the_same(void *arg, uint64_t id, const struct item *item)
{
	struct thread *th = arg;

	if (item->found < th->item->found - WEEK || th->left-- == 0)
		return false;
	if (slice_eq(item->source, th->item->source) &&
	    slice_eq(item->mention.parent, th->item->mention.parent))
		th->id = id;
	return true;
}

static void
answer(struct triage *t, const struct item *item, uint64_t id, slice space)
{
	struct thread th = { .item = item, .left = SIBLINGS };
	bool	 stored = mentions_find(t->txn, space, item->mention.parent,
	    &th.id);
	struct item first;
	int64_t	 before;

	if (!stored) {
		th.id = 0;
		mentions_newest(t->txn, answers_the_same, &th);
	}
	if (th.id == 0 || th.id == id ||
	    !mentions_get(t->txn, th.id, &first))
		return;
	before = reach(&first);
	first.answers += first.answers == 0 && !stored ? 2 : 1;
	spread(t, th.id, &first, before, !stored);
}

/* --- a mention ------------------------------------------------------------ */

/* Known, and here it is once more. Nothing fewer is believed: one page has
 * the counts late, another not at all. */
static void
again(struct triage *t, uint64_t id, const struct item *item, bool sighted)
{
	struct item was;
	int64_t	 before;

	if (!mentions_get(t->txn, id, &was))
		return;
	before = reach(&was) - (sighted ? SPREAD_ANSWER : 0);
	if (!sighted) {
		was.mention.likes = most(was.mention.likes,
		    item->mention.likes);
		was.mention.replies = most(was.mention.replies,
		    item->mention.replies);
	}
	if (reach(&was) > before)
		spread(t, id, &was, before, false);
}

void
spread_heard(struct triage *t, uint64_t id, const struct item *item,
    slice space, enum mentions_put what)
{
	struct item new = *item;

	if (what != MENTIONS_NEW) {
		again(t, id, item, what == MENTIONS_SIGHTED);
		return;
	}
	spread(t, id, &new, -1, false);
	if (!t->failed && !t->baseline && item->mention.parent.n)
		answer(t, item, id, space);
}
