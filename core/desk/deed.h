/*
 * deed.h - one act on its way into a task; for core/desk/act.c.
 */
#ifndef CORE_DEED_H
#define CORE_DEED_H

#include "core/desk/task.h"

struct deed {
	struct arena *arena;
	const struct staff *staff;
	struct task *task;
	enum act act;
	int64_t	 now;
	slice	 by, words, note;
	size_t	 who, whom;		/* numbers of those; or STAFF_MAX */
};

/* The act changes the task; `to`: the state then, 0: as it is. */
void	 deed_do(struct deed *, unsigned to);
slice	 deed_outcome(enum act);	/* "won"; empty: it is none */

#endif
