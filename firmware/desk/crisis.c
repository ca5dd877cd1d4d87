#include "firmware/desk/crisis.h"

#include "core/letter.h"
#include "core/report/say.h"
#include "firmware/desk/answering.h"
#include "firmware/desk/freezing.h"
#include "storage/counts.h"
#include "storage/mentions.h"

#define NAME	SLICE("crisis")

slice
crisis_log(struct txn *t)
{
	slice	 log;

	return counts_state_get(t, NAME, &log) ? log : SLICE("");
}

bool
crisis_save(struct txn *t, slice log)
{
	return counts_state_put(t, NAME, log);
}

/* --- pinned --------------------------------------------------------------- */

static void
find_holding(const struct config *c, const struct crisis *is,
    struct statement *out)
{
	struct verdict v = { .class = class_name(CLASS_CRISIS) };
	const struct config_answers *all = &c->answers;
	const struct statement *filed = shelf_statement(all->statements,
	    all->nstatements, &v, all->house.lang);

	*out = (struct statement){ .words = SLICE("") };
	if (is->words.n == 0 && filed != NULL) {
		*out = *filed;
	} else {
		out->words = is->words;
		out->lang = all->house.lang;
	}
	out->name = SLICE("the holding statement");
}

slice
crisis_pin(const struct config *c, struct txn *t, struct arena *a,
    struct statement *holding)
{
	struct statement own;
	struct crisis is;
	struct sink k;

	if (holding == NULL)
		holding = &own;
	if (!crisis_nth(crisis_log(t), 0, &is) || is.until != 0)
		return SLICE("");
	find_holding(c, &is, holding);
	k = sink_open(a);
	crisis_put(&k, &c->staff, &is, holding->words, holding->link);
	return sink_close(&k, a);
}

/* --- what waits ----------------------------------------------------------- */

enum { DRAFTS_NAMED = 8 };

struct waiting {
	int64_t	 since;
	int64_t	 answers, drafts;
	int64_t	 items[DRAFTS_NAMED];
};

static bool
add_answer(void *arg, int64_t due, const struct letter *l)
{
	struct waiting *w = arg;

	(void)l;
	w->answers += due == FROZEN;
	return true;
}

static bool
add_draft(void *arg, const struct task *task)
{
	struct waiting *w = arg;
	slice	 who, text;
	int64_t	 written;

	if (task_open(task) && answering_draft(task, &who, &text, &written) &&
	    written < w->since && w->drafts++ < DRAFTS_NAMED)
		w->items[w->drafts - 1] = task->mention;
	return true;
}

void
crisis_put_waiting(struct sink *k, struct txn *t)
{
	struct waiting w = { .since = 0 };
	struct crisis is;

	if (!crisis_nth(crisis_log(t), 0, &is) || is.until != 0)
		return;
	w.since = is.from;
	outbox_walk(t, add_answer, &w);
	tasks_newest(t, add_draft, &w);
	sink_text(k, "Until it is over the letters of the week and of the "
	    "month wait, and a digest tells of it alone.");
	if (w.answers)
		say_put(k, " Waiting, too: % answer^ of yours; earshot outbox "
		    "retry LETTER sends one.", SLICE(""), w.answers, 0, 0);
	for (int64_t i = 0; i < w.drafts && i < DRAFTS_NAMED; i++) {
		sink_text(k, i ? ", " : " Drafts from before wait: item ");
		sink_int(k, w.items[i]);
	}
	if (w.drafts > DRAFTS_NAMED)
		sink_text(k, " ...");
	if (w.drafts)
		sink_text(k, "; earshot reply ID --draft --anyway sends one.");
}

/* --- what came in --------------------------------------------------------- */

struct hearing {
	struct crisis_heard *out;
	const struct staff *staff;
	struct txn	*t;
	struct arena	*a;
	int64_t		 since, now;
	size_t		 only;
};

/* A program may have been told, but no person. */
static bool
is_told(const struct task *task)
{
	slice	 rest = task->history;
	struct task_line l;

	while (task_line(&rest, &l))
		if (l.act == ACT_TOLD || l.act == ACT_ESCALATED)
			return true;
	return false;
}

static uint32_t
people_of(const struct staff *s, const struct task *task)
{
	uint32_t who = 0;

	for (size_t i = 0; i < s->n; i++)
		if (slice_eq(s->people[i].name, task->owner) ||
		    task_tells(task, s->people[i].name))
			who |= (uint32_t)1 << i;
	return who;
}

static bool
hear(void *arg, const struct task *task)
{
	struct hearing *h = arg;
	struct letter *l = &h->out->letters[h->out->n];
	uint32_t who = people_of(h->staff, task);
	char	*number;
	struct item item;

	if (task->opened <= h->since || h->out->n == CRISIS_MOST)
		return false;
	if (!task_open(task) || is_told(task) ||
	    (h->only < h->staff->n && !(who >> h->only & 1)) ||
	    !mentions_get(h->t, (uint64_t)task->mention, &item))
		return true;
	number = arena_take(h->a, 24);
	if (number == NULL)
		return false;
	*l = (struct letter){ .born = item.found, .mention = task->mention,
	    .mentions = fault_int(number, task->mention) };
	letter_alert(h->a, &item, h->now, l);
	h->out->n++;
	h->out->waiting |= who;
	return true;
}

struct crisis_heard *
crisis_hear(const struct config *c, struct txn *t, struct arena *a,
    int64_t since, int64_t now, size_t only)
{
	struct hearing h = { .out = arena_take(a, sizeof(*h.out)),
	    .staff = &c->staff, .t = t, .a = a, .since = since, .now = now,
	    .only = only };

	if (h.out != NULL)
		tasks_newest(t, hear, &h);
	return h.out;
}
