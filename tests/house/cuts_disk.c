#include "tests/house/cuts_disk.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A file in the state that a cut leaves. */
struct image {
	char	 data[DISK_SIZE];
	size_t	 size;
	uint64_t sum;
	unsigned char touched[DISK_SECTORS_MOST];
};

uint64_t
disk_roll(uint64_t *dice)		/* splitmix64 */
{
	uint64_t z = *dice += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

static uint64_t
sum_of(const char *p, size_t n, uint64_t seed)
{
	uint64_t h = seed * 0x9e3779b97f4a7c15u ^ 0xcbf29ce484222325u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)p[i]) * 0x100000001b3u;
	return h;
}

static uint64_t
sector_sum(const char *data, size_t sector)
{
	return sum_of(data + sector * DISK_SECTOR, DISK_SECTOR, sector + 1);
}

/* --- what is durable -------------------------------------------------- */

static void
settle(struct disk_file *f, const struct trace_op *op)
{
	size_t	 end = op->at + op->n;

	if (op->what == TRACE_SIZE) {
		if (op->at < f->size)
			memset(f->data + op->at, 0, f->size - op->at);
		f->size = op->at;
		for (size_t s = 0; s < DISK_SECTORS_MOST; s++)
			f->sums[s] = sector_sum(f->data, s);
		return;
	}
	if (end > f->size)
		f->size = end;
	if (op->n == 0)			/* fallocate */
		return;
	memcpy(f->data + op->at, op->bytes, op->n);
	for (size_t s = op->at / DISK_SECTOR; s * DISK_SECTOR < end; s++)
		f->sums[s] = sector_sum(f->data, s);
}

static int
new_file(struct disk *d)
{
	struct disk_file *f;

	if (d->nfiles == DISK_FILES)
		return -1;
	f = &d->files[d->nfiles];
	f->data = calloc(1, DISK_SIZE);
	for (size_t s = 0; s < DISK_SECTORS_MOST; s++)
		f->sums[s] = sector_sum(f->data, s);
	return (int)d->nfiles++;
}

/* --- names ------------------------------------------------------------ */

static int
file_now(const struct disk *d, const char *name)
{
	for (size_t i = d->nnames; i-- > 0;)
		if (strcmp(d->names[i].name, name) == 0)
			return d->names[i].file;
	return -1;
}

static bool
change(struct disk *d, const char *name, int file, bool both)
{
	struct disk_name *n = &d->names[d->nnames];

	if (d->nnames == DISK_PENDING)
		return false;
	d->nnames++;
	snprintf(n->name, sizeof(n->name), "%.63s", name);
	n->file = file;
	n->both = both;
	return true;
}

/* The last word on each name becomes the only one. */
static void
settle_names(struct disk *d)
{
	size_t	 n = 0;

	for (size_t i = 0; i < d->nnames; i++) {
		struct disk_name one = d->names[i];
		size_t	 j = 0;

		if (one.file != file_now(d, one.name) || one.file < 0)
			continue;
		while (j < n && strcmp(d->names[j].name, one.name) != 0)
			j++;
		one.both = false;
		d->names[j] = one;
		n += j == n;
	}
	d->nnames = d->ndurable = n;
}

/* --- operations ------------------------------------------------------- */

static bool
begin_open(struct disk *d, const struct trace_op *op)
{
	struct disk_fd *fd = &d->fds[op->fd];

	*fd = (struct disk_fd){ .file = file_now(d, op->name),
		.directory = op->directory, .now = op->now, .used = true };
	if (op->directory)
		return true;
	if (fd->file < 0 && op->create) {
		fd->file = new_file(d);
		if (fd->file < 0 || !change(d, op->name, fd->file, false))
			return false;
	}
	fd->used = fd->file >= 0;	/* else a library, or the like */
	return !op->cut || !fd->used;
}

/* Of a directory, or of nothing, it is one that is not looked at. */
static struct disk_file *
file_of(struct disk *d, const struct disk_fd *fd)
{
	return &d->files[fd->used && !fd->directory ? fd->file : 0];
}

static bool
pend(struct disk *d, const struct trace_op *op)
{
	struct disk_fd *fd = &d->fds[op->fd];
	struct disk_file *f = file_of(d, fd);

	if (!fd->used || fd->directory || f->npending == DISK_PENDING ||
	    op->at + op->n > DISK_SIZE)
		return false;
	f->pending[f->npending++] = op;
	return true;
}

bool
disk_begin(struct disk *d, const struct trace_op *op)
{
	int	 file;

	if (op->fd < 0 || op->fd >= DISK_FDS)
		return false;
	switch (op->what) {
	case TRACE_OPEN:
		return begin_open(d, op);
	case TRACE_WRITE:
	case TRACE_SIZE:
	case TRACE_GROW:
		return pend(d, op);
	case TRACE_RENAME:
		file = file_now(d, op->name);
		return file >= 0 && change(d, op->name, -1, true) &&
		    change(d, op->to, file, false);
	case TRACE_UNLINK:
		return change(d, op->name, -1, false);
	default:
		return true;
	}
}

bool
disk_end(struct disk *d, const struct trace_op *op)
{
	struct disk_fd *fd = &d->fds[op->fd];
	struct disk_file *f = file_of(d, fd);

	if (op->what == TRACE_CLOSE)
		fd->used = false;
	if (op->what == TRACE_WRITE && fd->now)	/* its own bytes alone */
		settle(f, f->pending[--f->npending]);
	if (op->what != TRACE_SYNC)
		return true;
	if (!fd->used)
		return false;
	if (fd->directory) {
		settle_names(d);
		return true;
	}
	for (size_t i = 0; i < f->npending; i++)
		settle(f, f->pending[i]);
	f->npending = 0;
	return true;
}

/* --- the cut ---------------------------------------------------------- */

static bool
happened(struct disk_cut *c)
{
	if (c->mood < DISK_WRITES)
		return c->mood == DISK_ALL;
	return disk_roll(&c->dice) & 1;
}

/* The sectors of one write that reached the disk. */
static void
reach(struct image *m, const struct trace_op *op, struct disk_cut *c)
{
	size_t	 end = op->at + op->n;
	bool	 torn = c->mood == DISK_TORN && disk_roll(&c->dice) % 4 != 0;

	if (!torn && !happened(c))
		return;
	for (size_t at = op->at, to; at < end; at = to) {
		to = at - at % DISK_SECTOR + DISK_SECTOR;
		if (to > end)
			to = end;
		if (torn && !happened(c))
			continue;
		memcpy(m->data + at, op->bytes + (at - op->at), to - at);
		m->touched[at / DISK_SECTOR] = 1;
		if (to > m->size)
			m->size = to;
	}
	/* the new size may be there, and its bytes not */
	if (torn && happened(c) && end > m->size)
		m->size = end;
}

static void
resize(struct image *m, const struct trace_op *op)
{
	if (op->what == TRACE_GROW && op->at <= m->size)
		return;
	for (size_t at = op->at; at < m->size; at++) {
		m->data[at] = 0;
		m->touched[at / DISK_SECTOR] = 1;
	}
	m->size = op->at;
}

static void
picture(const struct disk_file *f, struct disk_cut *c, struct image *m)
{
	memcpy(m->data, f->data, DISK_SIZE);
	memset(m->touched, 0, sizeof(m->touched));
	m->size = f->size;
	m->sum = 0;
	for (size_t i = 0; i < f->npending; i++)
		if (f->pending[i]->what == TRACE_WRITE)
			reach(m, f->pending[i], c);
		else if (happened(c))
			resize(m, f->pending[i]);
	for (size_t s = 0; s * DISK_SECTOR < m->size; s++)
		m->sum += m->touched[s] ? sector_sum(m->data, s) : f->sums[s];
	m->sum += m->size;
}

/* A lock file is mapped: what of it is on the disk nobody knows. */
static void
scramble(struct image *m, struct disk_cut *c)
{
	uint64_t kind = disk_roll(&c->dice) % 4;

	if (kind == 3)
		return;
	m->size = kind == 0 ? 0 : 8192;
	for (size_t i = 0; i < m->size; i++)
		m->data[i] = kind == 1 ? 0 : (char)disk_roll(&c->dice);
}

static void
put_file(const char *dir, const char *name, const struct image *m)
{
	char	 path[400];
	int	 fd;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd < 0 || write(fd, m->data, m->size) != (ssize_t)m->size) {
		perror(path);
		_exit(3);
	}
	close(fd);
}

/* Which names there are: file numbers, -1 none, by first mention. */
static size_t
names_left(const struct disk *d, struct disk_cut *c, struct disk_name *left)
{
	size_t	 n = 0;
	bool	 with = false, yes = false;

	for (size_t i = 0; i < d->nnames; i++) {
		size_t	 j = 0;

		if (!with)
			yes = i < d->ndurable || happened(c);
		with = d->names[i].both;
		while (j < n && strcmp(left[j].name, d->names[i].name) != 0)
			j++;
		if (!yes)
			continue;
		left[j] = d->names[i];
		n += j == n;
	}
	return n;
}

uint64_t
disk_cut(const struct disk *d, struct disk_cut c, const char *dir)
{
	static struct image m;
	static struct disk_name left[DISK_PENDING];
	uint64_t sum = 0;
	size_t	 n = names_left(d, &c, left);

	for (size_t i = 0; i < n; i++) {
		const char *name = left[i].name;

		if (left[i].file < 0)
			continue;
		picture(&d->files[left[i].file], &c, &m);
		if (strstr(name, "lock") != NULL)
			scramble(&m, &c);
		else
			sum += m.sum ^ sum_of(name, strlen(name), 7);
		if (dir != NULL)
			put_file(dir, name, &m);
	}
	return sum;
}
