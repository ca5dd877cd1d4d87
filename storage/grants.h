/*
 * grants.h - what accounts are signed in with: one token each, shared by all
 * recipes of the account. A secret that stands in this table and nowhere else;
 * the file is its owner's alone (0600).
 */
#ifndef STORAGE_GRANTS_H
#define STORAGE_GRANTS_H

#include "core/grant.h"
#include "storage/store.h"

/* False: there is none (zeroed). The slices point into the map. */
bool	 grants_get(struct txn *, slice account, struct grant *);
/* False: the transaction must be aborted. May use the reserve: a token that
 * was renewed exists nowhere else. */
bool	 grants_put(struct txn *, const struct grant *);

#endif
