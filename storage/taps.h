/*
 * taps.h - what the owner's taps have taught, and the latest of them.
 *
 *	learn	0		-> the state (core/learn/learn.h)
 *	learn	tap's number	-> tap
 *
 * At most TAPS_KEPT taps are kept: older ones stay learnt, and cannot be taken
 * back any more. Written only on taps. False from a call that writes: the
 * transaction must be aborted.
 */
#ifndef STORAGE_TAPS_H
#define STORAGE_TAPS_H

#include "core/learn/tap.h"
#include "storage/store.h"

/* For learn_get(). The slice points into the map. */
slice	 taps_learnt(struct txn *);

/* Is there room for one more? Where there is not, taps_put() fails. */
bool	 taps_fit(struct txn *);

enum taps_done {
	TAPS_DONE,
	TAPS_KNOWN,		/* that order was carried out before */
	TAPS_NONE,		/* there is no such tap to take back */
	TAPS_FAILED
};

/* A tap, which gets its number, or with tap->undo set the taking back of one,
 * which *tap is afterwards; its slices live in the arena, that must have room
 * for a struct learn. */
enum taps_done taps_put(struct txn *, struct arena *, struct tap *);

/* What is broken in words, NULL: nothing; *number is the tap, 0: all of them.
 * `last` is the highest number ever given. */
const char *taps_broken(struct txn *, uint64_t last, uint64_t *number);

/* From the newest on; each() must not write. */
void	 taps_walk(struct txn *, bool (*each)(void *, const struct tap *),
	    void *);

#endif
