#include "firmware/verb/login.h"

#include "core/show.h"
#include "core/web/pkce.h"
#include "firmware/verb/ask.h"
#include "net/dial.h"
#include "net/loopback.h"
#include "net/tls.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	PATIENCE = 15 * 60 * 1000	/* ms for the owner's browser */
};

static slice
shown(struct login *l, slice s)
{
	return show(&l->arena, s, 300, false);
}

/* --- with a worker ------------------------------------------------------ */

static void
extra(struct login *l, const char *name, slice value)
{
	if (l->nextras < LOGIN_EXTRAS)
		l->extras[l->nextras++] = (struct template_var){
		    .name = slice_of(name), .value = value, .secret = true };
}

/* Where a request of this account goes. */
static bool
origin_of(struct login *l, enum grant_ask ask, struct url *origin)
{
	struct fault f = { "" };
	struct http_request rq;

	if (grant_request(&l->recipe, &l->scope, 0, ask, &rq, &f) &&
	    url_http(rq.url, origin))
		return true;
	fprintf(stderr, "%s\n", f.text);
	return false;
}

static slice
nonce(struct login *l)
{
	unsigned char chance[PKCE_CHANCE];

	return tls_random(chance, sizeof(chance)) ?
	    pkce_nonce(&l->arena, chance) : SLICE("");
}

static bool
refused(const struct login *l)
{
	fprintf(stderr, "%.*s: %.*s\n", SLICE_ARG(l->a->name),
	    SLICE_ARG(l->why));
	return false;
}

/* --- the browser -------------------------------------------------------- */

struct round {
	struct login	*l;
	int		 door;		/* -1: none, only pasting */
	slice		 state, redirect, code;
};

/* One request of the browser; true: it brought the code. */
static bool
hear_browser(struct round *r)
{
	static char buf[LOOPBACK_MOST];
	struct fault f = { "" };
	int	 guest;
	slice	 target = loopback_hear(r->door, buf, &guest);

	if (guest < 0)
		return false;
	if (pkce_code(&r->l->arena, target, r->state, &r->code, &f)) {
		r->code = arena_copy(&r->l->arena, r->code);
		loopback_answer(guest, true, "Earshot has it. You can close "
		    "this window.\n");
		return true;
	}
	loopback_answer(guest, false, f.text);
	return false;
}

static bool
hear_paste(struct round *r, bool *over)
{
	struct fault f = { "" };
	slice	 line = ask_line(&r->l->arena, false);

	if (feof(stdin)) {
		*over = r->door < 0;
		return false;
	}
	if (line.n == 0)
		return false;
	if (pkce_code(&r->l->arena, line, r->state, &r->code, &f))
		return true;
	fprintf(stderr, "%s\n", f.text);
	return false;
}

static bool
wait_for_code(struct round *r)
{
	int64_t	 deadline = dial_clock() + PATIENCE;
	bool	 over = false;

	while (!over && dial_clock() < deadline) {
		struct pollfd p[2] = { { .fd = r->door, .events = POLLIN },
		    { .fd = feof(stdin) ? -1 : STDIN_FILENO,
		    .events = POLLIN } };

		if (poll(p, 2, (int)(deadline - dial_clock())) <= 0)
			continue;
		if (p[0].revents && hear_browser(r))
			return true;
		if (p[1].revents && hear_paste(r, &over))
			return true;
	}
	fprintf(stderr, "no answer came\n");
	return false;
}

/* Our own door when the redirect leads to this computer. */
static bool
open_door(struct round *r)
{
	const char *asked = r->l->redirect;
	unsigned port = 0;
	struct sink k;
	struct url u;

	r->door = -1;
	if (asked != NULL) {
		r->redirect = slice_of(asked);
		if (!url_http(r->redirect, &u))
			return fprintf(stderr, "%s is no address\n", asked),
			    false;
		if (!slice_eq(u.scheme, SLICE("http")) ||
		    !(slice_eq(u.host, SLICE("127.0.0.1")) ||
		    slice_ieq(u.host, SLICE("localhost"))))
			return true;
		port = u.port;
	}
	r->door = loopback_open(&port);
	if (asked != NULL || r->door < 0)
		return r->door >= 0 || (fprintf(stderr, "port %u of this "
		    "computer is taken\n", port), asked != NULL);
	k = sink_open(&r->l->arena);
	sink_text(&k, "http://127.0.0.1:");
	sink_int(&k, port);
	sink_byte(&k, '/');
	r->redirect = sink_close(&k, &r->l->arena);
	return true;
}

static bool
show_way(struct round *r, slice verifier)
{
	struct login *l = r->l;
	struct template_scope s = l->scope;
	struct http_request rq;
	struct fault f = { "" };

	s.room = 0;
#define PUT(word, text) template_put(&s, (struct template_var){	\
	    .name = SLICE(word), .value = text })
	PUT("redirect_uri", r->redirect);
	PUT("state", r->state);
	PUT("challenge", pkce_challenge(&l->arena, &config_crypto, verifier));
#undef PUT
	if (!grant_request(&l->recipe, &s, 0, GRANT_BROWSER, &rq, &f))
		return fprintf(stderr, "%s\n", f.text), false;
	fprintf(stderr, "Open this address in a browser, sign in there and "
	    "agree:\n\n%.*s\n\n", SLICE_ARG(rq.url));
	fprintf(stderr, r->door >= 0 ? "If the browser runs on this computer, "
	    "that is all. If it runs on another one, it ends\nat an address "
	    "that does not open: copy that address and paste it here.\n" :
	    "Then paste the address at which the browser ends here.\n");
	return true;
}

bool
login_browser(struct login *l)
{
	struct round r = { .l = l, .state = nonce(l) };
	slice	 verifier = nonce(l);
	bool	 good = r.state.n && verifier.n && open_door(&r) &&
	    show_way(&r, verifier) && wait_for_code(&r);

	if (r.door > 0)
		close(r.door);
	if (!good)
		return false;
	extra(l, "code", r.code);
	extra(l, "redirect_uri", r.redirect);
	extra(l, "verifier", verifier);
	return (login_run(l, &l->a->origin, "code", NULL) &&
	    l->end == RECIPE_SUCCESS) || refused(l);
}

/* --- another device ----------------------------------------------------- */

static void
show_device(struct login *l, const struct grant_device *d)
{
	fprintf(stderr, "On any phone or computer, open\n\n    %.*s\n\nand "
	    "enter the code\n\n    %.*s\n\n", SLICE_ARG(shown(l, d->where)),
	    SLICE_ARG(shown(l, d->user_code)));
	if (d->whole.n)
		fprintf(stderr, "or open %.*s\n", SLICE_ARG(shown(l,
		    d->whole)));
	fprintf(stderr, "Waiting for it ...\n");
}

bool
login_device(struct login *l)
{
	struct grant_device d;
	struct url origin;
	int64_t	 deadline;

	if (!origin_of(l, GRANT_DEVICE, &origin))
		return false;
	if (!login_run(l, &origin, "device", &d) || l->end != RECIPE_SUCCESS)
		return refused(l);
	show_device(l, &d);
	deadline = dial_clock() + d.seconds * 1000;
	extra(l, "device_code", d.device_code);
	while (dial_clock() < deadline) {
		sleep((unsigned)d.interval);
		if (!login_run(l, &l->a->origin, "poll", NULL) ||
		    l->end == RECIPE_CONFIG)
			return refused(l);
		if (l->end == RECIPE_SUCCESS)
			return true;
		if (l->end == RECIPE_LIMITED)
			d.interval += 5;	/* RFC 8628, 3.5 */
	}
	fprintf(stderr, "the time to enter the code is over\n");
	return false;
}

/* --- pasting ------------------------------------------------------------ */

bool
login_paste(struct login *l)
{
	slice	 line;

	fprintf(stderr, "Paste the refresh token of %.*s (it is not shown): ",
	    SLICE_ARG(l->a->name));
	line = ask_line(&l->arena, true);
	if (line.n == 0)
		return fprintf(stderr, "nothing was pasted\n"), false;
	extra(l, "refresh_token", line);
	if (!login_run(l, &l->a->origin, "", NULL) ||
	    l->end != RECIPE_SUCCESS)
		return refused(l);
	if (l->token.refresh.n == 0)
		l->token.refresh = line;
	return true;
}
