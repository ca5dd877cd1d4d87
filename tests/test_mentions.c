#include "tests/box.h"

/* One box; each step puts a mention and says what must come of it. `id` is
 * the number it must get or meet; empty fields are as the step before would
 * have them by default. */
struct step {
	const char	*space, *url, *netid, *title, *text, *author;
	int64_t		 time, rating;
	enum mentions_put want;
	uint64_t	 id;
};

#define U	"example.org/p/1"
#define R	"example.org/reviews"

static const struct step steps[] = {
	{ "a", U, "1", "Title", "first words", "Anna", 101, 0,
	    MENTIONS_NEW, 1 },
	{ "a", U, "1", "Title", "first words", "Anna", 101, 0,
	    MENTIONS_SAME, 1 },
	/* what the network counts is no change */
	{ "a", U, "1", "Title", "first words", "Anna 2", 999, 0,
	    MENTIONS_SAME, 1 },
	{ "a", U, "1", "Title", "other words", "Anna", 101, 0,
	    MENTIONS_EDITED, 1 },
	{ "a", U, "1", "Title", "other words", "Anna", 101, 0,
	    MENTIONS_SAME, 1 },
	{ "a", U, "1", "Title (12)", "other words", "Anna", 101, 0,
	    MENTIONS_EDITED, 1 },
	{ "a", U, "1", "Title (130)", "other words", "Anna", 101, 0,
	    MENTIONS_SAME, 1 },
	{ "a", U, "1", "Title (130)", "other words", "Anna", 101, 2,
	    MENTIONS_EDITED, 1 },

	/* another source has it: counted once, and known there */
	{ "b", U, "x9", "Title", "in short", "", 500, 0,
	    MENTIONS_SIGHTED, 1 },
	{ "b", U, "x9", "Title", "in short", "", 500, 0,
	    MENTIONS_SAME, 1 },
	{ "b", U, "x9", "Title", "in other words", "", 500, 0,
	    MENTIONS_SAME, 1 },
	/* and the first one may still edit it */
	{ "a", U, "1", "New", "other words", "Anna", 101, 2,
	    MENTIONS_EDITED, 1 },

	/* the same id elsewhere is another post */
	{ "c", "", "1", "", "first words", "Anna", 101, 0,
	    MENTIONS_NEW, 2 },
	{ "c", "", "2", "", "first words", "Anna", 101, 0,
	    MENTIONS_NEW, 3 },

	/* a feed that gives new ids at each fetch */
	{ "d", "example.org/n", "g1", "News", "story", "Paper", 7201, 0,
	    MENTIONS_NEW, 4 },
	{ "d", "example.org/n", "g2", "News", "story", "Paper", 7201, 0,
	    MENTIONS_SAME, 4 },
	{ "d", "example.org/n", "g3", "News", "a longer story", "Paper", 7201,
	    0, MENTIONS_EDITED, 4 },
	{ "d", "example.org/n", "g4", "News", "a longer story", "Paper", 7300,
	    0, MENTIONS_SAME, 4 },

	/* one address of many reviews: never swallow one for another */
	{ "r", R, "r1", "", "Great!", "Ben", 86400, 5, MENTIONS_NEW, 5 },
	{ "r", R, "r2", "", "Great!", "Cleo", 86400, 5, MENTIONS_NEW, 6 },
	{ "r", R, "r3", "", "Never again", "Ben", 86400, 1, MENTIONS_NEW, 7 },
	{ "r", R, "r1", "", "Great!", "Ben", 86400, 5, MENTIONS_SAME, 5 },
	{ "s", R, "q1", "", "Elsewhere", "Dan", 3, 1, MENTIONS_NEW, 8 },
	{ "r", R, "r1", "", "Great?", "Ben", 86400, 5, MENTIONS_EDITED, 5 },

	/* stars without words, by nobody: only the time tells */
	{ "t", "example.org/s", "s1", "", "", "", 86400, 1, MENTIONS_NEW, 9 },
	{ "t", "example.org/s", "s2", "", "", "", 90000, 1, MENTIONS_NEW, 10 },

	/* names that would run together */
	{ "e", "", "fg", "", "one", "", 1, 0, MENTIONS_NEW, 11 },
	{ "ef", "", "g", "", "two", "", 1, 0, MENTIONS_NEW, 12 },
};

static void
test_ladder(void)
{
	struct box b;

	CHECK(box_new(&b, BOX_MAP));
	for (size_t i = 0; i < COUNT(steps); i++) {
		const struct step *s = &steps[i];
		struct item item = box_item(s->netid, s->text,
			    (int64_t)i + 1000);
		uint64_t id = 0;
		enum mentions_put got;

		item.mention.title = slice_of(s->title);
		item.mention.author = slice_of(s->author);
		item.mention.time = s->time;
		item.mention.rating = s->rating;
		got = mentions_put(box_begin(&b, true), slice_of(s->space),
		    slice_of(s->url), &item, &id);
		if (got != s->want || id != s->id)
			printf("step %zu: %d of %d\n", i, (int)got, (int)id);
		CHECK(got == s->want && id == s->id);
		CHECK(box_commit(&b));
		CHECK(box_broken(&b) == 0);
	}
	box_end(&b);
}

/* "Nothing written" is meant: the file has the same transaction number. */
static size_t
last_txn(struct box *b)
{
	MDB_envinfo info;

	CHECK(mdb_env_info(b->store->env, &info) == 0);
	return info.me_last_txnid;
}

static void
test_same_writes_nothing(void)
{
	struct item item = box_item("n", "words", 5);
	struct box b;
	uint64_t id;
	size_t	 before;

	CHECK(box_new(&b, BOX_MAP));
	CHECK(mentions_put(box_begin(&b, true), SLICE("s"), SLICE("u"), &item,
	    &id) == MENTIONS_NEW);
	CHECK(box_commit(&b));
	before = last_txn(&b);
	item.found = 99;
	item.mention.likes = 4000;
	CHECK(mentions_put(box_begin(&b, true), SLICE("s"), SLICE("u"), &item,
	    &id) == MENTIONS_SAME);
	CHECK(box_commit(&b));
	CHECK(last_txn(&b) == before);
	box_end(&b);
}

static void
test_edit_keeps(void)
{
	struct item item = box_item("n", "I am angry", 5), got;
	struct box b;
	uint64_t id;

	item.fate = FATE_DIGEST;
	item.rule = SLICE("brand");
	item.words = SLICE("angry");
	item.verdict.priority = 61;
	item.verdict.nreasons = 1;
	item.verdict.reasons[0] = (struct reason){ SLICE("'angry'"), 61 };
	CHECK(box_new(&b, BOX_MAP));
	mentions_put(box_begin(&b, true), SLICE("s"), SLICE("u"), &item, &id);
	CHECK(box_commit(&b));

	item = box_item("n", "I am happy", 77);
	item.verdict.priority = 3;
	item.mention.likes = 12;
	CHECK(mentions_put(box_begin(&b, true), SLICE("s"), SLICE("u"), &item,
	    &id) == MENTIONS_EDITED);
	CHECK(box_commit(&b));

	CHECK(mentions_get(box_begin(&b, false), 1, &got));
	CHECK(slice_eq(got.mention.text, SLICE("I am happy")));
	CHECK(got.mention.likes == 0);	/* how far it goes is told apart */
	CHECK(got.found == 5 && got.edited == 77 && got.fate == FATE_DIGEST);
	CHECK(slice_eq(got.rule, SLICE("brand")));
	CHECK(got.verdict.priority == 61 && got.verdict.nreasons == 1);
	CHECK(!mentions_get(b.txn, 2, &got));
	CHECK(got.found == 0);
	store_abort(b.txn);

	item.answers = 3;
	item.spread = 900;
	CHECK(mentions_reach(box_begin(&b, true), 1, &item));
	CHECK(mentions_reach(b.txn, 2, &item));		/* gone meanwhile */
	CHECK(box_commit(&b) && box_broken(&b) == 0);
	CHECK(mentions_get(box_begin(&b, false), 1, &got));
	CHECK(got.mention.likes == 12 && got.answers == 3 &&
	    got.spread == 900 && got.edited == 77);
	CHECK(slice_eq(got.mention.text, SLICE("I am happy")));
	CHECK(got.verdict.priority == 61);
	CHECK(mentions_find(b.txn, SLICE("s"), SLICE("n"), &id) && id == 1);
	store_abort(b.txn);
	box_end(&b);
}

static void
test_sightings(void)
{
	struct item item = box_item("n", "words", 5), got;
	struct box b;
	char	 space[20];
	uint64_t id;
	int	 counted = 0;

	CHECK(box_new(&b, BOX_MAP));
	box_begin(&b, true);
	mentions_put(b.txn, SLICE("s"), SLICE("u"), &item, &id);
	for (int i = 0; i < 40; i++) {		/* their number is bounded */
		snprintf(space, sizeof(space), "s%d", i);
		counted += mentions_put(b.txn, slice_of(space), SLICE("u"),
		    &item, &id) == MENTIONS_SIGHTED;
		CHECK(id == 1);
	}
	CHECK(mentions_put(b.txn, SLICE("s3"), SLICE(""), &item, &id) ==
	    MENTIONS_SAME && id == 1);
	CHECK(mentions_get(b.txn, 1, &got));
	CHECK(counted == IDENTS_MOST - 2 && got.sightings == counted);
	CHECK(box_commit(&b));
	CHECK(box_broken(&b) == 0);

	box_begin(&b, false);
	CHECK(mentions_find_url(b.txn, SLICE("u"), &id) && id == 1);
	CHECK(!mentions_find_url(b.txn, SLICE(""), &id));
	store_abort(b.txn);

	CHECK(store_evict(box_begin(&b, true), 6, 0) == 1);
	CHECK(box_commit(&b));
	CHECK(box_broken(&b) == 0);
	CHECK(table_count(box_begin(&b, false), TABLE_IDENT) == 0);
	store_abort(b.txn);
	box_end(&b);
}

/* Everything as long as it can be, and longer. */
static void
test_long(void)
{
	static char much[100000];
	struct item item, got;
	struct box b;
	uint64_t id;
	slice	 all = { much, sizeof(much) };

	memset(much, 'w', sizeof(much));
	item = box_item("", "", 5);
	item.mention = (struct mention){ .id = all, .url = all, .title = all,
		.text = all, .author = all, .handle = all, .author_url = all,
		.lang = all, .parent = all, .place = all, .keep = all };
	item.rule = item.words = item.source = item.muted = all;
	for (size_t i = 0; i < REASONS_MAX; i++)
		item.verdict.reasons[i] = (struct reason){ all, INT64_MIN };
	item.verdict.nreasons = REASONS_MAX;
	CHECK(box_new(&b, BOX_MAP));
	CHECK(mentions_put(box_begin(&b, true), all, all, &item, &id) ==
	    MENTIONS_NEW);
	CHECK(mentions_put(b.txn, all, all, &item, &id) != MENTIONS_NEW &&
	    id == 1);
	CHECK(box_commit(&b));
	CHECK(box_broken(&b) == 0);
	CHECK(mentions_get(box_begin(&b, false), 1, &got));
	CHECK(got.mention.text.n == 65536 && got.mention.url.n == 0);
	CHECK(got.verdict.nreasons == REASONS_MAX);
	store_abort(b.txn);
	box_end(&b);
}

struct told {
	size_t	 n, most;
	uint64_t ids[8];
};

static bool
tell(void *arg, uint64_t id, const struct item *item)
{
	struct told *t = arg;

	CHECK(item->mention.id.n == 1);
	t->ids[t->n++] = id;
	return t->n < t->most;
}

static void
test_newest(void)
{
	struct told all = { .most = 8 }, two = { .most = 2 };
	struct box b;
	uint64_t id;

	CHECK(box_new(&b, BOX_MAP));
	box_begin(&b, true);
	mentions_newest(b.txn, tell, &all);
	CHECK(all.n == 0);
	for (int i = 0; i < 4; i++) {
		char	 name[2] = { (char)('a' + i), 0 };
		struct item item = box_item(name, "w", 100 - i);

		mentions_put(b.txn, SLICE("s"), SLICE(""), &item, &id);
	}
	mentions_newest(b.txn, tell, &all);
	CHECK(all.n == 4 && all.ids[0] == 4 && all.ids[3] == 1);
	mentions_newest(b.txn, tell, &two);
	CHECK(two.n == 2 && two.ids[1] == 3);
	CHECK(mentions_count(b.txn) == 4);
	CHECK(store_evict(b.txn, 99, 0) == 2);	/* by when they were found */
	CHECK(mentions_count(b.txn) == 2);
	CHECK(box_commit(&b));
	CHECK(box_broken(&b) == 0);
	box_end(&b);
}

int
main(void)
{
	test_ladder();
	test_same_writes_nothing();
	test_edit_keeps();
	test_sightings();
	test_long();
	test_newest();
	return test_failed;
}
