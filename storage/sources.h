/*
 * sources.h - how each source stands, and the ledger's daily counts.
 */
#ifndef STORAGE_SOURCES_H
#define STORAGE_SOURCES_H

#include "storage/store.h"

/* A source never met gives a zeroed state and true. False: damaged record. */
bool	 sources_get(struct txn *, slice name, struct source_state *);
bool	 sources_put(struct txn *, slice name, const struct source_state *);

/* Adds to the source's day and to the total. Days are kept for 400 days, then
 * only their sum; each() must not write. */
bool	 tally_add(struct txn *, slice source, int64_t day,
	    const struct tally *);
/* sum += more, field by field; what would overflow stays at the end. */
void	 tally_plus(struct tally *sum, const struct tally *more);
/* Sum over days from..to (inclusive) of one source, or of all (empty name). */
void	 tally_sum(struct txn *, slice source, int64_t from, int64_t to,
	    struct tally *);
void	 tally_total(struct txn *, struct tally *);	/* since ever */
void	 tally_walk(struct txn *, bool (*each)(void *, int64_t day,
	    slice source, const struct tally *), void *);
/* Does it add up? The broken identity in words otherwise. */
bool	 tally_holds(const struct tally *, struct fault *);

#endif
