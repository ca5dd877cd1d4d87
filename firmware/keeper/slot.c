/*
 * slot.c - the keeper's workers: a slot for each, what every one of them
 * hears first, the TLS sessions they leave behind; and the commit.
 */
#include "firmware/keeper/parts.h"

#include "firmware/log.h"
#include "net/dial.h"
#include "net/tls.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static int64_t pretended;		/* 0: the clock is the real one */

void
keeper_pretend(int64_t now)
{
	pretended = now;
}

int64_t
keeper_now(void)
{
	return pretended ? pretended : (int64_t)time(NULL);
}

uint32_t
keeper_dice(void)
{
	uint32_t v = 0;

	(void)tls_random(&v, sizeof(v));
	return v;
}

/* Of the owner's clock. */
static int64_t
clock_east(void)
{
	time_t	 now = time(NULL);
	struct tm tm;

	return localtime_r(&now, &tm) != NULL ? (int64_t)tm.tm_gmtoff : 0;
}

/* --- workers -------------------------------------------------------------- */

struct slot *
keeper_slot(struct keeper *k, enum slot_kind kind)
{
	static const size_t most[] = { [SLOT_LETTER] = KEEPER_WORKERS,
	    [SLOT_FETCH] = KEEPER_FETCHES, [SLOT_MAIL] = KEEPER_MAILS };
	struct slot *s = NULL;
	size_t	 n[3] = { 0 };

	for (size_t i = 0; i < KEEPER_WORKERS; i++) {
		if (k->slots[i].used)
			n[k->slots[i].mail ? SLOT_MAIL : k->slots[i].fetch]++;
		else
			s = &k->slots[i];
	}
	if (s == NULL || n[kind] == most[kind] || (kind != SLOT_MAIL &&
	    n[SLOT_LETTER] + n[SLOT_FETCH] == KEEPER_BUSY))
		return NULL;
	*s = (struct slot){ .fetch = kind != SLOT_LETTER,
	    .mail = kind == SLOT_MAIL };
	if (!worker_open(&s->worker))
		return NULL;
	s->used = true;
	return s;
}

void
keeper_release(struct slot *s)
{
	worker_close(&s->worker);
	s->used = false;
}

bool
keeper_commit(struct keeper *k, struct txn *t)
{
	struct fault f = { "" };

	if (!store_commit(t, &f)) {
		log_event(slice_of("store"), "%s", f.text);
		return false;
	}
	k->commits++;
	if (k->c->ack) {
		printf("ACK %llu\n", (unsigned long long)k->commits);
		fflush(stdout);
	}
	return true;
}

static struct session *
find_session(struct keeper *k, const struct url *origin)
{
	for (size_t i = 0; i < k->nsessions; i++)
		if (k->sessions[i].bytes != NULL &&
		    url_same_origin(&k->sessions[i].origin, origin))
			return &k->sessions[i];
	return NULL;
}

/* The place for a new one: free, or the one used longest ago. */
static struct session *
oldest_session(struct keeper *k)
{
	struct session *s = &k->sessions[0];

	for (size_t i = 0; i < k->nsessions; i++)
		if (k->sessions[i].used < s->used)
			s = &k->sessions[i];
	return s;
}

void
keeper_session(struct keeper *k, struct slot *slot)
{
	struct worker *w = &slot->worker;
	struct job_session in;
	struct session *s;

	for (size_t i = 0; slot->typed && i < w->nfound; i++) {
		if (!wire_get(w->found[i], &job_session, &in) || !in.bytes.n)
			continue;
		s = find_session(k, &slot->origin);
		if (s == NULL)
			s = oldest_session(k);
		free(s->bytes);
		*s = (struct session){ .origin = slot->origin,
		    .bytes = malloc(in.bytes.n), .used = keeper_now() };
		if (s->bytes != NULL) {
			s->n = in.bytes.n;
			memcpy(s->bytes, in.bytes.p, s->n);
		}
	}
}

void
keeper_say_visit(struct keeper *k, struct slot *s, int64_t seconds,
    slice learnt)
{
	const struct config *c = k->c;
	struct session *old = s->typed ? find_session(k, &s->origin) : NULL;
	struct job_visit v = { .scheme = s->origin.scheme,
	    .host = s->origin.host, .port = s->origin.port,
	    .ca_file = slice_of(c->ca_file), .shop = c->shop,
	    .host_id = slice_of(k->host_id), .learnt = learnt,
	    .seconds = seconds, .most = VISIT_MOST, .uid = 65534 };

	v.allow_private = config_may_reach(c, s->origin.host, s->typed,
	    &v.pinned);
	v.east = clock_east();
	if (old != NULL) {
		v.session = (slice){ old->bytes, old->n };
		old->used = keeper_now();
	}
	worker_say(&s->worker, &job_visit, &v);
}

void
keeper_say_way(struct slot *s, const struct config_way *w, struct job *j,
    bool secrets)
{
	j->name = w->name;
	j->recipe = w->recipe_text;
	worker_say(&s->worker, &job_job, j);
	for (size_t i = 0; i < w->nparams; i++) {
		struct job_param p = { w->params[i].name, w->params[i].value,
		    w->params[i].secret };

		if (secrets || !p.secret)
			worker_say(&s->worker, &job_param, &p);
	}
}

void
keeper_await(struct slot *s)
{
	while (s->worker.state == WORKER_RUNNING) {
		struct pollfd p = { .fd = s->worker.fd,
		    .events = worker_events(&s->worker) };

		(void)poll(&p, 1, 200);
		worker_step(&s->worker, p.revents, dial_clock());
	}
}
