/*
 * triage.c - what becomes of a mention: kept, and told to whom.
 */
#include "firmware/keeper/keeper.h"

#include "core/judge/score.h"
#include "core/letter.h"
#include "core/text/text.h"
#include "firmware/desk/acting.h"
#include "firmware/desk/sharing.h"
#include "firmware/log.h"
#include "storage/contacts.h"

enum {
	ANNOUNCED = 90,			/* characters of it in the log */
	ROOM = 64 << 10,		/* for deciding about one */
	THREADS = 200			/* items that an answer may belong to */
};

struct heard_of {
	struct item	 item;
	enum level	 level;
	struct desk	 desk;		/* once it is told of */
	struct task	 task;
	struct decision	 decision;
};

/* The networks' ids are unique on their host; those of feeds in their feed. */
static slice
space(const struct config_way *w, char *buf, size_t cap)
{
	struct sink k = { .buf = buf, .cap = cap };

	if (w->feed)
		return w->name;
	sink_put(&k, w->recipe_name);
	sink_byte(&k, '|');
	sink_put(&k, w->origin.host);
	return sink_slice(&k);
}

/* Who was spared, and why: of those it is for, the one who answers for it. */
static slice
spared(struct arena *a, const struct desk *desk, const struct decision *d,
    int64_t priority, int64_t now)
{
	struct sink k = sink_open(a);

	held_put(&k, desk, d->route.owner, d->held[d->route.owner], priority,
	    now);
	return sink_close(&k, a);
}

/* Decides, before it is known whether the mention is new. */
static void
decide(struct triage *t, struct arena *a, struct heard_of *h, int64_t now)
{
	struct item *item = &h->item;

	if (t->baseline) {
		item->fate = FATE_MUTED;
		item->muted = SLICE("first poll");
		return;
	}
	desk_hear(&h->desk, a, item, now, &h->task, &h->decision);
	if (h->decision.ncalls > 0 || desk_machines(t->k->c, h->level) > 0) {
		item->fate = FATE_SENT;
		return;
	}
	item->fate = FATE_DIGEST;
	item->muted = spared(a, &h->desk, &h->decision,
	    item->verdict.priority, now);
}

static void
announce(const struct triage *t, const struct item *item, enum level level)
{
	struct arena a;
	struct sink why, line;
	slice	 says = item->mention.text.n ? item->mention.text :
	    item->mention.title;

	arena_init(&a, t->k->scratch, KEEPER_SCRATCH);
	line = sink_open(&a);
	text_tidy(&line, says, false);
	says = text_cut(&a, sink_close(&line, &a), ANNOUNCED, TEXT_CHARS);
	why = sink_open(&a);
	letter_reasons(&why, &item->verdict);
	log_event(item->source, "matched \"%.*s\": %.*s %lld, %.*s: %.*s",
	    SLICE_ARG(item->words), SLICE_ARG(item->verdict.class),
	    (long long)item->verdict.priority,
	    SLICE_ARG(score_level_name(level)), SLICE_ARG(says));
	log_event(item->source, "  because %.*s", SLICE_ARG(sink_slice(&why)));
}

/* The task, the letters, and what the desk has become. */
static bool
tell(struct triage *t, struct heard_of *h, uint64_t id)
{
	struct telling told = { .k = t->k, .txn = t->txn, .item = &h->item,
	    .id = id, .level = h->level };

	h->task.mention = (int64_t)id;
	*t->desk = h->desk;
	return tasks_put(t->txn, &h->task) && desk_call(&told, &h->decision) &&
	    desk_call_machines(&told);
}

/* Told of no second time: whoever looks for it must find it here. */
static void
announce_again(struct triage *t, const struct item *item, uint64_t id)
{
	struct item first;

	if (!mentions_get(t->txn, id, &first))
		return;
	log_event(item->source, "the same as mention %llu, seen first at "
	    "%.*s", (unsigned long long)id, SLICE_ARG(first.source));
}

static void
count(struct triage *t, const struct item *item)
{
	t->tally.matched++;
	t->tally.sent += item->fate == FATE_SENT;
	t->tally.digest += item->fate == FATE_DIGEST;
	t->tally.muted += item->fate == FATE_MUTED;
}

static bool
read_finding(const struct triage *t, const struct job_finding *f,
    struct heard_of *h)
{
	if (!wire_get(f->item, &wire_item, &h->item) ||
	    h->item.mention.id.n == 0)
		return false;		/* foreign: not what we asked for */
	h->item.source = t->k->c->sources[t->source].way.name;
	h->item.also = SLICE("");
	h->item.sightings = h->item.edited = 0;	/* not a worker's to say */
	h->level = score_level(h->item.verdict.priority);
	h->desk = *t->desk;
	return true;
}

/* --- a customer who answers ----------------------------------------------- */

struct thread {
	struct triage	*t;
	const struct item *item;
	uint64_t	 id;		/* of the mention it goes on with; 0 */
	unsigned	 left;
};

/* The same person, there, after we have answered or closed it. */
static bool
goes_on(void *arg, const struct task *task)
{
	struct thread *th = arg;
	struct item first;

	if ((task->replied || task->closed) && mentions_get(th->t->txn,
	    (uint64_t)task->mention, &first) &&
	    slice_eq(first.source, th->item->source) &&
	    slice_eq(first.mention.handle, th->item->mention.handle))
		th->id = (uint64_t)task->mention;
	return th->id == 0 && --th->left > 0;
}

static void
find_thread(struct thread *th)
{
	const struct config_way *w = &th->t->k->c->sources[th->t->source].way;
	const struct mention *m = &th->item->mention;
	slice	 type = mention_type(m);
	char	 buf[512];

	if (m->parent.n && mentions_find(th->t->txn, space(w, buf,
	    sizeof(buf)), m->parent, &th->id))
		return;
	th->id = 0;
	if (m->handle.n && (m->parent.n || slice_eq(type, SLICE("message")) ||
	    slice_eq(type, SLICE("mail"))))
		tasks_newest(th->t->txn, goes_on, th);
}

/* What was done with is open again. */
static bool
come_back(struct triage *t, const struct heard_of *h, uint64_t id)
{
	struct thread th = { .t = t, .item = &h->item, .left = THREADS };
	char	 number[24];
	struct mark m = { .act = ACT_CAME_BACK + 1, .when = keeper_now(),
	    .words = fault_int(number, (int64_t)id) };

	find_thread(&th);
	m.mention = (int64_t)th.id;
	return th.id == 0 || th.id == id || acting_note(t->k->c, t->txn, &m);
}

static void
is_new(struct triage *t, struct heard_of *h, uint64_t id)
{
	count(t, &h->item);
	if (h->item.fate == FATE_MUTED) {
		t->failed = !counting_said(t->k->c, t->txn, &h->item);
		return;
	}
	announce(t, &h->item, h->level);
	t->failed = !tell(t, h, id) || !come_back(t, h, id) ||
	    !counting_new(t->k->c, t->txn, &t->detect->spike, &h->item,
	    keeper_now());
}

/* --- what one of ours passed on ------------------------------------------- */

static bool
is_share(const struct triage *t, const struct job_finding *f)
{
	return f->by.n && !t->baseline &&
	    sharing_by(t->k->c, f->by) < t->k->c->staff.n;
}

static void
take_share(struct triage *t, struct arena *a, const struct job_finding *f,
    struct item *item, slice where)
{
	struct sharing s = { .c = t->k->c, .txn = t->txn, .desk = t->desk,
	    .arena = a, .space = where, .now = keeper_now() };
	struct fault says = { "" };
	uint64_t id;

	t->failed = !sharing_take(&s, f, item, &t->tally, &id, &says);
	if (!t->failed)
		log_event(item->source, "%s", says.text);
}

void
triage(struct triage *t, const struct job_finding *f)
{
	char	 buf[512], room[ROOM];
	slice	 where = space(&t->k->c->sources[t->source].way, buf,
		    sizeof(buf));
	struct heard_of h;
	enum mentions_put what;
	struct arena a;
	uint64_t id, who;

	if (t->failed || !read_finding(t, f, &h))
		return;
	arena_init(&a, room, sizeof(room));
	if (contacts_barred(t->txn, &a, where, f->canonical, &h.item.mention))
		return;			/* forgotten, and stays so */
	if (is_share(t, f)) {
		take_share(t, &a, f, &h.item, where);
		return;
	}
	decide(t, &a, &h, keeper_now());
	what = mentions_meet(t->txn, where, f->canonical, f->sketch, &h.item,
	    &id);
	switch (what) {
	case MENTIONS_NEW:
		if (contacts_meet(t->txn, &a, where, &h.item, &who))
			is_new(t, &h, id);
		else
			t->failed = true;
		break;
	case MENTIONS_FAILED:
		t->failed = true;
		break;
	case MENTIONS_SIGHTED:
		if (t->baseline)
			break;
		announce_again(t, &h.item, id);
		t->failed = !counting_sighted(t->k->c, t->txn, h.item.source,
		    keeper_now());
		break;
	default:
		break;			/* known: one item, however often */
	}
	if (!t->failed)
		spread_heard(t, id, &h.item, where, what);
}
