/*
 * open.c - how a store comes to be open, and every reason why it does not.
 */
#include "storage/tables.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	MAP_GRAIN = 65536,		/* the largest page of any processor */
	MAP_MOST_32 = 256 << 20		/* the address space of a small box */
};

static size_t
map_size(size_t wanted)
{
	size_t	 most = sizeof(void *) == 4 ? MAP_MOST_32 :
		    SIZE_MAX / 4;

	if (wanted > most)
		wanted = most;
	if (wanted < STORE_MAP_MIN)
		wanted = STORE_MAP_MIN;
	return wanted - wanted % MAP_GRAIN;
}

/* --- opening ---------------------------------------------------------- */

/*
 * The kernel of an emulator may lack robust mutexes (ENOSYS), a reader may be
 * unable to write LMDB's lock file (EACCES, EROFS). Then DIR/lock alone must
 * do: the writer has it already; a reader without LMDB's locks takes it
 * shared, so that no writer runs beneath it. No such file: nobody ever wrote
 * here, this is a copy.
 */
static bool
may_unlock(struct store *s, const char *dir, int rc, struct fault *f)
{
	if (rc != ENOSYS && !(s->readonly && (rc == EACCES || rc == EROFS ||
	    rc == ENOENT)))
		return false;
	if (s->readonly && s->lock < 0)
		s->lock = place_lock(dir, true, f);
	return f->text[0] == '\0';
}

/* A look at a store that nobody opened here before leaves no lock file. */
static int
look(const char *path)
{
	char	 locks[PLACE_PATH];
	struct fault f = { "" };

	return place_path(locks, path, "-lock", &f) &&
	    access(locks, F_OK) != 0 ? ENOENT : 0;
}

static int
env_open(struct store *s, const char *path, unsigned flags)
{
	int	 rc = mdb_env_create(&s->env);

	if (rc != 0)
		return rc;
	if (s->readonly)
		flags |= MDB_RDONLY;
	if ((rc = mdb_env_set_maxdbs(s->env, TABLES)) == 0 && (s->readonly ||
	    (rc = mdb_env_set_mapsize(s->env, s->map)) == 0))
		rc = mdb_env_open(s->env, path,
		    MDB_NOSUBDIR | MDB_NOTLS | flags, 0600);
	if (rc != 0) {
		mdb_env_close(s->env);
		s->env = NULL;
	}
	return rc;
}

/*
 * A page behind the end of a shortened file would be a bus error. The last
 * pages of a whole one may be missing too, when they were taken and given
 * back before they were ever written: a writer adds them as zeros.
 */
static int
whole(struct store *s)
{
	MDB_envinfo info;
	MDB_stat st;
	struct stat file;
	off_t	 least;
	int	 fd;

	if (mdb_env_info(s->env, &info) != 0 ||
	    mdb_env_stat(s->env, &st) != 0 ||
	    mdb_env_get_fd(s->env, &fd) != 0 || fstat(fd, &file) != 0)
		return EIO;
	least = (off_t)(info.me_last_pgno + 1) * (off_t)st.ms_psize;
	s->page = st.ms_psize;
	s->ceiling = info.me_mapsize / s->page;
	if (file.st_size >= least)
		return 0;
	if (!s->readonly && ftruncate(fd, least) == 0)
		return 0;
	return s->readonly ? MDB_INVALID : errno;
}

static bool
schema_fits(struct txn *t, const char *path, struct fault *f)
{
	struct key k = key_name(SLICE("schema"));
	slice	 value;
	char	 num[24];
	uint64_t is;

	if (!table_get(t, TABLE_META, key_slice(&k), &value) ||
	    (is = key_u64(value, 0)) == 0 || is > INT32_MAX)
		return fault_tell(f, "% is not a store of Earshot",
		    slice_of(path));
	if (is > STORE_SCHEMA)
		return fault_tell(f, "% was written by a newer Earshot (schema "
		    "%): install that one again, or start with an empty data "
		    "directory", slice_of(path), fault_int(num, (int64_t)is));
	return true;
}

static bool
tables_of(struct store *s, const char *path, struct fault *f)
{
	struct txn t = { .store = s };
	int	 rc = mdb_txn_begin(s->env, NULL,
		    s->readonly ? MDB_RDONLY : 0, &t.mdb);
	bool	 ok;

	if (rc != 0)
		return place_fault(f, "read", path, rc);
	rc = tables_open(s, t.mdb, !s->readonly);
	ok = rc == 0 ? schema_fits(&t, path, f) :
	    place_fault(f, "use as a store:", path, rc);
	if (!ok) {
		mdb_txn_abort(t.mdb);
		return false;
	}
	rc = mdb_txn_commit(t.mdb);
	return rc == 0 || place_fault(f, "read", path, rc);
}

bool
open_file(struct store *s, const char *dir, const char *path, struct fault *f)
{
	struct stat st;
	int	 rc, dead;

	if (stat(path, &st) != 0)
		return errno == ENOENT ? fault_tell(f, "there is no store yet: "
		    "%", slice_of(path)) :
		    place_fault(f, "open", path, errno);
	if (st.st_size == 0)	/* LMDB would make a new one of it */
		return fault_tell(f, "% is empty: no store; move it away",
		    slice_of(path));
	rc = s->readonly ? look(path) : 0;
	if (rc == 0)
		rc = env_open(s, path, 0);
	if (rc != 0 && may_unlock(s, dir, rc, f))
		rc = env_open(s, path, MDB_NOLOCK);
	if (rc == MDB_INVALID || rc == MDB_VERSION_MISMATCH)
		return fault_tell(f, "% is not a store, or one of another kind "
		    "of processor: move it away, or restore a backup",
		    slice_of(path));
	if (rc != 0)
		return place_fault(f, "open", path, rc);
	rc = whole(s);
	if (rc == MDB_INVALID)
		return fault_tell(f, "% is shorter than it says: its end was "
		    "cut off", slice_of(path));
	if (rc != 0)
		return place_fault(f, "open", path, rc);
	mdb_reader_check(s->env, &dead);	/* readers that were killed */
	return tables_of(s, path, f);
}

/* Everything a writer does before the file is touched. */
static bool
prepare(struct store *s, const char *dir, const char *live, struct fault *f)
{
	if (!place_dir(dir, f))
		return false;
	s->lock = place_lock(dir, false, f);
	return s->lock >= 0 && home_find(s, dir, live, f) &&
	    home_ready(s, f) && place_create(s, s->home, f);
}

static bool
open_any(struct store *s, const char *dir, const char *live, struct fault *f)
{
	char	 path[PLACE_PATH];
	struct stat st;

	if (s->readonly && stat(dir, &st) == 0 && S_ISREG(st.st_mode))
		return place_path(path, dir, NULL, f) &&
		    open_file(s, dir, path, f);
	if (!(s->readonly ? home_find(s, dir, live, f) :
	    prepare(s, dir, live, f)))
		return false;
	return home_file(s, path, f) && open_file(s, dir, path, f) &&
	    home_rename(s, f);
}

struct store *
store_open(const char *dir, const struct store_options *o, struct fault *f)
{
	struct store *s = calloc(1, sizeof(*s));

	if (s == NULL) {
		fault_words(f, "not enough memory to open the store");
		return NULL;
	}
	s->lock = -1;
	s->pid = getpid();
	s->readonly = o->readonly;
	s->promises = true;
	s->map = map_size(o->map);
	if (open_any(s, dir, o->live, f)) {
		if (!s->readonly)
			store_measure(s);
		return s;
	}
	s->kept[0] = '\0';		/* it is none to keep */
	store_close(s);
	return NULL;
}

void
store_close(struct store *s)
{
	struct fault unsaid = { "" };

	if (s == NULL)
		return;
	home_leave(s, &unsaid);
	if (s->env != NULL)
		mdb_env_close(s->env);
	if (s->lock >= 0)
		close(s->lock);
	free(s);
}
