/*
 * crisis.h - while the one switch is on: what is pinned everywhere, and what
 * came in that goes with the next call for all.
 */
#ifndef FIRMWARE_DESK_CRISIS_H
#define FIRMWARE_DESK_CRISIS_H

#include "core/desk/crisis.h"
#include "firmware/config/config.h"
#include "storage/tasks.h"

enum { CRISIS_MOST = 100 };		/* items in one call */

/* All lines of core/desk/crisis.h; they point into the map. */
slice	 crisis_log(struct txn *);
bool	 crisis_save(struct txn *, slice log);
/* Who switched it on and what may be said: a sentence in the arena; empty: it
 * is off. *holding, where it is asked for, is that statement: the words of the
 * switch (they point into the map), or else the one on file for the class
 * crisis. */
slice	 crisis_pin(const struct config *, struct txn *, struct arena *,
	    struct statement *holding);

/* What waits until it is over: sentences. */
void	 crisis_put_waiting(struct sink *, struct txn *);

/* What nobody was called of, opened after `since`, the newest first; of one
 * person alone, or (STAFF_MAX) of all. Only as long as it is open. */
struct crisis_heard {
	struct letter	 letters[CRISIS_MOST];
	size_t		 n;
	uint32_t	 waiting;	/* those it is for */
};
/* In the arena; NULL: there is no room. */
struct crisis_heard *crisis_hear(const struct config *, struct txn *,
	    struct arena *, int64_t since, int64_t now, size_t only);

#endif
