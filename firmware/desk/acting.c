#include "firmware/desk/acting.h"

#include "firmware/desk/counting.h"
#include "firmware/desk/learning.h"
#include "firmware/desk/reaching.h"
#include "storage/tasks.h"

enum { ROOM = 8192 };

bool
acting(const struct config *c, struct txn *t, struct arena *a,
    const struct mark *m, struct task *task, enum acted *acted,
    struct fault *why)
{
	const struct task was = *task;

	*acted = ACTED_NEVER;
	if (!reaching_mark(c, t, m, why))
		return true;
	*acted = mark_make(a, &c->staff, task, m, why);
	return *acted != ACTED || (!a->spent &&
	    counting_act(c, t, &was, task, (enum act)(m->act - 1), m->when) &&
	    tasks_put(t, task) && learning_act(t, m));
}

bool
acting_note(const struct config *c, struct txn *t, const struct mark *m)
{
	struct fault why = { "" };
	char	 room[ROOM];
	enum acted acted;
	struct arena a;
	struct task task;

	arena_init(&a, room, sizeof(room));
	return !tasks_get(t, (uint64_t)m->mention, &task) ||
	    acting(c, t, &a, m, &task, &acted, &why);
}
