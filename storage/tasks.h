/*
 * tasks.h - what is to be done about each mention, and how the desk stands.
 *
 *	task	mention		-> struct task (core/desk/task.h)
 *	due	(due, mention)	-> nothing: the ladder's and the locks' clock
 *	desk	"anna"		-> struct desk_record; "" -> struct desk_day
 *
 * False from a call that writes: the transaction must be aborted.
 */
#ifndef STORAGE_TASKS_H
#define STORAGE_TASKS_H

#include "core/desk/desk.h"
#include "storage/store.h"

bool	 tasks_get(struct txn *, uint64_t mention, struct task *);
/* New or changed; its `due` is kept in order. */
bool	 tasks_put(struct txn *, const struct task *);
/* From the newest mention on; each() must not write. */
void	 tasks_newest(struct txn *, bool (*each)(void *, const struct task *),
	    void *);
/* The first whose due is not after now; false: none, *next is the earliest
 * (INT64_MAX: none). */
bool	 tasks_due(struct txn *, int64_t now, struct task *, int64_t *next);
/* What is broken in words, NULL: nothing; *id is the item, 0: all of them. */
const char *tasks_broken(struct txn *, uint64_t *id);

/* What the box itself remembers of its days; absent: zeroed. */
struct desk_day {
	int64_t	 began;			/* first ran */
	int64_t	 crisis;		/* since; 0: no */
	int64_t	 grouped;		/* the last grouped call of it */
	int64_t	 heard_end;		/* the end of listening was told */
};
bool	 desk_load(struct txn *, const struct staff *, struct desk *,
	    struct desk_day *);
/* Only what has changed is written. */
bool	 desk_save(struct txn *, const struct desk *, const struct desk_day *);

#endif
