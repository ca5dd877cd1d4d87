#include "tests/box.h"

#include <signal.h>
#include <sys/wait.h>

static bool
says(const struct box *b, const char *words)
{
	if (strstr(b->fault.text, words) != NULL)
		return true;
	printf("\"%s\" is not in \"%s\"\n", words, b->fault.text);
	return false;
}

static void
path_in(const struct box *b, const char *name, char path[static 400])
{
	snprintf(path, 400, "%s/%s", b->dir, name);
}

static void
put_file(const struct box *b, const char *name, const void *bytes, size_t n)
{
	char	 path[400];
	FILE	*f;

	path_in(b, name, path);
	f = fopen(path, "w");
	CHECK(f != NULL);
	CHECK(fwrite(bytes, 1, n, f) == n);
	CHECK(fclose(f) == 0);
}

static bool
there(const struct box *b, const char *name)
{
	char	 path[400];

	path_in(b, name, path);
	return access(path, F_OK) == 0;
}

/* --- opening ---------------------------------------------------------- */

static void
test_open(void)
{
	struct box a, b;

	CHECK(box_new(&a, 0));
	CHECK(there(&a, "store.mdb") && !there(&a, "store.new"));
	CHECK(box_broken(&a) == 0);
	CHECK(store_used(a.store) < 20);

	b = a;
	CHECK(!box_open(&b, 0, false));
	CHECK(says(&b, "stop it first"));
	if (box_shares()) {			/* a look is possible */
		CHECK(box_open(&b, 0, true));
		CHECK(box_broken(&b) == 0);
		CHECK(store_begin(b.store, true, &b.fault) == NULL);
		CHECK(!store_full(b.store));
		store_close(b.store);
	}
	store_close(a.store);

	put_file(&a, "store.new", "half", 4);	/* a cut during creation */
	CHECK(box_open(&a, 8 << 20, false));
	CHECK(!there(&a, "store.new"));
	CHECK(store_next_id(box_begin(&a, true), "x") == 1);
	CHECK(box_commit(&a));
	box_end(&a);
}

static void
test_open_nothing(void)
{
	struct box b;
	char	 parent[300];

	box_dir(&b);
	CHECK(!box_open(&b, 0, true));
	CHECK(says(&b, "no store yet"));
	memcpy(parent, b.dir, sizeof(parent));
	strcat(b.dir, "/a/b");
	CHECK(!box_open(&b, 0, false));		/* only the last part is made */
	CHECK(says(&b, "cannot make"));
	b.dir[strlen(b.dir) - 2] = '\0';
	CHECK(box_open(&b, 0, false));
	box_end(&b);
	rmdir(parent);

	snprintf(b.dir, sizeof(b.dir), "/dev/null");
	CHECK(!box_open(&b, 0, false));
	memset(b.dir, 'x', sizeof(b.dir) - 1);
	CHECK(!box_open(&b, 0, false));
}

static void
test_open_foreign(void)
{
	static char zeros[20000];
	struct box b;

	box_dir(&b);
	put_file(&b, "store.mdb", "", 0);
	CHECK(!box_open(&b, 0, false) && says(&b, "is empty"));
	CHECK(!box_open(&b, 0, true) && says(&b, "is empty"));
	put_file(&b, "store.mdb", zeros, sizeof(zeros));
	CHECK(!box_open(&b, 0, false) && says(&b, "is not a store"));
	put_file(&b, "store.mdb", "SQLite format 3", 15);
	CHECK(!box_open(&b, 0, true) && says(&b, "is not a store"));
	b.store = NULL;
	box_end(&b);
}

static void
test_schema(void)
{
	struct key k = key_name(SLICE("schema")), v = key_id(2);
	struct box b;

	CHECK(box_new(&b, 0));
	box_begin(&b, true);
	CHECK(table_put(b.txn, TABLE_META, key_slice(&k), key_slice(&v)));
	CHECK(box_commit(&b));
	store_close(b.store);
	CHECK(!box_open(&b, 0, true) && says(&b, "newer Earshot (schema 2)"));
	CHECK(!box_open(&b, 0, false) && says(&b, "newer Earshot"));
	b.store = NULL;
	box_end(&b);
}

/* A copy that was cut short is refused, not a bus error. A file that a look
 * was had at has no lock file beside it. */
static void
test_copies(void)
{
	struct box b, c;
	char	 path[400];
	struct item item;
	uint64_t id;

	CHECK(box_new(&b, 0));
	box_begin(&b, true);
	for (int i = 0; i < 40; i++) {
		char	 name[20];

		snprintf(name, sizeof(name), "id-%d", i);
		item = box_item(name, "some words", i);
		CHECK(mentions_put(b.txn, SLICE("s"), SLICE(""), &item,
		    &id) == MENTIONS_NEW);
	}
	CHECK(box_commit(&b));
	store_close(b.store);
	path_in(&b, "store.mdb-lock", path);
	unlink(path);
	CHECK(box_open(&b, 0, true));
	CHECK(box_broken(&b) == 0);
	store_close(b.store);
	CHECK(!there(&b, "store.mdb-lock"));

	c = b;
	strcat(c.dir, "/store.mdb");	/* the path of the file itself */
	CHECK(box_open(&c, 0, true));
	CHECK(box_broken(&c) == 0);
	store_close(c.store);
	CHECK(truncate(c.dir, 3 * 4096) == 0);
	CHECK(!box_open(&c, 0, true) && says(&c, "cut off"));
	b.store = NULL;
	box_end(&b);
}

static void
test_filesystem(void)
{
	bool	 fit = false;

	if (access("/dev/shm", W_OK) == 0) {
		CHECK(strcmp(store_filesystem("/dev/shm", &fit),
		    "tmpfs") == 0);
		CHECK(fit);
	}
	CHECK(strcmp(store_filesystem("/nowhere/at/all", &fit),
	    "unknown") == 0);
}

/* --- transactions ----------------------------------------------------- */

static void
test_txn(void)
{
	struct box b;
	struct txn *one, *two;

	CHECK(box_new(&b, 0));
	CHECK(store_next_id(box_begin(&b, true), "a") == 1);
	CHECK(store_next_id(b.txn, "a") == 2);
	CHECK(store_next_id(b.txn, "b") == 1);
	store_abort(b.txn);
	store_abort(NULL);
	CHECK(store_next_id(box_begin(&b, true), "a") == 1);
	CHECK(box_commit(&b));

	one = box_begin(&b, false);		/* two looks at a time */
	two = box_begin(&b, false);
	store_abort(one);
	store_abort(two);

	box_begin(&b, true);			/* a failure is not committed */
	CHECK(store_next_id(b.txn, "a") == 2);
	CHECK(!txn_fail(b.txn, 5));
	CHECK(store_next_id(b.txn, "a") == 0);
	CHECK(!store_commit(b.txn, &b.fault));
	CHECK(!store_full(b.store));
	store_close(b.store);

	CHECK(box_open(&b, 0, false));		/* ids are kept */
	CHECK(store_next_id(box_begin(&b, true), "a") == 2);
	CHECK(box_commit(&b));
	box_end(&b);
}

static void
test_fork(void)
{
	struct box b;
	struct fault f = { "" };
	int	 status = -1;
	pid_t	 child;

	CHECK(box_new(&b, 0));
	child = fork();
	if (child == 0)
		_exit(store_begin(b.store, false, &f) == NULL ? 7 : 0);
	CHECK(waitpid(child, &status, 0) == child);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 7);
	box_end(&b);
}

/* A writer that was killed leaves the lock to the next one. */
static void
test_killed(void)
{
	struct box b;
	int	 status;
	pid_t	 child;

	box_dir(&b);
	child = fork();
	if (child == 0) {
		if (!box_open(&b, 0, false))
			_exit(1);
		store_next_id(box_begin(&b, true), "a");
		box_commit(&b);
		store_next_id(box_begin(&b, true), "a");
		kill(getpid(), 9);
	}
	CHECK(waitpid(child, &status, 0) == child && WIFSIGNALED(status));
	CHECK(box_open(&b, 0, false));
	CHECK(store_next_id(box_begin(&b, true), "a") == 2);
	CHECK(box_commit(&b));
	CHECK(box_broken(&b) == 0);
	box_end(&b);
}

/* --- keys ------------------------------------------------------------- */

static void
test_keys(void)
{
	static const int64_t times[] = { INT64_MIN, -86401, -1, 0, 1, 255, 256,
	    1700000000, INT64_MAX };
	char	 name[600];
	struct key a, b;

	for (size_t i = 0; i < COUNT(times); i++) {
		a = key_time(times[i], 7);
		CHECK(key_i64(key_slice(&a), 0) == times[i]);
		CHECK(key_u64(key_slice(&a), 8) == 7);
		b = key_time(i ? times[i - 1] : INT64_MIN, i ? 9 : 0);
		CHECK(slice_cmp(key_slice(&b), key_slice(&a)) < 0);
	}
	CHECK(key_u64(SLICE("short"), 0) == 0);
	CHECK(key_u64(SLICE("12345678"), 1) == 0);

	memset(name, 'n', sizeof(name));	/* too long for LMDB */
	a = key_text(SLICE("n"), SLICE("host"), (slice){ name, 599 });
	name[598] = 'x';
	b = key_text(SLICE("n"), SLICE("host"), (slice){ name, 599 });
	CHECK(a.n == KEY_MAX && b.n == KEY_MAX);
	CHECK(!slice_eq(key_slice(&a), key_slice(&b)));
	CHECK(slice_starts(key_slice(&a), SLICE("nhost\0n")));
	a = key_text(SLICE("n"), SLICE("a"), SLICE("bc"));
	b = key_text(SLICE("n"), SLICE("ab"), SLICE("c"));
	CHECK(!slice_eq(key_slice(&a), key_slice(&b)));
}

int
main(void)
{
	test_open();
	test_open_nothing();
	test_open_foreign();
	test_schema();
	test_copies();
	test_filesystem();
	test_txn();
	test_fork();
	test_killed();
	test_keys();
	return test_failed;
}
