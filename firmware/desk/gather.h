/*
 * gather.h - what the store knows, brought together for a person to read: the
 * same for the keeper's letters and for the verbs that show them.
 */
#ifndef FIRMWARE_DESK_GATHER_H
#define FIRMWARE_DESK_GATHER_H

#include "core/count/rise.h"
#include "core/report/digest.h"
#include "firmware/config/config.h"
#include "storage/tasks.h"

/* The digest of that person since their last one; *told is what they will have
 * been told of then. False: nothing to tell. The slices point into the map:
 * valid until a write. */
bool	 gather_digest(const struct config *, struct txn *, const struct desk *,
	    size_t who, int64_t now, struct arena *, struct rises_told *told,
	    struct letter *);
/* Keeps it. False: abort the transaction. */
bool	 gather_told(struct txn *, const struct staff_person *,
	    const struct rises_told *);

#endif
