/*
 * act.c - what can be done to a task, when, and by whom: one table.
 */
#include "core/desk/deed.h"
#include "core/desk/route.h"

#include "core/show.h"
#include "core/text/text.h"
#include "core/when/when.h"

enum {				/* bits: the states */
	S_NEW = 1 << TASK_NEW, S_SEEN = 1 << TASK_SEEN,
	S_DOING = 1 << TASK_DOING, S_DONE = 1 << TASK_DONE,
	S_IGNORED = 1 << TASK_IGNORED,
	S_OPEN = S_NEW | S_SEEN | S_DOING, S_CLOSED = S_DONE | S_IGNORED,
	S_ANY = S_OPEN | S_CLOSED,

	ASKED = 1,		/* a person may say it */
	BOX = 2,		/* only the box */
	ACTIVE = 4,		/* not for those who may only read */
	LOCKED = 8,		/* not while somebody else is answering */
	NAMES = 16		/* its words are people: "anna, bob" */
};

/*
 * What each act is and where it counts. `from`: states in which it does
 * something; in those of `before` it is so already; in all others somebody
 * was faster. `to`: the state then, 0: as it is.
 */
static const struct {
	slice	 name;
	uint8_t	 how, from, before, to;
} acts[ACTS] = {
	[ACT_OPEN] = { { "open", 4 }, BOX | NAMES, 0, S_ANY, TASK_NEW },
	[ACT_SEEN] = { { "seen", 4 }, ASKED, S_NEW, S_ANY, TASK_SEEN },
	[ACT_MINE] = { { "mine", 4 }, ASKED | ACTIVE | LOCKED, S_OPEN, 0,
	    TASK_DOING },
	[ACT_DONE] = { { "done", 4 }, ASKED | ACTIVE | LOCKED, S_OPEN, S_DONE,
	    TASK_DONE },
	[ACT_IGNORE] = { { "ignore", 6 }, ASKED | ACTIVE | LOCKED,
	    S_OPEN | S_DONE, S_IGNORED, TASK_IGNORED },
	[ACT_NOT_US] = { { "not us", 6 }, ASKED | ACTIVE | LOCKED,
	    S_OPEN | S_DONE, S_IGNORED, TASK_IGNORED },
	[ACT_NOTE] = { { "note", 4 }, ASKED, S_ANY, 0, 0 },
	[ACT_GIVE] = { { "give", 4 }, ASKED | ACTIVE | LOCKED | NAMES,
	    S_OPEN, 0, TASK_NEW },
	[ACT_REOPEN] = { { "reopen", 6 }, ASKED | ACTIVE, S_CLOSED, S_OPEN,
	    TASK_NEW },
	[ACT_ANSWERED] = { { "answered", 8 }, ASKED | ACTIVE, S_ANY, 0, 0 },
	[ACT_CAME_BACK] = { { "came back", 9 }, BOX, S_ANY, 0, 0 },
	[ACT_TOLD] = { { "told", 4 }, BOX | NAMES, S_ANY, 0, 0 },
	[ACT_ESCALATED] = { { "escalated", 9 }, BOX | NAMES, S_OPEN,
	    S_CLOSED, 0 },
	[ACT_TIMED_OUT] = { { "timed out", 9 }, BOX, S_DOING, S_ANY,
	    TASK_SEEN },
	[ACT_WON] = { { "won", 3 }, ASKED | ACTIVE, S_ANY, 0, 0 },
	[ACT_LOST] = { { "lost", 4 }, ASKED | ACTIVE, S_ANY, 0, 0 },
	[ACT_RECOVERED] = { { "recovered", 9 }, ASKED | ACTIVE, S_ANY, 0, 0 },
	[ACT_USEFUL] = { { "useful", 6 }, ASKED | ACTIVE, S_OPEN | S_DONE, 0,
	    0 },
	[ACT_NOT_URGENT] = { { "not urgent", 10 }, ASKED | ACTIVE,
	    S_OPEN | S_DONE, 0, 0 },
	[ACT_VISIT] = { { "visit", 5 }, ASKED | ACTIVE, S_ANY, 0, 0 },
};

slice
act_name(enum act act)
{
	return (unsigned)act < ACTS ? acts[act].name : SLICE("?");
}

/* "not-us" is typed more easily than "not us". */
static bool
is_name(slice said, slice name)
{
	if (said.n != name.n)
		return false;
	for (size_t i = 0; i < said.n; i++)
		if (ascii_lower(said.p[i]) != name.p[i] &&
		    (name.p[i] != ' ' || !strchr("-_", said.p[i]) ||
		    said.p[i] == '\0'))
			return false;
	return true;
}

bool
act_named(slice said, enum act *act)
{
	for (size_t i = 0; i < ACTS; i++) {
		if (!(acts[i].how & ASKED) || !is_name(said, acts[i].name))
			continue;
		*act = (enum act)i;
		return true;
	}
	return false;
}

/* ---- may it be? -------------------------------------------------------- */

static bool
say_nobody(struct fault *why, const struct staff *s, slice name)
{
	char	 buf[160];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	for (size_t i = 0; i < s->n; i++) {
		struct sink before = k;

		sink_text(&k, i ? ", " : "");
		sink_put(&k, s->people[i].name);
		if (k.full) {
			k = before;
			break;
		}
	}
	return fault_tell(why, "nobody here is called \"%\"; there are: %",
	    slice_head(name, TASK_NAME), sink_slice(&k));
}

/* Is there such a task, such a person, and may they? */
static bool
may_say(const struct deed *d, struct fault *why)
{
	const struct staff *s = d->staff;
	unsigned how = acts[d->act].how;
	bool	 named = d->act == ACT_GIVE || d->act == ACT_OPEN;

	if (d->act != ACT_OPEN && d->task->state == 0)
		return fault_words(why, "there is no such item");
	if (d->by.n && d->who == STAFF_MAX)
		return say_nobody(why, s, d->by);
	if (d->by.n && (how & BOX))
		return fault_tell(why, "\"%\" is not a person's to say",
		    acts[d->act].name);
	if (d->by.n && (how & ACTIVE) && s->people[d->who].may == MAY_READ)
		return fault_tell(why, "% may read, and not act",
		    staff_called(s, d->who));
	if (d->act == ACT_NOTE && d->words.n == 0)
		return fault_words(why, "a note needs words");
	if (named && d->whom == STAFF_MAX)
		return say_nobody(why, s, d->words);
	return true;
}

/* The last thing that happened, once more. */
static bool
is_repeated(const struct deed *d)
{
	slice	 rest = d->task->history;
	struct task_line l, last = { .act = ACTS };

	while (task_line(&rest, &l))
		last = l;
	return last.act == d->act && slice_eq(last.by, d->by) &&
	    slice_eq(last.words, d->words);
}

/* The last that anybody thought of it, once more. */
static bool
is_opinion(const struct deed *d)
{
	slice	 rest = d->task->history;
	struct task_line l, last = { .act = ACTS };

	while (task_line(&rest, &l))
		if (l.act == ACT_USEFUL || l.act == ACT_NOT_URGENT)
			last = l;
	return last.act == d->act && slice_eq(last.by, d->by);
}

static slice
last_line(slice s)
{
	slice	 line = { "", 0 };

	while (s.n)
		line = slice_cut(&s, '\n');
	return line;
}

/* Is it so already? */
static bool
is_so(const struct deed *d)
{
	const struct task *t = d->task;
	enum task_state state = task_state(t);

	switch (d->act) {
	case ACT_MINE:
		return state == TASK_DOING && d->now < t->due &&
		    slice_eq(t->owner, d->by);
	case ACT_GIVE:
		return task_open(t) && slice_eq(t->owner, d->words);
	case ACT_WON: case ACT_LOST: case ACT_RECOVERED: case ACT_VISIT:
		return slice_eq(t->outcome, deed_outcome(d->act));
	case ACT_NOTE:
		return slice_eq(last_line(t->note), d->note);
	case ACT_ANSWERED: case ACT_TOLD: case ACT_CAME_BACK:
		return is_repeated(d);
	case ACT_USEFUL: case ACT_NOT_URGENT:
		return is_opinion(d);
	default:
		return t->state != 0 && ((acts[d->act].before &
		    ~acts[d->act].from) >> state & 1) != 0;
	}
}

static enum acted
is_late(const struct deed *d, struct fault *why)
{
	const struct task *t = d->task;
	char	 buf[256];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	task_put_lock(&k, d->staff, t, d->now);
	if (k.len) {
		fault_say(why, sink_slice(&k));
		return ACTED_LATE;
	}
	when_put_ago(&k, task_since(t, d->now));
	fault_tell(why, "it is % since %; reopen it first",
	    task_state_name(t->state), sink_slice(&k));
	return ACTED_LATE;
}

static enum acted
may_be(const struct deed *d, struct fault *why)
{
	unsigned from = acts[d->act].from, how = acts[d->act].how;

	if (!may_say(d, why))
		return ACTED_NEVER;
	if (is_so(d))
		return ACTED_BEFORE;
	if (d->act != ACT_OPEN && !(from >> task_state(d->task) & 1))
		return is_late(d, why);
	if ((how & LOCKED) && d->by.n && task_locked(d->task, d->now) &&
	    !slice_eq(d->task->owner, d->by))
		return is_late(d, why);
	return ACTED;
}

/* ---- in the words of the file ------------------------------------------ */

/* "anna: she wants her money back" */
static slice
note_of(const struct deed *d, slice words)
{
	slice	 line = show(d->arena, words, TASK_NOTE, false);
	slice	 cut = text_cut(d->arena, line, TASK_NOTE - TASK_NAME - 2,
		    TEXT_BYTES);
	struct sink k = sink_open(d->arena);

	sink_put(&k, slice_head(d->by, TASK_NAME));
	sink_text(&k, d->by.n ? ": " : "");
	sink_put(&k, cut);
	return sink_close(&k, d->arena);
}

/* Names as in the file, words as they are kept. */
static void
spell_out(struct deed *d, slice by, slice words)
{
	const struct staff *s = d->staff;

	if (d->act == ACT_MINE && by.n == 0)
		by = d->task->owner;	/* a shop that names nobody */
	d->who = by.n ? staff_named(s, by) : STAFF_MAX;
	d->by = d->who < s->n ? s->people[d->who].name : by;
	d->words = words;
	if (d->act == ACT_NOTE)
		d->note = note_of(d, words);
	if (acts[d->act].how & NAMES)
		words = slice_cut(&words, ',');
	else
		d->words = task_line_words(d->arena, words);
	d->whom = words.n ? staff_named(s, slice_trim(words)) : STAFF_MAX;
	if (d->act == ACT_GIVE && d->whom < s->n)
		d->words = s->people[d->whom].name;
}

enum acted
task_act(struct arena *a, const struct staff *s, struct task *t, enum act act,
    slice by, slice words, int64_t now, struct fault *why)
{
	struct task then = *t;
	struct deed d = { .arena = a, .staff = s, .task = &then, .act = act,
	    .now = now };
	enum acted acted;

	if ((unsigned)act >= ACTS) {
		fault_words(why, "there is nothing of that name to do");
		return ACTED_NEVER;
	}
	spell_out(&d, by, words);
	if ((acted = may_be(&d, why)) != ACTED)
		return acted;
	deed_do(&d, acts[act].to);
	then.history = task_line_add(a, t->history, &(struct task_line){
	    now, act, d.by, d.words }, &then.cut);
	if (a->spent) {
		fault_words(why, "there is no room to write it down");
		return ACTED_NEVER;
	}
	*t = then;
	return ACTED;
}
