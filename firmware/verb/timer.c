#include "firmware/verb/timer.h"

#include "core/when/when.h"
#include "firmware/verb/print.h"

#include <stdio.h>
#include <time.h>

void
timer_put(struct sink *k, const struct staff *s, const struct task *t,
    int64_t now)
{
	int64_t	 goal = staff_goal(s, t->class);

	if (t->replied == 0 && (goal <= 0 || !task_open(t)))
		return;
	sink_text(k, t->replied ? "first answer after " : "no answer for ");
	when_put_ago(k, (t->replied ? t->replied : now) - t->opened);
	if (goal <= 0)
		return;
	sink_text(k, "; the goal is ");
	when_put_ago(k, goal * 60);
}

void
timer_tell(struct look *look, uint64_t mention)
{
	const struct staff *s = &look->c->staff;
	int64_t	 now = (int64_t)time(NULL);
	struct json_line j;
	struct task t;
	struct sink k;

	if (!tasks_get(look->txn, mention, &t))
		return;
	k = sink_open(&look->arena);
	if (print_to_person()) {
		timer_put(&k, s, &t, now);
		if (k.len)
			fprintf(stderr, "As an item: %.*s.\n",
			    SLICE_ARG(sink_slice(&k)));
		return;
	}
	j = json_line_open(&k);
	json_line_int(&j, "item", t.mention);
	json_line_text(&j, "state", task_state_name(t.state));
	if (t.replied)
		json_line_zero(&j, "first_answer", t.replied - t.opened);
	json_line_int(&j, "goal_minutes", staff_goal(s, t.class));
	json_line_close(&j);
	print_line(&k);
}
