/*
 * fetch.c - visits: which sources are due, and which go together.
 */
#include "firmware/keeper/keeper.h"

#include "core/plan.h"
#include "firmware/desk/sharing.h"
#include "firmware/log.h"
#include "net/dial.h"
#include "storage/taps.h"

void
fetch_begin(struct keeper *k)
{
	struct fault f = { "" };
	struct txn *t = store_begin(k->store, false, &f);
	int64_t	 now = keeper_now();

	for (size_t i = 0; t != NULL && i < k->c->nsources; i++) {
		struct source_state st;

		if (!sources_get(t, k->c->sources[i].way.name, &st))
			continue;
		k->live[i].failures = st.failures;
		k->live[i].told = st.trouble.n != 0;
		if (st.next <= now + PLAN_LONGEST_WAIT)
			k->live[i].next = st.next;
	}
	store_abort(t);
}

int64_t
fetch_next(const struct keeper *k, int64_t after)
{
	int64_t	 next = INT64_MAX;

	for (size_t i = 0; i < k->c->nsources; i++)
		if (!k->live[i].running && k->live[i].next > after &&
		    k->live[i].next < next)
			next = k->live[i].next;
	return next;
}

static bool
origin_of(const struct keeper *k, size_t i, struct url *origin)
{
	if (k->live[i].detour != NULL)
		return url_http(slice_of(k->live[i].detour), origin);
	*origin = k->c->sources[i].way.origin;
	return origin->host.n != 0;
}

/* Hosts in trouble may be slow to say so: they get half the workers, so that
 * the others never wait for them. */
static bool
is_crowded(const struct keeper *k, size_t i)
{
	size_t	 n = 0;

	for (size_t w = 0; k->live[i].failures && w < KEEPER_WORKERS; w++)
		n += k->slots[w].used && k->slots[w].fetch &&
		    !k->slots[w].mail &&
		    k->live[k->slots[w].sources[0]].failures > 0;
	return n >= KEEPER_FETCHES / 2;
}

static bool
is_visited(const struct keeper *k, const struct url *origin)
{
	for (size_t i = 0; i < KEEPER_WORKERS; i++)
		if (k->slots[i].used && k->slots[i].fetch &&
		    url_same_origin(&k->slots[i].origin, origin))
			return true;
	return false;
}

static void
say_source(struct keeper *k, struct slot *s, struct txn *t, size_t i)
{
	const struct config_source *src = &k->c->sources[i];
	struct live *l = &k->live[i];
	struct source_state st;
	struct sink friends = { .buf = k->scratch, .cap = JOB_FRIENDS };
	struct job j = { .index = (int64_t)i, .everything = src->everything,
	    .url = slice_of(l->detour), .shares = src->shares > 0,
	    .rival = src->rival };

	if (src->way.mail && src->shares >= 0) {
		sharing_friends(k->c, &friends);
		j.friends = sink_slice(&friends);
	}

	if (sources_get(t, src->way.name, &st)) {
		j.cursor = st.cursor;
		j.etag = l->heard ? slice_of(l->etag) : st.etag;
		j.modified = l->heard ? slice_of(l->modified) : st.modified;
		j.seen = st.seen;
		j.known = st.baseline;
		j.resume = st.resume;
		j.high = st.high;
		j.dug = st.dug;
		j.floor = st.resume.n ? st.floor :
		    st.newest < st.good ? st.newest : st.good;
	}
	j.budget = budget_left(t, src, keeper_now());
	budget_take(k, i, 1, keeper_now());
	keeper_say_way(s, &src->way, &j, l->detour == NULL);
	if (l->detour == NULL)
		keeper_say_grant(k, s, &src->way);
	if (src->way.account)
		l->serial = k->accounts[src->way.account - 1].serial;
	l->running = true;
	s->sources[s->nsources++] = i;
}

/* Its account is signed in, or will be before long: then it waits. */
static bool
is_ready(struct keeper *k, size_t i, int64_t now)
{
	int64_t	 next;

	if (k->live[i].detour != NULL ||
	    account_ready(k, &k->c->sources[i].way, now, &next))
		return true;
	if (next > now)
		account_hold(k, i, next);
	return false;
}

/* Who shares a worker shares its end, and the room for what it brings. */
static bool
goes_alone(const struct keeper *k, size_t i)
{
	return k->live[i].detour != NULL || k->live[i].alone ||
	    k->c->sources[i].way.mail;
}

/* A mailbox in trouble is told of as soon as it works again. */
static int64_t
seconds_for(const struct keeper *k, size_t i)
{
	bool	 waits = k->c->sources[i].way.mail && k->idles &&
	    k->live[i].failures == 0;

	return VISIT_SECONDS + (waits ? IDLE_SECONDS : 0);
}

/* All that is due at the same origin goes along. */
static void
say_visit(struct keeper *k, struct slot *s, struct txn *t, size_t first,
    int64_t now)
{
	bool	 alone = goes_alone(k, first);
	struct fault unsaid = { "" };
	int64_t	 later;

	keeper_say_visit(k, s, seconds_for(k, first), taps_learnt(t));
	for (size_t i = 0; i < k->c->nrules; i++) {
		struct job_rule r = { k->c->rules[i].name, k->c->rules[i].text };

		worker_say(&s->worker, &job_rule, &r);
	}
	for (size_t i = first; i < k->c->nsources; i++) {
		struct url o;

		if (i > first && (alone || k->live[i].running ||
		    k->live[i].next > now || goes_alone(k, i) ||
		    !origin_of(k, i, &o) || !url_same_origin(&o, &s->origin) ||
		    !account_ready(k, &k->c->sources[i].way, now, &later) ||
		    budget_wait(k, t, i, now, &unsaid) > 0))
			continue;
		if (s->nsources < KEEPER_SOURCES)
			say_source(k, s, t, i);
	}
	worker_go(&s->worker);
}

/* Not now: for the pace of its host, or because its budget is spent, which the
 * owner is told once. */
static void
put_off(struct keeper *k, size_t i, int64_t until, const struct fault *why)
{
	slice	 name = k->c->sources[i].way.name;
	struct fault f = { "" };
	struct source_state st;
	struct txn *t;

	k->live[i].next = until;
	if (why->text[0] == '\0')
		return;
	if (!k->live[i].told)
		log_event(name, "%s", why->text);
	k->live[i].told = true;
	t = store_begin(k->store, true, &f);
	if (t == NULL)
		return;
	if (sources_get(t, name, &st) &&
	    !slice_eq(st.trouble, slice_of(why->text))) {
		st.trouble = slice_of(why->text);
		st.next = until;
		if (sources_put(t, name, &st)) {
			keeper_commit(k, t);
			return;
		}
	}
	store_abort(t);
}

static void
visit(struct keeper *k, size_t first, const struct url *origin, int64_t now)
{
	struct fault f = { "" };
	bool	 mail = k->c->sources[first].way.mail;
	struct slot *s = keeper_slot(k, mail ? SLOT_MAIL : SLOT_FETCH);
	struct txn *t = s ? store_begin(k->store, false, &f) : NULL;
	int64_t	 wait = t ? budget_wait(k, t, first, now, &f) : 0;

	if (t == NULL || wait > 0) {
		store_abort(t);
		if (s != NULL)
			keeper_release(s);
		if (wait > 0)
			put_off(k, first, now + wait, &f);
		return;
	}
	s->origin = *origin;
	s->typed = k->live[first].detour == NULL;
	say_visit(k, s, t, first, now);
	store_abort(t);
	if (!worker_start(&s->worker,
	    k->plays ? "demo" : mail ? "mail" : "fetch",
	    dial_clock() + (seconds_for(k, first) + 5) * 1000)) {
		fetch_settle(k, s);
		keeper_release(s);
	}
}

void
fetch_start(struct keeper *k, int64_t now)
{
	for (size_t i = 0; i < k->c->nsources; i++) {
		struct url origin;

		if (k->live[i].running || k->live[i].next > now)
			continue;
		if (!origin_of(k, i, &origin))
			k->live[i].next = INT64_MAX;	/* check told why */
		else if (is_ready(k, i, now) && (k->c->sources[i].way.mail ||
		    (!is_visited(k, &origin) && !is_crowded(k, i))))
			visit(k, i, &origin, now);
	}
}
