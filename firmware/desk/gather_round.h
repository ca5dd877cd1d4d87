/*
 * gather_round.h - the letters of the week and of the month, from what the
 * store knows; the same for the keeper and for the verb that shows them.
 */
#ifndef FIRMWARE_DESK_GATHER_ROUND_H
#define FIRMWARE_DESK_GATHER_ROUND_H

#include "firmware/config/config.h"
#include "storage/store.h"

enum { ROUND_MEMORY = 4 << 20 };	/* of the arena; touched as used */

/* Of the local days from..to. False: the arena is spent. The slices point into
 * arena and map: valid until the transaction ends. */
bool	 gather_round(const struct config *, struct txn *, enum round_kind,
	    int64_t from, int64_t to, int64_t now, struct arena *,
	    struct letter *);

/* The day of the last turn, 0: there was none; and that there was one. False:
 * abort the transaction. */
int64_t	 gather_round_done(struct txn *, enum round_kind);
bool	 gather_round_keep(struct txn *, enum round_kind, int64_t day);

#endif
