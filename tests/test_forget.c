#include "storage/forget.h"
#include "storage/taps.h"
#include "tests/box.h"

#include <signal.h>
#include <sys/wait.h>

#define REDDIT	SLICE("reddit.search|www.reddit.com")
#define FEDI	SLICE("mastodon.tag|social.example")
#define MAIL	SLICE("mailbox|mail.example")

static char block[256 << 10];
static struct arena arena;

/* Whatever of her must not be left anywhere. */
static const char *const hers[] = {
	"anna_b77", "Anna Berg", "anna@far.example", "anna.berg@mail.example",
	"+49 30 7654321", "/user/Anna_B77", "anna%40far.example",
	"the Focus stalls at every light", "my dog ate the second loaf",
	"waits for a call since Monday", "comments/abc123",
	"a headline that only she wrote", "by @anna_b77",
	"Sorry to hear that, Anna",
};

static const char *const others[] = {
	"otto_x", "Otto Meyer", "great bread as always", "otto@mail.example",
	"queue was long today",
};

static struct arena *
fresh(void)
{
	arena_init(&arena, block, sizeof(block));
	return &arena;
}

static size_t
in_file(struct box *b, const char *what)
{
	static char file[8 << 20];
	char	 path[400];
	size_t	 n, found = 0;
	FILE	*f;

	snprintf(path, sizeof(path), "%s/store.mdb", b->dir);
	f = fopen(path, "rb");
	CHECK(f != NULL);
	n = fread(file, 1, sizeof(file), f);
	fclose(f);
	for (char *at = file; (at = memmem(at, n - (size_t)(at - file), what,
	    strlen(what))) != NULL; at++)
		found++;
	return found;
}

/* --- a store with her and with others ---------------------------------- */

struct said {
	const char *space, *id, *author, *handle, *url, *title, *text, *type;
};

static const struct said all[] = {
	{ "reddit.search|www.reddit.com", "t1", "Anna Berg", "anna_b77",
	  "https://www.reddit.com/r/x/comments/abc123", "a headline that only "
	  "she wrote", "Hello, the Focus stalls at every light and my dog ate "
	  "the second loaf, really.", "post" },
	{ "reddit.search|www.reddit.com", "t2", "Otto Meyer", "otto_x",
	  "https://www.reddit.com/r/x/comments/def456", "",
	  "great bread as always, and thanks", "post" },
	{ "mastodon.tag|social.example", "t3", "Anna", "@anna@far.example",
	  "https://far.example/@anna/1", "", "Still waits for a call since "
	  "Monday, nobody home", "post" },
	{ "mastodon.tag|social.example", "t4", "Otto Meyer",
	  "@otto_x@far.example", "", "", "I asked anna@far.example and Anna Berg "
	  "too: the queue was long today", "post" },
	{ "mailbox|mail.example", "t5", "Anna Berg", "anna.berg@mail.example",
	  "", "", "short", "mail" },
};

static void
put_all(struct box *b)
{
	unsigned char bytes[SKETCH_SIZE];

	for (size_t i = 0; i < COUNT(all); i++) {
		struct item item = box_item(all[i].id, all[i].text,
		    1000 + (int64_t)i);
		slice	 space = slice_of(all[i].space);
		uint64_t id, who;

		item.mention.author = slice_of(all[i].author);
		item.mention.handle = slice_of(all[i].handle);
		item.mention.url = slice_of(all[i].url);
		item.mention.title = slice_of(all[i].title);
		item.mention.type = slice_of(all[i].type);
		if (i == 0)
			item.mention.author_url =
			    SLICE("https://www.reddit.com/user/Anna_B77");
		CHECK(sketch_make(fresh(), &item.mention, bytes) || i == 4);
		CHECK(mentions_meet(b->txn, space, item.mention.url,
		    (slice){ (char *)bytes, SKETCH_SIZE }, &item, &id) ==
		    MENTIONS_NEW);
		CHECK(id == i + 1);
		CHECK(contacts_meet(b->txn, fresh(), space, &item, &who));
	}
}

static void
put_letter(struct box *b, const char *channel, const char *title,
    const char *text, const char *mentions, int64_t due, bool reject)
{
	struct letter l = { .channel = slice_of(channel), .born = 5,
	    .title = slice_of(title), .text = slice_of(text),
	    .mentions = slice_of(mentions), .level = SLICE("high"),
	    .mention = mentions[0] - '0' };

	l.id = (int64_t)store_next_id(b->txn, "letter");
	CHECK(outbox_put(b->txn, due, &l));
	if (reject) {
		l.trouble = SLICE("the far end said no");
		CHECK(outbox_reject(b->txn, due, &l, 9));
	}
}

static void
put_letters(struct box *b)
{
	put_letter(b, "phone", "Complaint: \"Hello, the Focus stalls at every "
	    "light\"", "the Focus stalls at every light", "1", 10, false);
	put_letter(b, "phone", "2 mentions", "- Complaint: \"Hello, the Focus "
	    "stalls at every light and my dog\" (1 h)\n- Praise: \"great "
	    "bread as always\" (2 h)\n", "1 2", 20, false);
	put_letter(b, "mail", "Anna Berg on reddit", "anna_b77", "3", 30,
	    true);
	put_letter(b, "phone", "Praise: \"great bread as always\"",
	    "great bread as always", "2", 40, false);
	put_letter(b, "reddit", "answer", "Sorry to hear that, Anna", "1", 50,
	    false);
}

static void
put_tap(struct box *b, int64_t mention, const char *label)
{
	char	 moves[40] = "\1\2\3\4\0\20";
	struct tap tap = { .what = TAP_USEFUL + 1, .mention = mention,
	    .order = 1000 + mention, .says = slice_of(label) };
	static char big[1 << 20];
	struct arena a;

	moves[0] = (char)mention;
	moves[6] = (char)strlen(label);
	strcpy(moves + 7, label);
	tap.moves = (slice){ moves, 7 + strlen(label) };
	arena_init(&a, big, sizeof(big));
	CHECK(taps_put(b->txn, &a, &tap) == TAPS_DONE);
}

static bool
note(void *arg, struct arena *a, struct contact *c)
{
	(void)arg;
	c->note = SLICE("She waits for a call since Monday, careful");
	return !a->spent;
}

static void
fill(struct box *b)
{
	struct contact in = { .name = SLICE("Anna Berg"),
	    .handles = SLICE("reddit anna_b77"),
	    .mail = SLICE("anna.berg@mail.example"),
	    .phone = SLICE("+49 30 7654321") };
	struct contact otto = { .name = SLICE("Otto Meyer"),
	    .handles = SLICE("reddit otto_x"),
	    .mail = SLICE("otto@mail.example") };
	struct fault f = { "" };
	uint64_t id;
	bool	 is_new;

	box_begin(b, true);
	put_all(b);
	put_letters(b);
	put_tap(b, 1, "by @anna_b77");
	put_tap(b, 2, "great bread");
	CHECK(contacts_import(b->txn, fresh(), &in, 100, &id, &is_new));
	CHECK(id == 1 && contacts_change(b->txn, fresh(), 1, note, NULL));
	CHECK(contacts_import(b->txn, fresh(), &otto, 100, &id, &is_new));
	CHECK(contacts_merge(b->txn, fresh(), 1, 3, &f));
	CHECK(box_commit(b));
	CHECK(box_broken(b) == 0);
}

/* --- what is left --------------------------------------------------------- */

static bool
count_letters(void *arg, int64_t due, const struct letter *l)
{
	int64_t	*n = arg;

	n[0]++;
	if (due == 20) {
		n[1] = l->mention;
		CHECK(slice_eq(l->mentions, SLICE("2")));
		CHECK(slice_eq(l->text,
		    SLICE("- Praise: \"great bread as always\" (2 h)\n")));
	}
	return true;
}

static bool
count_rejects(void *arg, const struct letter *l)
{
	(void)l;
	++*(int64_t *)arg;
	return true;
}

static void
check_left(struct box *b)
{
	int64_t	 n[2] = { 0 }, rejects = 0;
	uint64_t ids[CONTACTS_FOUND];
	struct item item;
	struct tap undo = { .undo = 1 };
	static char big[1 << 20];
	struct arena a;

	box_begin(b, true);
	CHECK(mentions_count(b->txn) == 2);
	CHECK(mentions_get(b->txn, 2, &item));
	CHECK(slice_eq(item.mention.text, slice_of(all[1].text)));
	CHECK(slice_eq(item.mention.handle, SLICE("otto_x")));
	CHECK(mentions_get(b->txn, 4, &item));
	CHECK(slice_eq(item.mention.text, SLICE("I asked [forgotten] and "
	    "[forgotten] too: the queue was long today")));
	outbox_walk(b->txn, count_letters, n);
	CHECK(n[0] == 2 && n[1] == 2);
	outbox_rejected(b->txn, count_rejects, &rejects);
	CHECK(rejects == 0);
	CHECK(table_count(b->txn, TABLE_SKETCH) == 2);
	CHECK(contacts_find(b->txn, fresh(), SLICE("anna_b77"), ids) == 0);
	CHECK(contacts_find(b->txn, fresh(), SLICE("otto_x"), ids) > 0);
	arena_init(&a, big, sizeof(big));	/* what was learnt is a sum still */
	CHECK(taps_put(b->txn, &a, &undo) == TAPS_DONE);
	CHECK(box_commit(b));
	CHECK(box_broken(b) == 0);
}

static void
test_all(void)
{
	struct forget o = { .who = SLICE("anna_b77"), .now = 5000 };
	struct forgotten d;
	struct fault f = { "" };
	char	 buf[2000];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	struct box b;

	CHECK(box_new(&b, 0));
	fill(&b);
	for (size_t i = 0; i < COUNT(hers); i++)
		CHECK(in_file(&b, hers[i]) > 0 || i == 6);
	CHECK(store_forget(b.store, &o, &d, &f));
	printf("%s", f.text);
	CHECK(d.mentions == 3 && d.contacts == 2 + 1 && d.letters == 3);
	CHECK(d.rewritten == 1 && d.taps == 1 && d.named == 1);
	CHECK(d.proven && d.found == 0 && d.traces > 12 && d.nstays == 0);
	CHECK(d.bytes > 4096 && !d.more);
	for (size_t i = 0; i < COUNT(hers); i++)
		if (in_file(&b, hers[i]) > 0) {
			printf("left: %s\n", hers[i]);
			CHECK(!"in the file");
		}
	for (size_t i = 0; i < COUNT(others); i++)
		CHECK(in_file(&b, others[i]) > 0);
	forgotten_put(&k, &d);
	CHECK(!k.full && slice_find(sink_slice(&k), SLICE(" traces found in ")) <
	    k.len);
	CHECK(slice_find(sink_slice(&k), SLICE("0 of ")) < k.len);
	check_left(&b);
	CHECK(!store_forget(b.store, &o, &d, &f));
	CHECK(strstr(f.text, "nobody called \"anna_b77\"") != NULL);
	box_end(&b);
}

/* The post does not come back, a new one of hers does, unless never again. */
static void
test_again(void)
{
	for (int never = 0; never < 2; never++) {
		struct forget o = { .who = SLICE("1"), .now = 5000,
		    .never_again = never };
		struct item old = box_item("t1", "x", 1);
		struct forgotten d;
		struct fault f = { "" };
		struct box b;

		CHECK(box_new(&b, 0));
		fill(&b);
		CHECK(store_forget(b.store, &o, &d, &f) && d.found == 0);
		box_begin(&b, false);
		CHECK(contacts_barred(b.txn, fresh(), REDDIT, SLICE(""),
		    &old.mention));
		old.mention.id = SLICE("t99");
		old.mention.handle = SLICE("anna_b77");
		CHECK(contacts_barred(b.txn, fresh(), REDDIT, SLICE(""),
		    &old.mention) == never);
		old.mention.handle = SLICE("@anna@far.example");
		CHECK(contacts_barred(b.txn, fresh(), FEDI, SLICE(""),
		    &old.mention) == never);
		old.mention.handle = SLICE("otto_x");
		CHECK(!contacts_barred(b.txn, fresh(), REDDIT, SLICE(""),
		    &old.mention));
		store_abort(b.txn);
		CHECK(in_file(&b, "anna_b77") == 0);
		CHECK(box_broken(&b) == 0);
		box_end(&b);
	}
}

/* By a name alone, who has no handle; and who is not one person. */
static void
test_names(void)
{
	struct forget o = { .who = SLICE("Rita Blau"), .now = 5000 };
	struct item item = box_item("r1", "too cold, too late, too dear", 5);
	struct forgotten d;
	struct fault f = { "" };
	struct box b;
	uint64_t id;

	CHECK(box_new(&b, 0));
	fill(&b);
	box_begin(&b, true);
	item.mention.author = SLICE("Rita Blau");
	CHECK(mentions_put(b.txn, SLICE("the feed"), SLICE(""), &item, &id) ==
	    MENTIONS_NEW);
	item.mention.author = SLICE("Otto Meyer");
	item.mention.id = SLICE("r2");
	CHECK(mentions_put(b.txn, SLICE("the feed"), SLICE(""), &item, &id) ==
	    MENTIONS_NEW);
	CHECK(box_commit(&b));
	CHECK(store_forget(b.store, &o, &d, &f));
	CHECK(d.mentions == 1 && d.found == 0 && d.contacts == 0);
	CHECK(d.nstays == 1 && d.stays[0] == id);	/* says the same */
	CHECK(in_file(&b, "Rita Blau") == 0);
	CHECK(in_file(&b, "too cold, too late") == 1);
	o.who = SLICE("Otto Meyer");
	CHECK(!store_forget(b.store, &o, &d, &f));
	CHECK(strstr(f.text, "several people may be meant") != NULL);
	CHECK(box_broken(&b) == 0);
	box_end(&b);
}

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

/* --- cut off ---------------------------------------------------------------- */

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
			CHECK(strstr(f.text, "nobody called") != NULL);
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

int
main(void)
{
	test_all();
	test_again();
	test_names();
	test_deleted();
	test_killed();
	test_owed();
	test_look();
	return test_failed;
}
