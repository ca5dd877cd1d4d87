/*
 * place.c - where a store lies: its directory, its lock, and how a new one
 * comes to be without ever being half there.
 */
#include "storage/tables.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

enum {
	LOCK_TRIES = 10,		/* a restart overlaps its predecessor */
	LOCK_PAUSE = 50 * 1000 * 1000	/* nanoseconds */
};

/* statfs(2) magic numbers. LMDB needs a mapping that sees what write() wrote,
 * locks that hold, and rename() that replaces. */
static const struct {
	uint32_t	 magic;
	bool		 fit;
	char		 name[11];
} systems[] = {
	{ 0x0000ef53, true, "ext4" },	/* ext2 and ext3 share the number */
	{ 0xf2f52010, true, "f2fs" },
	{ 0x24051905, true, "ubifs" },
	{ 0x9123683e, true, "btrfs" },
	{ 0x58465342, true, "xfs" },
	{ 0x01021994, true, "tmpfs" },
	{ 0x858458f6, true, "ramfs" },
	{ 0x794c7630, true, "overlay" },	/* its upper layer decides */
	{ 0x2fc12fc1, true, "zfs" },
	{ 0xca451a4e, true, "bcachefs" },
	{ 0x00004d44, true, "vfat" },
	{ 0x2011bab0, true, "exfat" },
	{ 0x000072b6, false, "jffs2" },
	{ 0x73717368, false, "squashfs" },
	{ 0x28cd3d45, false, "cramfs" },
	{ 0xe0f5e1e2, false, "erofs" },
	{ 0x00009660, false, "iso9660" },
	{ 0x00006969, false, "nfs" },
	{ 0xff534d42, false, "cifs" },
	{ 0xfe534d42, false, "smb2" },
	{ 0x01021997, false, "9p" },
	{ 0x65735546, false, "fuse" },
};

bool
place_fault(struct fault *f, const char *what, const char *path, int rc)
{
	return fault_tell(f, "cannot % %: %", slice_of(what), slice_of(path),
	    slice_of(mdb_strerror(rc)));
}

bool
place_path(char path[static PLACE_PATH], const char *dir, const char *name,
    struct fault *f)
{
	const char *slash = name == NULL || name[0] == '-' ? "" : "/";
	int	 n = snprintf(path, PLACE_PATH, "%s%s%s", dir, slash,
		    name != NULL ? name : "");

	if (n < 0 || n >= PLACE_PATH)
		return fault_tell(f, "the name of the data directory is too "
		    "long: %", slice_of(dir));
	return true;
}

bool
place_mappable(int fd)
{
	void	*p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
		    0);

	if (p == MAP_FAILED)
		return false;
	munmap(p, 4096);
	return true;
}

/* A layered file system tells only its own name: ask a file in it. */
static bool
upper_fit(const char *dir)
{
	char	 path[PLACE_PATH];
	struct fault f = { "" };
	bool	 fit = true;
	int	 fd;

	if (!place_path(path, dir, "lock", &f))
		return true;
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd >= 0) {
		fit = place_mappable(fd);
		close(fd);
	}
	return fit;
}

const char *
store_filesystem(const char *dir, bool *fit)
{
	struct statfs st;

	*fit = true;
	if (statfs(dir, &st) != 0)
		return "unknown";
	for (size_t i = 0; i < COUNT(systems); i++)
		if (systems[i].magic == (uint32_t)st.f_type) {
			*fit = systems[i].fit && upper_fit(dir);
			return systems[i].name;
		}
	*fit = upper_fit(dir);
	return "unknown";
}

bool
place_sync(const char *dir, struct fault *f)
{
	int	 fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool	 ok = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);

	if (!ok)
		place_fault(f, "sync the directory", dir, errno);
	if (fd >= 0)
		close(fd);
	return ok;
}

/* A directory made by us must not vanish with what is in it: its parent is
 * synced too. */
bool
place_dir(const char *dir, struct fault *f)
{
	char	 parent[PLACE_PATH];
	struct stat st;

	if (stat(dir, &st) == 0)
		return S_ISDIR(st.st_mode) ||
		    place_fault(f, "use as a directory:", dir, ENOTDIR);
	if (mkdir(dir, 0700) != 0)
		return place_fault(f, "make the directory", dir, errno);
	return place_path(parent, dir, "..", f) && place_sync(parent, f);
}

static bool
lock_fault(struct fault *f, const char *dir, int fd)
{
	char	 text[24];
	ssize_t	 n = pread(fd, text, sizeof(text), 0);
	slice	 who = slice_trim((slice){ text, n > 0 ? (size_t)n : 0 });

	if (who.n == 0)
		who = SLICE("of unknown number");
	return fault_tell(f, "process % has the store in % open: stop it first",
	    who, slice_of(dir));
}

static void
lock_sign(int fd)
{
	char	 text[24];
	int	 n = snprintf(text, sizeof(text), "%ld\n", (long)getpid());

	/* Only words for a person: without them the lock holds as well. */
	if (ftruncate(fd, 0) != 0 || pwrite(fd, text, (size_t)n, 0) != n)
		return;
}

int
place_lock(const char *dir, bool shared, struct fault *f)
{
	static const struct timespec pause = { 0, LOCK_PAUSE };
	char	 path[PLACE_PATH];
	int	 fd, how = (shared ? LOCK_SH : LOCK_EX) | LOCK_NB;

	if (!place_path(path, dir, "lock", f))
		return -1;
	fd = shared ? open(path, O_RDONLY | O_CLOEXEC) :
	    open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0) {
		if (!shared)
			place_fault(f, "open", path, errno);
		return -1;
	}
	for (int i = 0; flock(fd, how) != 0; i++) {
		if (i == LOCK_TRIES || (errno != EWOULDBLOCK &&
		    errno != EINTR)) {
			lock_fault(f, dir, fd);
			close(fd);
			return -1;
		}
		nanosleep(&pause, NULL);
	}
	if (!shared)
		lock_sign(fd);
	return fd;
}

/* --- a new store ------------------------------------------------------ */

static int
write_schema(struct store *s, MDB_env *env)
{
	struct txn t = { .store = s };
	struct key k = key_name(SLICE("schema")), v;
	int	 rc = mdb_txn_begin(env, NULL, 0, &t.mdb);

	if (rc != 0)
		return rc;
	v = key_id(STORE_SCHEMA);
	rc = tables_open(s, t.mdb, true);
	if (rc == 0 && !table_put(&t, TABLE_META, key_slice(&k),
	    key_slice(&v)))
		rc = t.rc;
	if (rc == 0)
		return mdb_txn_commit(t.mdb);
	mdb_txn_abort(t.mdb);
	return rc;
}

static int
make(struct store *s, const char *path)
{
	MDB_env	*env = NULL;
	int	 fd, rc = mdb_env_create(&env);

	if (rc != 0)
		return rc;
	if ((rc = mdb_env_set_maxdbs(env, TABLES)) == 0 &&
	    (rc = mdb_env_set_mapsize(env, s->map)) == 0 &&
	    (rc = mdb_env_open(env, path, MDB_NOSUBDIR | MDB_NOLOCK,
	    0600)) == 0 && (rc = write_schema(s, env)) == 0)
		rc = mdb_env_sync(env, 1);
	mdb_env_close(env);
	if (rc != 0)
		return rc;
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0 || fsync(fd) != 0)
		rc = errno;
	if (fd >= 0)
		close(fd);
	return rc;
}

bool
place_create(struct store *s, const char *dir, struct fault *f)
{
	char	 fresh[PLACE_PATH], path[PLACE_PATH];
	int	 rc;

	if (!place_path(fresh, dir, "store.new", f) ||
	    !place_path(path, dir, "store.mdb", f))
		return false;
	if (unlink(fresh) != 0 && errno != ENOENT)
		return place_fault(f, "remove", fresh, errno);
	if (access(path, F_OK) == 0)
		return true;
	rc = make(s, fresh);
	if (rc != 0)
		return place_fault(f, "make", fresh, rc);
	if (rename(fresh, path) != 0)
		return place_fault(f, "rename to", path, errno);
	return place_sync(dir, f);
}
