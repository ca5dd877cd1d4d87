/*
 * tables.h - what the modules of storage share: the tables, their keys, and
 * the few calls of LMDB that they need. Nobody outside storage includes this
 * but the tests that damage a store on purpose.
 *
 * Every failure is remembered in the transaction: store_commit() then refuses,
 * so a caller that missed one cannot keep half of the work.
 */
#ifndef STORAGE_TABLES_H
#define STORAGE_TABLES_H

#include "core/match/sketch.h"
#include "storage/store.h"

#include <lmdb.h>
#include <sys/types.h>

enum table {
	TABLE_META, TABLE_MENTION, TABLE_IDENT, TABLE_FOUND, TABLE_SOURCE,
	TABLE_OUTBOX, TABLE_LANE, TABLE_REJECT, TABLE_NOTE, TABLE_TALLY,
	TABLE_SKETCH,		/* from here on: not in the first stores */
	TABLE_LEARN, TABLE_GRANT, TABLE_TASK, TABLE_DUE, TABLE_DESK,
	TABLE_CONTACT, TABLE_ANSWER, TABLE_COUNT, TABLE_ISSUE,
	TABLE_EVENT,
	TABLES
};

enum {
	STORE_SCHEMA = 1,
	STORE_MAP_MIN = 1 << 20,	/* less has no room to forget */
	STORE_RESERVE = 64,		/* pages, at least, for making room */
	STORE_REC = WIRE_MAX + 16384,	/* an item and its identities */
	STORE_LIST = 32768,		/* the longest list of mention ids */
	STORE_TIGHT = -1		/* txn.rc: only the reserve is left */
};

enum { PLACE_PATH = STORE_PATH };

/* How far a snapshot goes: commits; mentions and letters ever made. */
struct home_mark { uint64_t commits, ids; };

struct store {
	MDB_env	*env;
	MDB_dbi	 dbi[TABLES];
	int	 lock;			/* holds the flock; -1 none */
	pid_t	 pid;			/* who may use it: not a child */
	size_t	 map;			/* as asked for */
	size_t	 page;			/* bytes of one */
	size_t	 ceiling;		/* pages we may fill */
	size_t	 taken;			/* pages the disk has promised */
	bool	 promises;		/* it can do that */
	bool	 readonly;
	bool	 full;			/* the last failure was want of room */
	bool	 hard;			/* ... and LMDB or the disk said so */
	char	 home[PLACE_PATH];	/* the directory of its file */
	char	 kept[PLACE_PATH];	/* ... of its snapshot; "": none */
	bool	 revived;		/* from a snapshot, just now */
	int64_t	 kept_at, looked_at;	/* a snapshot; whether for one */
	struct home_mark mark;		/* of the snapshot */
	char	 rec[STORE_REC];	/* the record that is being written */
	char	 list[STORE_LIST];	/* ids while notes are written */
	char	 room[SKETCH_ROOM];	/* while two mentions are compared */
};

struct txn {
	struct store	*store;
	MDB_txn		*mdb;
	int		 rc;		/* the first failure; 0 none */
};

/* --- storage/place.c: the directory and the file ---------------------- */

/* DIR/name, or DIR alone (NULL), or with an ending ("-lock"); false with a
 * fault when it is too long. */
bool	 place_path(char path[static PLACE_PATH], const char *dir,
	    const char *name, struct fault *);
bool	 place_dir(const char *dir, struct fault *);	/* made if missing */
bool	 place_sync(const char *dir, struct fault *);
/* Takes the lock of the one writer (or, shared, of a reader without LMDB's
 * own locks); -1: somebody has it, or no such file when shared. */
int	 place_lock(const char *dir, bool shared, struct fault *);
bool	 place_mappable(int fd);	/* a shared writable mapping works */
/* A new store under another name, then renamed: whole or not there. */
bool	 place_create(struct store *, const char *dir, struct fault *);
/* storage/open.c: the file that is there, into s->env. */
bool	 open_file(struct store *, const char *dir, const char *path,
	    struct fault *);
/* --- storage/home.c: in the data directory, or in memory -------------- */

/* s->home and s->kept. */
bool	 home_find(struct store *, const char *dir, const char *live,
	    struct fault *);
/* For a writer: the directory is there, and what was kept is in it. */
bool	 home_ready(struct store *, struct fault *);
bool	 home_rename(struct store *, struct fault *);	/* after a revival */
bool	 home_file(struct store *, char path[static PLACE_PATH],
	    struct fault *);
bool	 home_leave(struct store *, struct fault *);	/* if it has changed */

/* "cannot WHAT PATH: why it is" */
bool	 place_fault(struct fault *, const char *what, const char *path,
	    int rc);

/* Opens every table of an environment, making those that are missing. A look
 * at an older store finds the newest tables empty. */
int	 tables_open(struct store *, MDB_txn *, bool make);
const char *table_name(enum table);

/* --- keys: big-endian, so that the order of bytes is the order wanted - */

enum {
	KEY_MAX = 511,			/* LMDB's own limit */
	LANE_NAME = 256			/* of a channel: what a letter keeps */
};

struct key {
	size_t	 n;
	unsigned char b[KEY_MAX];
};

struct key key_id(uint64_t);
struct key key_pair(uint64_t, uint64_t);
struct key key_time(int64_t, uint64_t id);	/* negative times sort first */
struct key key_day(int64_t day, slice name);
struct key key_lane(slice channel, int64_t due, uint64_t id);
/* Both parts with a zero between; what is longer than a key keeps its start
 * and ends in a hash of the whole. */
struct key key_text(slice kind, slice space, slice name);
struct key key_name(slice);			/* shortened like key_text() */
slice	 key_slice(const struct key *);
uint64_t key_u64(slice, size_t at);		/* 0 when too short */
int64_t	 key_i64(slice, size_t at);		/* as key_time() packs it */

/* --- records ---------------------------------------------------------- */

/* False: not there (or failed: see txn.rc). The slice points into the map. */
bool	 table_get(struct txn *, enum table, slice key, slice *value);
bool	 table_has(struct txn *, enum table, slice key);
/* Writes nothing when the record is already exactly this. */
bool	 table_put(struct txn *, enum table, slice key, slice value);
bool	 table_append(struct txn *, enum table, slice key, slice value);
bool	 table_del(struct txn *, enum table, slice key); /* absent: true */
size_t	 table_count(struct txn *, enum table);
bool	 txn_fail(struct txn *, int rc);	/* remembers rc; false if bad */

/* The struct through core/wire, in the store's one record buffer. */
bool	 table_put_wire(struct txn *, enum table, slice key,
	    const struct wire_shape *, const void *);
/* Absent: zeroed and false. Damaged: zeroed, false, and the txn has failed. */
bool	 table_get_wire(struct txn *, enum table, slice key,
	    const struct wire_shape *, void *);

/* Pages that hold something, counted by LMDB itself, this txn included. */
size_t	 txn_pages(struct txn *);
size_t	 store_fill(const struct store *);	/* so many are 100 % */
unsigned store_percent(const struct store *, size_t pages);
void	 store_measure(struct store *);	/* what may be filled, from now on */
/* False, and the transaction fails as full, when only the reserve is left. */
bool	 txn_room(struct txn *);

/* --- walks: one cursor, in the order of the keys ---------------------- */

struct walk {
	struct txn	*txn;
	MDB_cursor	*cursor;
	slice		 key, value;
	bool		 ok;		/* stands on a record */
};

void	 walk_from(struct walk *, struct txn *, enum table, slice from);
void	 walk_last(struct walk *, struct txn *, enum table);
void	 walk_next(struct walk *);
void	 walk_prev(struct walk *);
void	 walk_del(struct walk *);	/* and on to the next */
void	 walk_end(struct walk *);
#define WALK(w, t, table)						\
	for (walk_from((w), (t), (table), (slice){ "", 0 }); (w)->ok;	\
	    walk_next(w))		/* and walk_end() behind it */

/* Every record, table by table; false: each() said so, or it failed. */
typedef bool table_each(void *, enum table, slice key, slice value);
bool	 tables_walk(struct txn *, table_each *, void *);

/* --- what the modules know of each other ------------------------------ */

enum {
	IDENTS_MOST = 16,	/* of one item: further sightings are no news */
	IDENTS_SIZE = IDENTS_MOST * (KEY_MAX + 2)
};

/* A mention's record: its identities, then the item. */
bool	 mention_split(slice record, slice *idents, slice *item);
bool	 ident_next(slice *idents, slice *key);
size_t	 ident_count(slice idents);
slice	 ident_space(slice idents);	/* where it came from */
bool	 ident_starts(slice idents, slice head);	/* does one of them? */
void	 ident_size(struct sink *, size_t);		/* two bytes */
/* The last that store_next_id() gave under that name; 0: none. Under which key
 * the name of the store is. */
uint64_t store_last_id(struct txn *, const char *name);
struct key box_key(void);
bool	 mention_held(struct txn *, uint64_t id);  /* a letter still needs it */
/* The item, its identities, notes and task; the walk over `found` is
 * evict.c's. */
bool	 mention_forget(struct txn *, uint64_t id);
/* storage/twins.c: what else says the same. The sketch of a mention is kept
 * under the time it was found; the newest are enough. */
enum {
	TWINS_MOST = 4096,	/* compared; and not many more are kept */
	TWINS_SPARE = 256,
	TWINS_DAYS = 10
};
bool	 twin_find(struct txn *, slice space, const struct item *,
	    slice sketch, uint64_t *id);
bool	 twin_put(struct txn *, int64_t found, uint64_t id, slice sketch);
bool	 twin_forget(struct txn *, int64_t found, uint64_t id);
/* The first record that one of the keys leads to; 0: none. */
uint64_t contact_owner(struct txn *, const slice *keys, size_t n);
bool	 task_waits(struct txn *, uint64_t id);	/* it is open */
bool	 task_forget(struct txn *, uint64_t id);
bool	 ids_next(slice *list, uint64_t *id);	/* "12 13" */

/* Gives up the oldest, once nothing else is left to forget. */
bool	 reject_forget(struct txn *);
bool	 tally_retire(struct txn *, int64_t day, int64_t keep);
int64_t	 tally_newest(struct txn *);		/* day; INT64_MIN: none */

#endif
