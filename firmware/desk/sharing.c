#include "firmware/desk/sharing.h"

#include "core/judge/score.h"
#include "core/letter.h"
#include "core/mail/address.h"
#include "core/show.h"
#include "firmware/desk/acting.h"
#include "firmware/desk/counting.h"
#include "storage/contacts.h"
#include "storage/mentions.h"
#include "storage/outbox.h"
#include "storage/sources.h"
#include "storage/tasks.h"

#include <stdlib.h>

enum { ROOM = 768 << 10, DAY = 86400 };

/* --- who ------------------------------------------------------------------ */

/* Where letters to them go; empty: to no address. */
static slice
address_of(const struct config *c, const struct way_out *out)
{
	const struct config_way *w = &c->channels[out->channel].way;

	for (size_t i = 0; slice_eq(w->origin.scheme, SLICE("smtp")) &&
	    i < w->nparams; i++)
		if (slice_eq(w->params[i].name, SLICE("to")))
			return w->params[i].value;
	return SLICE("");
}

bool
sharing_theirs(const struct config *c, size_t who, slice address)
{
	const struct staff_person *p = &c->staff.people[who];

	if (who >= c->staff.n || address_in(p->mails, address))
		return who < c->staff.n;
	for (size_t i = 0; i < p->nways; i++)
		if (address_in(address_of(c, &p->ways[i]), address))
			return true;
	return false;
}

size_t
sharing_by(const struct config *c, slice by)
{
	if (slice_index(by, '@') == by.n)
		return staff_named(&c->staff, by);
	for (size_t i = 0; i < c->staff.n; i++)
		if (sharing_theirs(c, i, by))
			return i;
	return STAFF_MAX;
}

static void
put_list(struct sink *k, slice list)
{
	sink_text(k, k->len && list.n ? ", " : "");
	sink_put(k, list);
}

void
sharing_friends(const struct config *c, struct sink *k)
{
	for (size_t i = 0; i < c->staff.n; i++) {
		const struct staff_person *p = &c->staff.people[i];

		put_list(k, p->mails);
		for (size_t n = 0; n < p->nways; n++)
			put_list(k, address_of(c, &p->ways[n]));
	}
}

/* --- the item ------------------------------------------------------------- */

static bool
say(const struct sharing *s, uint64_t id, size_t by, slice owner,
    struct fault *says)
{
	char	 number[24];

	fault_tell(says, "item %, passed on by %, is %'s",
	    fault_int(number, (int64_t)id),
	    by < s->c->staff.n ? s->c->staff.people[by].name : SLICE("nobody"),
	    owner);
	return true;
}

static bool
act(const struct sharing *s, struct task *task, enum act act, slice by,
    slice words)
{
	struct mark m = { .mention = task->mention, .act = (int64_t)act + 1,
	    .when = s->now, .by = by, .words = words };
	struct fault why = { "" };
	enum acted acted;

	return acting(s->c, s->txn, s->arena, &m, task, &acted, &why);
}

/* It is an item already: open again, with the note, and whose it is to be. */
static bool
hand_over(const struct sharing *s, const struct passed *p, struct task *task)
{
	const struct staff *all = &s->c->staff;
	slice	 by = p->by < all->n ? all->people[p->by].name : SLICE("");

	return (task_open(task) || act(s, task, ACT_REOPEN, by,
	    SLICE(""))) && (p->note.n == 0 || act(s, task, ACT_NOTE, by,
	    p->note)) && (p->to >= all->n || act(s, task, ACT_GIVE, by,
	    all->people[p->to].name));
}

/* The note first, then what any alert says. */
static bool
put_letter(const struct sharing *s, const struct item *item, uint64_t id,
    const struct passed *p)
{
	const struct staff *all = &s->c->staff;
	const struct staff_person *to = &all->people[p->owner];
	struct letter l = { .mention = (int64_t)id, .born = s->now,
	    .who = to->name, .level = score_level_name(LEVEL_NORMAL) };
	enum level level = score_level(item->verdict.priority);
	char	 number[24];
	struct sink k;

	if (p->at == 0)
		return true;
	l.channel = s->c->channels[to->ways[0].channel].way.name;
	if (level > LEVEL_NORMAL)
		l.level = score_level_name(level);
	letter_alert(s->arena, item, s->now, &l);
	k = sink_open(s->arena);
	sink_put(&k, p->by < all->n ? staff_called(all, p->by) : SLICE("?"));
	sink_text(&k, ": ");
	show_put(&k, p->note.n ? p->note : SLICE("please see to this"),
	    TASK_NOTE, false);
	sink_text(&k, "\n\n");
	sink_put(&k, l.text);
	l.text = sink_close(&k, s->arena);
	l.mentions = fault_int(number, l.mention);
	return outbox_new(s->txn, p->at, &l);
}

/* Counted as any other. */
static bool
is_new(const struct sharing *s, struct item *item, const struct task *task,
    const struct passed *p, struct tally *tally)
{
	uint64_t who;

	tally->matched++;
	tally->sent += item->fate == FATE_SENT;
	tally->digest += item->fate == FATE_DIGEST;
	return contacts_meet(s->txn, s->arena, s->space, item, &who) &&
	    tasks_put(s->txn, task) && counting_new(s->c, s->txn, NULL, item,
	    s->now) &&
	    put_letter(s, item, (uint64_t)task->mention, p);
}

static struct passed
read_passed(const struct config *c, const struct job_finding *f)
{
	struct passed p = { .by = sharing_by(c, f->by), .note = f->note,
	    .to = f->to.n ? staff_named(&c->staff, f->to) : STAFF_MAX };

	if (p.to == STAFF_MAX)
		p.to = staff_addressed(&c->staff, f->note);
	return p;
}

bool
sharing_take(const struct sharing *s, const struct job_finding *f,
    struct item *item, struct tally *tally, uint64_t *id,
    struct fault *says)
{
	struct passed p = read_passed(s->c, f);
	struct task task = { .mention = 0 }, old;
	struct desk before = *s->desk;
	enum mentions_put what;
	bool	 good;

	desk_passed(s->desk, s->arena, item, &p, s->now, &task);
	item->fate = p.at ? FATE_SENT : FATE_DIGEST;
	item->muted = p.at ? SLICE("") : SLICE("nobody else was there for "
	    "whom it could be");
	what = mentions_meet(s->txn, s->space, f->canonical, f->sketch, item,
	    id);
	if (what == MENTIONS_FAILED)
		return false;
	task.mention = (int64_t)*id;
	if (what == MENTIONS_NEW) {
		good = is_new(s, item, &task, &p, tally);
	} else if (tasks_get(s->txn, *id, &old)) {
		*s->desk = before;
		task = old;
		good = hand_over(s, &p, &task);
	} else {
		good = tasks_put(s->txn, &task) && put_letter(s, item, *id,
		    &p);
	}
	return good && !s->arena->spent && say(s, *id, p.by, task.owner, says);
}

/* --- the order ------------------------------------------------------------ */

static bool
obey(const struct sharing *s, const struct job_finding *f,
    const struct desk_day *day, bool *write, struct fault *says)
{
	struct tally tally = { .fetched = 1 };
	struct item item;
	uint64_t id;

	if (!wire_get(f->item, &wire_item, &item) || sharing_by(s->c,
	    f->by) >= s->c->staff.n || contacts_barred(s->txn, s->arena,
	    s->space, f->canonical, &item.mention))
		return fault_words(says, "what was passed on is not taken: who "
		    "wrote it, or who passed it on, is not to be kept"),
		    true;
	*write = sharing_take(s, f, &item, &tally, &id, says);
	tally.fresh = tally.matched;
	tally.duplicate = 1 - tally.fresh;
	return *write && desk_save(s->txn, s->desk, day) && tally_add(s->txn,
	    SLICE(SHARING), s->now / DAY, &tally);
}

bool
sharing_obey(const struct config *c, struct txn *t,
    const struct job_finding *f, bool *write, struct fault *says)
{
	struct desk *desk = malloc(sizeof(*desk));
	void	*room = malloc(ROOM);
	struct arena a;
	struct desk_day day;
	struct sharing s = { .c = c, .txn = t, .desk = desk, .arena = &a,
	    .space = SLICE(SHARING), .now = f->index };
	bool	 good = desk != NULL && room != NULL &&
		    desk_load(t, &c->staff, desk, &day);

	if (good) {
		arena_init(&a, room, ROOM);
		desk->router = router_make(&a, &c->staff);
		good = desk->router != NULL && obey(&s, f, &day,
		    write, says);
	}
	free(room);
	free(desk);
	return good;
}
