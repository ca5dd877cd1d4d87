/*
 * acting.h - what somebody, or the box itself, did about an item: the one way
 * in which the store's items change after they were opened.
 */
#ifndef FIRMWARE_DESK_ACTING_H
#define FIRMWARE_DESK_ACTING_H

#include "core/desk/mark.h"
#include "firmware/config/config.h"
#include "storage/store.h"

/* Into the task, which is of this transaction, into the day's counts, and into
 * what is learnt; *acted, and *why where it was not done. False: abort. */
bool	 acting(const struct config *, struct txn *, struct arena *,
	    const struct mark *, struct task *, enum acted *, struct fault *why);
/* The same for what the box notes by itself: an item that is none, or to which
 * nothing can be done, is left as it is. */
bool	 acting_note(const struct config *, struct txn *, const struct mark *);

#endif
