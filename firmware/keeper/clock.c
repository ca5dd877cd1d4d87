/*
 * clock.c - a box without a battery wakes up in 1970, and every
 * certificate is from the future. Before anything is read, sent or written
 * down, one of the owner's own servers says what time it is.
 */
#include "firmware/keeper/keeper.h"

#include "core/when/when.h"
#include "firmware/log.h"
#include "net/dial.h"

#include <errno.h>
#include <time.h>

enum {
	PATIENCE = 15,			/* seconds, with one server */
	PAUSE = 10000,			/* ms between two of them */
	ONCE = 3			/* servers that `once` asks */
};

static const slice us = { "clock", 5 };

/* Or at least possible. */
static bool
clock_right(void)
{
	return keeper_now() >= WHEN_WRITTEN;
}

/* --- whom to ask ----------------------------------------------------------- */

static const struct config_way *
way(const struct config *c, size_t i)
{
	return i < c->nsources ? &c->sources[i].way :
	    &c->channels[i - c->nsources].way;
}

static bool
is_safe(const struct config_way *w)
{
	return slice_ieq(w->origin.scheme, SLICE("https"));
}

/* One after the other; NULL: the file names no server that speaks https. */
static const struct url *
server(const struct config *c, size_t turn)
{
	size_t	 all = c->nsources + c->nchannels, n = 0;

	for (size_t i = 0; i < all; i++)
		n += is_safe(way(c, i));
	for (size_t i = 0, left = n ? turn % n : 0; n > 0 && i < all; i++)
		if (is_safe(way(c, i)) && left-- == 0)
			return &way(c, i)->origin;
	return NULL;
}

/* --- asking ------------------------------------------------------------------ */

/* 0: it was not told, *why. */
static int64_t
hear(const struct worker *w, struct fault *why)
{
	struct job_time t = { .now = 0 };

	if (w->state != WORKER_DONE || w->nfound == 0 ||
	    !wire_get(w->found[0], &job_time, &t))
		fault_words(why, w->why);
	else if (t.now < WHEN_WRITTEN)
		fault_say(why, t.why);
	else
		return t.now;
	return 0;
}

static int64_t
ask(struct keeper *k, const struct url *who, struct fault *why)
{
	struct slot s = { .typed = true, .origin = *who };
	struct job j = { .index = 0 };
	int64_t	 now = 0;

	if (!worker_open(&s.worker))
		return fault_words(why, "no memory"), 0;
	keeper_say_visit(k, &s, PATIENCE, SLICE(""));
	worker_say(&s.worker, &job_job, &j);
	worker_go(&s.worker);
	if (worker_start(&s.worker, "clock", dial_clock() +
	    (PATIENCE + 2) * 1000)) {
		keeper_await(&s);
		now = hear(&s.worker, why);
	}
	worker_close(&s.worker);
	return now;
}

/* --- setting ----------------------------------------------------------------- */

static slice
date(int64_t t, char room[static 40])
{
	struct sink k = { .buf = room, .cap = 40 };

	when_put(&k, t);
	return sink_slice(&k);
}

static void
set(int64_t now, slice who)
{
	struct timespec t = { .tv_sec = (time_t)now };
	char	 room[40];

	if (clock_settime(CLOCK_REALTIME, &t) == 0)
		log_event(us, "set to %.*s, as %.*s says",
		    SLICE_ARG(date(now, room)), SLICE_ARG(who));
	else
		log_event(us, "it is %.*s, as %.*s says, but this program "
		    "may not set the clock: %s", SLICE_ARG(date(now, room)),
		    SLICE_ARG(who), strerror(errno));
}

static void
repair(struct keeper *k, size_t turn)
{
	const struct url *who = server(k->c, turn);
	struct fault why = { "" };
	int64_t	 now;

	if (who == NULL) {
		if (turn == 0)
			log_event(us, "no https server in the file can be "
			    "asked: set it");
		return;
	}
	now = ask(k, who, &why);
	if (now > 0)
		set(now, who->host);
	else
		log_event(us, "%s", why.text);
}

bool
clock_begin(struct keeper *k, bool once)
{
	char	 room[40];

	if (clock_right())
		return true;
	log_event(us, "it says %.*s, which cannot be: nothing is read or sent "
	    "until it is right", SLICE_ARG(date(keeper_now(), room)));
	for (size_t turn = 0; !clock_right(); turn++) {
		repair(k, turn);
		if (!clock_right() && ((once && turn + 1 == ONCE) ||
		    !keeper_pause(once ? 0 : PAUSE)))
			return false;
	}
	return true;
}
