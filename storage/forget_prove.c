/*
 * forget_prove.c - the file written anew, and every byte of it read for what
 * was known of somebody.
 */
#include "storage/forget_job.h"

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

/* What is alive and says the same is not theirs: it will be in the file. */
static void
see_stays(struct forget_job *j, struct txn *t)
{
	const struct trace *which;
	struct walk w;
	size_t	 at;

	for (int table = 0; table < TABLES; table++) {
		WALK(&w, t, (enum table)table) {
			if (!traces_find(j->traces, w.value, 0, &at, &which) &&
			    !traces_find(j->traces, w.key, 0, &at, &which))
				continue;
			traces_scan(j->traces, w.value, w.value.n);
			traces_scan(j->traces, w.key, w.key.n);
			stays(j, table == TABLE_MENTION ?
			    key_u64(w.key, 0) : 0);
		}
		walk_end(&w);
	}
	traces_clear(j->traces);
}

/* Every byte of the file, the ends of the parts twice. */
static bool
read_file(struct forget_job *j, struct fault *f)
{
	char	*buf = malloc(READ + TRACE_MOST);
	const char *path = "";
	size_t	 have = 0;
	ssize_t	 n = 0;
	int	 fd = -1;

	if (buf != NULL && mdb_env_get_path(j->s->env, &path) == 0)
		fd = open(path, O_RDONLY | O_CLOEXEC);
	while (fd >= 0 && (n = read(fd, buf + have, READ)) > 0) {
		size_t	 all = have + (size_t)n, end;

		end = all > TRACE_MOST ? all - TRACE_MOST : 0;
		traces_scan(j->traces, (slice){ buf, all }, end);
		j->done->bytes += (uint64_t)n;
		have = all - end;
		memmove(buf, buf + end, have);
	}
	if (fd >= 0 && n == 0)
		traces_scan(j->traces, (slice){ buf, have }, have);
	if (fd >= 0)
		close(fd);
	free(buf);
	return (fd >= 0 && n == 0) ||
	    place_fault(f, "read", path, fd < 0 ? ENOENT : EIO);
}

bool
forget_prove(struct forget_job *j, struct fault *f)
{
	struct txn *t = store_begin(j->s, false, f);

	if (t == NULL)
		return false;
	see_stays(j, t);
	store_abort(t);
	if (!store_rebuild(j->s, f) || !read_file(j, f))
		return false;
	j->done->traces = traces_strong(j->traces);
	j->done->found = traces_found(j->traces);
	j->done->more = j->traces->left_out;
	j->done->proven = true;
	return true;
}
