#include "firmware/desk/gather_report.h"

#include "core/answer/missing.h"
#include "core/answer/wording.h"
#include "core/match/match.h"
#include "firmware/desk/rivals.h"
#include "storage/answers.h"
#include "storage/contacts.h"
#include "storage/counts.h"
#include "storage/events.h"
#include "storage/mentions.h"
#include "storage/outbox.h"
#include "storage/sources.h"
#include "storage/taps.h"
#include "storage/tasks.h"

enum { DAY = 86400, ASKED = 120 /* questions that are compared */ };

struct gathering {
	const struct config *c;
	struct txn	*t;
	struct arena	*arena;
	struct report	*r;
	struct missing	*missing;	/* questions without an answer */
	struct matcher	*words;		/* old, new; NULL: none named */
	int64_t		 off[TAPS_KEPT];	/* mentions that are not us */
	size_t		 noff;
	int64_t		 from, to;	/* days */
};

/* --- since when we listen --------------------------------------------- */

static bool
first_day(void *arg, int64_t day, slice source, const struct tally *t)
{
	int64_t	*began = arg;

	(void)source;
	(void)t;
	if (*began == 0 || day < *began)
		*began = day;
	return false;
}

/* The ledger goes further back than the desk of a box that was there before
 * the desk was. */
static int64_t
began(const struct config *c, struct txn *t)
{
	struct desk desk;
	struct desk_day day = { .began = 0 };
	int64_t	 first = 0;

	memset(&desk, 0, sizeof(desk));
	if (desk_load(t, &c->staff, &desk, &day) && day.began)
		first = calendar_day(&c->staff.hours, day.began);
	tally_walk(t, first_day, &first);
	return first;
}

/* --- mentions --------------------------------------------------------- */

static bool
note_tap(void *arg, const struct tap *tap)
{
	struct gathering *g = arg;

	if (tap->what == TAP_NOT_US + 1 && g->noff < TAPS_KEPT)
		g->off[g->noff++] = tap->mention;
	return true;
}

static bool
waved_off(const struct gathering *g, uint64_t id, const struct task *task)
{
	slice	 history = task ? task->history : (slice){ "", 0 };
	struct task_line line;
	bool	 off = false;

	for (size_t i = 0; i < g->noff && !off; i++)
		off = (uint64_t)g->off[i] == id;
	while (task_line(&history, &line))
		off = line.act == ACT_NOT_US ||
		    (off && line.act != ACT_REOPEN);
	return off;
}

/* The first that reached somebody; an answer of ours is none. */
static bool
note_push(void *arg, const struct delivery *d)
{
	int64_t	*pushed = arg;

	if (d->order == 0 && slice_starts(d->verdict, SLICE("sent")) &&
	    (*pushed == 0 || d->when < *pushed))
		*pushed = d->when;
	return true;
}

static void
match_words(struct gathering *g, struct report_seen *s)
{
	struct match m[2] = { { .hit = false }, { .hit = false } };
	size_t	 used = g->arena->used;

	if (g->words == NULL)
		return;
	matcher_run(g->words, g->arena, &s->item->mention, m);
	s->old = m[0].hit;
	s->new = m[1].hit;
	g->arena->used = used;
}

static void
gather_question(struct gathering *g, uint64_t id, const struct item *item)
{
	int64_t	 day = calendar_day(&g->c->staff.hours, report_said(item));

	if (g->missing && day >= g->from && day <= g->to)
		(void)missing_add(g->missing, id, item);
}

static bool
gather_one(void *arg, uint64_t id, const struct item *item)
{
	struct gathering *g = arg;
	struct report_seen s = { .item = item };
	struct task task;

	if (tasks_get(g->t, id, &task))
		s.task = &task;
	s.waved_off = waved_off(g, id, s.task);
	if (item->fate == FATE_SENT)
		outbox_notes(g->t, id, note_push, &s.pushed);
	match_words(g, &s);
	s.refers = wording_refers(&item->mention, &item->verdict);
	report_mention(g->r, &s);
	if (!s.waved_off)
		gather_question(g, id, item);
	return true;
}

/* --- others, beside us ------------------------------------------------ */

static void
gather_rivals(struct gathering *g)
{
	struct rivals all;

	for (size_t i = 0; i < g->c->nsources; i++) {
		slice	 names = g->c->sources[i].rival;
		slice	 name = slice_cut(&names, '\n');

		if (name.n == 0)
			continue;
		rivals_get(g->t, g->c->sources[i].way.name, &all);
		report_rival(g->r, name, NULL);
		for (size_t n = 0; n < all.n; n++)
			report_rival(g->r, name, &all.of[n]);
	}
}

/* --- the rest --------------------------------------------------------- */

static bool
gather_counts(void *r, int64_t day, slice source, const struct count_day *d)
{
	report_counts(r, day, source, d);
	return true;
}

static bool
gather_event(void *r, const struct event *e)
{
	report_event(r, e);
	return true;
}

static bool
gather_person(void *arg, const struct contact *person)
{
	const struct gathering *g = arg;
	int64_t	 day = calendar_day(&g->c->staff.hours, person->answered);
	int	 is = contact_recovered(person);

	if (is >= 0 && day >= g->from && day <= g->to)
		report_came_back(g->r, is == 1);
	return true;
}

static void
gather_questions(struct gathering *g)
{
	struct missing_group *most = g->missing ? missing_next(g->missing) :
	    NULL;
	struct item item;

	if (most && mentions_get(g->t, most->ids[0], &item))
		report_asked(g->r, most->as.question, most->n);
}

/* Blind for a day at least: an hour's outage is no reason to do anything. */
static void
gather_blind(struct gathering *g, int64_t began, int64_t now)
{
	const struct calendar *hours = &g->c->staff.hours;
	struct source_state st;

	for (size_t i = 0; i < g->c->nsources; i++) {
		slice	 name = g->c->sources[i].way.name;

		if (sources_get(g->t, name, &st) && st.trouble.n &&
		    st.good < now - DAY && began < calendar_day(hours, now))
			report_blind(g->r, name, st.good ? calendar_day(hours,
			    st.good) : began, st.trouble);
	}
}

static struct matcher *
make_words(const struct config *c, struct arena *a)
{
	const struct query *q[2];
	struct fault f = { "" };

	if (c->phrases[0].n == 0 || c->phrases[1].n == 0)
		return NULL;
	for (size_t i = 0; i < 2; i++)
		q[i] = query_compile(a, c->phrases[i], &f);
	return matcher_make(a, q, 2);
}

struct report *
gather_report(const struct config *c, struct txn *t, int64_t from, int64_t to,
    int64_t now, struct arena *a)
{
	struct report_head h = { .shop = c->shop.name,
	    .hours = &c->staff.hours, .goals = c->staff.goals, .from = from,
	    .to = to, .now = now, .began = began(c, t), .staff = &c->staff };
	struct gathering g = { .c = c, .t = t, .arena = a, .from = from,
	    .to = to, .words = make_words(c, a) };

	struct faq *faq;
	size_t	 n;

	h.phrases = g.words != NULL;
	if (c->answers.may.proactive == MAY_BY_HAND)
		h.stage = SLICE("proactive");
	else if (c->answers.may.proactive == MAY_ON &&
	    !c->answers.may.progressive)
		h.stage = SLICE("progressive");
	g.r = report_open(a, &h);
	if (g.r == NULL)
		return NULL;
	n = answers_faq(t, a, &faq);
	g.missing = missing_open(a, faq, n);
	if (g.missing)
		g.missing->left = ASKED;
	for (size_t i = 0; i < c->nsources; i++)
		if (!c->sources[i].presses)
			report_source(g.r, c->sources[i].way.name);
	taps_walk(t, note_tap, &g);
	mentions_newest(t, gather_one, &g);
	counts_day_walk(t, from, to, gather_counts, g.r);
	events_walk(t, gather_event, g.r);
	contacts_walk(t, a, gather_person, &g);
	gather_questions(&g);
	gather_blind(&g, h.began, now);
	gather_rivals(&g);
	return g.r;
}
