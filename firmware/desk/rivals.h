/*
 * rivals.h - where the store keeps what core/count/rival.h has seen of the page
 * that a source is.
 */
#ifndef FIRMWARE_DESK_RIVALS_H
#define FIRMWARE_DESK_RIVALS_H

#include "core/count/rival.h"
#include "storage/store.h"

/* Never seen: none. */
void	 rivals_get(struct txn *, slice source, struct rivals *);
/* False: abort the transaction. */
bool	 rivals_put(struct txn *, slice source, const struct rivals *);

#endif
