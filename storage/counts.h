/*
 * counts.h - what outlives the mentions: the days' counts, the issues' words,
 * and what the detectors of core/count have learnt. 400 days are kept.
 */
#ifndef STORAGE_COUNTS_H
#define STORAGE_COUNTS_H

#include "core/count/counts.h"
#include "storage/store.h"

/* Adds to the source's day; nothing to add writes nothing. */
bool	 counts_day_add(struct txn *, int64_t day, slice source,
	    const struct count_day *);
/* Days from..to, in order; until each() says false. It must not write. */
void	 counts_day_walk(struct txn *, int64_t from, int64_t to,
	    bool (*each)(void *, int64_t day, slice source,
	    const struct count_day *), void *);
/* More people of an issue (core/judge/label.h), with their words, "a, b". */
bool	 counts_issue_add(struct txn *, int64_t day, unsigned label,
	    int64_t people, slice words);
void	 counts_issue_walk(struct txn *, int64_t from, int64_t to,
	    bool (*each)(void *, int64_t day, unsigned label,
	    const struct count_issue *), void *);

/* The bytes of a detector, spike_put() and the like. Never met: empty, true.
 * The slice points into the map. */
bool	 counts_state_get(struct txn *, slice name, slice *state);
bool	 counts_state_put(struct txn *, slice name, slice state);

/* What is wrong with the records; NULL: nothing. */
const char *counts_broken(struct txn *);

#endif
