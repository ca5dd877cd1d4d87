#include "core/desk/task.h"

#include "core/desk/route.h"
#include "core/show.h"
#include "core/when/when.h"

#define FIELD(tag, type, f, most) { tag, type, offsetof(struct task, f), most }

static const struct wire_field fields[] = {
	FIELD(1, WIRE_INT, mention, 0),
	FIELD(2, WIRE_INT, state, 0),
	FIELD(3, WIRE_INT, opened, 0),
	FIELD(4, WIRE_INT, changed, 0),
	FIELD(5, WIRE_INT, level, 0),
	FIELD(6, WIRE_INT, critical, 0),
	FIELD(7, WIRE_INT, due, 0),
	FIELD(8, WIRE_INT, step, 0),
	FIELD(9, WIRE_INT, replied, 0),
	FIELD(10, WIRE_INT, closed, 0),
	FIELD(11, WIRE_INT, reopened, 0),
	FIELD(12, WIRE_INT, class, 0),
	FIELD(13, WIRE_INT, would, 0),
	FIELD(14, WIRE_INT, cut, 0),
	FIELD(20, WIRE_TEXT, owner, TASK_NAME),
	FIELD(21, WIRE_TEXT, who, TASK_WHO),
	FIELD(22, WIRE_TEXT, note, TASK_NOTE),
	FIELD(23, WIRE_TEXT, outcome, TASK_OUTCOME),
	FIELD(24, WIRE_TEXT, history, TASK_HISTORY),
};

const struct wire_shape wire_task = { 'K', fields, COUNT(fields),
	sizeof(struct task) };

/* ---- names ------------------------------------------------------------- */

static const slice states[] = {
	{ "?", 1 }, { "new", 3 }, { "seen", 4 }, { "doing", 5 },
	{ "done", 4 }, { "ignored", 7 },
};

slice
task_state_name(int64_t state)
{
	return states[state > 0 && state < (int64_t)COUNT(states) ? state : 0];
}

bool
task_state_named(slice said, int64_t *state)
{
	for (size_t i = 1; i < COUNT(states); i++) {
		if (!slice_ieq(said, states[i]))
			continue;
		*state = (int64_t)i;
		return true;
	}
	return false;
}

/* ---- looking ----------------------------------------------------------- */

enum task_state
task_state(const struct task *t)
{
	return t->state >= TASK_NEW && t->state <= TASK_IGNORED ?
	    (enum task_state)t->state : TASK_NEW;
}

enum level
task_level(const struct task *t)
{
	if (t->critical || t->level > LEVEL_URGENT)
		return LEVEL_URGENT;
	return t->level < LEVEL_LOW ? LEVEL_LOW : (enum level)t->level;
}

bool
task_open(const struct task *t)
{
	return task_state(t) < TASK_DONE;
}

size_t
task_owner(const struct staff *s, const struct task *t)
{
	return staff_named(s, t->owner);
}

bool
task_tells(const struct task *t, slice name)
{
	slice	 rest = t->who;

	while (rest.n)
		if (slice_eq(slice_cut(&rest, '\n'), name))
			return true;
	return false;
}

int64_t
task_since(const struct task *t, int64_t now)
{
	int64_t	 from = t->changed > 0 ? t->changed : 0;

	return now > from ? now - from : 0;
}

bool
task_locked(const struct task *t, int64_t now)
{
	return task_state(t) == TASK_DOING && now < t->due;
}

static slice
called(const struct staff *s, slice name)
{
	size_t	 who = staff_named(s, name);

	return who < s->n ? staff_called(s, who) : name;
}

void
task_put_lock(struct sink *k, const struct staff *s, const struct task *t,
    int64_t now)
{
	if (!task_locked(t, now))
		return;
	show_put(k, called(s, t->owner), TASK_NAME, false);
	sink_text(k, " is answering since ");
	when_put_ago(k, task_since(t, now));
}

void
task_put_answered(struct sink *k, const struct staff *s,
    const struct task *t, int64_t now)
{
	slice	 rest = t->history;
	struct task_line l, last = { .when = 0 };

	while (task_line(&rest, &l))
		if (l.act == ACT_ANSWERED && l.by.n)
			last = l;
	if (last.by.n == 0)
		return;
	show_put(k, called(s, last.by), TASK_NAME, false);
	sink_text(k, " answered ");
	when_put_ago(k, now > last.when ? now - last.when : 0);
	sink_text(k, " ago");
}
