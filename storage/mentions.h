/*
 * mentions.h - put if new; look up; newest first.
 *
 * Identity is a ladder: the network's id within its source's recipe or host
 * (`space`), then the canonical address. Either finds the earlier one.
 *
 * An address stops being an identity as soon as two different posts of one
 * space have it (the page of all reviews). The same post under a new id at a
 * known address (feeds do that) is the same. Numbers in title and text do not
 * count as a change: they are counters of comments, points, views.
 */
#ifndef STORAGE_MENTIONS_H
#define STORAGE_MENTIONS_H

#include "storage/store.h"

enum mentions_put {
	MENTIONS_NEW,		/* stored; *id is its number */
	MENTIONS_SAME,		/* known, nothing changed, nothing written */
	MENTIONS_EDITED,	/* known, words replaced; verdict and fate, that
				 * explain what was done, are kept */
	MENTIONS_SIGHTED,	/* known from another source: counted there,
				 * and its id there known from now on */
	MENTIONS_FAILED		/* the transaction must be aborted */
};

/*
 * What neither id nor address knows may still be known by its words: see
 * core/match/sketch.h; no sketch: it is not. Of the same account in the same
 * space that is an edit, else a sighting; both are found by their id and
 * address from now on.
 */
enum mentions_put mentions_meet(struct txn *, slice space, slice canonical,
	    slice sketch, const struct item *, uint64_t *id);
/* How far it went: likes, replies, answers and spread are the item's. False:
 * the transaction must be aborted. */
bool	 mentions_reach(struct txn *, uint64_t id, const struct item *);
/* The slices point into the map: valid until the transaction ends. */
bool	 mentions_get(struct txn *, uint64_t id, struct item *);
bool	 mentions_find(struct txn *, slice space, slice netid, uint64_t *id);
bool	 mentions_find_url(struct txn *, slice canonical, uint64_t *id);

/* The space it was first met in, in the arena; empty: there is none. */
slice	 mentions_space(struct txn *, struct arena *, uint64_t id);

/* Calls each() from the newest on until it returns false or all are told.
 * each() must not write. */
void	 mentions_newest(struct txn *, bool (*each)(void *, uint64_t id,
	    const struct item *), void *);
size_t	 mentions_count(struct txn *);

#endif
