/*
 * digest.c - the letters that come by the clock: each person's digest,
 * and in a crisis one call for all that came in.
 */
#include "firmware/keeper/keeper.h"

#include "core/judge/score.h"
#include "core/letter.h"
#include "firmware/desk/crisis.h"
#include "firmware/desk/gather.h"
#include "firmware/log.h"

#include <stdlib.h>

enum {
	MEMORY = 512 << 10,		/* while one is written */
	SOON = 60			/* seconds, when the store had no room */
};

/* --- where to ----------------------------------------------------------------- */

const struct config_channel *
digest_channel(const struct config *c, const struct staff_person *p)
{
	for (size_t i = 0; i < p->nways; i++) {
		const struct config_channel *ch =
		    &c->channels[p->ways[i].channel];

		if (slice_starts(ch->way.origin.scheme, SLICE("smtp")))
			return ch;
	}
	return p->nways ? &c->channels[p->ways[0].channel] : NULL;
}

bool
digest_put(struct txn *t, struct letter *l, const struct config_channel *ch,
    slice who, int64_t now)
{
	l->channel = ch->way.name;
	l->who = who;
	l->born = now;
	if (l->level.n == 0)
		l->level = score_level_name(LEVEL_NORMAL);
	return outbox_new(t, now, l);
}

/* --- digests ------------------------------------------------------------------ */

static bool
write_digest(struct keeper *k, struct txn *t, struct desk *desk, size_t who,
    struct arena *a, int64_t now)
{
	const struct staff_person *p = &k->c->staff.people[who];
	const struct config_channel *ch = digest_channel(k->c, p);
	struct letter l = { .channel = { "", 0 } };
	struct rises_told told;

	if (ch != NULL && gather_digest(k->c, t, desk, who, now, a, &told,
	    &l)) {
		if (!digest_put(t, &l, ch, p->name, now) ||
		    !gather_told(t, p, &told))
			return false;
		log_event(ch->way.name, "the digest for %.*s",
		    SLICE_ARG(p->called));
	}
	desk_digested(desk, who, now);
	return desk_save(t, desk, &k->day);
}

/* --- a crisis ------------------------------------------------------------------- */

struct group {
	struct keeper	*k;
	struct txn	*t;
	struct arena	*a;
	int64_t		 since, now;
	slice		 pin;
};

static bool
call_one(struct group *g, const struct call *call)
{
	const struct config *c = g->k->c;
	const struct staff_person *p = &c->staff.people[call->who];
	const struct crisis_heard *h = crisis_hear(c, g->t, g->a, g->since,
	    g->now, p->agency ? call->who : STAFF_MAX);
	struct letter one = { .channel = { "", 0 } };
	struct sink text;

	if (h == NULL)
		return false;
	letter_catch_up(g->a, h->letters, h->n, &one);
	text = sink_open(g->a);
	sink_put(&text, one.text);
	sink_text(&text, "\n\n");
	sink_put(&text, g->pin);
	one.text = sink_close(&text, g->a);
	return !g->a->spent && digest_put(g->t, &one,
	    &c->channels[p->ways[call->way].channel], p->name, g->now);
}

/* Everybody for whom there is something hears of all of it; an agency of what
 * is theirs. */
static bool
call_together(struct group *g, const struct decision *d)
{
	for (size_t i = 0; i < d->ncalls; i++) {
		const size_t mark = g->a->used;

		if (!call_one(g, &d->calls[i]))
			return false;
		g->a->used = mark;
	}
	return true;
}

/* False: there is nothing to tell, or not yet. */
static bool
group(struct keeper *k, struct txn *t, struct desk *desk, struct arena *a,
    int64_t now, bool *ok)
{
	struct group g = { .k = k, .t = t, .a = a, .now = now,
	    .since = desk->grouped > desk->crisis ? desk->grouped :
	    desk->crisis - 1, .pin = crisis_pin(k->c, t, a, NULL) };
	const size_t mark = a->used;
	const struct crisis_heard *h = crisis_hear(k->c, t, a, g.since, now,
	    STAFF_MAX);
	struct decision d;

	if (h == NULL || !desk_group(desk, h->waiting, now, &d))
		return false;
	a->used = mark;
	k->day.grouped = desk->grouped;
	*ok = call_together(&g, &d) && desk_save(t, desk, &k->day);
	return true;
}

/* --- the clock -------------------------------------------------------------------- */

/* One letter of the clock in one transaction; true: there may be more. */
static bool
one(struct keeper *k, int64_t now, struct arena *a)
{
	struct fault f = { "" };
	struct desk desk = k->desk;
	struct txn *t = store_begin(k->store, true, &f);
	bool	 ok = false, any = false;

	if (t == NULL)
		return false;
	for (size_t i = 0; i < k->c->staff.n && !any; i++)
		if (desk_digest_at(&desk, i) <= now) {
			any = true;
			ok = write_digest(k, t, &desk, i, a, now);
		}
	if (!any && desk.crisis != 0)
		any = group(k, t, &desk, a, now, &ok);
	if (!any || !ok || !keeper_commit(k, t)) {
		if (!any || !ok)
			store_abort(t);
		if (any && store_full(k->store))
			keeper_make_room(k);
		return false;
	}
	k->desk = desk;
	return true;
}

void
digest_run(struct keeper *k, int64_t now, int64_t *next)
{
	void	*room;
	struct arena a;

	*next = desk_next(&k->desk, now);
	if (*next > now || (room = malloc(MEMORY)) == NULL)
		return;
	do
		arena_init(&a, room, MEMORY);
	while (one(k, now, &a));
	free(room);
	*next = desk_next(&k->desk, now);
	if (*next <= now)
		*next = now + SOON;
}
