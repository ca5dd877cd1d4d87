#include "firmware/desk/answering.h"

#include "firmware/desk/reaching.h"
#include "storage/contacts.h"
#include "storage/counts.h"
#include "storage/mentions.h"
#include "storage/tasks.h"

#include <stdlib.h>

enum { DAY = 86400, ROOM = 64 << 10 };

const struct staff_person *
answering_by(const struct config *c, slice name, struct fault *f)
{
	size_t	 who = name.n ? staff_named(&c->staff, name) : 0;

	if (who < c->staff.n)
		return &c->staff.people[who];
	fault_tell(f, "nobody here is called \"%\"", name);
	return NULL;
}

/* --- who they are ------------------------------------------------------ */

static bool
came_back(slice history, uint64_t id)	/* 0: by whatever they said */
{
	struct task_line line;
	int64_t	 with;

	while (task_line(&history, &line))
		if (line.act == ACT_CAME_BACK && (id == 0 ||
		    (slice_int(line.words, &with) && (uint64_t)with == id)))
			return true;
	return false;
}

/* They answered us there: in this item, or with this mention in another. */
static bool
answered_us(const struct answering *a, slice space)
{
	const struct mention *m = &a->item->mention;
	uint64_t parent;
	struct task task;

	if (tasks_get(a->txn, a->id, &task) && came_back(task.history, 0))
		return true;
	return m->parent.n && mentions_find(a->txn, space, m->parent,
	    &parent) && tasks_get(a->txn, parent, &task) &&
	    came_back(task.history, a->id);
}

/* When we last did that to them, under whatever name. */
static int64_t
last(struct answering *a, const slice *keys, size_t n,
    int64_t (*ask)(struct txn *, slice person, int64_t), int64_t what)
{
	int64_t	 latest = 0, when;
	size_t	 at = 0;
	slice	 key;

	for (size_t i = 0; i < n; i++)
		if ((when = ask(a->txn, keys[i], what)) > latest)
			latest = when;
	while (a->known && contact_key(a->arena, a->contact, &at, &key))
		if ((when = ask(a->txn, key, what)) > latest)
			latest = when;
	return latest;
}

static int64_t
midnight(const struct config *c, int64_t now)
{
	int64_t	 local = zone_local(&c->staff.hours.zone, now);

	return now - (local % DAY + DAY) % DAY;
}

static int64_t
crisis(const struct answering *a)
{
	struct desk *desk = malloc(sizeof(*desk));
	struct desk_day day = { .crisis = 0 };

	if (desk != NULL)
		(void)desk_load(a->txn, &a->c->staff, desk, &day);
	free(desk);
	return day.crisis;
}

static bool
add_day(void *sum, int64_t day, slice source, const struct count_day *d)
{
	(void)day;
	(void)source;
	count_plus(sum, d);
	return true;
}

void
answering_know(struct answering *a)
{
	slice	 space = mentions_space(a->txn, a->arena, a->id);
	slice	 keys[CONTACT_KEYS], network;
	size_t	 n = contact_keys(a->arena, space, &a->item->mention, keys);
	uint64_t who = contacts_of(a->txn, a->arena, space, &a->item->mention);
	struct fault unsaid = { "" };
	struct count_day days = { .what = { 0 } };

	counts_day_walk(a->txn, 0, INT64_MAX, add_day, &days);
	a->person = n ? keys[0] : SLICE("");
	a->contact = arena_take(a->arena, sizeof(*a->contact));
	a->known = who != 0 && a->contact != NULL &&
	    contacts_whole(a->txn, a->arena, who, a->contact);
	a->pointed = last(a, keys, n, answers_pointed, a->now - MAY_POINT);
	a->rules = a->c->answers.may;
	a->rules.four_eyes = a->rules.four_eyes && !a->again;
	network = n ? contact_network(keys[0]) : space;
	a->ask = (struct may_ask){ .rules = &a->rules, .by = a->by,
	    .mention = &a->item->mention, .verdict = &a->item->verdict,
	    .send = a->send, .offered = a->offered,
	    .outside = a->by != NULL && !reaching(a->c, a->txn,
		(size_t)(a->by - a->c->staff.people), a->id),
	    .drafted = a->drafted, .now = a->now, .written = a->written,
	    .anyway = a->anyway,
	    .no_contact = a->known && !contact_may(a->contact, network,
		APPROACH_ANSWER, &a->never),
	    .consent = a->known && contact_may(a->contact, network,
		APPROACH_COLD, &unsaid),
	    .customer = answered_us(a, space),
	    .unasked = last(a, keys, n, answers_recent, (int64_t)a->id),
	    .today = answers_progressive(a->txn, midnight(a->c, a->now)),
	    .crisis = crisis(a), .in_goal = days.what[COUNT_IN_GOAL] };
}

enum may
answering_may(struct answering *a, slice text, slice *why)
{
	enum may may;

	if (text.n)
		a->ask.repeated = answers_same_text(a->txn, may_words(text),
		    a->now - MAY_REPEAT);
	may = may_answer(a->arena, &a->ask, why);
	if (may == MAY_NOT_CONTACT)
		*why = arena_copy(a->arena, slice_of(a->never.text));
	return may;
}

/* --- what is remembered ------------------------------------------------ */

/* The way to where others have solved it stands in it. */
static bool
points(const struct config_answers *c, slice text)
{
	slice	 link = c->house.community;
	bool	 does = link.n && slice_find(text, link) < text.n;

	for (size_t i = 0; i < c->nplaybooks && !does; i++) {
		link = c->playbooks[i].community;
		does = link.n && slice_find(text, link) < text.n;
	}
	return does;
}

static bool
remember(struct answering *a, const struct letter *l)
{
	struct sent s = { .when = a->now, .mention = l->mention,
	    .words = may_words(l->text), .by = l->who };

	answering_know(a);
	s.person = a->person;
	s.pointed = points(&a->c->answers, l->text);
	s.unasked = may_unasked(&a->ask);
	s.progressive = s.unasked && slice_eq(a->item->verdict.attitude,
	    SLICE("progressive"));
	return !a->arena->spent && answers_sent(a->txn, &s) &&
	    answers_told(a->txn, l->text, a->now) &&
	    contacts_replied(a->txn, a->arena, a->id, a->now);
}

bool
answering_sent(const struct config *c, struct txn *t, const struct letter *l,
    int64_t now)
{
	void	*room = malloc(ROOM);
	struct arena arena;
	struct item item;
	struct answering a = { .c = c, .txn = t, .arena = &arena,
	    .id = (uint64_t)l->mention, .item = &item, .now = now };
	bool	 good = room != NULL;

	if (good) {
		arena_init(&arena, room, ROOM);
		good = !mentions_get(t, a.id, &item) || remember(&a, l);
	}
	free(room);
	return good;
}

/* One whose line is gone from the history is an old one. */
static int64_t
written(const struct task *task, slice who)
{
	slice	 rest = task->history;
	int64_t	 when = task->opened;
	struct task_line l;

	while (task_line(&rest, &l))
		if (l.act == ACT_NOTE && slice_eq(l.by, who) &&
		    slice_starts(l.words, SLICE(DRAFT)))
			when = l.when;
	return when;
}

bool
answering_draft(const struct task *task, slice *who, slice *text,
    int64_t *when)
{
	slice	 note = task->note;
	bool	 found = false;

	while (note.n) {
		slice	 line = slice_cut(&note, '\n');
		size_t	 at = slice_find(line, SLICE(": " DRAFT));

		if (at == line.n || slice_index(line, ':') != at)
			continue;
		*who = slice_head(line, at);
		*text = slice_from(line, at + sizeof(": " DRAFT) - 1);
		found = text->n > 0;
	}
	*when = found ? written(task, *who) : 0;
	return found;
}
