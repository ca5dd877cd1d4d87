#include "storage/answers.h"
#include "tests/forget_scene.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

/* To delete is not enough: this is why the file is written anew. */
static void
test_deleted(void)
{
	struct fault f = { "" };
	struct box b;

	CHECK(box_new(&b, 0));
	fill(&b);
	box_begin(&b, true);
	CHECK(mention_forget(b.txn, 3));
	CHECK(box_commit(&b));
	CHECK(in_file(&b, "nobody home") > 0);
	CHECK(store_rebuild(b.store, &f));
	CHECK(in_file(&b, "nobody home") == 0);
	CHECK(in_file(&b, "great bread as always") > 0);
	box_end(&b);
}

/* --- cut off -------------------------------------------------------------- */

/* Killed anywhere: the store is whole, and the same order does the rest. */
static void
test_killed(void)
{
	struct forget o = { .who = SLICE("anna_b77"), .now = 5000 };
	struct store_options opt = { .map = 0 };
	struct fault f;
	struct forgotten d;
	struct box b;

	for (int i = 0; i < 24; i++) {
		pid_t	 child;

		CHECK(box_new(&b, 0));
		fill(&b);
		store_close(b.store);
		child = fork();
		if (child == 0) {
			struct store *s = store_open(b.dir, &opt, &f);

			_exit(s == NULL || !store_forget(s, &o, &d, &f));
		}
		usleep((unsigned)(i * 700));
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		CHECK(box_open(&b, 0, false));
		CHECK(box_broken(&b) == 0);
		f.text[0] = '\0';
		if (!store_forget(b.store, &o, &d, &f))
			CHECK(strstr(f.text, "nobody of that name") != NULL);
		for (size_t n = 0; n < COUNT(hers); n++)
			CHECK(in_file(&b, hers[n]) == 0);
		CHECK(in_file(&b, "great bread as always") > 0);
		CHECK(box_broken(&b) == 0);
		box_end(&b);
	}
}

static void
test_owed(void)
{
	struct fault f = { "" };
	struct box b;

	CHECK(box_new(&b, 0));
	fill(&b);
	CHECK(!store_rebuild_owed(b.store));
	box_begin(&b, true);
	CHECK(table_put(b.txn, TABLE_META, SLICE("rebuild"), SLICE("1")));
	CHECK(box_commit(&b));
	CHECK(store_rebuild_owed(b.store));
	CHECK(store_rebuild(b.store, &f));
	CHECK(!store_rebuild_owed(b.store));
	CHECK(box_broken(&b) == 0);
	box_end(&b);
}

/* A look that began before goes on with what it saw; a new one sees the new
 * file, and the writer is not confused by either. */
static void
test_look(void)
{
	struct fault f = { "" };
	int	 to[2], from[2], status = 0;
	struct box b;
	pid_t	 child;
	char	 c = 0;

	CHECK(box_new(&b, 0));
	fill(&b);
	if (!box_shares()) {
		box_end(&b);
		return;
	}
	CHECK(pipe(to) == 0 && pipe(from) == 0);
	child = fork();
	if (child == 0) {
		struct store_options look = { .readonly = true };
		struct store *s = store_open(b.dir, &look, &f);
		struct txn *t = s ? store_begin(s, false, &f) : NULL;
		struct item item;
		bool	 ok = t != NULL && write(from[1], "x", 1) == 1 &&
			    read(to[0], &c, 1) == 1 &&
			    mentions_get(t, 3, &item) && slice_eq(
			    item.mention.text, slice_of(all[2].text));

		store_abort(t);
		_exit(!ok);
	}
	CHECK(read(from[0], &c, 1) == 1);
	CHECK(store_rebuild(b.store, &f));
	for (int i = 0; i < 20; i++) {
		struct item item = box_item("n", "new words", i);
		char	 id[20];
		uint64_t n;

		snprintf(id, sizeof(id), "new-%d", i);
		item.mention.id = slice_of(id);
		box_begin(&b, true);
		CHECK(mentions_put(b.txn, REDDIT, SLICE(""), &item, &n) ==
		    MENTIONS_NEW);
		CHECK(box_commit(&b));
	}
	CHECK(write(to[1], "x", 1) == 1);
	waitpid(child, &status, 0);
	CHECK(status == 0);
	CHECK(box_broken(&b) == 0);
	box_end(&b);
}

/* --- beside the store ---------------------------------------------------- */

static void
put_file(const char *dir, const char *name, const char *text)
{
	char	 path[500];
	FILE	*f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "w");
	CHECK(f != NULL && fputs(text, f) >= 0 && fclose(f) == 0);
}

static bool
is_there(const char *dir, const char *name)
{
	char	 path[500];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	return access(path, F_OK) == 0;
}

/* Orders that wait, drafts of them, and what is noted of our answers. */
static void
test_spool(void)
{
	static const struct {
		const char *name, *text;
		bool	 stays;
	} files[] = {
		{ "00000000000000000007-1", "forget anna_b77", true },
		{ "00000000000000000008-1", "says Hello, the Focus stalls "
		    "at every light", false },
		{ "00000000000000000009-1", "by otto_x, great bread", true },
		{ ".12", "to anna.berg@mail.example", false },
		{ "0000000000000000007", "", true },
	};
	struct sent to_her = { .when = 5, .mention = 1, .words = 1,
	    .person = SLICE("somebody") };
	struct sent by_name = { .when = 6, .mention = 99, .words = 1,
	    .person = SLICE("reddit anna_b77") };
	struct sent to_him = { .when = 7, .mention = 2, .words = 1,
	    .person = SLICE("reddit otto_x") };
	char	 spool[450];
	struct forget o = { .who = SLICE("anna_b77"), .now = 5000,
	    .spool = spool, .order = 7 };
	struct fault f = { "" };
	struct forgotten d;
	struct box b;

	CHECK(box_new(&b, 0));
	fill(&b);
	box_begin(&b, true);
	CHECK(answers_sent(b.txn, &to_her) && answers_sent(b.txn, &by_name) &&
	    answers_sent(b.txn, &to_him));
	CHECK(box_commit(&b));
	snprintf(spool, sizeof(spool), "%s/taps", b.dir);
	CHECK(mkdir(spool, 0700) == 0);
	for (size_t i = 0; i < COUNT(files); i++)
		put_file(spool, files[i].name, files[i].text);
	CHECK(store_forget(b.store, &o, &d, &f));
	CHECK(d.orders == 2 && d.sent == 2 && d.found == 0);
	for (size_t i = 0; i < COUNT(files); i++) {
		CHECK(is_there(spool, files[i].name) == files[i].stays);
		snprintf(spool, sizeof(spool), "%s/taps/%s", b.dir,
		    files[i].name);
		unlink(spool);
		snprintf(spool, sizeof(spool), "%s/taps", b.dir);
	}
	CHECK(rmdir(spool) == 0);
	CHECK(in_file(&b, "otto_x") > 0);
	CHECK(box_broken(&b) == 0);
	box_end(&b);
}

/* From outside: of whom nobody else is called so. */
static void
test_scan(void)
{
	static char room[TRACES_ROOM + 4096];
	struct contact c = { .handles = SLICE("reddit otto_x\nreddit rita_9") };
	struct fault f = { "" };
	char	 path[500];
	uint64_t bytes = 0;
	struct traces *t;
	struct arena a;
	struct box b;

	CHECK(box_new(&b, 0));
	fill(&b);
	arena_init(&a, room, sizeof(room));
	t = traces_make(&a);
	CHECK(t != NULL);
	forget_know(t, &c);
	snprintf(path, sizeof(path), "%s/store.mdb", b.dir);
	CHECK(forget_scan(path, t, &bytes, &f));
	CHECK(traces_strong(t) == 2 && traces_found(t) == 1 && bytes > 4096);
	CHECK(!forget_scan("/nowhere/at/all", t, &bytes, &f));
	CHECK(strstr(f.text, "cannot read /nowhere/at/all") != NULL);
	box_end(&b);
}

int
main(void)
{
	test_spool();
	test_scan();
	test_deleted();
	test_killed();
	test_owed();
	test_look();
	return test_failed;
}
