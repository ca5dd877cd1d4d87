/*
 * events.h - the days the owner has marked.
 *
 *	event	id	-> struct event (core/report/event.h)
 *
 * EVENTS_MOST are kept; then the oldest goes. False from a call that writes:
 * the transaction must be aborted.
 */
#ifndef STORAGE_EVENTS_H
#define STORAGE_EVENTS_H

#include "core/report/event.h"
#include "storage/store.h"

enum events_done {
	EVENTS_DONE,
	EVENTS_KNOWN,			/* that order was carried out before */
	EVENTS_NONE,			/* there is no such event to remove */
	EVENTS_FAILED			/* the transaction must be aborted */
};

/* Gets its id. */
enum events_done events_put(struct txn *, struct event *);
enum events_done events_remove(struct txn *, int64_t id);
/* As they were marked; each() must not write. The slices point into the map. */
void	 events_walk(struct txn *, bool (*each)(void *, const struct event *),
	    void *);
/* What is wrong in words; NULL: nothing. */
const char *events_broken(struct txn *);

#endif
