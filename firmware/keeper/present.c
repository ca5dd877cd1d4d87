/*
 * present.c - being there: for each broker a worker that says so, tells
 * how we are, and holds the line until its time is over. Then the next one
 * tells how we are by then. When we die, the line breaks and the broker tells
 * our will.
 *
 * Nothing of it is stored: flash is spared, and an old report is none.
 */
#include "firmware/keeper/keeper.h"

#include "core/plan.h"
#include "core/report/status.h"
#include "firmware/desk/gather_status.h"
#include "firmware/log.h"
#include "firmware/version.h"
#include "net/dial.h"

enum {
	GRACE = 40,		/* seconds beyond the beat that a worker has */
	OWNER_WAIT = 3600,	/* only the owner can mend it */
	SLACK = 90		/* a report is good for so long after the next
				 * was due */
};

static void
say(struct slot *s, const char *name, int64_t v)
{
	char	 buf[24];
	struct job_param p = { slice_of(name), fault_int(buf, v), 0 };

	worker_say(&s->worker, &job_param, &p);
}

/* Numbers grow through every beginning, and cost one write at each: those
 * between two of them are not stored. 0: the store cannot be written. */
static int64_t
next_number(struct keeper *k)
{
	struct fault f = { "" };
	struct txn *t;

	if (k->told != 0)
		return ++k->told;
	t = store_begin(k->store, true, &f);
	if (t == NULL)
		return 0;
	k->told = (int64_t)store_next_id(t, "status") * STATUS_EPOCH;
	if (k->told == 0)
		store_abort(t);
	else if (!keeper_commit(k, t))
		k->told = 0;
	return k->told;
}

/* Signed, for who looks after many boxes; where there is a key for that. */
static void
say_signed(struct keeper *k, struct slot *s, int64_t now)
{
	struct job_param p = { SLICE("signed"), SLICE(""), 0 };
	int64_t	 number = k->c->fleet.key.n ? next_number(k) : 0;
	struct fault f = { "" };
	struct txn *t = number ? store_begin(k->store, false, &f) : NULL;
	struct arena a;

	if (t == NULL)
		return;
	arena_init(&a, k->scratch, KEEPER_SCRATCH);
	p.value = gather_status(k->c, t, &a, number, now - k->began, now);
	store_abort(t);
	if (p.value.n)
		worker_say(&s->worker, &job_param, &p);
}

/* How we are, as recipe.5 names it. */
static void
say_health(struct keeper *k, struct slot *s, int64_t now)
{
	struct fault f = { "" };
	struct txn *t = store_begin(k->store, false, &f);
	struct job_param version = { SLICE("version"), SLICE(VERSION), 0 };
	int64_t	 troubled = 0;

	for (size_t i = 0; i < k->c->nsources; i++)
		troubled += k->live[i].failures > 0;
	worker_say(&s->worker, &job_param, &version);
	say(s, "since", k->began);
	say(s, "sources", (int64_t)k->c->nsources);
	say(s, "troubled", troubled);
	say(s, "waiting", t ? (int64_t)outbox_count(t) : 0);
	say(s, "until", now + k->c->channels[s->channel].way.beat + SLACK);
	store_abort(t);
	say_signed(k, s, now);
}

static void
start(struct keeper *k, struct presence *p, size_t ch, int64_t now)
{
	const struct config_way *w = &k->c->channels[ch].way;
	struct slot *s = &p->slot;
	struct job j = { .index = (int64_t)ch };

	*s = (struct slot){ .channel = ch, .typed = true,
	    .origin = w->origin };
	p->hold = now + PLAN_FIRST_RETRY;
	if (!worker_open(&s->worker))
		return;
	s->used = true;
	keeper_say_visit(k, s, w->beat, SLICE(""));
	keeper_say_way(s, w, &j, true);
	keeper_say_grant(k, s, w);
	if (w->account)
		s->serial = k->accounts[w->account - 1].serial;
	say_health(k, s, now);
	worker_go(&s->worker);
	if (!worker_start(&s->worker, "present",
	    dial_clock() + (w->beat + GRACE) * 1000))
		keeper_release(s);
}

/* One that waits for its account's token asks again when there may be one. */
void
present_start(struct keeper *k, int64_t now)
{
	size_t	 n = 0;

	for (size_t i = 0; i < k->c->nchannels && n < KEEPER_PRESENCES; i++) {
		const struct config_way *w = &k->c->channels[i].way;
		struct presence *p = &k->presences[n];
		int64_t	 later;

		if (w->beat == 0)
			continue;
		n++;
		if (p->slot.used || p->hold > now)
			continue;
		if (account_ready(k, w, now, &later))
			start(k, p, i, now);
		else
			p->hold = later > now ? later : now + 1;
	}
}

int64_t
present_next(const struct keeper *k)
{
	int64_t	 next = INT64_MAX;
	size_t	 n = 0;

	for (size_t i = 0; i < k->c->nchannels && n < KEEPER_PRESENCES; i++) {
		const struct presence *p = &k->presences[n];

		if (k->c->channels[i].way.beat == 0)
			continue;
		if (!p->slot.used && p->hold < next)
			next = p->hold;
		n++;
	}
	return next;
}

/* What it says in the end; a worker that died says nothing. */
static void
hear(const struct worker *w, struct job_answer *a)
{
	for (size_t i = 0; w->state == WORKER_DONE && i < w->nfound; i++)
		if (wire_get(w->found[i], &job_answer, a))
			return;
	*a = (struct job_answer){ .what = RECIPE_RETRY + 1,
	    .why = slice_of(w->why[0] ? w->why : "its worker told nothing") };
}

/* Told once, and once more when it is over. */
static void
settle(struct keeper *k, struct presence *p)
{
	slice	 name = k->c->channels[p->slot.channel].way.name;
	struct job_answer a;
	bool	 owner;

	hear(&p->slot.worker, &a);
	if (a.what == RECIPE_REFRESH + 1)
		(void)account_refused(k, &k->c->channels[p->slot.channel].way,
		    p->slot.serial);
	owner = a.what == RECIPE_CONFIG + 1;
	if (a.what == RECIPE_SUCCESS + 1) {
		if (p->failures)
			log_event(name, "the broker sees us again");
		p->failures = p->hold = 0;
		return;
	}
	if (p->failures++ == 0)
		log_event(name, "the broker does not see us%s: %.*s",
		    owner ? ", and needs you" : "", SLICE_ARG(a.why));
	p->hold = plan_retry(keeper_now(), (unsigned)p->failures,
	    owner ? OWNER_WAIT : -1, keeper_dice());
}

void
present_step(struct keeper *k, struct presence *p, short revents)
{
	worker_step(&p->slot.worker, revents, dial_clock());
	if (p->slot.worker.state == WORKER_RUNNING)
		return;
	if (p->slot.worker.state == WORKER_DONE)
		keeper_session(k, &p->slot);
	settle(k, p);
	keeper_release(&p->slot);
}
