/*
 * cuts - every state that a power cut can leave a store in.
 *
 *	cuts write DIR N		a writer to be recorded by strace
 *	cuts check RECORD DIR STATES	at least so many different states
 *
 * Between any two operations of the recording, and in the middle of each, the
 * power goes. Each state is put into a directory in memory, the store opened
 * as after a reboot. It must open; hold every transaction that was
 * acknowledged before the cut, and be, record for record, what it was after
 * one of them; pass every check of store_verify; and take another
 * transaction.
 */
#include "tests/house/cuts_disk.h"
#include "tests/house/cuts_writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	WORKERS = 2,
	KNOWN = 1 << 20,	/* states that can be told apart */
	ROUNDS = 400,
	ACKS = 4096,
	STUCK = 10		/* seconds for one state: it hangs */
};

/* Shared with the workers, so that a crash can be told as well. */
struct count {
	size_t	 states, refused, lost, broken;
	size_t	 at;			/* the operation it is busy with */
	struct disk_cut cut;
};

struct check {
	const struct trace *trace;
	const char	*dir;
	unsigned	 worker;
	struct count	*count;
	uint64_t	 digests[ACKS];	/* after each acknowledged one */
	int64_t		 acked;		/* at this point; -1 not even a store */
	uint64_t	 known[KNOWN];	/* states that were tried */
	int64_t		 tried[KNOWN];	/* ... with so much promised */
};

static void
tell(void *arg, const char *text)
{
	const struct check *c = arg;

	printf("cuts: operation %zu, mood %d, dice %llx: %s\n", c->count->at,
	    (int)c->count->cut.mood,
	    (unsigned long long)c->count->cut.dice, text);
}

static void
examine(struct check *c, struct store *s)
{
	uint64_t number = 0, digest = 0;

	if (store_verify(s, tell, c) != 0)
		c->count->broken++;
	if (!writer_seen(s, &number, &digest) ||
	    (int64_t)number < c->acked || number >= ACKS ||
	    c->digests[number] != digest) {
		c->count->lost++;
		tell(c, "acknowledged work is not there");
	}
	if (!writer_goes_on(s) || store_verify(s, tell, c) != 0) {
		c->count->broken++;
		tell(c, "it does not go on");
	}
}

static void
try_state(struct check *c)
{
	struct store_options o = { .map = WRITER_MAP };
	struct fault f = { "" };
	struct store *s;

	alarm(STUCK);
	s = store_open(c->dir, &o, &f);
	if (s == NULL) {
		c->count->refused++;
		tell(c, f.text);
		return;
	}
	examine(c, s);
	store_close(s);
}

/* A state is tried again only when more was promised for it. True: new. */
static bool
remember(struct check *c, uint64_t sum, bool *again)
{
	size_t	 i = sum % KNOWN;

	sum += sum == 0;
	while (c->known[i] != 0 && c->known[i] != sum)
		i = (i + 1) % KNOWN;
	*again = c->known[i] == 0 || c->tried[i] < c->acked;
	if (c->known[i] == sum) {
		c->tried[i] = *again ? c->acked : c->tried[i];
		return false;
	}
	c->known[i] = sum;
	c->tried[i] = c->acked;
	return true;
}

static void
empty(const char *dir)
{
	static const char *const names[] = { "store.mdb", "store.new", "lock",
	    "store.mdb-lock" };
	char	 path[400];

	for (size_t i = 0; i < COUNT(names); i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, names[i]);
		unlink(path);
	}
}

static void
cut(struct check *c, const struct disk *d, struct disk_cut how)
{
	uint64_t sum = disk_cut(d, how, NULL);
	bool	 again;

	if (sum / 7 % WORKERS != c->worker)
		return;
	c->count->cut = how;
	c->count->states += remember(c, sum, &again);
	if (!again)
		return;
	empty(c->dir);
	disk_cut(d, how, c->dir);
	try_state(c);
}

static struct disk_cut
choose(size_t round, size_t at)
{
	struct disk_cut how = { .mood = round < DISK_MOODS ?
		(enum disk_mood)round : round % 3 ? DISK_TORN : DISK_WRITES };
	uint64_t seed = round * 1000003 + at;

	how.dice = disk_roll(&seed);
	return how;
}

/* Once through the recording, a cut at each point. */
static bool
once(struct check *c, size_t round)
{
	static struct disk d;
	bool	 ok = true;

	for (size_t i = 0; i < d.nfiles; i++)
		free(d.files[i].data);
	memset(&d, 0, sizeof(d));
	c->acked = -1;
	for (size_t i = 0; ok && i < c->trace->n; i++) {
		const struct trace_op *op = &c->trace->ops[i];

		c->count->at = i;
		ok = disk_begin(&d, op);
		cut(c, &d, choose(round, i));
		if (op->what == TRACE_ACK)
			c->acked = (int64_t)op->at;
		ok = ok && disk_end(&d, op);
		if (!ok)
			tell(c, "the recording does something unknown");
	}
	cut(c, &d, choose(round, c->trace->n));
	return ok;
}

static int
work(struct check *c, size_t states)
{
	for (size_t i = 0; i < c->trace->n; i++)
		if (c->trace->ops[i].what == TRACE_ACK &&
		    c->trace->ops[i].at < ACKS)
			c->digests[c->trace->ops[i].at] =
			    c->trace->ops[i].digest;
	for (size_t i = 0; i < ROUNDS && (i < DISK_MOODS ||
	    c->count->states < states / WORKERS); i++)
		if (!once(c, i))
			return 1;
	return 0;
}

static int
begin(const struct trace *t, const char *dir, size_t states, unsigned worker,
    struct count *count)
{
	static struct check c;
	char	 own[300];

	snprintf(own, sizeof(own), "%s/%u", dir, worker);
	c.trace = t;
	c.dir = own;
	c.worker = worker;
	c.count = count;
	if (mkdir(own, 0700) != 0)
		return 1;
	if (work(&c, states) != 0)
		return 1;
	empty(own);
	return rmdir(own);
}

static int
check(const char *record, const char *dir, size_t states)
{
	struct count *counts = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_ANONYMOUS, -1, 0), sum = { 0 };
	struct trace t;
	int	 status, failed = 0;

	if (counts == MAP_FAILED || !trace_read(&t, record))
		return 1;
	for (unsigned i = 0; i < WORKERS; i++)
		if (fork() == 0)
			exit(begin(&t, dir, states, i, &counts[i]));
	while (wait(&status) > 0)
		failed |= status != 0;
	for (unsigned i = 0; i < WORKERS; i++) {
		sum.states += counts[i].states;
		sum.refused += counts[i].refused;
		sum.lost += counts[i].lost;
		sum.broken += counts[i].broken;
	}
	if (failed)
		printf("cuts: a worker failed, at operation %zu or %zu\n",
		    counts[0].at, counts[1].at);
	printf("cuts: %zu states, %zu refused, %zu lost, %zu broken\n",
	    sum.states, sum.refused, sum.lost, sum.broken);
	return failed || sum.states < states || sum.refused || sum.lost ||
	    sum.broken;
}

int
main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "write") == 0)
		return writer_run(argv[2], strtoul(argv[3], NULL, 10));
	if (argc == 5 && strcmp(argv[1], "check") == 0)
		return check(argv[2], argv[3], strtoul(argv[4], NULL, 10));
	fputs("usage: cuts write DIR N | cuts check RECORD DIR STATES\n",
	    stderr);
	return 2;
}
