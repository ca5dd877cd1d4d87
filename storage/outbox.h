/*
 * outbox.h - letters that wait. The key is (due, id): the B-tree is the
 * scheduler, and the queue is what is left after a power cut.
 */
#ifndef STORAGE_OUTBOX_H
#define STORAGE_OUTBOX_H

#include "storage/store.h"

bool	 outbox_put(struct txn *, int64_t due, const struct letter *);
/* Letters in the order of their due time; each() gets the due time too. */
void	 outbox_walk(struct txn *, bool (*each)(void *, int64_t due,
	    const struct letter *), void *);
/* The first that is due and whose channel is not in busy[]; false: none.
 * *next is the earliest due time of all others (INT64_MAX: none). */
bool	 outbox_due(struct txn *, int64_t now, const slice *busy, size_t nbusy,
	    int64_t *due, struct letter *, int64_t *next);

/* Delivered: gone from the queue, noted beside each of its mentions. */
bool	 outbox_done(struct txn *, int64_t due, const struct letter *,
	    int64_t now, slice verdict);
/* The same letter, a later key; tries and trouble are the caller's. */
bool	 outbox_retry(struct txn *, int64_t due, const struct letter *,
	    int64_t again);
/* Kept apart, for the owner to see; noted beside its mentions. */
bool	 outbox_reject(struct txn *, int64_t due, const struct letter *,
	    int64_t now);
void	 outbox_rejected(struct txn *, bool (*each)(void *,
	    const struct letter *), void *);
/* Everything of one channel is due now (it works again). */
bool	 outbox_hurry(struct txn *, slice channel, int64_t now);

size_t	 outbox_count(struct txn *);
void	 outbox_notes(struct txn *, uint64_t mention, bool (*each)(void *,
	    const struct delivery *), void *);

#endif
