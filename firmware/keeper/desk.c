/*
 * desk.c - who is told of a mention, and what happens by itself
 * afterwards: the ladder, the calls of a crisis. core/desk decides; here it
 * becomes letters, in the transaction that stores what it decided from.
 */
#include "firmware/keeper/keeper.h"

#include "core/judge/score.h"
#include "core/letter.h"
#include "firmware/desk/acting.h"
#include "firmware/desk/crisis.h"
#include "firmware/log.h"
#include "storage/contacts.h"

#include <stdlib.h>

enum {
	ROUTER_MEMORY = 256 << 10,
	SOON = 5,			/* seconds, when the store had no room */
	AT_ONCE = 32			/* tasks in one turn of the loop */
};

/* --- letters ---------------------------------------------------------------- */

/* What else is known of who said it: a line. */
static void
put_known(struct telling *t, struct arena *a, struct letter *l)
{
	uint64_t id = contacts_by(t->txn, a, t->id);
	struct contact c;
	struct sink k;
	size_t	 n;

	if (id == 0 || !contacts_whole(t->txn, a, id, &c))
		return;
	k = sink_open(a);
	sink_put(&k, l->text);
	sink_text(&k, "\nKnown: ");
	n = k.len;
	contact_known(&k, &c, &t->item->verdict);
	if (k.len > n)
		l->text = sink_close(&k, a);
}

/* What is to be done about such an issue, as the last line. */
static void
put_playbook(struct telling *t, struct arena *a, struct letter *l)
{
	const struct config_answers *c = &t->k->c->answers;
	const struct playbook *p = shelf_playbook(c->playbooks,
	    c->nplaybooks, &t->item->verdict);
	struct sink k = sink_open(a);

	if (p == NULL)
		return;
	sink_put(&k, l->text);
	sink_text(&k, "\nPlaybook: ");
	playbook_put(&k, p);
	l->text = sink_close(&k, a);
}

/* While a crisis is on, the last line of all. */
static void
put_pin(struct telling *t, struct arena *a, struct letter *l)
{
	slice	 pin = t->k->desk.crisis ? crisis_pin(t->k->c, t->txn, a,
	    NULL) : SLICE("");
	struct sink k;

	if (pin.n == 0)
		return;
	k = sink_open(a);
	sink_put(&k, l->text);
	sink_text(&k, "\n");
	sink_put(&k, pin);
	l->text = sink_close(&k, a);
}

/* What was last written beside it, for whom it is given to. */
static void
put_note(struct telling *t, struct arena *a, struct letter *l)
{
	slice	 rest = t->note, line = t->note;
	struct sink k;

	while (rest.n)
		line = slice_cut(&rest, '\n');
	if (line.n == 0)
		return;
	k = sink_open(a);
	sink_put(&k, l->text);
	sink_text(&k, "\nNote: ");
	sink_put(&k, line);
	l->text = sink_close(&k, a);
}

static bool
put_letter(struct telling *t, const struct config_channel *ch,
    const struct staff_person *p, unsigned step)
{
	struct arena a;
	struct letter l = { .channel = ch->way.name,
	    .level = score_level_name(t->level), .mention = (int64_t)t->id,
	    .born = keeper_now(), .who = p ? p->name : SLICE("") };
	char	 number[24];

	arena_init(&a, t->k->scratch, KEEPER_SCRATCH);
	letter_alert(&a, t->item, l.born, &l);
	put_known(t, &a, &l);
	if (p != NULL) {
		put_note(t, &a, &l);
		put_playbook(t, &a, &l);
		put_pin(t, &a, &l);
	}
	if (step > 0)
		letter_again(&a, l.born - t->opened, &l);
	l.mentions = fault_int(number, (int64_t)t->id);
	return !a.spent && outbox_new(t->txn, l.born, &l);
}

/* Two people may share a channel: it hears of it once. */
static bool
is_first(const struct staff *s, const struct decision *d, size_t n)
{
	const struct call *c = &d->calls[n];
	unsigned channel = s->people[c->who].ways[c->way].channel;

	for (size_t i = 0; i < n; i++)
		if (s->people[d->calls[i].who].ways[d->calls[i].way].channel ==
		    channel)
			return false;
	return true;
}

bool
desk_call(struct telling *t, const struct decision *d)
{
	const struct config *c = t->k->c;

	for (size_t i = 0; i < d->ncalls; i++) {
		const struct call *call = &d->calls[i];
		const struct staff_person *p = &c->staff.people[call->who];

		if (is_first(&c->staff, d, i) && !put_letter(t,
		    &c->channels[p->ways[call->way].channel], p, call->step))
			return false;
	}
	return true;
}

size_t
desk_machines(const struct config *c, enum level level)
{
	size_t	 n = 0;

	for (size_t i = 0; i < c->nchannels; i++)
		n += c->channels[i].way.machine &&
		    level >= c->channels[i].least;
	return n;
}

bool
desk_call_machines(struct telling *t)
{
	const struct config *c = t->k->c;

	for (size_t i = 0; i < c->nchannels; i++)
		if (c->channels[i].way.machine &&
		    t->level >= c->channels[i].least &&
		    !put_letter(t, &c->channels[i], NULL, 0))
			return false;
	return true;
}

bool
desk_answered(struct keeper *k, struct txn *t, const struct letter *l)
{
	struct mark m = { .mention = l->mention, .act = ACT_ANSWERED + 1,
	    .when = keeper_now(), .by = l->who };

	return acting_note(k->c, t, &m);
}

/* --- what comes by itself ----------------------------------------------------- */

/* The next step of a task whose time has come, in the transaction. */
static bool
climb(struct keeper *k, struct txn *txn, struct desk *desk, struct task *task,
    int64_t now)
{
	char	*room = malloc(KEEPER_SCRATCH);
	struct decision d;
	struct item item;
	struct arena a;
	struct telling t = { .k = k, .txn = txn, .item = &item,
	    .id = (uint64_t)task->mention, .level = (enum level)task->level,
	    .opened = task->opened };
	bool	 ok = room != NULL;

	if (ok) {
		arena_init(&a, room, KEEPER_SCRATCH);
		t.note = arena_copy(&a, task->note);
		desk_due(desk, &a, task, now, &d);
		ok = !a.spent && (d.ncalls == 0 ||
		    !mentions_get(txn, t.id, &item) || desk_call(&t, &d)) &&
		    tasks_put(txn, task) && desk_save(txn, desk, &k->day);
	}
	if (ok && d.ncalls > 0)
		log_event(slice_of("desk"), "item %lld is not answered: told "
		    "%zu more", (long long)task->mention, d.ncalls);
	free(room);
	return ok;
}

/* True: there may be more of them. */
static bool
climb_one(struct keeper *k, int64_t now, int64_t *next)
{
	struct fault f = { "" };
	struct txn *t = store_begin(k->store, false, &f);
	struct desk desk = k->desk;
	struct task task;
	bool	 due = t != NULL && tasks_due(t, now, &task, next);

	store_abort(t);
	if (!due || (t = store_begin(k->store, true, &f)) == NULL)
		return false;
	if (!tasks_due(t, now, &task, next) ||
	    !climb(k, t, &desk, &task, now)) {
		store_abort(t);
	} else if (keeper_commit(k, t)) {
		k->desk = desk;
		return true;
	}
	if (store_full(k->store))
		keeper_make_room(k);
	*next = now + SOON;
	return false;
}

void
desk_run(struct keeper *k, int64_t now, int64_t *next)
{
	int	 most = AT_ONCE;

	*next = INT64_MAX;
	while (most-- > 0 && climb_one(k, now, next))
		;
}

void
desk_read(struct keeper *k)
{
	struct fault f = { "" };
	struct txn *t = store_begin(k->store, false, &f);

	if (t != NULL)
		desk_load(t, &k->c->staff, &k->desk, &k->day);
	store_abort(t);
}

bool
desk_begin(struct keeper *k)
{
	void	*room = malloc(ROUTER_MEMORY);
	struct fault f = { "" };
	struct arena a;
	struct txn *t;
	bool	 ok;

	if (room == NULL)
		return false;
	arena_init(&a, room, ROUTER_MEMORY);	/* kept as long as we are */
	k->desk.router = router_make(&a, &k->c->staff);
	if (k->desk.router == NULL || (t = store_begin(k->store, true, &f)) ==
	    NULL)
		return false;
	ok = desk_load(t, &k->c->staff, &k->desk, &k->day);
	if (ok && k->day.began == 0) {
		k->day.began = k->desk.began = keeper_now();
		ok = desk_save(t, &k->desk, &k->day);
	}
	if (ok)
		return keeper_commit(k, t);
	store_abort(t);
	return false;
}
