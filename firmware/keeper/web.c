/*
 * web.c - the door for buttons: lets a few guests in at a time, gives
 * each a worker of its own, answers that worker's one question. Not a byte of
 * a guest is read here.
 */
#include "firmware/keeper/keeper.h"

#include "core/desk/link.h"
#include "firmware/log.h"
#include "net/dial.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	BACKLOG = 16,
	FROM_ONE = 3,			/* guests of one address: browsers open
					 * connections that they do not use */
	BURST = 40, PER_SECOND = 4,	/* requests of one address */
	RETRY = 30			/* seconds, when the door is stuck */
};

static const slice us = { "web", 3 };

/* --- the door ------------------------------------------------------------- */

static socklen_t
address(const struct config_web *w, struct sockaddr_storage *at)
{
	struct sockaddr_in *v4 = (struct sockaddr_in *)at;
	struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)at;
	unsigned char ip[16];
	size_t	 n = url_ip(w->listen, ip);

	memset(at, 0, sizeof(*at));
	if (n == 4) {
		v4->sin_family = AF_INET;
		v4->sin_port = htons((uint16_t)w->port);
		memcpy(&v4->sin_addr, ip, 4);
		return sizeof(*v4);
	}
	v6->sin6_family = AF_INET6;
	v6->sin6_port = htons((uint16_t)w->port);
	memcpy(&v6->sin6_addr, ip, 16);
	return sizeof(*v6);
}

static int
open_door(const struct config_web *w)
{
	struct sockaddr_storage at;
	socklen_t n = address(w, &at);
	int	 fd = socket(at.ss_family, SOCK_STREAM | SOCK_CLOEXEC |
	    SOCK_NONBLOCK, 0), one = 1, kept;

	if (fd < 0)
		return -1;
	(void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (bind(fd, (struct sockaddr *)&at, n) == 0 &&
	    listen(fd, BACKLOG) == 0)
		return fd;
	kept = errno;
	close(fd);
	errno = kept;
	return -1;
}

void
web_begin(struct keeper *k)
{
	k->web.door = -1;
	k->web.hold = k->c->web.port ? 0 : INT64_MAX;
}

/* The network of a router may come up after us. */
int64_t
web_next(struct keeper *k, int64_t now)
{
	struct web *w = &k->web;

	if (w->door >= 0 || w->hold > now)
		return w->door >= 0 ? INT64_MAX : w->hold;
	w->door = open_door(&k->c->web);
	if (w->door >= 0) {
		log_event(us, "buttons are pressed at %.*s",
		    SLICE_ARG(k->c->web.address));
		w->told = false;
		return INT64_MAX;
	}
	if (!w->told)
		log_event(us, "cannot listen at %.*s port %u: %s; trying again",
		    SLICE_ARG(k->c->web.listen), k->c->web.port,
		    strerror(errno));
	w->told = true;
	return w->hold = now + RETRY;
}

/* --- guests --------------------------------------------------------------- */

static void
say_from(const struct sockaddr_storage *at, unsigned char from[static 16])
{
	memset(from, 0, 16);
	if (at->ss_family == AF_INET)
		memcpy(from, &((const struct sockaddr_in *)at)->sin_addr, 4);
	else	/* a household has a whole /64 */
		memcpy(from, &((const struct sockaddr_in6 *)at)->sin6_addr, 8);
}

/* A box that listens everywhere listens to the internet too. Of IPv6 that
 * cannot be told: phones at home have public addresses. */
static bool
is_near(const struct sockaddr_storage *at)
{
	const unsigned char *v4 = (const unsigned char *)
	    &((const struct sockaddr_in *)at)->sin_addr;
	const unsigned char *v6 = (const unsigned char *)
	    &((const struct sockaddr_in6 *)at)->sin6_addr;
	static const unsigned char mapped[12] = { [10] = 0xff, 0xff };

	if (at->ss_family == AF_INET)
		return url_ip_private(v4, 4);
	return memcmp(v6, mapped, sizeof(mapped)) != 0 ||
	    url_ip_private(v6 + 12, 4);
}

/* A bucket for each address; the one idle longest makes room for a new one. */
static bool
may_come(struct web *w, const unsigned char from[static 16], int64_t now)
{
	size_t	 i = 0, oldest = 0;

	while (i < WEB_KNOWN && (w->known[i].at == 0 ||
	    memcmp(w->known[i].from, from, 16) != 0))
		i++;
	for (size_t j = 0; i == WEB_KNOWN && j < WEB_KNOWN; j++)
		if (w->known[j].at < w->known[oldest].at)
			oldest = j;
	if (i == WEB_KNOWN) {
		i = oldest;
		memcpy(w->known[i].from, from, 16);
		w->known[i].left = BURST * 1000;
		w->known[i].at = now;
	}
	w->known[i].left += (now - w->known[i].at) * PER_SECOND;
	w->known[i].at = now;
	if (w->known[i].left > BURST * 1000)
		w->known[i].left = BURST * 1000;
	if (w->known[i].left < 1000)
		return false;
	w->known[i].left -= 1000;
	return true;
}

static struct guest *
place(struct web *w, const unsigned char from[static 16])
{
	struct guest *g = NULL;
	size_t	 same = 0;

	for (size_t i = 0; i < WEB_GUESTS; i++) {
		if (!w->guests[i].used)
			g = &w->guests[i];
		else
			same += memcmp(w->guests[i].from, from, 16) == 0;
	}
	return same < FROM_ONE ? g : NULL;
}

static void
serve(struct keeper *k, struct guest *g, int fd,
    const unsigned char from[static 16])
{
	struct press_guest is = { .hosts = k->c->web.hosts,
	    .seconds = WEB_SECONDS, .uid = 65534 };

	*g = (struct guest){ .used = false };
	if (!worker_open(&g->worker))
		return;
	memcpy(g->from, from, 16);
	g->worker.guest = fd;
	worker_say(&g->worker, &press_guest, &is);
	worker_go(&g->worker);
	g->used = worker_start(&g->worker, "web",
	    dial_clock() + (WEB_SECONDS + 2) * 1000);
	if (!g->used)
		worker_close(&g->worker);
}

static void
let_in(struct keeper *k)
{
	struct sockaddr_storage at = { .ss_family = AF_INET };
	socklen_t n = sizeof(at);
	int	 fd = accept4(k->web.door, (struct sockaddr *)&at, &n,
	    SOCK_CLOEXEC);
	unsigned char from[16];
	struct guest *g;

	if (fd < 0)
		return;
	say_from(&at, from);
	g = place(&k->web, from);
	if (g != NULL && is_near(&at) && may_come(&k->web, from, dial_clock()))
		serve(k, g, fd, from);
	close(fd);
}

/* --- what a worker asks --------------------------------------------------- */

/* A press is committed before it is answered. */
static void
obey(struct keeper *k, const struct press_ask *a, struct press_told *told,
    char *room)
{
	struct fault f = { "" };
	struct txn *t = store_begin(k->store, a->press != 0, &f);
	bool	 write = false, good = t != NULL;

	*told = (struct press_told){ .status = 503 };
	if (t != NULL && a->press == 0)
		press_look(k, t, a->token, told, room);
	else if (t != NULL)
		write = press_make(k, t, a->token, told, room);
	if (write)
		good = keeper_commit(k, t);
	else
		store_abort(t);
	if (good && told->says.n)
		return;
	*told = (struct press_told){ .status = 503, .says =
	    SLICE("The box could not write that down. Please try again in a "
	    "minute.") };
	if (store_full(k->store))
		keeper_make_room(k);
}

static void
answer(struct keeper *k, struct guest *g)
{
	struct worker *w = &g->worker;
	char	*room = malloc(PRESS_ROOM);
	struct press_told told;
	struct press_ask a;
	slice	 token, table;

	g->asked = true;
	if (room == NULL || !wire_get(w->found[0], &press_ask, &a)) {
		if (w->pid > 0)
			kill(w->pid, SIGKILL);
		free(room);
		return;
	}
	if (link_target(a.token, &token, &table)) {
		link_answer(k, w, token, table);
	} else {
		obey(k, &a, &told, room);
		worker_say(w, &press_told, &told);
	}
	worker_step(w, POLLOUT, dial_clock());	/* at once: it may be gone by
						 * the next turn */
	free(room);
}

static void
step(struct keeper *k, struct guest *g, short revents)
{
	worker_step(&g->worker, revents, dial_clock());
	if (g->worker.state == WORKER_RUNNING && !g->asked &&
	    g->worker.nfound > 0)
		answer(k, g);
	if (g->worker.state == WORKER_RUNNING)
		return;
	if (g->worker.state == WORKER_FAILED)
		log_event(us, "a guest was not served: %s", g->worker.why);
	worker_close(&g->worker);
	g->used = false;
}

/* --- in the keeper's loop ------------------------------------------------- */

void
web_watch(const struct keeper *k, struct pollfd *p,
    int64_t *ms)
{
	size_t	 busy = 0;

	for (size_t i = 0; i < WEB_GUESTS; i++) {
		const struct guest *g = &k->web.guests[i];
		int64_t	 left = g->worker.deadline - dial_clock();

		p[i] = (struct pollfd){ .fd = -1 };
		if (!g->used)
			continue;
		busy++;
		p[i].fd = g->worker.fd;
		p[i].events = worker_events(&g->worker);
		*ms = left < *ms ? left : *ms;
	}
	p[WEB_GUESTS] = (struct pollfd){ .events = POLLIN,
	    .fd = busy < WEB_GUESTS ? k->web.door : -1 };
}

void
web_step(struct keeper *k, const struct pollfd *p)
{
	for (size_t i = 0; i < WEB_GUESTS; i++)
		if (k->web.guests[i].used)
			step(k, &k->web.guests[i], p[i].revents);
	if (p[WEB_GUESTS].revents & POLLIN)
		let_in(k);
}

void
web_abandon(struct keeper *k)
{
	for (size_t i = 0; i < WEB_GUESTS; i++)
		if (k->web.guests[i].used && k->web.guests[i].worker.pid > 0)
			kill(k->web.guests[i].worker.pid, SIGKILL);
	if (k->web.door >= 0)
		close(k->web.door);
}
