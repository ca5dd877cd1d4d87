/*
 * settle.c - what a visit brought back, source by source: followed,
 * committed, told.
 */
#include "firmware/keeper/keeper.h"

#include "core/plan.h"
#include "firmware/log.h"
#include "net/fetch.h"
#include "storage/answers.h"
#include "storage/contacts.h"

#include <stdlib.h>

enum { RETIRE_MOST = 64 };		/* people, answers: in a transaction */

static void
forget_detour(struct live *l)
{
	free(l->detour);
	l->detour = NULL;
	l->hops = 0;
}

/* The redirect leads to another origin: the next worker goes there, without
 * our secrets. */
static bool
follow(struct keeper *k, size_t i, const struct job_outcome *o)
{
	struct live *l = &k->live[i];
	slice	 to = o->moved;
	struct url u;
	char	*copy;

	if (l->hops >= FETCH_MAX_HOPS || !url_http(to, &u) ||
	    (copy = malloc(to.n + 1)) == NULL)
		return false;
	memcpy(copy, to.p, to.n);
	copy[to.n] = '\0';
	if (o->permanent && l->hops == 0 && !k->live[i].told)
		log_event(k->c->sources[i].way.name, "has moved for good to "
		    "%s: write that into the file", copy);
	free(l->detour);
	l->detour = copy;
	l->hops++;
	l->next = keeper_now();
	return true;
}

static void
tell(struct keeper *k, size_t i, const struct job_outcome *o,
    const struct tally *t, bool baseline)
{
	struct live *l = &k->live[i];
	slice	 name = k->c->sources[i].way.name;

	if (o->trouble.n && !l->told)
		log_event(name, "%.*s", SLICE_ARG(o->trouble));
	else if (o->trouble.n == 0 && l->told)
		log_event(name, "works again");
	l->told = o->trouble.n != 0;
	k->failed = k->failed || o->end >= JOB_TROUBLE;
	if (o->end == JOB_FRESH && baseline)
		log_event(name, "first poll: %lld read, %lld of them about "
		    "you; from now on I tell you what is new",
		    (long long)o->fetched, (long long)t->matched);
	else if (o->end == JOB_FRESH)
		log_event(name, "%lld read, %lld new, %lld matched",
		    (long long)o->fetched, (long long)t->fresh,
		    (long long)t->matched);
}

static void
settle_outcome(struct keeper *k, struct slot *s, const struct job_outcome *o)
{
	size_t	 i = (size_t)o->index;
	struct live *l = &k->live[i];
	struct tally tally = { 0 };
	struct job_outcome bad = *o;
	bool	 baseline = false;

	l->owed += o->cost;
	if (o->requests > 1)
		budget_take(k, i, o->requests - 1, keeper_now());
	if (o->end == JOB_RENEW) {	/* once, then the poll once more */
		if (account_refused(k, &k->c->sources[i].way, l->serial) &&
		    !l->renewed) {
			l->renewed = true;
			l->next = keeper_now();
			return;
		}
		bad.end = JOB_OWNER;
		o = &bad;
	}
	l->renewed = false;
	if (o->end == JOB_MOVED) {
		if (follow(k, i, o))
			return;
		bad.end = JOB_TROUBLE;
		bad.trouble = SLICE("it sends us from one place to the next");
		o = &bad;
	}
	if (commit_outcome(k, s, o, &tally, &baseline)) {
		tell(k, i, o, &tally, baseline);
	} else {
		l->next = keeper_now() + PLAN_FIRST_TROUBLE;
		log_event(k->c->sources[i].way.name, "what was found could not "
		    "be stored; it is read again in a minute");
	}
	forget_detour(l);
}

/* Sources of which the worker said nothing: it died, or lied. */
static void
settle_silent(struct keeper *k, struct slot *s)
{
	for (size_t n = 0; n < s->nsources; n++) {
		size_t	 i = s->sources[n];
		struct job_outcome o = { .index = (int64_t)i,
		    .cost = k->c->sources[i].cost.page,	/* perhaps */
		    .end = JOB_TROUBLE, .trouble = slice_of(s->worker.why) };

		if (o.trouble.n == 0)
			o.trouble = SLICE("its worker told nothing");
		if (k->live[i].running) {
			k->live[i].running = false;
			k->live[i].alone = true;
			settle_outcome(k, s, &o);
		}
	}
}

static bool
was_asked(const struct slot *s, int64_t index)
{
	for (size_t n = 0; n < s->nsources; n++)
		if ((int64_t)s->sources[n] == index)
			return true;
	return false;
}

void
fetch_settle(struct keeper *k, struct slot *s)
{
	struct worker *w = &s->worker;
	struct job_outcome o;

	for (size_t n = 0; w->state == WORKER_DONE && n < w->nfound; n++) {
		if (!wire_get(w->found[n], &job_outcome, &o) ||
		    !was_asked(s, o.index) || !k->live[o.index].running)
			continue;
		k->live[o.index].running = false;
		k->live[o.index].alone = false;
		settle_outcome(k, s, &o);
	}
	settle_silent(k, s);
}

void
fetch_flush(struct keeper *k)
{
	struct fault f = { "" };
	struct txn *t = NULL;
	int64_t	 now = keeper_now();
	struct arena a;
	bool	 ok = true;

	k->flush = now + TALLY_SECONDS;
	for (size_t i = 0; i < k->c->nsources; i++) {
		if (k->live[i].pending.polls == 0)
			continue;
		if (t == NULL && (t = store_begin(k->store, true, &f)) == NULL)
			return;
		ok = ok && tally_add(t, k->c->sources[i].way.name, now / 86400,
		    &k->live[i].pending);
	}
	if (t == NULL)
		return;
	store_evict(t, now - k->c->keep_days * 86400, 0);
	arena_init(&a, k->scratch, KEEPER_SCRATCH);
	if (k->retired != now / 86400 &&	/* all are looked at */
	    contacts_retire(t, &a, &k->c->keep_people, now, RETIRE_MOST) <
	    RETIRE_MOST)
		k->retired = now / 86400;
	answers_retire(t, now - (int64_t)ANSWERS_DAYS * 86400, RETIRE_MOST);
	if (!ok)
		store_abort(t);
	else if (keeper_commit(k, t))
		for (size_t i = 0; i < k->c->nsources; i++)
			k->live[i].pending = (struct tally){ 0 };
}
