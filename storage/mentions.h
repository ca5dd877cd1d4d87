/*
 * mentions.h - put if new; look up; newest first.
 *
 * Identity is a ladder: the network's id within its source's recipe or host
 * (`space`), then the canonical address. Either finds the earlier one.
 */
#ifndef STORAGE_MENTIONS_H
#define STORAGE_MENTIONS_H

#include "storage/store.h"

enum mentions_put {
	MENTIONS_NEW,		/* stored; *id is its number */
	MENTIONS_SAME,		/* known, nothing changed, nothing written */
	MENTIONS_EDITED,	/* known, text replaced, fate kept */
	MENTIONS_SIGHTED,	/* known from another source: counted there */
	MENTIONS_FAILED		/* the transaction must be aborted */
};

enum mentions_put mentions_put(struct txn *, slice space, slice canonical,
	    const struct item *, uint64_t *id);
/* The slices point into the map: valid until the transaction ends. */
bool	 mentions_get(struct txn *, uint64_t id, struct item *);
bool	 mentions_find(struct txn *, slice space, slice netid, uint64_t *id);
bool	 mentions_find_url(struct txn *, slice canonical, uint64_t *id);

/* Calls each() from the newest on until it returns false or all are told. */
void	 mentions_newest(struct txn *, bool (*each)(void *, uint64_t id,
	    const struct item *), void *);
size_t	 mentions_count(struct txn *);

#endif
