/*
 * reaching.h - an agency sees, presses and answers only what is theirs.
 */
#ifndef FIRMWARE_DESK_REACHING_H
#define FIRMWARE_DESK_REACHING_H

#include "core/desk/mark.h"
#include "firmware/config/config.h"
#include "storage/store.h"

/* Is that mention that person's to see? True for whoever is no agency. */
bool	 reaching(const struct config *, struct txn *, size_t who,
	    uint64_t mention);
/* Is the order theirs who gives it, and theirs to whom it is given? False with
 * a sentence: it is not. */
bool	 reaching_mark(const struct config *, struct txn *,
	    const struct mark *, struct fault *why);
/* Does anybody of the shop itself read that channel, or does no agency? */
bool	 reaching_house(const struct config *, size_t channel);

#endif
