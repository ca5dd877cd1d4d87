/*
 * home.c - where LMDB's file lives. Mostly in the data directory; where that
 * cannot map a file for writing (JFFS2, the flash of cheap routers), or where
 * the owner wants its flash spared, in memory, and the data directory keeps a
 * snapshot: written under another name, synced, renamed.
 *
 * A box that loses power goes on from its snapshot. What came since is polled
 * again, for the cursors are as old as the rest; what was sent since may be
 * sent twice, under a new name of the store, so that no channel takes a new
 * letter for an old one.
 */
#include "storage/outbox.h"
#include "storage/tables.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	EVERY = 3600,			/* seconds between snapshots */
	QUIETLY = 86400,		/* ... when only counts have changed */
	WAITS = 60,			/* a letter, before it is worth one */
	LOOK_EVERY = 20			/* seconds between looks whether */
};

/* --- which directory ------------------------------------------------------ */

static bool
in_memory(struct store *s, const char *dir, const char *live, struct fault *f)
{
	char	 whole[PATH_MAX];
	int	 n;

	if (live == NULL && realpath(dir, whole) == NULL)
		return place_fault(f, "find", dir, errno);
	n = live != NULL ? snprintf(s->home, sizeof(s->home), "%s", live) :
	    snprintf(s->home, sizeof(s->home), "/tmp/earshot-%016llx",
	    (unsigned long long)slice_hash(slice_of(whole)));
	return (n > 0 && n < PLACE_PATH && place_path(s->kept, dir, NULL, f)) ||
	    fault_words(f, "the name of the directory in memory is too long");
}

bool
home_find(struct store *s, const char *dir, const char *live, struct fault *f)
{
	bool	 fit;

	store_filesystem(dir, &fit);
	if (live != NULL || !fit)
		return in_memory(s, dir, live, f);
	return place_path(s->home, dir, NULL, f);
}

/* /tmp is everybody's: nobody else may have made it, or look into it. */
static bool
private(const char *home, struct fault *f)
{
	struct stat st;

	if (mkdir(home, 0700) != 0 && errno != EEXIST)
		return place_fault(f, "make the directory", home, errno);
	if (lstat(home, &st) != 0)
		return place_fault(f, "look at", home, errno);
	if (!S_ISDIR(st.st_mode) || st.st_uid != geteuid() ||
	    (st.st_mode & 077) != 0)
		return fault_tell(f, "% is not a directory of ours alone: "
		    "remove it", slice_of(home));
	return true;
}

/* --- files ---------------------------------------------------------------- */

static int
copy_bytes(int from, int to)
{
	char	 block[16384];
	ssize_t	 n, done;

	while ((n = read(from, block, sizeof(block))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		for (char *p = block; n > 0; p += done, n -= done)
			if ((done = write(to, p, (size_t)n)) < 0)
				return errno;
	}
	return fsync(to) == 0 ? 0 : errno;
}

/* Under another name until it is whole; 0 or errno. */
static int
copy_file(const char *from, const char *draft, const char *to)
{
	int	 in = open(from, O_RDONLY | O_CLOEXEC), rc = errno;
	int	 out = in < 0 ? -1 : open(draft, O_WRONLY | O_CREAT | O_TRUNC |
	    O_NOFOLLOW | O_CLOEXEC, 0600);

	if (in >= 0)
		rc = out >= 0 ? copy_bytes(in, out) : errno;
	if (out >= 0 && close(out) != 0 && rc == 0)
		rc = errno;
	if (in >= 0)
		close(in);
	if (rc == 0 && rename(draft, to) != 0)
		rc = errno;
	if (rc != 0 && in >= 0)
		unlink(draft);
	return rc;
}

static bool
there(const char *path)
{
	return access(path, F_OK) == 0;
}

struct names { char file[PLACE_PATH], draft[PLACE_PATH], snap[PLACE_PATH],
	part[PLACE_PATH], plain[PLACE_PATH]; };

static bool
names_of(const struct store *s, struct names *n, struct fault *f)
{
	const char *kept = s->kept[0] ? s->kept : s->home;

	return place_path(n->file, s->home, "store.mdb", f) &&
	    place_path(n->draft, s->home, "store.new", f) &&
	    place_path(n->snap, kept, STORE_SNAPSHOT, f) &&
	    place_path(n->part, kept, "store.part", f) &&
	    place_path(n->plain, kept, "store.mdb", f);
}

/* --- before the store is opened ------------------------------------------- */

bool
home_ready(struct store *s, struct fault *f)
{
	struct names n;
	const char *from;
	int	 rc;

	if (!names_of(s, &n, f))
		return false;
	if (s->kept[0] == '\0')		/* it lived in memory before */
		return there(n.file) || !there(n.snap) ||
		    rename(n.snap, n.file) == 0 ||
		    place_fault(f, "rename", n.snap, errno);
	if (!private(s->home, f))
		return false;
	unlink(n.part);
	from = there(n.snap) ? n.snap : n.plain;
	if (there(n.file) || !there(from))
		return true;
	rc = copy_file(from, n.draft, n.file);
	s->revived = rc == 0;
	return rc == 0 || place_fault(f, "copy", from, rc);
}

bool
home_file(struct store *s, char path[static PLACE_PATH], struct fault *f)
{
	struct names n;
	const char *is = n.file;

	if (!names_of(s, &n, f))
		return false;
	if (s->readonly && !there(n.file))
		is = there(n.snap) ? n.snap : there(n.plain) ? n.plain : is;
	memcpy(path, is, PLACE_PATH);
	return true;
}

/* The name before the snapshot may have gone out with later letters. */
bool
home_rename(struct store *s, struct fault *f)
{
	struct key k = box_key();
	struct txn *t = s->revived ? store_begin(s, true, f) : NULL;

	if (!s->revived)
		return true;
	if (t == NULL || !table_del(t, TABLE_META, key_slice(&k)))
		return store_abort(t), false;
	s->revived = false;
	return store_commit(t, f);
}

/* --- snapshots ------------------------------------------------------------ */

static void
mark_now(struct store *s, struct home_mark *m)
{
	struct fault unsaid = { "" };
	struct txn *t = store_begin(s, false, &unsaid);
	MDB_envinfo info;

	*m = (struct home_mark){ 0 };
	if (mdb_env_info(s->env, &info) == 0)
		m->commits = info.me_last_txnid;
	if (t != NULL)
		m->ids = store_last_id(t, "mention") +
		    store_last_id(t, "letter");
	store_abort(t);
}

static bool
snapshot(struct store *s, int64_t now, struct fault *f)
{
	struct home_mark m;
	struct names n;
	int	 rc;

	mark_now(s, &m);
	if (!names_of(s, &n, f))
		return false;
	rc = copy_file(n.file, n.part, n.snap);
	if (rc != 0)
		return place_fault(f, "write", n.snap, rc);
	unlink(n.plain);		/* of a time before; now it is older */
	s->mark = m;
	s->kept_at = now;
	return place_sync(s->kept, f);
}

struct waits { int64_t since, until; bool any; };

static bool
waits(void *arg, int64_t due, const struct letter *l)
{
	struct waits *w = arg;

	(void)due;
	w->any = l->born >= w->since && l->born <= w->until;
	return !w->any;
}

/* A letter that is not in the snapshot, and has waited for a minute. */
static bool
letter_waits(struct store *s, int64_t now)
{
	struct waits w = { s->kept_at, now - WAITS, false };
	struct fault unsaid = { "" };
	struct txn *t = store_begin(s, false, &unsaid);

	if (t != NULL)
		outbox_walk(t, waits, &w);
	store_abort(t);
	return w.any;
}

bool
store_keep(struct store *s, int64_t now, struct fault *f)
{
	struct home_mark m;

	if (s->kept[0] == '\0' || s->env == NULL ||
	    (now >= s->looked_at && now < s->looked_at + LOOK_EVERY))
		return true;
	s->looked_at = now;
	mark_now(s, &m);
	if (m.commits == s->mark.commits)
		return true;
	if (s->kept_at == 0 || now < s->kept_at ||
	    now - s->kept_at >= (m.ids != s->mark.ids ? EVERY : QUIETLY) ||
	    letter_waits(s, now))
		return snapshot(s, now, f);
	return true;
}

bool
home_leave(struct store *s, struct fault *f)
{
	struct home_mark m;

	if (s->kept[0] == '\0' || s->env == NULL || s->readonly)
		return true;
	mark_now(s, &m);
	return (s->kept_at != 0 && m.commits == s->mark.commits) ||
	    snapshot(s, s->kept_at, f);
}

/* --- from outside --------------------------------------------------------- */

bool
store_file(const char *dir, const char *live, char path[static STORE_PATH],
    struct fault *f)
{
	struct store *s = calloc(1, sizeof(*s));
	bool	 ok = s != NULL;

	if (ok)
		s->readonly = true;
	ok = ok && home_find(s, dir, live, f) && home_file(s, path, f);
	free(s);
	return ok;
}

void
store_discard(const char *dir, const char *live)
{
	static const char *const parts[] = { "store.mdb", "store.mdb-lock",
	    "store.new", STORE_SNAPSHOT, "store.part", "lock" };
	struct store *s = calloc(1, sizeof(*s));
	struct fault unsaid = { "" };
	char	 path[PLACE_PATH];

	for (size_t i = 0; i < COUNT(parts) && s != NULL &&
	    home_find(s, dir, live, &unsaid); i++) {
		if (place_path(path, s->home, parts[i], &unsaid))
			unlink(path);
		if (place_path(path, dir, parts[i], &unsaid))
			unlink(path);
	}
	if (s != NULL)
		rmdir(s->home);
	rmdir(dir);
	free(s);
}
