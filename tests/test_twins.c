/* test_twins.c - the same story under another id and address joins the first;
 * what looks alike stays apart; an older store goes on. */
#include "tests/box.h"

#define STORY	"A bakery on Mill Lane has won the regional prize for its " \
		"dark rye. The oven was built by the owner's grandfather."
#define HEAD	"Bakery on Mill Lane wins bread prize"
#define POST	"Waited an hour for soup at the Copper Kettle and it was cold"

static const struct step {
	const char	*source, *url, *netid, *title, *text, *handle;
	enum mentions_put want;
	uint64_t	 id;
	const char	*also;
} steps[] = {
	{ "gazette", "g.example/1", "1", HEAD, STORY, "", MENTIONS_NEW, 1, "" },
	{ "echo", "e.example/1", "x", HEAD " - Echo", STORY, "",
	    MENTIONS_SIGHTED, 1, "echo" },
	{ "echo", "e.example/1", "x", HEAD " - Echo", STORY, "",
	    MENTIONS_SAME, 1, "echo" },
	{ "news", "n.example/1", "9", HEAD " - Echo", HEAD "  Echo", "",
	    MENTIONS_SIGHTED, 1, "echo, news" },
	/* once more in the same feed: seen, and listed no second time */
	{ "echo", "e.example/2", "y", HEAD " - Echo", STORY, "",
	    MENTIONS_SIGHTED, 1, "echo, news" },
	{ "echo", "e.example/3", "z", "Bakery in York wins bread prize", "An "
	    "oven in the north.", "", MENTIONS_NEW, 2, "" },
	{ "net", "s.example/1", "p1", "", POST, "@ann", MENTIONS_NEW, 3, "" },
	{ "net", "s.example/2", "p2", "", "RT @ann " POST, "@bob",
	    MENTIONS_SIGHTED, 3, "" },
	/* deleted and written again: an edit; its number stays */
	{ "net", "s.example/3", "p3", "", "Waited an huor for soup at the "
	    "Copper Kettle and it was cold", "@ann", MENTIONS_EDITED, 3, "" },
	{ "net", "s.example/3", "p3", "", "Waited an huor for soup at the "
	    "Copper Kettle and it was cold", "@ann", MENTIONS_SAME, 3, "" },
	{ "net", "s.example/4", "p4", "", "Not true! RT @ann " POST, "@cat",
	    MENTIONS_NEW, 4, "" },
	/* another text under the old number: known by it from now on */
	{ "net", "s.example/4", "p4", "", "Lost a blue glove near the lamp at "
	    "the old mill, please bring it to the bar", "@cat",
	    MENTIONS_EDITED, 4, "" },
	{ "blog", "b.example/1", "b1", "", "RT @cat Lost a blue glove near the "
	    "lamp at the old mill, please bring it to the bar", "@fay",
	    MENTIONS_SIGHTED, 4, "blog" },
	{ "net", "s.example/5", "p5", "", "Great service!", "@dan",
	    MENTIONS_NEW, 5, "" },
	{ "net", "s.example/6", "p6", "", "Great service!", "@eve",
	    MENTIONS_NEW, 6, "" },
};

static char	 room[SKETCH_ROOM];

static enum mentions_put
put(struct box *b, const struct step *s, int64_t when, uint64_t *id)
{
	unsigned char sketch[SKETCH_SIZE];
	struct item item = box_item(s->netid, s->text, when);
	struct arena a;
	slice	 known = { "", 0 };

	arena_init(&a, room, sizeof(room));
	item.source = slice_of(s->source);
	item.mention.title = slice_of(s->title);
	item.mention.handle = slice_of(s->handle);
	item.mention.url = slice_of(s->url);
	if (sketch_make(&a, &item.mention, sketch))
		known = (slice){ (const char *)sketch, sizeof(sketch) };
	return mentions_meet(b->txn, item.source, item.mention.url, known,
	    &item, id);
}

static void
test_steps(void)
{
	struct item item;
	struct box b;
	uint64_t id, by_url;

	CHECK(box_new(&b, BOX_MAP));
	for (size_t i = 0; i < COUNT(steps); i++) {
		const struct step *s = &steps[i];
		enum mentions_put got;

		box_begin(&b, true);
		got = put(&b, s, 1790000000 + (int64_t)i * 60, &id);
		if (got != s->want || id != s->id)
			printf("step %zu: %d of %d\n", i, (int)got, (int)id);
		CHECK(got == s->want && id == s->id);
		CHECK(mentions_find_url(b.txn, slice_of(s->url), &by_url) &&
		    by_url == id);
		CHECK(mentions_get(b.txn, id, &item));
		CHECK(slice_eq(item.also, slice_of(s->also)));
		CHECK(box_commit(&b));
		CHECK(box_broken(&b) == 0);
	}
	CHECK(mentions_get(box_begin(&b, false), 1, &item));
	CHECK(item.sightings == 3 && item.edited == 0);
	CHECK(mentions_get(b.txn, 3, &item));
	CHECK(item.sightings == 1 && item.edited != 0);
	CHECK(slice_eq(item.mention.id, SLICE("p1")));
	store_abort(b.txn);
	CHECK(store_evict(box_begin(&b, true), INT64_MAX, 0) == 6);
	CHECK(table_count(b.txn, TABLE_SKETCH) == 0);
	CHECK(table_count(b.txn, TABLE_IDENT) == 0);
	CHECK(box_commit(&b) && box_broken(&b) == 0);
	box_end(&b);
}

/* One story in more feeds than an item has room for: known by its words all
 * the same, and then nothing more is written. */
static void
test_many(void)
{
	struct item item;
	struct box b;
	uint64_t id;

	CHECK(box_new(&b, BOX_MAP));
	box_begin(&b, true);
	for (int i = 0; i < 40; i++) {
		char	 name[24], url[24];
		struct step s = { name, url, "1", HEAD, STORY, "",
		    MENTIONS_NEW, 0, "" };

		snprintf(name, sizeof(name), "feed %d", i);
		snprintf(url, sizeof(url), "a.example/%d", i);
		CHECK(put(&b, &s, 1790000000 + i, &id) == (i == 0 ?
		    MENTIONS_NEW : i < IDENTS_MOST / 2 ? MENTIONS_SIGHTED :
		    MENTIONS_SAME));
		CHECK(id == 1);
	}
	CHECK(mentions_get(b.txn, 1, &item) &&
	    item.sightings == IDENTS_MOST / 2 - 1);
	CHECK(slice_starts(item.also, SLICE("feed 1, feed 2, ")));
	CHECK(box_commit(&b) && box_broken(&b) == 0);
	box_end(&b);
}

/* Sketches are kept of the newest only, whatever the clock does, and after
 * some days nothing is compared. */
static void
test_window(void)
{
	struct step s = { "net", "", "", "", "", "", MENTIONS_NEW, 0, "" };
	struct box b;
	uint64_t id, first = 0;
	char	 name[20], text[80];

	CHECK(box_new(&b, 32 << 20));
	box_begin(&b, true);
	s.netid = name;
	s.text = text;
	for (int i = 0; i < TWINS_MOST + 2 * TWINS_SPARE; i++) {
		snprintf(name, sizeof(name), "%d", i);
		snprintf(text, sizeof(text), "w%dx a%d b%d c%d d%d e%d", i,
		    i * 7, i * 11, i * 13, i * 17, i * 19);
		CHECK(put(&b, &s, 1790000000 + (i % 50 == 3 ? -i : i), &id) ==
		    MENTIONS_NEW);
	}
	CHECK(table_count(b.txn, TABLE_SKETCH) <= TWINS_MOST + TWINS_SPARE);
	CHECK(table_count(b.txn, TABLE_SKETCH) >= TWINS_MOST);
	s.text = POST;
	s.handle = "@ann";
	s.netid = "a";
	CHECK(put(&b, &s, 1790100000, &first) == MENTIONS_NEW);
	s.netid = "b";
	CHECK(put(&b, &s, 1790100000 + 60, &id) == MENTIONS_EDITED &&
	    id == first);
	s.netid = "c";
	CHECK(put(&b, &s, 1790100000 + (TWINS_DAYS + 1) * 86400, &id) ==
	    MENTIONS_NEW);
	CHECK(box_commit(&b) && box_broken(&b) == 0);
	box_end(&b);
}

/* A store from before there were sketches: looked at, and gone on with. */
static void
test_older(void)
{
	struct box b;
	uint64_t id;

	CHECK(box_new(&b, BOX_MAP));
	box_begin(&b, true);
	put(&b, &steps[0], 1790000000, &id);
	for (int i = TABLE_SKETCH; i < TABLES; i++)
		CHECK(mdb_drop(b.txn->mdb, b.store->dbi[i], 1) == 0);
	mdb_txn_commit(b.txn->mdb);		/* these tables are no more */
	free(b.txn);
	store_close(b.store);
	CHECK(box_open(&b, 0, true));
	CHECK(box_broken(&b) == 0);
	CHECK(table_count(box_begin(&b, false), TABLE_SKETCH) == 0);
	CHECK(mentions_count(b.txn) == 1 && b.txn->rc == 0);
	store_abort(b.txn);
	store_close(b.store);
	CHECK(box_open(&b, BOX_MAP, false));
	box_begin(&b, true);
	CHECK(put(&b, &steps[6], 1790000060, &id) == MENTIONS_NEW && id == 2);
	CHECK(put(&b, &steps[7], 1790000120, &id) == MENTIONS_SIGHTED);
	CHECK(box_commit(&b) && box_broken(&b) == 0);
	box_end(&b);
}

int
main(void)
{
	test_steps();
	test_many();
	test_window();
	test_older();
	return test_failed;
}
