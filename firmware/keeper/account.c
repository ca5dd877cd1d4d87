/*
 * account.c - accounts: who may use its token, who must get a new one
 * first, and what came of that.
 *
 *	source due, token old or refused -> renew worker (one per account)
 *	its TOKEN packet -> store, committed -> the source's worker starts
 *
 * A packet that came counts, whatever became of its worker: the old refresh
 * token may be worth nothing by then. Between the provider's answer and our
 * commit a cut can still lose one; then the old is tried again, which most
 * providers allow for, and if not the owner is asked to sign in.
 */
#include "firmware/keeper/keeper.h"

#include "core/judge/score.h"
#include "core/plan.h"
#include "firmware/log.h"
#include "net/dial.h"
#include "storage/grants.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	REFUSED_WAIT = 86400,		/* seconds; the owner must mend it */
	UNSAVED_WAIT = 10,
	SAVE_TRIES = 3
};

static const struct config_account *
config_of(const struct keeper *k, const struct account *a)
{
	return &k->c->accounts[a - k->accounts];
}

static struct account *
account_of(const struct keeper *k, const struct config_way *w)
{
	return w->account ? &k->accounts[w->account - 1] : NULL;
}

/* --- what is known of it ------------------------------------------------ */

/* Keeps a copy; the old one goes. */
static bool
keep(struct account *a, const struct grant *t)
{
	size_t	 room = 64 + t->account.n + t->access.n + t->refresh.n +
	    t->took.n + t->pasted.n + t->trouble.n + 80;
	char	*record = malloc(room);
	struct sink k = { .buf = record, .cap = room };

	if (record == NULL)
		return false;
	wire_put(&k, &wire_grant, t);
	free(a->record);
	a->record = record;
	if (k.full || !wire_get(sink_slice(&k), &wire_grant, &a->token))
		a->token = (struct grant){ .obtained = 0 };
	snprintf(a->why, sizeof(a->why), "%.*s", SLICE_ARG(t->trouble));
	a->serial++;
	return !k.full;
}

/* Who waited for its token may go at once. */
static void
let_go(struct keeper *k, size_t i)
{
	for (size_t n = 0; k->live != NULL && n < k->c->nsources; n++)
		if (k->c->sources[n].way.account == i + 1)
			k->live[n].next =
			    k->outlets[k->c->nchannels + n].hold = 0;
	for (size_t n = 0; k->outlets != NULL && n < k->c->nchannels; n++)
		if (k->c->channels[n].way.account == i + 1)
			k->outlets[n].hold = 0;
}

static void
read_one(struct keeper *k, struct txn *t, size_t i)
{
	struct account *a = &k->accounts[i];
	struct grant token;

	if (!grants_get(t, k->c->accounts[i].name, &token) ||
	    (a->record != NULL && (token.order == a->token.order)))
		return;
	a->unsaved = a->stale = false;
	a->next = a->failures = 0;
	(void)keep(a, &token);
	let_go(k, i);
}

void
accounts_read(struct keeper *k)
{
	struct fault f = { "" };
	struct txn *t = store_begin(k->store, false, &f);

	for (size_t i = 0; t != NULL && i < k->c->naccounts; i++)
		read_one(k, t, i);
	store_abort(t);
}

bool
accounts_begin(struct keeper *k)
{
	k->accounts = calloc(k->c->naccounts + 1, sizeof(*k->accounts));
	if (k->accounts != NULL)
		accounts_read(k);
	return k->accounts != NULL;
}

void
keeper_say_grant(struct keeper *k, struct slot *s, const struct config_way *w)
{
	const struct account *a = account_of(k, w);
	struct grant t;

	if (a == NULL || a->record == NULL)
		return;
	t = a->token;
	t.refresh = SLICE("");
	worker_say(&s->worker, &wire_grant, &t);
}

/* --- who may go --------------------------------------------------------- */

/* The file says something else than what was signed in with. */
static bool
is_other(const struct config_account *c, const struct account *a)
{
	return c->seed != 0 && a->token.seed != c->seed;
}

static bool
is_good(const struct config_way *w, const struct config_account *c,
    const struct account *a, int64_t now)
{
	if (c->kind == GRANT_NONE)
		return !w->lacks || a->token.pasted.n > 0;
	return grant_fresh(&a->token, now) && !a->stale && !a->unsaved &&
	    !is_other(c, a);
}

bool
account_ready(struct keeper *k, const struct config_way *w, int64_t now,
    int64_t *next)
{
	struct account *a = account_of(k, w);
	const struct config_account *c = a ? config_of(k, a) : NULL;

	*next = 0;
	if (a == NULL || is_good(w, c, a, now))
		return true;
	if (c->kind == GRANT_NONE || (c->way->lacks &&
	    a->token.pasted.n == 0 && a->token.refresh.n == 0)) {
		if (a->why[0] == '\0')
			log_event(c->name, "is not signed in yet: earshot "
			    "login %.*s", SLICE_ARG(c->name));
		snprintf(a->why, sizeof(a->why), "is not signed in yet: "
		    "earshot login %.*s", SLICE_ARG(c->name));
		*next = now + REFUSED_WAIT;
	} else if (a->busy || a->next <= now) {
		a->wanted = true;
	} else {
		*next = a->next;
	}
	return false;
}

void
account_hold(struct keeper *k, size_t source, int64_t next)
{
	const struct config_way *w = &k->c->sources[source].way;
	const struct account *a = account_of(k, w);
	struct live *l = &k->live[source];
	struct fault f = { "" }, words = { "" };
	struct txn *t = store_begin(k->store, true, &f);
	struct source_state st;

	l->next = next;
	l->told = k->failed = true;	/* of the account, not of each */
	fault_tell(&words, "account \"%\": %", config_of(k, a)->name,
	    slice_of(a->why));
	if (t == NULL || !sources_get(t, w->name, &st) ||
	    slice_eq(st.trouble, slice_of(words.text))) {
		store_abort(t);
		return;
	}
	st.trouble = slice_of(words.text);
	st.next = next;
	if (sources_put(t, w->name, &st))
		keeper_commit(k, t);
	else
		store_abort(t);
}

bool
account_refused(struct keeper *k, const struct config_way *w, uint64_t serial)
{
	struct account *a = account_of(k, w);

	if (a == NULL || config_of(k, a)->kind == GRANT_NONE)
		return false;
	if (a->serial == serial)	/* not one that was renewed meanwhile */
		a->stale = true;
	return true;
}

/* --- saving ------------------------------------------------------------- */

/* What only the owner can mend; not by a channel of the same account. */
static bool
write_letters(struct keeper *k, struct txn *t, const struct config_account *c,
    slice why)
{
	struct fault title = { "" }, text = { "" };
	struct letter l = { .level = SLICE("high"), .born = keeper_now() };

	fault_tell(&title, "Please sign in again: %", c->name);
	fault_tell(&text, "%\nOn the box: earshot login %",
	    slice_head(why, 160), c->name);
	l.title = slice_of(title.text);
	l.text = slice_of(text.text);
	return outlet_tell(k->c, t, &l, c->way->account);
}

static bool
save_once(struct keeper *k, const struct account *a, bool tell)
{
	struct fault f = { "" };
	struct txn *t = store_begin(k->store, true, &f);

	if (t == NULL)
		return false;
	if (grants_put(t, &a->token) && (!tell ||
	    write_letters(k, t, config_of(k, a), a->token.trouble)))
		return keeper_commit(k, t);
	store_abort(t);
	return false;
}

/* On disk, or it is not used. */
static void
save(struct keeper *k, struct account *a, bool tell)
{
	a->unsaved = true;
	for (int i = 0; a->unsaved && i < SAVE_TRIES; i++) {
		a->unsaved = !save_once(k, a, tell);
		if (a->unsaved && store_full(k->store))
			keeper_make_room(k);
	}
	if (!a->unsaved)
		return;
	a->next = keeper_now() + UNSAVED_WAIT;
	log_event(config_of(k, a)->name, "its new token could not be stored; "
	    "it is not used before that");
}

/* --- renewing ----------------------------------------------------------- */

static void
start(struct keeper *k, size_t i)
{
	const struct config_account *c = &k->c->accounts[i];
	struct account *a = &k->accounts[i];
	struct slot *s = keeper_slot(k, SLOT_LETTER);
	struct job j = { .index = (int64_t)i };

	if (s == NULL)
		return;
	s->renew = s->typed = true;
	s->account = i;
	s->serial = a->serial;
	s->origin = c->origin;
	keeper_say_visit(k, s, LETTER_SECONDS, SLICE(""));
	keeper_say_way(s, c->way, &j, true);
	if (a->record != NULL && !is_other(c, a))
		worker_say(&s->worker, &wire_grant, &a->token);
	worker_go(&s->worker);
	a->busy = true;
	a->wanted = false;
	if (!worker_start(&s->worker, "renew",
	    dial_clock() + (LETTER_SECONDS + 5) * 1000)) {
		account_settle(k, s);
		keeper_release(s);
	}
}

void
accounts_start(struct keeper *k, int64_t now)
{
	for (size_t i = 0; i < k->c->naccounts; i++) {
		struct account *a = &k->accounts[i];

		if (!a->wanted || a->busy || a->next > now)
			continue;
		if (a->unsaved)
			save(k, a, false);
		else
			start(k, i);
	}
}

/* --- settling ----------------------------------------------------------- */

static void
hear(const struct worker *w, struct grant *t, struct job_answer *a)
{
	*t = (struct grant){ .obtained = 0 };
	*a = (struct job_answer){ .what = RECIPE_RETRY + 1,
	    .why = slice_of(w->why[0] ? w->why : "its worker told nothing") };
	for (size_t i = 0; i < w->nfound; i++) {
		if (wire_kind(w->found[i]) == wire_grant.kind)
			(void)wire_get(w->found[i], &wire_grant, t);
		else if (wire_kind(w->found[i]) == job_answer.kind &&
		    w->state == WORKER_DONE)
			(void)wire_get(w->found[i], &job_answer, a);
	}
}

/* What an answer left out stays as it was, unless all of it is another's. */
static void
take_in(struct keeper *k, struct account *a, struct grant *t)
{
	const struct config_account *c = config_of(k, a);
	const struct grant *old = &a->token;
	bool	 troubled = a->failures > 0;

	if (t->refresh.n == 0 && !is_other(c, a))
		t->refresh = old->refresh;
	if (t->took.n == 0 && !is_other(c, a))
		t->took = old->took;
	t->pasted = old->pasted;
	t->account = c->name;
	t->trouble = SLICE("");
	t->seed = c->seed;
	t->order = old->order;
	a->stale = false;
	a->next = a->failures = 0;
	if (!keep(a, t))
		return;
	save(k, a, false);
	if (troubled)
		log_event(c->name, "is signed in again");
}

static void
refuse(struct keeper *k, struct account *a, const struct job_answer *o)
{
	const struct config_account *c = config_of(k, a);
	bool	 owner = o->what == RECIPE_CONFIG + 1;
	struct fault why = { "" };
	struct grant t = a->token;

	fault_tell(&why, "signing in failed: %%%", slice_head(o->why, 140),
	    owner ? SLICE(": earshot login ") : SLICE(""),
	    owner ? c->name : SLICE(""));
	a->next = plan_retry(keeper_now(), (unsigned)++a->failures,
	    owner ? REFUSED_WAIT : o->wait - 1, keeper_dice());
	k->failed = true;
	if (strcmp(a->why, why.text) != 0)
		log_event(c->name, "%s", why.text);
	snprintf(a->why, sizeof(a->why), "%s", why.text);
	t.account = c->name;
	t.trouble = slice_of(why.text);
	if (!owner || slice_eq(a->token.trouble, t.trouble))
		return;
	t.trouble = slice_of(why.text);
	if (keep(a, &t))
		save(k, a, true);
}

void
account_settle(struct keeper *k, struct slot *s)
{
	struct account *a = &k->accounts[s->account];
	struct job_answer o;
	struct grant t;

	a->busy = a->wanted = false;	/* who still waits will say so */
	if (a->serial != s->serial)	/* the owner signed in meanwhile */
		return;
	hear(&s->worker, &t, &o);
	if (t.access.n)
		take_in(k, a, &t);
	else
		refuse(k, a, &o);
}
