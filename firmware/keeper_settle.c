/*
 * keeper_settle.c - what a visit brought back: the mentions, the source's
 * state and its counts in one transaction.
 */
#include "firmware/keeper.h"

#include "core/plan.h"
#include "firmware/log.h"
#include "net/fetch.h"

#include <stdlib.h>

enum { FULL_PERCENT = 70 };		/* what eviction brings the map down to */

static void
tally_join(struct tally *to, const struct tally *t)
{
	to->fetched += t->fetched;
	to->fresh += t->fresh;
	to->duplicate += t->duplicate;
	to->matched += t->matched;
	to->unmatched += t->unmatched;
	to->sent += t->sent;
	to->digest += t->digest;
	to->muted += t->muted;
	to->polls += t->polls;
	to->failures += t->failures;
	to->unchanged += t->unchanged;
}

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
	char	*copy = malloc(to.n + 1);

	if (copy == NULL || l->hops >= FETCH_MAX_HOPS) {
		free(copy);
		return false;
	}
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

/* Trouble: what is written is that it began, or changed, or must wait. */
static bool
state_of_trouble(const struct live *l, const struct job_outcome *o,
    struct source_state *st)
{
	bool	 same = slice_eq(st->trouble, o->trouble);

	st->failures = l->failures;
	st->trouble = o->trouble;
	return !same || o->wait > 0;
}

/* A good answer: without news nothing is written, but that trouble ended. */
static bool
state_of_good(const struct job_outcome *o, struct source_state *st)
{
	bool	 write = o->end == JOB_FRESH || !st->baseline ||
	    st->failures != 0 || !slice_eq(st->trouble, o->trouble);

	if (!write)
		return false;
	st->failures = 0;
	st->good = st->polled;
	st->baseline = 1;
	st->trouble = o->trouble;
	st->cursor = o->cursor.n ? o->cursor : st->cursor;
	st->etag = o->etag;
	st->modified = o->modified;
	st->seen = o->seen.n ? o->seen : st->seen;
	st->newest = o->newest > st->newest ? o->newest : st->newest;
	return true;
}

/* What the source's state becomes; says whether it must be written. */
static bool
next_state(struct keeper *k, size_t i, const struct job_outcome *o,
    struct source_state *st)
{
	struct live *l = &k->live[i];
	bool	 good = o->end == JOB_FRESH || o->end == JOB_UNCHANGED;

	st->polled = keeper_now();
	l->failures = good ? 0 : l->failures + 1;
	l->next = plan_poll(st->polled, k->c->sources[i].every,
	    (unsigned)l->failures, o->wait - 1, keeper_dice());
	st->next = l->next;
	return good ? state_of_good(o, st) : state_of_trouble(l, o, st);
}

static void
count_poll(struct triage *t, const struct job_outcome *o)
{
	bool	 good = o->end == JOB_FRESH || o->end == JOB_UNCHANGED;

	t->tally.polls++;
	t->tally.failures += !good;
	t->tally.unchanged += o->end == JOB_UNCHANGED;
	if (!good)
		return;
	t->tally.fetched += o->fetched;
	t->tally.unmatched += o->unmatched;
	t->tally.fresh = t->tally.unmatched + t->tally.matched;
	if (t->tally.fetched < t->tally.fresh)	/* it cannot count: we can */
		t->tally.fetched = t->tally.fresh;
	t->tally.duplicate = t->tally.fetched - t->tally.fresh;
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

/* The findings of one source, its state and its counts into the transaction.
 * *write: there is something to commit. */
static bool
settle_source(struct keeper *k, struct slot *s, struct txn *txn,
    const struct job_outcome *o, struct tally *tally, bool *write)
{
	size_t	 i = (size_t)o->index;
	struct live *l = &k->live[i];
	slice	 name = k->c->sources[i].way.name;
	struct source_state st;
	struct triage t = { .k = k, .txn = txn, .source = i };
	struct job_finding f;

	if (!sources_get(txn, name, &st))
		return false;
	t.baseline = !st.baseline;
	for (size_t n = 0; o->end == JOB_FRESH && n < s->worker.nfound; n++)
		if (wire_get(s->worker.found[n], &job_finding, &f) &&
		    f.index == o->index)
			triage(&t, &f);
	count_poll(&t, o);
	st.moved = slice_of(l->detour);
	*write = next_state(k, i, o, &st);
	*tally = t.tally;
	if (!*write)
		return true;
	tally_join(&t.tally, &l->pending);
	return !t.failed && sources_put(txn, name, &st) &&
	    tally_add(txn, name, keeper_now() / 86400, &t.tally);
}

/* One outcome, one transaction. A full map makes room and tries again. */
static bool
commit_outcome(struct keeper *k, struct slot *s, const struct job_outcome *o,
    struct tally *tally, bool *baseline)
{
	size_t	 i = (size_t)o->index;
	struct live before = k->live[i];

	for (int try = 0; try < 3; try++) {
		struct fault f = { "" };
		struct txn *t = store_begin(k->store, true, &f);
		struct source_state st;
		bool	 write = false;

		k->live[i].failures = before.failures;
		if (t == NULL)
			return log_event(slice_of("store"), "%s", f.text), false;
		*baseline = sources_get(t, k->c->sources[i].way.name, &st) &&
		    !st.baseline;
		if (settle_source(k, s, t, o, tally, &write)) {
			if (!write) {
				store_abort(t);
				tally_join(&k->live[i].pending, tally);
				return true;
			}
			if (keeper_commit(k, t)) {
				k->live[i].pending = (struct tally){ 0 };
				return true;
			}
		} else {
			store_abort(t);
		}
		if (!store_full(k->store))
			return false;
		keeper_make_room(k);
	}
	return false;
}

void
keeper_make_room(struct keeper *k)
{
	struct fault f = { "" };
	size_t	 n = store_relieve(k->store, FULL_PERCENT, &f);

	if (f.text[0])
		log_event(slice_of("store"), "is full: %s", f.text);
	else
		log_event(slice_of("store"), "was full: forgot the %zu oldest "
		    "mentions", n);
}

static void
settle_outcome(struct keeper *k, struct slot *s, const struct job_outcome *o)
{
	size_t	 i = (size_t)o->index;
	struct live *l = &k->live[i];
	struct tally tally = { 0 };
	struct job_outcome bad = *o;
	bool	 baseline = false;

	if (o->end == JOB_MOVED) {
		if (follow(k, i, o))
			return;
		bad.end = JOB_TROUBLE;
		bad.trouble = SLICE("it sends us from one place to the next");
		o = &bad;
	}
	if (!commit_outcome(k, s, o, &tally, &baseline))
		l->next = keeper_now() + PLAN_FIRST_TROUBLE;
	else
		tell(k, i, o, &tally, baseline);
	forget_detour(l);
}

/* Sources of which the worker said nothing: it died, or lied. */
static void
settle_silent(struct keeper *k, struct slot *s)
{
	for (size_t n = 0; n < s->nsources; n++) {
		size_t	 i = s->sources[n];
		struct job_outcome o = { .index = (int64_t)i,
		    .end = JOB_TROUBLE, .trouble = slice_of(s->worker.why) };

		if (o.trouble.n == 0)
			o.trouble = SLICE("its worker told nothing");
		if (k->live[i].running) {
			k->live[i].running = false;
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
	if (!ok)
		store_abort(t);
	else if (keeper_commit(k, t))
		for (size_t i = 0; i < k->c->nsources; i++)
			k->live[i].pending = (struct tally){ 0 };
}
