/*
 * rebuild.c - the store's file written anew, record by record. LMDB leaves what
 * was deleted in free pages and in the gaps of others. Its own compacting copy
 * would keep some: it takes long records' pages whole, with the end that a page
 * used before has left behind the record; and it wants a thread.
 */
#include "storage/forget.h"

#include "storage/tables.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PART = 256 << 10 };	/* bytes in one transaction: memory is small */

struct copy {
	struct store	*s;
	struct txn	*from;
	MDB_env		*env;
	MDB_txn		*txn;
	MDB_dbi		 dbi[TABLES];
	size_t		 bytes;		/* in this transaction */
	int		 rc;		/* of put() */
};

struct names {				/* absolute or not, as it was opened */
	char	 dir[PLACE_PATH], fresh[PLACE_PATH], path[PLACE_PATH];
	char	 locks[PLACE_PATH];
};

static bool
name_all(struct store *s, struct names *n, struct fault *f)
{
	const char *path = "";
	char	*slash;

	mdb_env_get_path(s->env, &path);
	if (!place_path(n->path, path, NULL, f) ||
	    !place_path(n->dir, path, NULL, f) ||
	    !place_path(n->locks, path, "-lock", f))
		return false;
	slash = strrchr(n->dir, '/');
	if (slash == NULL)
		return place_fault(f, "find the directory of", path, ENOENT);
	*slash = '\0';
	return place_path(n->fresh, n->dir, "store.new", f);
}

/* --- records ---------------------------------------------------------- */

static int
part_end(struct copy *c)
{
	int	 rc = c->txn != NULL ? mdb_txn_commit(c->txn) : 0;

	c->txn = NULL;
	c->bytes = 0;
	return rc != 0 ? rc : mdb_txn_begin(c->env, NULL, 0, &c->txn);
}

static slice
owed_key(void)
{
	return SLICE("rebuild");
}

static bool
put(void *arg, enum table table, slice key, slice value)
{
	struct copy *c = arg;
	union { const char *in; void *out; } p = { .in = key.p },
	    q = { .in = value.p };
	MDB_val	 k = { key.n, p.out }, v = { value.n, q.out };

	if (table == TABLE_META && slice_eq(key, owed_key()))
		return true;		/* this is what was owed */
	c->bytes += k.mv_size + v.mv_size;
	c->rc = mdb_put(c->txn, c->dbi[table], &k, &v, MDB_APPEND);
	if (c->rc == 0 && c->bytes >= PART)
		c->rc = part_end(c);
	return c->rc == 0;
}

static int
copy_all(struct copy *c)
{
	struct store *names = calloc(1, sizeof(*names));
	int	 rc = names != NULL ? part_end(c) : ENOMEM;

	if (rc == 0)
		rc = tables_open(names, c->txn, true);
	if (rc == 0)
		memcpy(c->dbi, names->dbi, sizeof(c->dbi));
	free(names);
	if (rc == 0 && !tables_walk(c->from, put, c))
		rc = c->rc != 0 ? c->rc : c->from->rc;
	if (c->txn == NULL)
		return rc;
	if (rc == 0)
		return mdb_txn_commit(c->txn);
	mdb_txn_abort(c->txn);
	return rc;
}

/* --- the file --------------------------------------------------------- */

/* Unsynced until all is there: before that nobody looks at it. */
static int
fill(struct copy *c, const char *fresh)
{
	MDB_envinfo info;
	int	 fd, rc = mdb_env_info(c->s->env, &info);

	if (rc == 0)
		rc = mdb_env_create(&c->env);
	if (rc != 0)
		return rc;
	if ((rc = mdb_env_set_maxdbs(c->env, TABLES)) == 0 &&
	    (rc = mdb_env_set_mapsize(c->env, info.me_mapsize)) == 0 &&
	    (rc = mdb_env_open(c->env, fresh, MDB_NOSUBDIR | MDB_NOLOCK |
	    MDB_NOSYNC, 0600)) == 0 && (rc = copy_all(c)) == 0)
		rc = mdb_env_sync(c->env, 1);
	mdb_env_close(c->env);
	if (rc != 0)
		return rc;
	fd = open(fresh, O_RDWR | O_CLOEXEC);
	if (fd < 0 || fsync(fd) != 0)
		rc = errno;
	if (fd >= 0)
		close(fd);
	return rc;
}

static bool
gone(const char *path)
{
	return unlink(path) == 0 || errno == ENOENT;
}

/*
 * LMDB's lock file counts the transactions of the old file: it must not meet
 * the new one. It goes before, and once more behind, because a look may have
 * made one between.
 */
static bool
replace(struct store *s, const struct names *n, struct fault *f)
{
	struct fault again = { "" };
	bool	 ok;

	mdb_env_close(s->env);
	s->env = NULL;
	ok = (gone(n->locks) && rename(n->fresh, n->path) == 0 &&
	    gone(n->locks)) || place_fault(f, "rename to", n->path, errno);
	ok = ok && place_sync(n->dir, f);
	s->taken = 0;
	s->promises = true;
	if (!open_file(s, n->dir, n->path, &again)) {
		if (s->env != NULL)
			mdb_env_close(s->env);
		s->env = NULL;
		return ok ? fault_words(f, again.text) : false;
	}
	store_measure(s);
	return ok;
}

bool
store_rebuild(struct store *s, struct fault *f)
{
	struct copy c = { .s = s };
	struct names n;
	int	 rc;

	if (s->readonly || s->env == NULL)
		return fault_words(f, "the store is only looked at");
	if (!name_all(s, &n, f))
		return false;
	if (!gone(n.fresh))
		return place_fault(f, "remove", n.fresh, errno);
	c.from = store_begin(s, false, f);
	if (c.from == NULL)
		return false;
	rc = fill(&c, n.fresh);
	store_abort(c.from);
	s->mark.commits = UINT64_MAX;	/* what was forgotten is nowhere */
	if (rc == 0)
		return replace(s, &n, f) && home_leave(s, f);
	unlink(n.fresh);
	return place_fault(f, "write anew", n.path, rc);
}

bool
store_rebuild_owed(struct store *s)
{
	struct fault f = { "" };
	struct txn *t = store_begin(s, false, &f);
	bool	 owed = t != NULL && table_has(t, TABLE_META, owed_key());

	store_abort(t);
	return owed;
}
