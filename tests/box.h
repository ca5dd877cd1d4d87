/* box.h - a store in a directory of its own, for the tests of storage. */
#ifndef TESTS_BOX_H
#define TESTS_BOX_H

#include "storage/mentions.h"
#include "storage/outbox.h"
#include "storage/sources.h"
#include "storage/tables.h"
#include "storage/tasks.h"
#include "tests/test.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { BOX_MAP = 4 << 20 };

struct box {
	char		 dir[300];
	struct store	*store;
	struct txn	*txn;
	struct fault	 fault;
};

/* A mention that is like no other. */
static inline enum mentions_put
mentions_put(struct txn *t, slice space, slice canonical,
    const struct item *item, uint64_t *id)
{
	return mentions_meet(t, space, canonical, SLICE(""), item, id);
}

static inline void
box_dir(struct box *b)
{
	const char *tmp = getenv("TMPDIR");

	if (tmp == NULL)	/* thousands of commits: memory, if there is */
		tmp = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
	*b = (struct box){ .dir = "" };
	snprintf(b->dir, sizeof(b->dir), "%s/earshot.XXXXXX", tmp);
	CHECK(mkdtemp(b->dir) != NULL);
}

static inline bool
box_open(struct box *b, size_t map, bool readonly)
{
	struct store_options o = { .map = map, .readonly = readonly };

	b->fault.text[0] = '\0';
	b->store = store_open(b->dir, &o, &b->fault);
	CHECK((b->store == NULL) == (b->fault.text[0] != '\0'));
	return b->store != NULL;
}

static inline bool
box_new(struct box *b, size_t map)
{
	box_dir(b);
	return box_open(b, map, false);
}

/* An emulator of another processor may lack the locks that let one look while
 * another writes; then there is nothing to test of that. */
static inline bool
box_shares(void)
{
	pthread_mutexattr_t a;
	int	 rc = pthread_mutexattr_init(&a);

	if (rc == 0)
		rc = pthread_mutexattr_setrobust(&a, PTHREAD_MUTEX_ROBUST);
	if (rc != 0)
		printf("skipped: a look beside a writer (no robust locks)\n");
	return rc == 0;
}

static inline struct txn *
box_begin(struct box *b, bool write)
{
	b->fault.text[0] = '\0';
	b->txn = store_begin(b->store, write, &b->fault);
	CHECK(b->txn != NULL);
	return b->txn;
}

static inline bool
box_commit(struct box *b)
{
	bool	 ok = store_commit(b->txn, &b->fault);

	CHECK(ok == (b->fault.text[0] == '\0'));
	return ok;
}

static inline void
box_say(void *quiet, const char *text)
{
	if (quiet == NULL)
		printf("verify: %s\n", text);
}

static inline size_t
box_broken(struct box *b)
{
	return store_verify(b->store, box_say, NULL);
}

static inline void
box_end(struct box *b)
{
	static const char *const names[] = { "store.mdb", "store.mdb-lock",
	    "store.new", "lock" };
	char	 path[400];

	store_close(b->store);
	for (size_t i = 0; i < COUNT(names); i++) {
		snprintf(path, sizeof(path), "%s/%s", b->dir, names[i]);
		unlink(path);
	}
	CHECK(rmdir(b->dir) == 0);	/* nothing else was left behind */
}

static inline struct item
box_item(const char *id, const char *text, int64_t found)
{
	struct item item = { .found = found, .fate = FATE_MUTED,
		.source = SLICE("src"), .muted = SLICE("test") };

	item.mention.id = slice_of(id);
	item.mention.text = slice_of(text);
	item.mention.time = found;
	return item;
}

/* The mention is stored, and Anna has to see to it: its number. */
static inline int64_t
box_open_item(struct box *b, const struct item *item, int64_t opened)
{
	struct task t = { .state = TASK_NEW, .opened = opened,
	    .owner = SLICE("anna") };
	uint64_t n = 0;

	CHECK(mentions_put(box_begin(b, true), SLICE("paper"), SLICE(""), item,
	    &n) == MENTIONS_NEW);
	t.mention = (int64_t)n;
	CHECK(tasks_put(b->txn, &t) && box_commit(b));
	return (int64_t)n;
}

#endif
