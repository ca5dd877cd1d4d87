/*
 * forget_prove.c - the file written anew, and every byte of it read for what
 * was known of somebody.
 */
#include "storage/forget_job.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { READ = 64 << 10 };

static void
stays(struct forget_job *j, uint64_t mention)
{
	struct traces *t = j->traces;

	for (size_t i = 0; i < t->n; i++)
		if (t->list[i].hits && t->list[i].sort != TRACE_WEAK)
			t->list[t->list[i].of].stays = true;
	traces_clear(t);
	for (size_t i = 0; i < j->done->nstays; i++)
		if (j->done->stays[i] == mention)
			return;
	if (j->done->nstays < FORGET_STAYS)
		j->done->stays[j->done->nstays++] = mention;
}

static bool
see(void *arg, enum table table, slice key, slice value)
{
	struct forget_job *j = arg;
	const struct trace *which;
	size_t	 at;

	if (!traces_find(j->traces, value, 0, &at, &which) &&
	    !traces_find(j->traces, key, 0, &at, &which))
		return true;
	traces_scan(j->traces, value, value.n);
	traces_scan(j->traces, key, key.n);
	stays(j, table == TABLE_MENTION ? key_u64(key, 0) : 0);
	return true;
}

/* What is alive and says the same is not theirs: it will be in the file. */
static void
see_stays(struct forget_job *j, struct txn *t)
{
	tables_walk(t, see, j);
	traces_clear(j->traces);
}

/* The ends of the parts twice. */
bool
forget_scan(const char *path, struct traces *t, uint64_t *bytes,
    struct fault *f)
{
	char	*buf = malloc(READ + TRACE_MOST);
	int	 fd = buf ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	size_t	 have = 0;
	ssize_t	 n = -1;

	while (fd >= 0 && (n = read(fd, buf + have, READ)) > 0) {
		size_t	 all = have + (size_t)n, end;

		end = all > TRACE_MOST ? all - TRACE_MOST : 0;
		traces_scan(t, (slice){ buf, all }, end);
		*bytes += (uint64_t)n;
		have = all - end;
		memmove(buf, buf + end, have);
	}
	if (n == 0)
		traces_scan(t, (slice){ buf, have }, have);
	if (fd >= 0)
		close(fd);
	free(buf);
	return n == 0 || place_fault(f, "read", path, fd < 0 ? ENOENT : EIO);
}

/* A file of the spool that tells of them; orders are small. */
static bool
tells(struct forget_job *j, const char *path, char *buf)
{
	int	 fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW |
		    O_NONBLOCK);
	ssize_t	 n = fd >= 0 ? read(fd, buf, READ) : -1;
	const struct trace *which;
	size_t	 at;

	if (fd >= 0)
		close(fd);
	return n > 0 && traces_find(j->traces, (slice){ buf, (size_t)n }, 0,
	    &at, &which);
}

static void
sweep(struct forget_job *j)
{
	DIR	*dir = j->o->spool ? opendir(j->o->spool) : NULL;
	char	*buf = malloc(READ), path[PLACE_PATH];
	struct dirent *e;
	struct fault f;

	while (dir != NULL && buf != NULL && (e = readdir(dir)) != NULL)
		if (strtoll(e->d_name, NULL, 10) != j->o->order &&
		    place_path(path, j->o->spool, e->d_name, &f) &&
		    tells(j, path, buf) && unlink(path) == 0)
			j->done->orders++;
	if (dir != NULL)
		closedir(dir);
	free(buf);
}

bool
forget_prove(struct forget_job *j, struct fault *f)
{
	struct txn *t = store_begin(j->s, false, f);
	const char *path = "";

	if (t == NULL)
		return false;
	see_stays(j, t);
	store_abort(t);
	if (!store_rebuild(j->s, f) ||
	    mdb_env_get_path(j->s->env, &path) != 0 ||
	    !forget_scan(path, j->traces, &j->done->bytes, f))
		return false;
	sweep(j);
	j->done->traces = traces_strong(j->traces);
	j->done->found = traces_found(j->traces);
	j->done->more = j->traces->left_out;
	j->done->proven = true;
	return true;
}
