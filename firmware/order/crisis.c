#include "firmware/order/crisis.h"

#include "core/judge/score.h"
#include "core/letter.h"
#include "core/report/say.h"
#include "core/when/when.h"
#include "firmware/desk/crisis.h"
#include "firmware/desk/freezing.h"
#include "firmware/keeper/keeper.h"
#include "storage/events.h"
#include "storage/mentions.h"

#include <stdlib.h>

enum { ROOM = 512 << 10 };

bool
crisis_may(const struct config *c, slice by, struct fault *why)
{
	size_t	 who = staff_named(&c->staff, by);

	if (who >= c->staff.n)
		return fault_tell(why, "nobody here is called \"%\"", by);
	if (c->staff.people[who].agency)
		return fault_tell(why, "% is an agency: crisis mode is the "
		    "shop's to switch", staff_called(&c->staff, who));
	return c->staff.people[who].may != MAY_READ || fault_tell(why,
	    "% may read, and not act", staff_called(&c->staff, who));
}

/* --- a summary ------------------------------------------------------------ */

struct sum {
	struct txn	*t;
	struct crisis	 is;
	int64_t		 mentions, negative, grave;
	int64_t		 answered, open, first, held;
};

static bool
add_mention(void *arg, uint64_t id, const struct item *item)
{
	struct sum *s = arg;

	(void)id;
	if (item->found < s->is.from)
		return false;
	if (item->fate == FATE_MUTED)
		return true;
	s->mentions++;
	s->negative += slice_eq(item->verdict.polarity, SLICE("negative"));
	s->grave += item_critical(item);
	return true;
}

static bool
add_task(void *arg, const struct task *task)
{
	struct sum *s = arg;
	int64_t	 took = task->replied - task->opened;

	if (task->opened < s->is.from)
		return false;
	s->open += task_open(task);
	s->answered += task->replied != 0;
	if (task->replied != 0 && (s->first == 0 || took < s->first))
		s->first = took > 0 ? took : 1;
	return true;
}

static void
put_sum(struct sink *k, const struct sum *s)
{
	sink_text(k, "It lasted ");
	when_put_ago(k, s->is.until - s->is.from);
	say_put(k, ". Heard since: % mention^, % negative, % with critical "
	    "words. Answered: ", SLICE(""), s->mentions, s->negative,
	    s->grave);
	sink_int(k, s->answered);
	if (s->first != 0) {
		sink_text(k, ", the first after ");
		when_put_ago(k, s->first);
	}
	say_put(k, "; open: %.", SLICE(""), s->open, 0, 0);
	if (s->held)
		say_put(k, " Answers of yours from before: %; they go out in "
		    "an hour. Read them again, earshot outbox; dismiss LETTER "
		    "takes one back.", SLICE(""), s->held, 0, 0);
	sink_text(k, " Drafts and letters go on. All that happened: earshot "
	    "crisis log");
}

/* The numbers, then what no call has told yet. */
static slice
summary(const struct config *c, struct txn *t, struct arena *a,
    const struct crisis *is, int64_t since, int64_t held)
{
	struct sum s = { .t = t, .is = *is, .held = held };
	struct crisis_heard *h = crisis_hear(c, t, a, since, is->until,
	    STAFF_MAX);
	struct letter rest = { .born = is->until };
	struct sink k;

	mentions_newest(t, add_mention, &s);
	tasks_newest(t, add_task, &s);
	if (h != NULL && h->n > 0)
		letter_catch_up(a, h->letters, h->n, &rest);
	k = sink_open(a);
	put_sum(&k, &s);
	if (rest.text.n) {
		sink_text(&k, "\n\nNot told yet:\n");
		sink_put(&k, rest.text);
	}
	return sink_close(&k, a);
}

/* --- letters -------------------------------------------------------------- */

static slice
pin(const struct config *c, struct txn *t, struct arena *a)
{
	slice	 says = crisis_pin(c, t, a, NULL);
	struct sink k = sink_open(a);

	sink_put(&k, says);
	sink_text(&k, "\n");
	crisis_put_waiting(&k, t);
	return sink_close(&k, a);
}

static bool
tell(const struct config *c, struct txn *t, struct arena *a,
    const struct desk *desk, const struct crisis *is, int64_t since,
    int64_t held)
{
	struct letter l = { .level = score_level_name(is->until ?
	    LEVEL_NORMAL : LEVEL_HIGH), .born = is->until ? is->until :
	    is->from };
	slice	 by = is->until ? is->ended : is->by;
	size_t	 who = staff_named(&c->staff, by);
	struct sink k = sink_open(a);

	sink_text(&k, is->until ? "Crisis mode is over" : "Crisis mode is on");
	if (who < c->staff.n && c->staff.n > 1) {
		sink_text(&k, ", says ");
		sink_put(&k, staff_called(&c->staff, who));
	}
	l.title = sink_close(&k, a);
	if (is->until)
		l.text = summary(c, t, a, is, since, held);
	else
		l.text = pin(c, t, a);
	for (size_t i = 0; i < c->staff.n; i++)
		if (!c->staff.people[i].agency &&
		    !outlet_person(c, t, desk, i, &l))
			return false;
	return !a->spent;
}

/* --- the switch ----------------------------------------------------------- */

static bool
turn(const struct config *c, struct txn *t, struct arena *a,
    struct desk *desk, const struct crisis_order *o, bool *write)
{
	struct desk_day day;
	struct crisis is;
	slice	 log = crisis_log(t);
	struct event mark = { .words = SLICE("crisis mode"),
	    .day = calendar_day(&c->staff.hours, o->when) };
	int64_t	 since, held = 0;

	if (!desk_load(t, &c->staff, desk, &day))
		return false;
	*write = crisis_switch(a, &log, o) && crisis_nth(log, 0, &is);
	if (!*write)
		return !a->spent;
	since = day.grouped > is.from ? day.grouped : is.from - 1;
	if (o->on && day.crisis == 0 && events_put(t, &mark) != EVENTS_DONE)
		return false;
	desk->crisis = day.crisis = o->on ? is.from : 0;
	return crisis_save(t, log) && desk_save(t, desk, &day) &&
	    (o->on ? freeze_all(t, is.from) : thaw_all(t, is.until, &held)) &&
	    tell(c, t, a, desk, &is, since, held);
}

bool
obey_crisis(const struct config *c, struct txn *t, const struct mark *m,
    bool *write, struct fault *says)
{
	struct crisis_order o = { .when = m->when, .by = m->by,
	    .on = slice_starts(m->words, SLICE(CRISIS_ON)) };
	struct desk *desk = malloc(sizeof(*desk));
	void	*room = malloc(ROOM);
	bool	 good = room != NULL && desk != NULL;
	struct arena a;

	o.words = o.on ? slice_trim(slice_from(m->words,
	    sizeof(CRISIS_ON) - 1)) : SLICE("");
	if (good && m->by.n && !crisis_may(c, m->by, says)) {
		good = true;
	} else if (good) {
		arena_init(&a, room, ROOM);
		good = turn(c, t, &a, desk, &o, write);
		fault_say(says, o.on ? SLICE("crisis mode is on") :
		    SLICE("crisis mode is off"));
	}
	free(room);
	free(desk);
	return good;
}
