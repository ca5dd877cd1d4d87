/*
 * freezing.h - answers that were ordered before crisis mode began: they wait in
 * the outbox until it is over, then go out once, an hour later, so that they
 * can be read again before.
 *
 * Each waits under a due time of its own, so that nobody has to look at it
 * meanwhile. The switch puts them there and back in its own transaction; one
 * that comes up all the same (its network works again, which hurries what
 * waits for it) is put back before it leaves. One that has begun to go out
 * goes on.
 */
#ifndef FIRMWARE_DESK_FREEZING_H
#define FIRMWARE_DESK_FREEZING_H

#include "storage/outbox.h"

#define FROZEN (INT64_MAX - 1)		/* its due time */
enum { FROZEN_READ = 3600 };		/* seconds, once it is over */

/* An answer of which nothing can be out yet. */
bool	 freezing_unsaid(const struct letter *);

/* False: abort the transaction. */
bool	 freeze(struct txn *, int64_t due, const struct letter *, slice why);
bool	 freeze_all(struct txn *, int64_t from);	/* ordered before it */
bool	 thaw_all(struct txn *, int64_t now, int64_t *many);

/* The letter, with its due time; false: no such answer waits unsaid. */
bool	 freezing_find(struct txn *, int64_t letter, int64_t *due,
	    struct letter *);
/* The owner has read it again: out with it now, or back with it. */
bool	 freezing_send(struct txn *, int64_t due, const struct letter *,
	    int64_t now);
bool	 freezing_take_back(struct txn *, int64_t due, const struct letter *,
	    int64_t now);

#endif
