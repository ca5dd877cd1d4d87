/*
 * round.c - the letters of the week and of the month: each goes into
 * the outbox in the transaction that notes that it has, so that it comes once.
 */
#include "firmware/keeper/keeper.h"

#include "firmware/desk/crisis.h"
#include "firmware/desk/gather_round.h"
#include "firmware/log.h"

#include <stdlib.h>

enum {
	SOON = 60,			/* seconds, when the store had no room */
	LOOK = 3600			/* the clock may be set meanwhile */
};

bool
round_begin(struct keeper *k)
{
	struct fault f = { "" };
	struct txn *t = store_begin(k->store, false, &f);

	for (enum round_kind i = 0; t != NULL && i < ROUNDS; i++)
		k->rounds[i] = gather_round_done(t, i);
	store_abort(t);
	return t != NULL;
}

static bool
send_all(struct keeper *k, struct txn *t, struct letter *l, int64_t now)
{
	const struct staff *s = &k->c->staff;

	for (size_t i = 0; i < s->n; i++) {
		const struct config_channel *ch = digest_channel(k->c,
		    &s->people[i]);

		if (!(k->c->rounds.who >> i & 1) || ch == NULL)
			continue;
		if (!digest_put(t, l, ch, s->people[i].name, now))
			return false;
		log_event(ch->way.name, "\"%.*s\", for %.*s",
		    SLICE_ARG(l->title), SLICE_ARG(s->people[i].called));
	}
	return true;
}

static bool
take_turn(struct keeper *k, struct txn *t, enum round_kind round,
    struct round_turn *turn, int64_t now)
{
	struct letter l = { .channel = { "", 0 } };
	struct crisis is;
	void	*room;
	struct arena a;
	bool	 ok;

	if (crisis_nth(crisis_log(t), 0, &is))
		round_waited(turn, round, is.from, is.until, now);
	ok = turn->late;
	room = ok ? NULL : malloc(ROUND_MEMORY);
	if (room != NULL) {
		arena_init(&a, room, ROUND_MEMORY);
		ok = true;		/* it would be as long the next time */
		if (!gather_round(k->c, t, round, turn->from, turn->to, now,
		    &a, &l))
			log_event(slice_of("letters"), "one of %s is left "
			    "out: it would be too long", round == ROUND_WEEK ?
			    "the week" : "the month");
		else
			ok = send_all(k, t, &l, now);
	}
	free(room);
	return ok && gather_round_keep(t, round, turn->day);
}

/* When it is to be looked at again. */
static int64_t
run(struct keeper *k, enum round_kind round, int64_t now)
{
	struct round_turn turn = round_next(&k->c->staff.hours,
	    &k->c->rounds, round, k->day.began, k->rounds[round], now);
	struct fault f = { "" };
	struct txn *t;
	bool	 ok;

	if (turn.at > now)
		return turn.at;
	if (k->desk.crisis != 0)	/* nobody wants to read of it now */
		return now + SOON;
	t = store_begin(k->store, true, &f);
	ok = t != NULL && take_turn(k, t, round, &turn, now);
	if (!ok)
		store_abort(t);
	if (ok && keeper_commit(k, t)) {
		k->rounds[round] = turn.day;
		return now;
	}
	if (store_full(k->store))
		keeper_make_room(k);
	return now + SOON;
}

void
round_run(struct keeper *k, int64_t now, int64_t *next)
{
	if (now < k->round_from || now >= k->round_to) {
		k->round_from = now;
		k->round_to = now + LOOK;
		for (enum round_kind i = 0; i < ROUNDS; i++) {
			int64_t	 at = run(k, i, now);

			if (at < k->round_to)
				k->round_to = at;
		}
	}
	*next = k->round_to;
}
