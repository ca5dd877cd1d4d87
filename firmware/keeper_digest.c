/*
 * keeper_digest.c - the letters that come by the clock: each person's digest,
 * and in a crisis one call for all that came in.
 */
#include "firmware/keeper.h"

#include "core/judge/score.h"
#include "core/letter.h"
#include "firmware/gather.h"
#include "firmware/log.h"

#include <stdlib.h>

enum {
	MEMORY = 512 << 10,		/* while one is written */
	GROUP_MOST = 100,		/* items in one call of a crisis */
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
	desk->people[who].digested = now;
	return desk_save(t, desk, &k->day);
}

/* --- a crisis ------------------------------------------------------------------- */

struct group {
	struct txn	*t;
	struct arena	*a;
	const struct staff *staff;
	int64_t		 since, now;
	uint32_t	 waiting;
	struct letter	 letters[GROUP_MOST];
	size_t		 n;
};

/* What was held since the last call; the newest come first. */
static bool
collect(void *arg, const struct task *task)
{
	struct group *g = arg;
	struct letter *l = &g->letters[g->n];
	char	*number;
	struct item item;

	if (task->opened <= g->since || g->n == GROUP_MOST)
		return false;
	if (!task_open(task) || !mentions_get(g->t, (uint64_t)task->mention,
	    &item) || item.fate != FATE_DIGEST)
		return true;
	number = arena_take(g->a, 24);
	if (number == NULL)
		return false;
	*l = (struct letter){ .born = item.found, .mention = task->mention,
	    .mentions = fault_int(number, task->mention) };
	letter_alert(g->a, &item, g->now, l);
	g->n++;
	for (size_t i = 0; i < g->staff->n; i++)
		if (slice_eq(g->staff->people[i].name, task->owner) ||
		    task_tells(task, g->staff->people[i].name))
			g->waiting |= (uint32_t)1 << i;
	return true;
}

static bool
call_together(struct keeper *k, struct group *g, const struct decision *d)
{
	struct letter one = { .channel = { "", 0 } };

	letter_catch_up(g->a, g->letters, g->n, &one);
	for (size_t i = 0; i < d->ncalls && !g->a->spent; i++) {
		const struct staff_person *p =
		    &k->c->staff.people[d->calls[i].who];
		const struct config_channel *ch =
		    &k->c->channels[p->ways[d->calls[i].way].channel];

		if (!digest_put(g->t, &one, ch, p->name, g->now))
			return false;
	}
	return !g->a->spent;
}

/* False: there is nothing to tell, or not yet. */
static bool
group(struct keeper *k, struct txn *t, struct desk *desk, struct arena *a,
    int64_t now, bool *ok)
{
	struct group *g = arena_take(a, sizeof(*g));
	struct decision d;

	if (g == NULL)
		return false;
	g->t = t;
	g->a = a;
	g->staff = &k->c->staff;
	g->now = now;
	g->since = desk->grouped > desk->crisis ? desk->grouped :
	    desk->crisis - 1;
	tasks_newest(t, collect, g);
	if (!desk_group(desk, g->waiting, now, &d))
		return false;
	k->day.grouped = desk->grouped;
	*ok = call_together(k, g, &d) && desk_save(t, desk, &k->day);
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
