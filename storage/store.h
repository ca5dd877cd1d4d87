/*
 * store.h - LMDB behind one door: open, transaction, snapshot, retention.
 *
 * One process, one environment, never used across fork. Integer keys are
 * big-endian, so the order of keys is the order wanted. A new data file is
 * made under another name, committed, synced, renamed, and its directory
 * synced: a power cut leaves either no store or a whole one.
 *
 *	mention	id			-> its identities, item
 *	ident	identity		-> id		network id; address
 *	found	time, id		-> (nothing)	the order of retention
 *	sketch	time, id		-> 32 bytes	what it says: for twins
 *	source	name			-> source_state
 *	outbox	due, letter id		-> letter
 *	lane	channel, due, letter id	-> (nothing)	one queue per channel
 *	reject	letter id		-> letter	what the owner must see
 *	note	mention id, letter id	-> delivery	"waiting" from the start
 *	tally	day, source name	-> tally	day = Unix time / 86400
 *	learn	0; tap number		-> what was learnt; tap
 *	grant	account			-> grant	secrets: never shown
 *	answer	(answers.h)		-> entry of the FAQ; what was sent
 *	event	id			-> event	a day that was marked
 *	contact	(contacts.h)		-> contact; id; mark
 *	meta	name			-> schema, next ids, totals
 *
 * Room: LMDB copies what it changes, so that forgetting needs room as well.
 * A tenth of the map (at least 64 pages) is kept for that: new mentions and
 * letters fail as full before it is touched; everything that brings a letter
 * nearer to its end may use it.
 */
#ifndef STORAGE_STORE_H
#define STORAGE_STORE_H

#include "core/fault.h"
#include "core/wire.h"

struct store;
struct txn;

struct store_options {
	size_t	 map;			/* bytes of the file, at most */
	bool	 readonly;		/* for verify and the verbs that look */
	const char *live;		/* a directory in memory that the file
					 * lives in; NULL: only when DIR cannot
					 * hold it, in /tmp */
};

/*
 * Opens or makes DIR/store.mdb; the directory too, if only its last part is
 * missing. One writer at a time, which DIR/lock names. A look (readonly) is
 * possible while a writer runs and takes the path of a file as well. NULL:
 * *fault says why and what to do.
 *
 * Where the file lives in memory, DIR has a snapshot of it, store.snapshot:
 * a new store_open() after the power went begins with that.
 */
struct store *store_open(const char *dir, const struct store_options *,
	    struct fault *);
void	 store_close(struct store *);		/* and the last snapshot */

/*
 * Between transactions: the snapshot, when it is time for it. Once an hour if
 * mentions or letters came, once a day otherwise, and at once when a letter
 * that is not in it has waited for a minute. Does nothing where the file lives
 * in DIR. False: *fault, and the store goes on.
 */
bool	 store_keep(struct store *, int64_t now, struct fault *);

/* The file that a look would open; whether it is there, access() tells. */
enum { STORE_PATH = 512 };
#define STORE_SNAPSHOT "store.snapshot"	/* in DIR */
bool	 store_file(const char *dir, const char *live,
	    char path[static STORE_PATH], struct fault *);
/* All of a store that nobody wants, and its directories if they are empty. */
void	 store_discard(const char *dir, const char *live);

struct txn *store_begin(struct store *, bool write, struct fault *);
/* False: nothing of it happened. store_full() tells whether room was short. */
bool	 store_commit(struct txn *, struct fault *);
void	 store_abort(struct txn *);		/* NULL is fine */
bool	 store_full(const struct store *);	/* the last failure was want
						 * of room: map or disk */
uint64_t store_next_id(struct txn *, const char *name);	/* from 1, kept */

/* The name of this store among all others, made by chance when first asked
 * (in a writing transaction), then kept: letters of two boxes, or of one box
 * before and after it lost its store, must never look the same. */
enum { STORE_BOX = 17 };
bool	 store_box(struct txn *, char out[static STORE_BOX]);

/* How full, in percent of the pages that may be filled: above 100 is the
 * reserve. */
unsigned store_used(struct store *);
/* What the data directory is on: "ext4", ..., and whether LMDB can live there
 * (JFFS2 cannot). */
const char *store_filesystem(const char *dir, bool *fit);

/*
 * Forgets the oldest items that no letter waits for and no rejected letter
 * tells of: those found before `before`, and then, when `percent` is not 0,
 * as many as bring the map below it (see store_relieve for what goes after
 * them). No more at a time than one transaction can bear, a quarter of an
 * item for each page of the map; returns how many: call again later.
 */
size_t	 store_evict(struct txn *, int64_t before, unsigned percent);

/*
 * Makes room after store_full(), between transactions: forgets in small steps,
 * each committed, until less than `percent` is used, so that the next
 * transaction finds the room. When that is so already, and yet room was
 * short, the map grows, by at most a quarter in all.
 *
 * What is given up, in this order: handled items, oldest first; days of the
 * tally older than a month (their sums stay); rejected letters, whose notes
 * stay. Never a letter that waits: when only those are left, merge them
 * (outbox_merge). Returns how many items went; *fault when it failed.
 */
size_t	 store_relieve(struct store *, unsigned percent, struct fault *);

/* Every invariant; calls say() for each that is broken. Returns how many. */
size_t	 store_verify(struct store *, void (*say)(void *, const char *),
	    void *);

#endif
