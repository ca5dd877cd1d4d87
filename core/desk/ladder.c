/*
 * ladder.c - what happens by itself to a task that nobody took.
 */
#include "core/desk/reach.h"

enum { MINUTE = 60, BACK_DAYS = 7 };

struct climb {
	struct desk *desk;
	struct task *task;
	struct decision *d;
	int64_t	 now;
	size_t	 owner;
	size_t	 own;			/* steps that are the owner's ways */
	uint8_t	 order[STAFF_MAX];	/* then these, one by one */
	size_t	 n;
	uint32_t everybody;		/* then these, if more than the owner */
};

static bool
is_laddered(const struct staff *s, const struct task *t)
{
	return s->ladder > 0 && (t->critical || t->level >= (int64_t)s->from);
}

static int64_t
step_time(const struct staff *s)
{
	return (s->ladder > 0 ? s->ladder : STAFF_LADDER) * MINUTE;
}

/* ---- the steps --------------------------------------------------------- */

/* An agency only of what it was told of from the start. */
static bool
may_be_called(const struct climb *c, size_t who)
{
	const struct staff *s = c->desk->staff;

	return (c->task->critical || !s->people[who].critical) &&
	    ((staff_house(s) >> who & 1) ||
	    task_tells(c->task, s->people[who].name));
}

static void
put_owner(struct climb *c)
{
	const struct staff_person *p = &c->desk->staff->people[c->owner];
	size_t	 way = reach_way(p, 0, task_level(c->task));

	c->own = 1;
	while (!p->together && way < p->nways && (way = reach_way(p, way + 1,
	    task_level(c->task))) < p->nways)
		c->own++;
}

/* Those the task is for; on duty first, then by the file. */
static void
put_others(struct climb *c)
{
	const struct staff *s = c->desk->staff;
	uint32_t duty = staff_duty(s, c->now), told = 0;

	c->everybody = (uint32_t)1 << c->owner;
	for (size_t i = 0; i < s->n; i++) {
		if (i == c->owner || !may_be_called(c, i))
			continue;
		c->everybody |= (uint32_t)1 << i;
		if (task_tells(c->task, s->people[i].name))
			told |= (uint32_t)1 << i;
	}
	if (told == 0)			/* the next person, whoever it is */
		told = c->everybody & ~((uint32_t)1 << c->owner);
	for (int free = 0; free < 2; free++)
		for (size_t i = 0; i < s->n; i++)
			if ((told >> i & 1) && (duty >> i & 1) == !free)
				c->order[c->n++] = (uint8_t)i;
	for (size_t i = 0; i < c->n; i++)
		if (task_tells(c->task, s->people[c->order[i]].name))
			return;
	if (c->n > 1)
		c->n = 1;
}

static struct climb
climb_of(struct desk *desk, struct task *t, struct decision *d, int64_t now,
    size_t owner)
{
	struct climb c = { .desk = desk, .task = t, .d = d, .now = now,
	    .owner = owner };

	put_owner(&c);
	put_others(&c);
	return c;
}

static bool
call(struct climb *c, size_t who)
{
	return reach_try(c->desk, c->d, who, c->task, c->task->step, c->now);
}

/* On their nth way. What somebody gave them they hear of, however low. */
static bool
call_owner(struct climb *c, size_t nth)
{
	const struct staff_person *p = &c->desk->staff->people[c->owner];
	enum level level = task_level(c->task);
	enum level heard = nth == 0 ? LEVEL_URGENT : level;
	size_t	 way = reach_way(p, 0, level);

	while (nth-- > 0 && way < p->nways)
		way = reach_way(p, way + 1, level);
	if (way == p->nways)
		way = 0;
	if (p->nways == 0 || (!c->task->critical &&
	    (reach_now(c->desk, c->owner, heard, c->now) != HELD_NOT ||
	    attention_left(c->desk, c->owner, c->now) <= 0)))
		return false;
	reach_call(c->desk, c->d, c->owner, way, level, c->task->step,
	    c->now);
	return true;
}

static size_t
steps_of(const struct climb *c)
{
	size_t	 n = c->own + c->n + (c->n > 0);

	return n < LADDER_BACK ? n : LADDER_BACK;
}

static bool
call_step(struct climb *c)
{
	size_t	 step = (size_t)c->task->step;
	bool	 any = false;

	if (step < c->own)
		return call_owner(c, step);
	if (step < c->own + c->n)
		return call(c, c->order[step - c->own]);
	for (size_t i = 0; i < c->desk->staff->n; i++)
		if (c->everybody >> i & 1)
			any |= call(c, i);
	return any;
}

/* ---- when it comes back ------------------------------------------------ */

static void
wait_for_opening(struct climb *c)
{
	c->task->step = LADDER_BACK;
	c->task->due = desk_opening(c->desk, c->now);
}

/* After the step that has been. */
static void
wait_for_next(struct climb *c)
{
	const struct staff *s = c->desk->staff;

	c->task->due = 0;
	if (!is_laddered(s, c->task))
		return;
	c->task->due = c->now + step_time(s);
	if ((size_t)c->task->step >= steps_of(c))
		wait_for_opening(c);
}

/* Once more its owner, or whoever can be reached. */
static void
come_back(struct climb *c)
{
	bool	 called = call(c, c->owner);

	for (size_t i = 0; i < c->desk->staff->n && !called; i++)
		if (c->everybody >> i & 1)
			called = call(c, i);
	c->task->due = 0;
	if (!called && c->task->changed >= c->now - BACK_DAYS * DESK_DAY)
		c->task->due = desk_opening(c->desk, c->now);
	else
		c->task->step = LADDER_END;
}

/* One call, when their hours allow it. */
static void
remind(struct climb *c)
{
	enum held held = reach_now(c->desk, c->owner, LEVEL_URGENT, c->now);

	c->task->due = 0;
	if (call(c, c->owner))
		return;
	if (held == HELD_CLOSED || held == HELD_QUIET)
		c->task->due = reach_from(c->desk, c->owner, c->now);
}

static void
climb(struct climb *c)
{
	bool	 more = is_laddered(c->desk->staff, c->task);

	for (; c->task->step < (int64_t)steps_of(c); c->task->step++) {
		if (call_step(c)) {
			c->task->step++;
			wait_for_next(c);
			return;
		}
		if (!more)
			break;
	}
	if (more)
		wait_for_opening(c);
	else
		remind(c);
}

/* ---- the two ways in --------------------------------------------------- */

void
ladder_start(struct desk *desk, struct task *t, const struct decision *d,
    int64_t now)
{
	struct decision none = { .ncalls = 0 };
	struct climb c = climb_of(desk, t, &none, now, d->route.owner);

	t->step = 1;
	wait_for_next(&c);
	if (d->ncalls > 0 || t->due == 0)
		return;
	switch (d->held[c.owner]) {
	case HELD_CLOSED:
	case HELD_QUIET:
		t->step = 0;
		t->due = reach_from(desk, c.owner, now);
		break;
	case HELD_BAR:
		wait_for_opening(&c);
		break;
	case HELD_BUDGET:
	case HELD_CRISIS:
		break;
	default:
		t->due = 0;
	}
}

/* They work here no more: who is on duty, or else the first. */
static size_t
hand_over(struct desk *desk, struct arena *a, struct task *t, int64_t now)
{
	const struct staff *s = desk->staff;
	uint32_t house = staff_house(s), duty = staff_duty(s, now) & house;
	struct fault why = { "" };
	size_t	 who = 0;

	while (who < s->n && (!(duty >> who & 1) || s->people[who].critical))
		who++;
	if (who == s->n)
		for (who = 0; !(house >> who & 1);)
			who++;
	(void)task_act(a, s, t, ACT_GIVE, SLICE(""), s->people[who].name, now,
	    &why);
	return who;
}

/* One of ours gave it to them just now. */
static bool
is_given(const struct task *t)
{
	slice	 rest = t->history;
	struct task_line l, last = { .act = ACTS };

	while (t->step == 0 && task_line(&rest, &l))
		last = l;
	return last.act == ACT_GIVE;
}

/* Nothing that is not critical climbs now; until when? 0: it does. */
static int64_t
pause_of(const struct desk *desk, const struct task *t, int64_t now)
{
	if (t->critical)
		return 0;
	if (desk_listens(desk, now))
		return desk_listens_until(desk);
	if (desk->crisis != 0 && !is_given(t))
		return now + step_time(desk->staff);
	return desk_closed(desk, now) ? desk_opening(desk, now) : 0;
}

void
desk_due(struct desk *desk, struct arena *a, struct task *t, int64_t now,
    struct decision *d)
{
	struct fault why = { "" };
	size_t	 owner = task_owner(desk->staff, t);
	struct climb c;

	*d = (struct decision){ .critical = t->critical != 0 };
	if (t->due == 0 || t->due > now)
		return;
	if (!task_open(t)) {
		t->due = 0;
		return;
	}
	if (owner >= desk->staff->n)
		owner = hand_over(desk, a, t, now);
	d->route.owner = owner;
	if (task_state(t) == TASK_DOING)
		(void)task_act(a, desk->staff, t, ACT_TIMED_OUT, SLICE(""),
		    SLICE(""), now, &why);
	if ((t->due = pause_of(desk, t, now)) != 0)
		return;
	c = climb_of(desk, t, d, now, owner);
	if (t->step < 0)
		t->step = 0;		/* foreign */
	if (task_state(t) == TASK_SEEN && is_laddered(desk->staff, t))
		remind(&c);
	else if (task_state(t) == TASK_NEW && t->step == LADDER_BACK)
		come_back(&c);
	else if (task_state(t) == TASK_NEW && t->step < LADDER_BACK)
		climb(&c);
	if (d->ncalls > 0)
		(void)task_act(a, desk->staff, t, ACT_ESCALATED, SLICE(""),
		    reach_names(desk, a, d), now, &why);
}
