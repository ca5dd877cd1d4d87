/*
 * store.h - LMDB behind one door: open, transaction, snapshot, retention.
 *
 * One process, one environment, never used across fork. Integer keys are
 * big-endian, so the order of keys is the order wanted. A new data file is
 * made under another name, committed, synced, renamed, and its directory
 * synced: a power cut leaves either no store or a whole one.
 *
 *	mention	id			-> item
 *	ident	identity		-> id		network id; canonical URL
 *	found	time, id		-> (nothing)	oldest first, for retention
 *	source	name			-> source_state
 *	outbox	due, letter id		-> letter
 *	reject	letter id		-> letter	what the owner must see
 *	note	mention id, letter id	-> delivery
 *	tally	day, source name	-> tally	day = Unix time / 86400
 *	meta	name			-> schema, next ids, totals
 */
#ifndef STORAGE_STORE_H
#define STORAGE_STORE_H

#include "core/fault.h"
#include "core/wire.h"

struct store;
struct txn;

struct store_options {
	size_t	 map;			/* bytes of the file, at most */
	bool	 readonly;		/* for verify and for the verbs that look */
};

/* Opens or makes DIR/store.mdb. NULL: *fault says why and what to do. */
struct store *store_open(const char *dir, const struct store_options *,
	    struct fault *);
void	 store_close(struct store *);

struct txn *store_begin(struct store *, bool write, struct fault *);
/* False: nothing of it happened. store_full() tells whether room was short. */
bool	 store_commit(struct txn *, struct fault *);
void	 store_abort(struct txn *);		/* NULL is fine */
bool	 store_full(const struct store *);	/* the last failure was MAP_FULL */
uint64_t store_next_id(struct txn *, const char *name);	/* from 1, kept */

/* How full the map is, in percent; pages in use against the map. */
unsigned store_used(struct store *);
/* What the data directory is on: "ext4", ..., and whether LMDB can live there
 * (JFFS2 cannot). */
const char *store_filesystem(const char *dir, bool *fit);

/* Forgets the oldest items without a letter in the outbox: all found before
 * `before`, and then, when `percent` is not 0, as many as bring the map below
 * it. Returns how many. */
size_t	 store_evict(struct txn *, int64_t before, unsigned percent);

/* Every invariant; calls say() for each that is broken. Returns how many. */
size_t	 store_verify(struct store *, void (*say)(void *, const char *), void *);

#endif
