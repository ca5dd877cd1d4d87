#include "core/desk/mark.h"

static const struct wire_field fields[] = {
	{ 1, WIRE_INT, offsetof(struct mark, mention), 0 },
	{ 2, WIRE_INT, offsetof(struct mark, act), 0 },
	{ 3, WIRE_INT, offsetof(struct mark, when), 0 },
	{ 4, WIRE_INT, offsetof(struct mark, order), 0 },
	{ 5, WIRE_TEXT, offsetof(struct mark, by), 64 },
	{ 6, WIRE_TEXT, offsetof(struct mark, words), TASK_NOTE },
};

const struct wire_shape wire_mark = { 'm', fields, COUNT(fields),
    sizeof(struct mark) };

bool
mark_is_made(const struct task *task, const struct mark *m)
{
	slice	 history = task->history;
	struct task_line line;

	while (task_line(&history, &line))
		if (line.when == m->when && slice_eq(line.by, m->by) &&
		    (int64_t)line.act + 1 == m->act)
			return true;
	return false;
}

enum acted
mark_make(struct arena *a, const struct staff *s, struct task *task,
    const struct mark *m, struct fault *why)
{
	if (m->act < 1 || m->act > ACTS) {
		fault_words(why, "nobody knows what to do with it");
		return ACTED_NEVER;
	}
	if (mark_is_made(task, m))
		return ACTED_BEFORE;	/* a power cut: read twice */
	return task_act(a, s, task, (enum act)(m->act - 1), m->by, m->words,
	    m->when, why);
}
