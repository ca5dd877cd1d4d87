#include "core/desk/reach.h"

#include "core/judge/score.h"

/* A mention on its way to people. */
struct hearing {
	struct desk *desk;
	struct arena *arena;
	const struct item *item;
	int64_t	 now;
	enum level level;
	struct task *task;
	struct decision *d;
};

/* ---- each for themselves ----------------------------------------------- */

static enum held
hold(struct hearing *h, size_t who)
{
	int64_t	 priority = h->item->verdict.priority;
	enum held held = reach_now(h->desk, who, h->level, h->now);

	if (held != HELD_NOT)
		return held;
	if (h->desk->crisis != 0) {
		held = HELD_CRISIS;
	} else {
		attention_hear(h->desk, who, priority, h->now);
		if (attention_left(h->desk, who, h->now) <= 0)
			held = HELD_BUDGET;
		else if (priority < desk_bar(h->desk, who, h->now))
			held = HELD_BAR;
	}
	if (!desk_listens(h->desk, h->now))
		return held;
	h->task->would |= held == HELD_NOT || held == HELD_CRISIS;
	return held == HELD_NOT || held == HELD_CRISIS ? HELD_LISTEN : held;
}

static void
tell(struct hearing *h, size_t who)
{
	if (h->d->critical) {
		if (!reach_try(h->desk, h->d, who, h->task, 0, h->now))
			h->d->held[who] = HELD_LEVEL;	/* no way at all */
		return;
	}
	h->d->held[who] = hold(h, who);
	if (h->d->held[who] == HELD_NOT)
		(void)reach_try(h->desk, h->d, who, h->task, 0, h->now);
}

/* ---- never nowhere ----------------------------------------------------- */

bool
desk_reads(const struct desk *desk, size_t who)
{
	const struct staff *s = desk->staff;
	uint32_t house = staff_house(s);

	if (who >= s->n)
		return false;
	if (!s->people[who].critical && s->people[who].digest >= -1)
		return true;
	for (size_t i = 0; i < s->n; i++)
		if ((house >> i & 1) && !s->people[i].critical &&
		    s->people[i].digest >= -1)
			return false;
	return (house & (0 - house)) == UINT32_C(1) << who;
}

/* A critical one, and nobody whom it is for has a way: whoever has one. */
static void
tell_anybody(struct hearing *h)
{
	uint32_t house = staff_house(h->desk->staff);

	for (size_t i = 0; i < h->desk->staff->n; i++)
		if (house >> i & 1)
			(void)reach_try(h->desk, h->d, i, h->task, 0, h->now);
}

static void
spare(struct hearing *h)
{
	const struct staff *s = h->desk->staff;
	uint32_t duty = staff_duty(s, h->now), who = h->d->route.who;
	uint32_t may = staff_house(s) | who;
	size_t	 found = s->n;

	for (size_t i = 0; i < s->n; i++) {
		if (!desk_reads(h->desk, i) || !(may >> i & 1))
			continue;
		if (who >> i & 1)
			return;
		if (found == s->n || (!(duty >> found & 1) && (duty >> i & 1)))
			found = i;
	}
	if (found == s->n)
		return;
	h->d->route.who |= (uint32_t)1 << found;
	h->d->held[found] = HELD_SPARE;
}

/* ---- the task ---------------------------------------------------------- */

/* "anna, bob": the owner first; then those in whose digest it stands, so that
 * it is never they for whom there is no room (TASK_WHO). */
static slice
names(struct hearing *h)
{
	const struct staff *s = h->desk->staff;
	const struct route *r = &h->d->route;
	struct sink k = sink_open(h->arena);

	sink_put(&k, s->people[r->owner].name);
	for (int called = 0; called < 2; called++) {
		for (size_t i = 0; i < s->n; i++) {
			bool	 reads = h->d->held[i] != HELD_NOT &&
				    desk_reads(h->desk, i);

			if (i == r->owner || !(r->who >> i & 1) ||
			    reads == called)
				continue;
			sink_text(&k, ", ");
			sink_put(&k, s->people[i].name);
		}
	}
	return sink_close(&k, h->arena);
}

static void
open_task(struct hearing *h)
{
	const struct staff *s = h->desk->staff;
	struct fault why = { "" };
	enum class c = CLASS_OTHER;
	slice	 called;

	(void)class_named(h->item->verdict.class, &c);
	h->task->class = (int64_t)c + 1;
	(void)task_act(h->arena, s, h->task, ACT_OPEN, SLICE(""), names(h),
	    h->now, &why);
	called = reach_names(h->desk, h->arena, h->d);
	if (called.n)
		(void)task_act(h->arena, s, h->task, ACT_TOLD, SLICE(""),
		    called, h->now, &why);
	ladder_start(h->desk, h->task, h->d, h->now);
}

void
desk_hear(struct desk *desk, struct arena *a, const struct item *item,
    int64_t now, struct task *task, struct decision *d)
{
	struct hearing h = { desk, a, item, now,
	    score_level(item->verdict.priority), task, d };
	uint32_t who;

	*d = (struct decision){ .critical = item_critical(item) };
	*task = (struct task){ .mention = task->mention,
	    .level = (int64_t)h.level, .critical = d->critical };
	route(desk->router, a, item, now, &d->route);
	who = d->route.who;
	for (size_t i = 0; i < desk->staff->n; i++)
		if (who >> i & 1)
			tell(&h, i);
	if (d->critical && d->ncalls == 0)
		tell_anybody(&h);
	if (d->ncalls == 0)
		spare(&h);
	open_task(&h);
}
