/*
 * outbox.h - letters that wait. The key is (due, id): the B-tree is the
 * scheduler, and the queue is what is left after a power cut.
 *
 * A letter in the queue has a note "waiting" beside each of its mentions, so
 * that at every commit each letter ever made is a letter here, a rejected
 * letter, or a note that says what became of it.
 *
 * False from a call that writes: the transaction must be aborted.
 */
#ifndef STORAGE_OUTBOX_H
#define STORAGE_OUTBOX_H

#include "storage/store.h"

/* The letter has its own id (store_next_id) and a channel. Mentions that are
 * not in the store (any more) are left out of its list. */
bool	 outbox_put(struct txn *, int64_t due, const struct letter *);
/* The same for a new letter, which gets its id. */
bool	 outbox_new(struct txn *, int64_t due, struct letter *);
/* Letters in the order of their due time; each() gets the due time too, and
 * must not write. */
void	 outbox_walk(struct txn *, bool (*each)(void *, int64_t due,
	    const struct letter *), void *);
/* The first that is due and whose channel is not in busy[]; false: none.
 * *next is the earliest due time of all others, those of busy channels left
 * out (INT64_MAX: none). One step per channel, however many letters wait. */
bool	 outbox_due(struct txn *, int64_t now, const slice *busy, size_t nbusy,
	    int64_t *due, struct letter *, int64_t *next);

/* In the following a letter that was hurried meanwhile is found all the same;
 * one that is not there at all is an error. */

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
/* The owner has seen it: gone, the notes stay. */
bool	 outbox_dismiss(struct txn *, uint64_t letter);
/* ... or has mended the channel: it waits again, with no tries. */
bool	 outbox_revive(struct txn *, uint64_t letter, int64_t due);
/* Everything of one channel is due now (it works again). */
bool	 outbox_hurry(struct txn *, slice channel, int64_t now);

/*
 * n letters become one, due at `due`, all in this transaction: each of the old
 * ones is noted as "merged", the new one as waiting beside every mention of
 * any of them (whatever its own list says). It needs an id and a channel. As
 * one list holds some 4,000 mentions, false as well when they are too many.
 */
bool	 outbox_merge(struct txn *, const int64_t *dues,
	    const struct letter *old, size_t n, int64_t due,
	    const struct letter *merged);

size_t	 outbox_count(struct txn *);
/* Verdicts begin with "waiting", "sent", "rejected", "merged". */
void	 outbox_notes(struct txn *, uint64_t mention, bool (*each)(void *,
	    const struct delivery *), void *);

#endif
