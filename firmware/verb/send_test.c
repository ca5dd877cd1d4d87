/* send_test.c - one real letter to one channel, the verdict in words. */
#include "firmware/keeper/keeper.h"
#include "firmware/verb/look.h"
#include "firmware/verb/verbs.h"
#include "net/dial.h"

#include <signal.h>
#include <stdio.h>

static const struct config_channel *
find(const struct config *c, const char *name)
{
	for (size_t i = 0; i < c->nchannels; i++)
		if (slice_eq(c->channels[i].way.name, slice_of(name)))
			return &c->channels[i];
	fprintf(stderr, "there is no channel \"%s\"; there %s:", name,
	    c->nchannels ? "are" : "is none");
	for (size_t i = 0; i < c->nchannels; i++)
		fprintf(stderr, " %.*s", SLICE_ARG(c->channels[i].way.name));
	fprintf(stderr, "\n");
	return NULL;
}

/* The token of its account, as it is stored. A new one is never got here: two
 * who renew at once would lose the account. */
static bool
signed_in(struct keeper *k, const struct config_way *w)
{
	struct store_options o = look_options(k->c, true);
	struct fault f = { "" };
	int64_t	 next;
	bool	 ready;

	if (w->account == 0)
		return true;
	k->store = store_open(k->c->data, &o, &f);
	if (k->store == NULL) {
		fprintf(stderr, "its account is not signed in: %s\n", f.text);
		return false;
	}
	ready = accounts_begin(k) && account_ready(k, w, keeper_now(), &next);
	if (!ready && k->accounts && k->accounts[w->account - 1].why[0] == '\0')
		fprintf(stderr, "the sign-in of its account is old; \"earshot "
		    "run\" renews it when a letter goes\n");
	store_close(k->store);
	k->store = NULL;
	return ready;
}

static void
say_job(struct keeper *k, struct slot *s, const struct config_channel *ch)
{
	struct job j = { .index = 0 };
	struct letter l = { .channel = ch->way.name, .level = SLICE("normal"),
	    .title = SLICE("Earshot can reach you"),
	    .text = SLICE("This is the test you asked for. When somebody "
	    "talks about your shop, it will look like this."),
	    .id = keeper_now(), .born = keeper_now() };

	s->typed = true;
	s->origin = ch->way.origin;
	keeper_say_visit(k, s, LETTER_SECONDS, SLICE(""));
	keeper_say_way(s, &ch->way, &j, true);
	keeper_say_grant(k, s, &ch->way);
	worker_say(&s->worker, &wire_letter, &l);
	worker_go(&s->worker);
}

static int
tell(const struct slot *s, const char *name)
{
	struct job_answer a;

	for (size_t i = 0; s->worker.state == WORKER_DONE &&
	    i < s->worker.nfound; i++) {
		if (!wire_get(s->worker.found[i], &job_answer, &a))
			continue;
		if (a.what == RECIPE_SUCCESS + 1) {
			fprintf(stderr, "%s took it: look at your phone or "
			    "mailbox\n", name);
			return EXIT_GOOD;
		}
		fprintf(stderr, "%s: %.*s\n", name, SLICE_ARG(a.why));
		return EXIT_NO;
	}
	fprintf(stderr, "%s: %s\n", name, s->worker.why);
	return EXIT_SYSTEM;
}

int
verb_send_test(const char *file, int argc, char **argv)
{
	static struct keeper k;
	const struct config_channel *ch;
	struct slot *s;

	if (argc != 2) {
		fprintf(stderr, "usage: earshot send-test CHANNEL\n");
		return EXIT_USAGE;
	}
	k.c = config_read(file);
	if (k.c == NULL || (ch = find(k.c, argv[1])) == NULL)
		return EXIT_USAGE;
	snprintf(k.host_id, sizeof(k.host_id), "test-%08lx",
	    (unsigned long)keeper_dice());
	signal(SIGPIPE, SIG_IGN);
	if (!signed_in(&k, &ch->way))
		return EXIT_NO;
	s = keeper_slot(&k, false);
	if (s == NULL)
		return EXIT_SYSTEM;
	say_job(&k, s, ch);
	if (worker_start(&s->worker, deliver_role(&ch->way),
	    dial_clock() + LETTER_SECONDS * 1000))
		keeper_await(s);
	return tell(s, argv[1]);
}
