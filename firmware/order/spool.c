#include "firmware/order/spool.h"

#include "firmware/config/config.h"
#include "firmware/file.h"
#include "firmware/verb/look.h"
#include "firmware/verb/verbs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	ORDER_MAX = 49152,		/* bytes of a record */
	ORDERS_MAX = 256,		/* at a time */
	PATIENCE = 50			/* tenths of a second for the keeper */
};

static bool
path_of(char path[static SPOOL_PATH], const char *dir, const char *name)
{
	int	 n = snprintf(path, SPOOL_PATH, "%s/" SPOOL "%s%s", dir,
	    *name ? "/" : "", name);

	return n > 0 && n < SPOOL_PATH;
}

static bool
folder(const char *dir)
{
	char	 path[SPOOL_PATH];

	return path_of(path, dir, "") &&
	    (mkdir(path, 0700) == 0 || errno == EEXIST);
}

/* ---- putting in -------------------------------------------------------- */

static bool
told(struct fault *f, const char *path)
{
	return fault_tell(f, "cannot write %: %", slice_of(path),
	    slice_of(strerror(errno)));
}

/* Two in one microsecond differ all the same. */
static int64_t
order_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec / 1000 * 1000 +
	    getpid() % 1000;
}

/* Names sort as the orders came. */
static bool
put_order(const char *dir, int64_t order, const struct wire_shape *shape,
    const void *what, char name[static SPOOL_PATH], struct fault *f)
{
	char	 base[64], draft[SPOOL_PATH], record[ORDER_MAX];
	struct sink k = { .buf = record, .cap = sizeof(record) };

	wire_put(&k, shape, what);
	snprintf(base, sizeof(base), "%020lld-%ld", (long long)order,
	    (long)getpid());
	if (!path_of(name, dir, base))
		return fault_words(f, "the name of the data directory is too "
		    "long");
	snprintf(base, sizeof(base), ".%ld", (long)getpid());
	if (!folder(dir) || k.full || !path_of(draft, dir, base) ||
	    !file_put(draft, sink_slice(&k), false))
		return told(f, name);
	return rename(draft, name) == 0 || told(f, name);
}

bool
spool_put(const char *dir, struct tap *tap, char name[static SPOOL_PATH],
    struct fault *f)
{
	tap->order = order_now();
	return put_order(dir, tap->order, &wire_tap, tap, name, f);
}

bool
spool_put_grant(const char *dir, struct grant *token,
    char name[static SPOOL_PATH], struct fault *f)
{
	token->order = order_now();
	return put_order(dir, token->order, &wire_grant, token, name, f);
}

bool
spool_put_reply(const char *dir, struct letter *l,
    char name[static SPOOL_PATH], struct fault *f)
{
	l->order = order_now();
	return put_order(dir, l->order, &wire_letter, l, name, f);
}

bool
spool_put_mark(const char *dir, struct mark *m, char name[static SPOOL_PATH],
    struct fault *f)
{
	m->order = order_now();
	return put_order(dir, m->order, &wire_mark, m, name, f);
}

bool
spool_put_entry(const char *dir, struct entry *e,
    char name[static SPOOL_PATH], struct fault *f)
{
	e->order = order_now();
	return put_order(dir, e->order, &wire_entry, e, name, f);
}

bool
spool_put_link(const char *dir, const struct link *l,
    char name[static SPOOL_PATH], struct fault *f)
{
	return put_order(dir, order_now(), &wire_link, l, name, f);
}

bool
spool_put_share(const char *dir, const struct job_finding *f,
    char name[static SPOOL_PATH], struct fault *fault)
{
	return put_order(dir, order_now(), &job_finding, f, name, fault);
}

bool
spool_put_people(const char *dir, struct people_order *o,
    char name[static SPOOL_PATH], struct fault *f)
{
	o->order = order_now();
	return put_order(dir, o->order, &wire_people, o, name, f);
}

/* ---- taking out -------------------------------------------------------- */

static slice
read_order(const char *path, char *buf)
{
	int	 fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW |
	    O_NONBLOCK);
	ssize_t	 n = fd >= 0 ? read(fd, buf, ORDER_MAX) : -1;

	if (fd >= 0)
		close(fd);
	return (slice){ buf, n > 0 ? (size_t)n : 0 };
}

static int
is_order(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

void
spool_each(const char *dir, bool (*each)(void *, slice), void *arg)
{
	char	 path[SPOOL_PATH], buf[ORDER_MAX];
	struct dirent **list;
	bool	 go = true;
	int	 n;

	if (!path_of(path, dir, "") ||
	    (n = scandir(path, &list, is_order, alphasort)) < 0)
		return;
	for (int i = 0; i < n; i++) {
		if (go && i < ORDERS_MAX &&
		    path_of(path, dir, list[i]->d_name)) {
			go = each(arg, read_order(path, buf));
			if (go)
				unlink(path);
		}
		free(list[i]);
	}
	free(list);
}

bool
spool_is_heard(const char *dir)
{
	char	 path[SPOOL_PATH];
	int	 fd, n = snprintf(path, sizeof(path), "%s/lock", dir);
	bool	 taken;

	if (n < 0 || n >= SPOOL_PATH ||
	    (fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		return false;
	taken = flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
	close(fd);
	return taken;
}

int
spool_watch(const char *dir)
{
	char	 path[SPOOL_PATH];
	int	 fd = folder(dir) && path_of(path, dir, "") ?
	    inotify_init1(IN_CLOEXEC | IN_NONBLOCK) : -1;

	if (fd >= 0 && inotify_add_watch(fd, path, IN_MOVED_TO) < 0) {
		close(fd);
		fd = -1;
	}
	return fd;
}

void
spool_hush(int fd)
{
	char	 buf[4096];

	while (fd >= 0 && read(fd, buf, sizeof(buf)) > 0)
		;
}

/* ---- handing in -------------------------------------------------------- */

struct here {			/* no keeper runs */
	const struct config *c;
	struct store	*store;
};

static bool
obey_now(void *arg, slice order)
{
	const struct here *h = arg;
	struct fault f = { "" };
	struct txn *t;
	bool	 write = false, ok;

	if (people_forgets(order)) {
		people_forget(h->c, h->store, order, &f);
		return true;
	}
	t = store_begin(h->store, true, &f);
	ok = t != NULL && spool_obey(h->c, t, order, &write, &f);
	if (f.text[0] != '\0' && !write)
		fprintf(stderr, "%s\n", f.text);
	if (ok && write) {
		f.text[0] = '\0';
		ok = store_commit(t, &f);
		if (!ok)
			fprintf(stderr, "%s\n", f.text);
	} else {
		store_abort(t);
	}
	return ok;
}

/* A keeper that runs does it; else we do, and whatever else waits there. */
int
spool_hand_in(const struct config *c, const char *name)
{
	struct store_options o = look_options(c, false);
	struct fault f = { "" };
	struct here h = { .c = c };

	for (int i = 0; i < PATIENCE && spool_is_heard(c->data) &&
	    access(name, F_OK) == 0; i++)
		usleep(100000);
	if (access(name, F_OK) != 0)
		return EXIT_GOOD;
	h.store = spool_is_heard(c->data) ? NULL : store_open(c->data, &o, &f);
	if (h.store != NULL) {
		spool_each(c->data, obey_now, &h);
		store_close(h.store);
	}
	if (access(name, F_OK) != 0)
		return EXIT_GOOD;
	fprintf(stderr, "it waits in %s for the keeper: %s\n", name,
	    f.text[0] ? f.text : "which is busy");
	return EXIT_NO;
}
