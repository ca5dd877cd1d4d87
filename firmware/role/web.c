/*
 * web.c - the worker that serves one guest: reads one request, asks the
 * keeper what its token is worth, shows the answer. It is told neither the
 * secret nor anything of the shop but what it shows.
 *
 * GET only looks; POST presses. A token is the only key there is: no cookie,
 * so that no page of a stranger can press with somebody else's rights.
 */
#include "firmware/role/role.h"

#include "core/desk/link.h"
#include "core/desk/press_page.h"
#include "core/report/doc.h"
#include "core/web/http1_request.h"
#include "firmware/confine.h"
#include "firmware/worker.h"
#include "net/dial.h"

#include <poll.h>
#include <unistd.h>

enum {
	MEMORY = 256 << 10,
	BODY_MOST = 4096,		/* of a form that we do not read */
	LIMIT = 24 << 20,		/* RLIMIT_AS */
	LINGER = 2000,			/* ms: a guest may still be talking */
	NONSENSE = 113, UNCONFINED = 114
};

struct guest {
	struct arena	 arena;
	struct press_guest is;
	struct http_call call;
	struct press_told told;
	char		 in[HTTP_CALL_HEAD + BODY_MOST];
	size_t		 n;
	int64_t		 deadline;
	struct fault	 fault;
	bool		 silent;	/* it said nothing at all */
};

static struct guest *
hear(void)
{
	static char packet[WIRE_MAX], room[MEMORY];
	struct arena a;
	struct guest *g;
	slice	 p;

	arena_init(&a, room, sizeof(room));
	g = arena_take(&a, sizeof(*g));
	g->arena = a;
	while (worker_hear(packet, sizeof(packet), &p))
		if (!wire_get(arena_copy(&g->arena, p), &press_guest, &g->is))
			_exit(NONSENSE);
	g->deadline = dial_clock() + g->is.seconds * 1000;
	return g;
}

static bool
say(struct guest *g, int64_t status, slice words)
{
	g->told = (struct press_told){ .status = status, .says = words };
	return false;
}

/* --- the request ---------------------------------------------------------- */

static bool
read_more(struct guest *g, size_t most)
{
	ssize_t	 got;

	if (g->n >= most || !dial_wait(WORKER_GUEST, POLLIN, g->deadline))
		return false;
	got = recv(WORKER_GUEST, g->in + g->n, most - g->n, MSG_DONTWAIT);
	g->silent = got <= 0 && g->n == 0;
	if (got > 0)
		g->n += (size_t)got;
	return got > 0;
}

/* What follows the head is not looked at; but who is cut off while talking may
 * never see the answer. */
static bool
read_request(struct guest *g)
{
	int	 status = 0;
	long	 head;
	size_t	 all;

	g->silent = true;
	while ((head = http_call((slice){ g->in, g->n }, &g->call, &status,
	    &g->fault)) == 0)
		if (!read_more(g, HTTP_CALL_HEAD))
			return say(g, 408, SLICE("the request never ended"));
	if (head < 0)
		return say(g, status, slice_of(g->fault.text));
	if (g->call.length > BODY_MOST)
		return say(g, 413, SLICE("that is too much for a button"));
	all = (size_t)head + (size_t)g->call.length;
	while (g->n < all && read_more(g, all))
		;
	return g->n >= all || say(g, 408, SLICE("the request never ended"));
}

static bool
is_our_name(const struct guest *g)
{
	slice	 names = g->is.hosts;

	while (names.n) {
		slice	 name = slice_cut(&names, '\n');

		if (name.n && slice_ieq(name, g->call.host))
			return true;
	}
	return false;
}

static bool
is_method(const struct guest *g, const char *name)
{
	return slice_eq(g->call.method, slice_of(name));
}

/* In this order: who asks by another name learns nothing, not even what there
 * is. */
static bool
check(struct guest *g, slice *token, bool *link)
{
	slice	 unused[2];

	if (!is_our_name(g))
		return say(g, 403, SLICE("this box has another name"));
	if (!is_method(g, "GET") && !is_method(g, "HEAD") &&
	    !is_method(g, "POST"))
		return say(g, 405, SLICE("a button is pressed with POST"));
	*token = slice_from(g->call.target, 3);
	*link = slice_starts(g->call.target, SLICE("/r/")) &&
	    link_target(*token, &unused[0], &unused[1]);
	if (*link)
		return !is_method(g, "POST") ||
		    say(g, 405, SLICE("a report is only looked at"));
	if (!slice_starts(g->call.target, SLICE("/a/")))
		return say(g, 404, SLICE("there is nothing here"));
	return token_like(*token) ||
	    say(g, 403, SLICE("this button is not one of this box"));
}

/* --- the keeper ----------------------------------------------------------- */

static slice
hear_more(void)
{
	static char packet[WIRE_MAX];
	slice	 p;

	if (!worker_hear(packet, sizeof(packet), &p))
		_exit(NONSENSE);
	return p;
}

static void
ask(struct guest *g, slice token)
{
	struct press_ask a = { .token = token,
	    .press = is_method(g, "POST") };

	if (!worker_tell(&press_ask, &a) || !wire_get(arena_copy(&g->arena,
	    hear_more()), &press_told, &g->told))
		_exit(NONSENSE);
}

/* --- the answer ----------------------------------------------------------- */

/* A browser says that it wants a page; a notification does not. */
static enum press_form
form(const struct guest *g)
{
	slice	 accept = http_value(&g->call.head, SLICE("Accept"));

	return slice_find(accept, SLICE("text/html")) < accept.n ?
	    PRESS_HTML : PRESS_TEXT;
}

static void
put_all(struct guest *g, slice s)
{
	while (s.n && dial_wait(WORKER_GUEST, POLLOUT, g->deadline)) {
		ssize_t	 n = send(WORKER_GUEST, s.p, s.n,
		    MSG_DONTWAIT | MSG_NOSIGNAL);

		if (n <= 0)
			return;
		s = slice_from(s, (size_t)n);
	}
}

/* Or it is reset before it reads. */
static void
linger(struct guest *g)
{
	int64_t	 until = dial_clock() + LINGER;

	shutdown(WORKER_GUEST, SHUT_WR);
	if (g->deadline > until)
		g->deadline = until;
	for (int i = 0; i < 16; i++) {
		g->n = 0;
		if (!read_more(g, sizeof(g->in)))
			return;
	}
}

/* A report comes in parts, and goes on as it comes: there is not as much
 * memory here. */
static void
pass_on(struct guest *g)
{
	char	 head[1024];
	struct sink k = { .buf = head, .cap = sizeof(head) };
	struct link_part part;
	int64_t	 left = is_method(g, "HEAD") ? 0 : g->told.item;

	press_head(&k, 200, g->told.says, g->told.item,
	    slice_of(doc_style_hash));
	put_all(g, sink_slice(&k));
	for (; left > 0; left -= (int64_t)part.bytes.n) {
		if (!wire_get(hear_more(), &link_part, &part) ||
		    part.bytes.n == 0)
			_exit(NONSENSE);
		put_all(g, part.bytes);
	}
	linger(g);
}

static void
answer(struct guest *g)
{
	size_t	 room = (g->arena.cap - g->arena.used) / 2;
	struct sink k = { .buf = arena_take(&g->arena, room), .cap = room };

	press_reply(&k, &g->arena, &g->told, form(g), is_method(g, "HEAD"));
	if (k.full || g->arena.spent)
		return;
	put_all(g, sink_slice(&k));
	linger(g);
}

int
role_web(void)
{
	struct guest *g = hear();
	bool	 link = false;
	slice	 token;

	if (!confine_first((unsigned)g->is.seconds + 5, LIMIT,
	    (uid_t)g->is.uid))
		_exit(UNCONFINED);
	(void)confine_indoors();	/* no seccomp here: doctor says so */
	if (read_request(g) && check(g, &token, &link))
		ask(g, token);
	if (link && g->told.status == 200)
		pass_on(g);
	else if (!g->silent)
		answer(g);
	return 0;
}
