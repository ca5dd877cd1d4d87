/*
 * passed.c - what one of ours passed on, for somebody to see to.
 */
#include "core/desk/reach.h"

#include "core/judge/score.h"

/* Somebody else than who passed it on, if there is anybody. */
static size_t
somebody(const struct staff *s, const struct route *r, size_t by, int64_t now)
{
	const uint32_t duty = staff_duty(s, now), house = staff_house(s);
	const uint32_t sets[] = { r->who & duty, r->who, house & duty, house };
	const uint32_t not_by = by < s->n ? ~((uint32_t)1 << by) : ~0u;

	if (r->owner != by)
		return r->owner;
	for (size_t k = 0; k < COUNT(sets); k++)
		for (size_t i = 0; i < s->n; i++)
			if ((sets[k] & not_by) >> i & 1 &&
			    !s->people[i].critical)
				return i;
	return r->owner;
}

static slice
names(struct arena *a, const struct staff *s, size_t owner, size_t by)
{
	struct sink k = sink_open(a);

	sink_put(&k, s->people[owner].name);
	if (by < s->n && by != owner) {
		sink_text(&k, ", ");
		sink_put(&k, s->people[by].name);
	}
	return sink_close(&k, a);
}

/* Their first way, however low it is; in their quiet hours at the end of
 * them, unless it is critical. */
static void
call(struct desk *desk, struct arena *a, struct passed *p, int64_t now,
    struct task *task)
{
	const struct staff *s = desk->staff;
	struct decision d = { .critical = task->critical != 0 };
	enum held held = reach_now(desk, p->owner, LEVEL_URGENT, now);
	struct fault why = { "" };

	if (s->people[p->owner].nways == 0)
		return;
	p->at = now;
	if (!d.critical && (held == HELD_CLOSED || held == HELD_QUIET))
		p->at = reach_from(desk, p->owner, now);
	d.route.owner = p->owner;
	reach_call(desk, &d, p->owner, 0, LEVEL_URGENT, 0, p->at);
	(void)task_act(a, s, task, ACT_TOLD, SLICE(""),
	    s->people[p->owner].name, now, &why);
	ladder_start(desk, task, &d, p->at);
}

void
desk_passed(struct desk *desk, struct arena *a, const struct item *item,
    struct passed *p, int64_t now, struct task *task)
{
	const struct staff *s = desk->staff;
	struct fault why = { "" };
	enum class c = CLASS_OTHER;
	struct route r;

	(void)class_named(item->verdict.class, &c);
	*task = (struct task){ .mention = task->mention, .class = (int64_t)c +
	    1, .level = (int64_t)score_level(item->verdict.priority),
	    .critical = item_critical(item) };
	p->at = 0;
	p->owner = p->to;
	if (p->owner >= s->n) {
		route(desk->router, a, item, now, &r);
		p->owner = somebody(s, &r, p->by, now);
	}
	(void)task_act(a, s, task, ACT_OPEN, SLICE(""), names(a, s, p->owner,
	    p->by), now, &why);
	(void)task_act(a, s, task, ACT_NOTE, p->by < s->n ?
	    s->people[p->by].name : SLICE(""), p->note.n ? p->note :
	    SLICE("passed on"), now, &why);
	if (p->owner != p->by)
		call(desk, a, p, now, task);
}

size_t
staff_addressed(const struct staff *s, slice words)
{
	bool	 at = slice_starts(words, SLICE("@"));
	size_t	 n = 0, who;
	slice	 first;

	words = slice_from(words, at);
	while (n < words.n && !ascii_space(words.p[n]) &&
	    strchr(",:;.", words.p[n]) == NULL)
		n++;
	first = slice_head(words, n);
	if (n == 0 || (!at && (n == words.n || ascii_space(words.p[n]))))
		return STAFF_MAX;
	who = staff_named(s, first);
	for (size_t i = 0; i < s->n && who == STAFF_MAX; i++)
		if (slice_ieq(first, slice_head(s->people[i].called,
		    slice_index(s->people[i].called, ' '))))
			who = i;
	return who;
}
