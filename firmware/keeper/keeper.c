#include "firmware/keeper/parts.h"

#include "firmware/log.h"
#include "firmware/verb/look.h"
#include "net/dial.h"
#include "net/tls.h"
#include "storage/forget.h"

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

bool
keeper_pause(int ms)
{
	struct pollfd p = { .fd = wake[0], .events = POLLIN };

	return poll(&p, 1, ms) == 0 && !stop;
}

static void
step(struct keeper *k, struct slot *s, short revents)
{
	worker_step(&s->worker, revents, dial_clock());
	if (s->worker.state == WORKER_RUNNING)
		return;
	if (s->worker.state == WORKER_DONE)
		keeper_session(k, s);
	if (s->renew)
		account_settle(k, s);
	else if (s->fetch)
		fetch_settle(k, s);
	else
		deliver_settle(k, s);
	keeper_release(s);
}

/* *ms: no longer than until its deadline. */
static bool
watch(const struct slot *s, struct pollfd *p, int64_t *ms)
{
	int64_t	 left = s->worker.deadline - dial_clock();

	*p = (struct pollfd){ .fd = -1 };
	if (!s->used)
		return false;
	p->fd = s->worker.fd;
	p->events = worker_events(&s->worker);
	*ms = left < *ms ? left : *ms;
	return true;
}

/* Waits for workers and for the next thing that is due (Unix seconds). */
static size_t
wait_for(struct keeper *k, int64_t due)
{
	enum { WEB_AT = KEEPER_WORKERS + KEEPER_PRESENCES + 2 };
	struct pollfd p[WEB_AT + WEB_POLLS];
	int64_t	 ms = (due - keeper_now()) * 1000;
	size_t	 running = 0;

	for (size_t i = 0; i < KEEPER_WORKERS; i++)
		running += watch(&k->slots[i], &p[i], &ms);
	p[KEEPER_WORKERS] = (struct pollfd){ .fd = wake[0], .events = POLLIN };
	p[KEEPER_WORKERS + 1] = (struct pollfd){ .fd = k->spool,
	    .events = POLLIN };
	for (size_t i = 0; i < KEEPER_PRESENCES; i++)
		watch(&k->presences[i].slot, &p[KEEPER_WORKERS + 2 + i], &ms);
	web_watch(k, p + WEB_AT, &ms);
	ms = ms < 0 ? 0 : ms > 60000 ? 60000 : ms;
	if (poll(p, COUNT(p), (int)ms) < 0 && errno != EINTR)
		return running;
	for (size_t i = 0; i < KEEPER_WORKERS; i++)
		if (k->slots[i].used)
			step(k, &k->slots[i], p[i].revents);
	for (size_t i = 0; i < KEEPER_PRESENCES; i++)
		if (k->presences[i].slot.used)
			present_step(k, &k->presences[i],
			    p[KEEPER_WORKERS + 2 + i].revents);
	web_step(k, p + WEB_AT);
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

/* Where the store lives in memory. Said once, until it works again. */
static void
keep(struct keeper *k, int64_t now)
{
	struct fault f = { "" };
	bool	 ok = store_keep(k->store, now, &f);

	if (!ok && !k->unkept)
		log_event(us, "%s: the store is only in memory now", f.text);
	k->unkept = !ok;
}

void
keeper_turns(struct keeper *k, bool once)
{
	while (!stop) {
		int64_t	 now = keeper_now(), letters = INT64_MAX, next;
		int64_t	 desk, digest, round, care;

		keeper_spool(k);
		fetch_start(k, now);
		desk_run(k, now, &desk);
		digest_run(k, now, &digest);
		round_run(k, now, &round);
		care_run(k, now, &care);
		if (!k->holds)
			deliver_start(k, now, &letters);
		accounts_start(k, now);		/* for those two */
		if (!once)
			present_start(k, now);
		if (k->flush <= now)
			fetch_flush(k);
		keep(k, now);
		if (once && in_use(k) == 0 && letters > now &&
		    fetch_next(k, INT64_MIN) > now)
			break;
		next = earliest(earliest(letters, k->flush), fetch_next(k,
		    in_use(k) ? now : INT64_MIN));
		next = earliest(earliest(next, earliest(round, care)),
		    earliest(desk, digest));
		if (!once)
			next = earliest(earliest(next, present_next(k)),
			    web_next(k, now));
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
	for (size_t i = 0; i < KEEPER_PRESENCES; i++)
		if (k->presences[i].slot.used)
			kill(k->presences[i].slot.worker.pid, SIGKILL);
	web_abandon(k);
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

bool
keeper_begin(struct keeper *k, bool all)
{
	const struct config *c = k->c;
	struct store_options o = look_options(c, false);
	struct fault f = { "" };

	if (mkdir(c->data, 0700) != 0 && errno != EEXIST)
		return log_event(us, "%s: %s", c->data, strerror(errno)), false;
	k->store = store_open(c->data, &o, &f);
	if (k->store == NULL)
		return log_event(us, "%s", f.text), false;
	if (store_rebuild_owed(k->store) && !store_rebuild(k->store, &f))
		log_event(us, "who was forgotten is still in free parts of "
		    "the file: %s", f.text);
	if (!name_box(k))
		return false;
	k->live = calloc(c->nsources + 1, sizeof(*k->live));
	k->outlets = calloc(outlets_of(c), sizeof(*k->outlets));
	k->busy = calloc(outlets_of(c), sizeof(*k->busy));
	k->scratch = malloc(KEEPER_SCRATCH);
	k->nsessions = c->nsources + c->nchannels + c->naccounts;
	k->sessions = calloc(k->nsessions + 1, sizeof(*k->sessions));
	if (!k->live || !k->outlets || !k->busy || !k->scratch || !k->sessions)
		return log_event(us, "no memory"), false;
	k->began = keeper_now();
	k->flush = k->began + TALLY_SECONDS;
	if (!accounts_begin(k))
		return log_event(us, "no memory"), false;
	if (!desk_begin(k) || !count_begin(k) || !round_begin(k))
		return log_event(us, "the desk cannot be read"), false;
	press_begin(k);
	web_begin(k);
	keeper_spool_begin(k);
	fetch_begin(k);
	for (size_t i = 0; all && i < c->nsources; i++)
		k->live[i].next = 0;
	return true;
}

/* More of them than workers must take turns, and none may sit and wait. */
static size_t
mailboxes(const struct config *c)
{
	size_t	 n = 0;

	for (size_t i = 0; i < c->nsources; i++)
		n += c->sources[i].way.mail;
	return n;
}

struct keeper *
keeper_make(const struct config *c)
{
	struct keeper *k = calloc(1, sizeof(*k));
	struct sigaction sa = { .sa_handler = on_stop };

	if (k == NULL || pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0)
		return NULL;
	k->c = c;
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	signal(SIGPIPE, SIG_IGN);
	return k;
}

void
keeper_end(struct keeper *k)
{
	abandon(k);
	fetch_flush(k);
	store_close(k->store);
}

int
keeper_run(const struct config *c, bool once, bool all)
{
	struct keeper *k = keeper_make(c);

	if (k == NULL)
		return 3;
	if (!clock_begin(k, once))
		return stop && !once ? 0 : 3;
	if (!keeper_begin(k, all))
		return 3;
	k->idles = !once && mailboxes(c) <= KEEPER_MAILS;
	log_event(us, "listening to %zu sources, %zu channels", c->nsources,
	    c->nchannels);
	keeper_turns(k, once);
	keeper_end(k);
	return once && k->failed ? 1 : 0;
}
