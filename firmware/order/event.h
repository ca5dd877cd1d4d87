/*
 * event.h - the order that marks a day, for firmware/order/spool.c.
 */
#ifndef FIRMWARE_ORDER_EVENT_H
#define FIRMWARE_ORDER_EVENT_H

#include "core/desk/mark.h"
#include "storage/store.h"

/* Is it such an order? */
bool	 is_event_order(const struct mark *);
/* True: it is done with; commit, if *write. */
bool	 obey_event(struct txn *, const struct mark *, bool *write,
	    struct fault *says);

#endif
