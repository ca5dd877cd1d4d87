/*
 * outbox.h - what the owner says of a letter that a channel refused, or of
 * an answer that waits (firmware/desk/freezing.h), as an order: a mark of no
 * mention, "outbox retry 12" or "outbox dismiss 12".
 */
#ifndef FIRMWARE_ORDER_OUTBOX_H
#define FIRMWARE_ORDER_OUTBOX_H

#include "core/desk/mark.h"
#include "storage/store.h"

/* Is it such an order? Then *letter is which. */
bool	 outbox_order(const struct mark *, bool *retry, int64_t *letter);
/* May it be done? False with a sentence. An answer of the owner's is never
 * sent again by itself: it may have arrived. */
bool	 outbox_may(struct txn *, bool retry, int64_t letter, struct fault *);
/* True: it is done with; commit, if *write. */
bool	 obey_outbox(struct txn *, const struct mark *, bool *write,
	    struct fault *says);

#endif
