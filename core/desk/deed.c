#include "core/desk/deed.h"

static const slice outcomes[ACTS] = {
	[ACT_WON] = { "won", 3 }, [ACT_LOST] = { "lost", 4 },
	[ACT_RECOVERED] = { "recovered", 9 }, [ACT_VISIT] = { "visit", 5 },
};

slice
deed_outcome(enum act act)
{
	return outcomes[act].n ? outcomes[act] : SLICE("");
}

/* `who` with the names of a list ("anna, bob"), without the owner's. */
static slice
others(const struct deed *d, slice more)
{
	const struct task *t = d->task;
	struct task seen = { .who = { "", 0 } };
	struct sink k = { .buf = arena_take(d->arena, TASK_WHO),
	    .cap = TASK_WHO };
	slice	 lists[] = { t->who, more };

	for (size_t i = 0; k.buf != NULL && i < COUNT(lists); i++) {
		while (lists[i].n) {
			slice	 name = slice_trim(slice_cut(&lists[i],
				    i ? ',' : '\n'));
			struct sink before = k;

			seen.who = sink_slice(&k);
			if (name.n == 0 || slice_eq(name, t->owner) ||
			    task_tells(&seen, name))
				continue;
			sink_text(&k, k.len ? "\n" : "");
			sink_put(&k, name);
			if (k.full)
				k = before;
		}
	}
	return k.len ? sink_slice(&k) : SLICE("");
}

static void
pass_to(struct deed *d, slice name)
{
	slice	 before = d->task->owner;

	if (slice_eq(before, name))
		return;
	d->task->owner = name;
	d->task->who = others(d, before);
}

static slice
more_note(const struct deed *d)
{
	slice	 old = d->task->note;
	struct sink k;

	while (old.n && old.n + 1 + d->note.n > TASK_NOTE)
		(void)slice_cut(&old, '\n');
	k = sink_open(d->arena);
	sink_put(&k, old);
	sink_text(&k, old.n ? "\n" : "");
	sink_put(&k, d->note);
	return sink_close(&k, d->arena);
}

static void
go_to(struct deed *d, unsigned state)
{
	struct task *t = d->task;
	bool	 was = t->state != 0 && !task_open(t);

	t->state = state;
	t->changed = d->now;
	t->due = 0;
	if (!task_open(t)) {
		t->closed = d->now;
	} else if (was) {
		t->closed = 0;
		t->reopened++;
	}
}

/* Its owner is to hear of it, unless it was they who did it. */
static void
call_owner(struct deed *d)
{
	struct task *t = d->task;
	bool	 self = d->by.n && slice_eq(t->owner, d->by);

	t->step = self ? 1 : 0;
	t->due = d->now + (self ? d->staff->ladder * 60 : 0);
	if (self && d->staff->ladder <= 0)
		t->due = 0;
}

static void
answered(struct deed *d)
{
	struct task *t = d->task;

	if (t->replied == 0)
		t->replied = d->now;
	if (task_open(t) && task_state(t) != TASK_SEEN)
		go_to(d, TASK_SEEN);
	t->due = 0;
}

/* What was answered or done is open again; what was ignored stays so. */
static void
came_back(struct deed *d)
{
	struct task *t = d->task;
	enum task_state state = task_state(t);

	if (state != TASK_DONE && (state != TASK_SEEN || t->replied == 0))
		return;
	go_to(d, TASK_NEW);
	call_owner(d);
}

void
deed_do(struct deed *d, unsigned to)
{
	struct task *t = d->task;
	int64_t	 lock = d->staff->lock > 0 ? d->staff->lock : STAFF_LOCK;

	if (to)
		go_to(d, to);
	switch (d->act) {
	case ACT_OPEN:
		t->opened = d->now;
		t->owner = d->staff->people[d->whom].name;
		t->who = others(d, d->words);
		break;
	case ACT_MINE:
		pass_to(d, d->by);
		t->due = d->now + lock * 60;
		break;
	case ACT_GIVE:
		pass_to(d, d->words);
		call_owner(d);
		break;
	case ACT_REOPEN:
		call_owner(d);
		break;
	case ACT_NOTE:
		t->note = more_note(d);
		break;
	case ACT_ANSWERED:
		answered(d);
		break;
	case ACT_CAME_BACK:
		came_back(d);
		break;
	case ACT_TOLD: case ACT_ESCALATED:
		t->who = others(d, d->words);
		break;
	case ACT_USEFUL: case ACT_NOT_URGENT:
		if (task_state(t) == TASK_NEW)
			go_to(d, TASK_SEEN);
		break;
	case ACT_WON: case ACT_LOST: case ACT_RECOVERED: case ACT_VISIT:
		t->outcome = deed_outcome(d->act);
		if ((d->act == ACT_WON || d->act == ACT_LOST) && task_open(t))
			go_to(d, TASK_DONE);
		break;
	default:
		break;
	}
}
