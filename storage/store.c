#include "storage/tables.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- transactions ----------------------------------------------------- */

static bool
disk_full(int rc)
{
	return rc == ENOSPC || rc == EFBIG || rc == EDQUOT;
}

/*
 * The disk must promise some pages more than are in use, so that a disk that
 * others have filled still lets us forget, deliver, and go on. When it does
 * not, what it has promised so far is all there is to fill. Not every file
 * system makes promises; then a full disk shows only when it is written to.
 */
void
store_measure(struct store *s)
{
	MDB_envinfo info;
	size_t	 most = s->map / s->page, want;
	int	 fd, rc = 0;

	if (s->env == NULL || mdb_env_info(s->env, &info) != 0 ||
	    mdb_env_get_fd(s->env, &fd) != 0)
		return;
	want = info.me_last_pgno + 1 + STORE_RESERVE;
	if (s->promises && want > s->taken) {
		want += STORE_RESERVE - want % STORE_RESERVE;
		rc = posix_fallocate(fd, 0, (off_t)(want * s->page));
		if (rc == 0)
			s->taken = want;
		else if (!disk_full(rc))
			s->promises = false;
	}
	want = s->taken > info.me_last_pgno ? s->taken : info.me_last_pgno + 1;
	s->ceiling = disk_full(rc) && want < most ? want : most;
}

/* Remembers what kind of failure it was, and says it. */
static bool
failed(struct store *s, const char *what, int rc, struct fault *f)
{
	MDB_envinfo info;

	if (s->env != NULL && disk_full(rc) && mdb_env_info(s->env, &info) == 0)
		s->ceiling = info.me_last_pgno + 1;
	s->hard = rc == MDB_MAP_FULL || rc == MDB_TXN_FULL || disk_full(rc);
	s->full = s->hard || rc == STORE_TIGHT;
	if (rc == MDB_MAP_FULL || rc == STORE_TIGHT)
		return fault_words(f, "the store is full: the oldest must be "
		    "forgotten");
	return place_fault(f, what, "the store", rc);
}

static int
begin(struct store *s, bool write, struct txn *t)
{
	int	 rc;

	if (s->pid != getpid())
		return EPERM;	/* LMDB must not be used across fork() */
	if (s->env == NULL)
		return EIO;	/* store_rebuild() could not open it again */
	if (write && s->readonly)
		return EROFS;
	rc = mdb_txn_begin(s->env, NULL, write ? 0 : MDB_RDONLY, &t->mdb);
	if (rc == MDB_MAP_RESIZED) {	/* the writer has a larger map now */
		mdb_env_set_mapsize(s->env, 0);
		rc = mdb_txn_begin(s->env, NULL, MDB_RDONLY, &t->mdb);
	}
	return rc;
}

struct txn *
store_begin(struct store *s, bool write, struct fault *f)
{
	struct txn *t = calloc(1, sizeof(*t));
	int	 rc = t != NULL ? begin(s, write, t) : ENOMEM;

	if (rc != 0) {
		free(t);
		failed(s, "begin a transaction in", rc, f);
		return NULL;
	}
	t->store = s;
	return t;
}

bool
store_commit(struct txn *t, struct fault *f)
{
	struct store *s = t->store;
	int	 rc = t->rc;

	if (rc != 0)
		mdb_txn_abort(t->mdb);
	else
		rc = mdb_txn_commit(t->mdb);
	free(t);
	if (rc != 0)
		return failed(s, "write to", rc, f);
	s->full = false;
	if (!s->readonly && s->ceiling == s->map / s->page)
		store_measure(s);
	return true;
}

void
store_abort(struct txn *t)
{
	struct fault f = { "" };

	if (t == NULL)
		return;
	if (t->rc != 0)
		failed(t->store, "write to", t->rc, &f);
	mdb_txn_abort(t->mdb);
	free(t);
}

bool
store_full(const struct store *s)
{
	return s->full;
}

static struct key
next_key(const char *name)
{
	return key_text(SLICE("next"), SLICE(""), slice_of(name));
}

uint64_t
store_last_id(struct txn *t, const char *name)
{
	struct key k = next_key(name);
	slice	 value;

	table_get(t, TABLE_META, key_slice(&k), &value);
	return key_u64(value, 0);
}

uint64_t
store_next_id(struct txn *t, const char *name)
{
	uint64_t id = store_last_id(t, name) + 1;
	struct key k = next_key(name), v = key_id(id);

	return table_put(t, TABLE_META, key_slice(&k), key_slice(&v)) ? id : 0;
}

/* All but the reserve. */
size_t
store_fill(const struct store *s)
{
	size_t	 reserve = s->ceiling / 10;

	if (reserve < STORE_RESERVE)
		reserve = s->ceiling / 4 < STORE_RESERVE ? s->ceiling / 4 :
		    STORE_RESERVE;
	return s->ceiling - reserve;
}

unsigned
store_percent(const struct store *s, size_t pages)
{
	return (unsigned)(pages * 100 / store_fill(s));
}

static size_t
tree_pages(struct txn *t, MDB_dbi dbi)
{
	MDB_stat st;

	if (mdb_stat(t->mdb, dbi, &st) != 0)
		return 0;
	return st.ms_branch_pages + st.ms_leaf_pages + st.ms_overflow_pages;
}

size_t
txn_pages(struct txn *t)
{
	size_t	 n = 2;				/* the two meta pages */

	n += tree_pages(t, 0) + tree_pages(t, 1);	/* free list, names */
	for (size_t i = 0; i < TABLES; i++)
		n += tree_pages(t, t->store->dbi[i]);
	return n;
}

bool
txn_room(struct txn *t)
{
	if (t->rc == 0 && txn_pages(t) > store_fill(t->store))
		t->rc = STORE_TIGHT;
	return t->rc == 0;
}

unsigned
store_used(struct store *s)
{
	struct txn t = { .store = s };
	size_t	 pages;

	if (s->env == NULL ||
	    mdb_txn_begin(s->env, NULL, MDB_RDONLY, &t.mdb) != 0)
		return 0;
	pages = txn_pages(&t);
	mdb_txn_abort(t.mdb);
	return store_percent(s, pages);
}

struct key
box_key(void)
{
	return key_text(SLICE("box"), SLICE(""), SLICE(""));
}

bool
store_box(struct txn *t, char out[static STORE_BOX])
{
	struct key k = box_key();
	struct sink hex = { .buf = out, .cap = STORE_BOX - 1 };
	unsigned char chance[(STORE_BOX - 1) / 2];
	slice	 value;

	if (!table_get(t, TABLE_META, key_slice(&k), &value)) {
		if (getrandom(chance, sizeof(chance), 0) !=
		    (ssize_t)sizeof(chance))
			return false;
		value = (slice){ (const char *)chance, sizeof(chance) };
		if (!table_put(t, TABLE_META, key_slice(&k), value))
			return false;
	}
	memset(out, 0, STORE_BOX);
	sink_hex(&hex, slice_head(value, sizeof(chance)));
	return true;
}
