/*
 * crisis.h - the one switch, for firmware/order/obey.c: noted who turned
 * it and when, and told to everybody of the shop; off again with a summary.
 */
#ifndef FIRMWARE_ORDER_CRISIS_H
#define FIRMWARE_ORDER_CRISIS_H

#include "core/desk/mark.h"
#include "firmware/config/config.h"
#include "storage/store.h"

/* The words of such an order: "crisis", perhaps with the holding statement
 * behind a blank; or "calm". */
#define CRISIS_ON	"crisis"
#define CRISIS_OFF	"calm"

/* May that person turn it? A sentence where not. */
bool	 crisis_may(const struct config *, slice by, struct fault *why);
/* True: it is done with; commit, if *write. */
bool	 obey_crisis(const struct config *, struct txn *, const struct mark *,
	    bool *write, struct fault *says);

#endif
