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
