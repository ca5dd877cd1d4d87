#include "tests/house/cuts_trace.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

/* --- arguments -------------------------------------------------------- */

static void
skip(const char **p, const char *what)
{
	*p += strspn(*p, what);
}

static uint64_t
number(const char **p)
{
	char	*end;
	uint64_t v = strtoull(*p, &end, 0);

	*p = end;
	skip(p, ", ");
	return v;
}

static int
nibble(char c)
{
	const char *hex = "0123456789abcdef", *at = strchr(hex, c);

	return c && at ? (int)(at - hex) : -1;
}

/* "\x41\x42" at *p, added to the operation's bytes. */
static bool
string(const char **p, struct trace_op *op)
{
	if (**p != '"')
		return false;
	for (++*p; (*p)[0] == '\\' && (*p)[1] == 'x'; *p += 4) {
		int	 hi = nibble((*p)[2]), lo = hi < 0 ? -1 :
			    nibble((*p)[3]);

		if (lo < 0)
			return false;
		op->bytes[op->n++] = (char)(hi * 16 + lo);
	}
	if (**p != '"' || (*p)[1] == '.')	/* cut short by -s */
		return false;
	++*p;
	skip(p, ", ");
	return true;
}

static bool
name(const char **p, char out[static 64])
{
	char	 bytes[4096];
	struct trace_op op = { .bytes = bytes };
	const char *base;

	if (strncmp(*p, "AT_FDCWD, ", 10) == 0)
		*p += 10;
	if (strlen(*p) > 4 * sizeof(bytes) || !string(p, &op))
		return false;
	bytes[op.n] = '\0';
	base = strrchr(bytes, '/');
	snprintf(out, 64, "%.63s", base ? base + 1 : bytes);
	return true;
}

/* --- calls ------------------------------------------------------------ */

static bool
see_open(const char *p, long result, struct trace_op *op)
{
	if (!name(&p, op->name))
		return false;
	op->what = TRACE_OPEN;
	op->fd = (int)result;
	op->create = strstr(p, "O_CREAT") != NULL;
	op->cut = strstr(p, "O_TRUNC") != NULL;
	op->directory = strstr(p, "O_DIRECTORY") != NULL;
	op->now = strstr(p, "O_DSYNC") != NULL ||
	    strstr(p, "O_SYNC") != NULL;
	return true;
}

static bool
see_ack(struct trace_op *op)
{
	char	 text[80];
	unsigned long long n, digest;

	snprintf(text, sizeof(text), "%.*s", (int)(op->n < 79 ? op->n : 79),
	    op->bytes);
	if (sscanf(text, "ACK %llu %llx", &n, &digest) != 2)
		return false;
	op->what = TRACE_ACK;
	op->at = n;
	op->digest = digest;
	return true;
}

static bool
see_write(const char *p, long result, struct trace_op *op)
{
	op->fd = (int)number(&p);
	if (!string(&p, op))
		return false;
	if (op->fd == 1)
		return see_ack(op);
	op->what = TRACE_WRITE;
	number(&p);			/* the length asked for */
	op->at = number(&p);
	return op->n == (size_t)result;
}

static bool
see_writev(const char *p, long result, struct trace_op *op)
{
	op->what = TRACE_WRITE;
	op->fd = (int)number(&p);
	for (skip(&p, "["); strncmp(p, "{iov_base=", 10) == 0;) {
		p += 10;
		if (!string(&p, op) || strncmp(p, "iov_len=", 8) != 0)
			return false;
		p += 8;
		number(&p);
		skip(&p, "}, ");
	}
	return op->n == (size_t)result;	/* where, the lseek() before says */
}

static bool
see_seek(const char *p, long result, struct trace_op *op)
{
	op->fd = (int)number(&p);
	op->at = (uint64_t)result;
	if (strstr(p, "SEEK_SET") == NULL)	/* it asks for the size */
		op->what = TRACE_IGNORED;
	return true;
}

static bool
see_fd(const char *p, long result, struct trace_op *op)
{
	op->fd = (int)number(&p);
	if (op->what == TRACE_SIZE)
		op->at = number(&p);
	if (op->what == TRACE_GROW) {
		if (number(&p) != 0)	/* some other mode */
			return false;
		op->at = number(&p);
		op->at += number(&p);
	}
	return result == 0;
}

static bool
see_name(const char *p, long result, struct trace_op *op)
{
	return name(&p, op->name) && result == 0 &&
	    (op->what != TRACE_RENAME || name(&p, op->to));
}

static const struct {
	const char	*call;
	bool		(*see)(const char *, long, struct trace_op *);
	enum trace_what	 what;
} calls[] = {
	{ "open(",	see_open,	TRACE_OPEN },
	{ "openat(",	see_open,	TRACE_OPEN },
	{ "close(",	see_fd,		TRACE_CLOSE },
	{ "write(",	see_write,	TRACE_WRITE },
	{ "pwrite64(",	see_write,	TRACE_WRITE },
	{ "writev(",	see_writev,	TRACE_WRITE },
	{ "lseek(",	see_seek,	TRACE_SEEK },
	{ "fsync(",	see_fd,		TRACE_SYNC },
	{ "fdatasync(",	see_fd,		TRACE_SYNC },
	{ "ftruncate(",	see_fd,		TRACE_SIZE },
	{ "fallocate(",	see_fd,		TRACE_GROW },
	{ "rename(",	see_name,	TRACE_RENAME },
	{ "renameat(",	see_name,	TRACE_RENAME },
	{ "unlink(",	see_name,	TRACE_UNLINK },
	{ "unlinkat(",	see_name,	TRACE_UNLINK },
	{ "mmap(",	NULL,		TRACE_IGNORED },
};

/* False: not understood. An operation that failed is ignored. */
static bool
see(const char *line, struct trace_op *op)
{
	const char *p = line, *equals = strrchr(line, '=');
	long	 result = equals ? strtol(equals + 1, NULL, 0) : -1;

	op->what = TRACE_IGNORED;
	skip(&p, "0123456789 ");	/* the process */
	if (result < 0 || *p == '+' || *p == '-')
		return true;
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
		if (strncmp(p, calls[i].call, strlen(calls[i].call)) == 0) {
			op->what = calls[i].what;
			return calls[i].see == NULL || calls[i].see(p +
			    strlen(calls[i].call), result, op);
		}
	return false;
}

/* LMDB writes runs of pages with lseek() and writev(), the rest with
 * pwrite(): a seek is good for the next operation and no other. */
static bool
add(struct trace *t, const char *line, size_t n)
{
	struct trace_op *op, *before;

	t->ops = realloc(t->ops, (t->n + 1) * sizeof(*t->ops));
	op = &t->ops[t->n];
	before = t->n ? op - 1 : NULL;
	*op = (struct trace_op){ .bytes = malloc(n) };
	if (!see(line, op))
		return false;
	if (before != NULL && before->what == TRACE_SEEK) {
		if (op->what != TRACE_WRITE || op->fd != before->fd)
			return false;
		op->at = before->at;
		*before = *op;
		return true;
	}
	t->n += op->what != TRACE_IGNORED;
	return true;
}

bool
trace_read(struct trace *t, const char *file)
{
	FILE	*f = fopen(file, "r");
	char	*line = NULL;
	size_t	 room = 0;
	ssize_t	 n;
	bool	 ok = f != NULL;

	*t = (struct trace){ .n = 0 };
	while (ok && (n = getline(&line, &room, f)) > 0) {
		ok = add(t, line, (size_t)n);
		if (!ok)
			fprintf(stderr, "cuts: not understood: %.120s\n",
			    line);
	}
	free(line);
	if (f != NULL)
		fclose(f);
	return ok && t->n > 0;
}
