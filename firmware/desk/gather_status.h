/*
 * gather_status.h - how the box is (core/report/status.h), signed with the key
 * of its file.
 */
#ifndef FIRMWARE_DESK_GATHER_STATUS_H
#define FIRMWARE_DESK_GATHER_STATUS_H

#include "firmware/config/config.h"
#include "storage/store.h"

/* In the arena; without a key it is the bare JSON. `up` is 0 where nobody
 * knows. Empty: the arena is spent. */
slice	 gather_status(const struct config *, struct txn *, struct arena *,
	    int64_t seq, int64_t up, int64_t now);

#endif
