#include "firmware/keeper.h"

#include "firmware/log.h"
#include "net/dial.h"
#include "net/tls.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const slice us = { "earshot", 7 };
static volatile sig_atomic_t stop;
static int	 wake[2];		/* a signal between loop and poll wakes it */

static void
on_stop(int sig)
{
	(void)sig;
	stop = 1;
	(void)!write(wake[1], "", 1);
}

int64_t
keeper_now(void)
{
	return (int64_t)time(NULL);
}

uint32_t
keeper_dice(void)
{
	uint32_t v = 0;

	(void)tls_random(&v, sizeof(v));
	return v;
}

/* --- workers -------------------------------------------------------------- */

struct slot *
keeper_slot(struct keeper *k, bool fetch)
{
	struct slot *s = NULL;
	size_t	 fetches = 0;

	for (size_t i = 0; i < KEEPER_WORKERS; i++) {
		fetches += k->slots[i].used && k->slots[i].fetch;
		if (!k->slots[i].used)
			s = &k->slots[i];
	}
	if (s == NULL || (fetch && fetches == KEEPER_FETCHES))
		return NULL;
	*s = (struct slot){ .fetch = fetch };
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
		log_event(us, "%s", f.text);
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
keeper_say_visit(struct keeper *k, struct slot *s, int64_t seconds)
{
	const struct config *c = k->c;
	struct session *old = s->typed ? find_session(k, &s->origin) : NULL;
	struct job_visit v = { .scheme = s->origin.scheme,
	    .host = s->origin.host, .port = s->origin.port,
	    .ca_file = slice_of(c->ca_file), .shop = c->shop, .town = c->town,
	    .critical = c->critical, .host_id = slice_of(k->host_id),
	    .seconds = seconds, .most = VISIT_MOST, .uid = 65534 };

	v.allow_private = config_may_reach(c, s->origin.host, s->typed,
	    &v.pinned);
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

/* --- the loop ------------------------------------------------------------- */

static void
step(struct keeper *k, struct slot *s, short revents)
{
	worker_step(&s->worker, revents, dial_clock());
	if (s->worker.state == WORKER_RUNNING)
		return;
	if (s->worker.state == WORKER_DONE)
		keeper_session(k, s);
	if (s->fetch)
		fetch_settle(k, s);
	else
		deliver_settle(k, s);
	keeper_release(s);
}

/* Waits for workers and for the next thing that is due (Unix seconds). */
static size_t
wait_for(struct keeper *k, int64_t due)
{
	struct pollfd p[KEEPER_WORKERS + 1];
	int64_t	 ms = (due - keeper_now()) * 1000;
	size_t	 running = 0;

	for (size_t i = 0; i < KEEPER_WORKERS; i++) {
		struct slot *s = &k->slots[i];
		int64_t	 left = s->worker.deadline - dial_clock();

		p[i] = (struct pollfd){ .fd = -1 };
		if (!s->used)
			continue;
		p[i].fd = s->worker.fd;
		p[i].events = worker_events(&s->worker);
		ms = left < ms ? left : ms;
		running++;
	}
	p[KEEPER_WORKERS] = (struct pollfd){ .fd = wake[0], .events = POLLIN };
	ms = ms < 0 ? 0 : ms > 60000 ? 60000 : ms;
	if (poll(p, KEEPER_WORKERS + 1, (int)ms) < 0 && errno != EINTR)
		return running;
	for (size_t i = 0; i < KEEPER_WORKERS; i++)
		if (k->slots[i].used)
			step(k, &k->slots[i], p[i].revents);
	return running;
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

static int64_t
earliest(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static size_t
in_use(const struct keeper *k)
{
	size_t	 n = 0;

	for (size_t i = 0; i < KEEPER_WORKERS; i++)
		n += k->slots[i].used;
	return n;
}

static void
loop(struct keeper *k, bool once)
{
	while (!stop) {
		int64_t	 now = keeper_now(), letters = INT64_MAX, next;

		fetch_start(k, now);
		deliver_start(k, now, &letters);
		if (k->flush <= now)
			fetch_flush(k);
		if (once && in_use(k) == 0 && letters > now &&
		    fetch_next(k, INT64_MIN) > now)
			break;
		next = earliest(earliest(letters, k->flush), fetch_next(k,
		    in_use(k) ? now : INT64_MIN));
		wait_for(k, next);
	}
}

/* What is running is done again later: nothing of it was stored. */
static void
abandon(struct keeper *k)
{
	for (size_t i = 0; i < KEEPER_WORKERS; i++)
		if (k->slots[i].used && k->slots[i].worker.pid > 0)
			kill(k->slots[i].worker.pid, SIGKILL);
}

static bool
name_box(struct keeper *k)
{
	struct fault f = { "" };
	struct txn *t = store_begin(k->store, true, &f);
	bool	 ok = t != NULL && store_box(t, k->host_id);

	if (ok)
		return keeper_commit(k, t);
	store_abort(t);
	return log_event(us, "the store cannot be written: %s", f.text), false;
}

static bool
begin(struct keeper *k, bool all)
{
	const struct config *c = k->c;
	struct store_options o = { .map = (size_t)c->keep_mb << 20 };
	struct fault f = { "" };

	if (mkdir(c->data, 0700) != 0 && errno != EEXIST)
		return log_event(us, "%s: %s", c->data, strerror(errno)), false;
	k->store = store_open(c->data, &o, &f);
	if (k->store == NULL)
		return log_event(us, "%s", f.text), false;
	if (!name_box(k))
		return false;
	k->live = calloc(c->nsources + 1, sizeof(*k->live));
	k->outlets = calloc(c->nchannels + 1, sizeof(*k->outlets));
	k->busy = calloc(c->nchannels + 1, sizeof(*k->busy));
	k->scratch = malloc(KEEPER_SCRATCH);
	k->nsessions = c->nsources + c->nchannels;
	k->sessions = calloc(k->nsessions + 1, sizeof(*k->sessions));
	if (!k->live || !k->outlets || !k->busy || !k->scratch || !k->sessions)
		return log_event(us, "no memory"), false;
	k->began = keeper_now();
	k->flush = k->began + TALLY_SECONDS;
	fetch_begin(k);
	for (size_t i = 0; all && i < c->nsources; i++)
		k->live[i].next = 0;
	return true;
}

int
keeper_run(const struct config *c, bool once, bool all)
{
	struct keeper *k = calloc(1, sizeof(*k));
	struct sigaction sa = { .sa_handler = on_stop };

	if (k == NULL)
		return 3;
	if (pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0)
		return 3;
	k->c = c;
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	signal(SIGPIPE, SIG_IGN);
	if (!begin(k, all))
		return 3;
	log_event(us, "listening to %zu sources, %zu channels", c->nsources,
	    c->nchannels);
	loop(k, once);
	abandon(k);
	fetch_flush(k);
	store_close(k->store);
	return once && k->failed ? 1 : 0;
}
