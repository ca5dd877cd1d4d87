/* A store whose file lives in memory: what a power cut leaves of it. */
#include "tests/box.h"

#include <sys/stat.h>

struct pair { struct box box; char live[400]; };

static bool
open_pair(struct pair *p, bool readonly)
{
	struct store_options o = { .live = p->live, .readonly = readonly };

	p->box.fault.text[0] = '\0';
	p->box.store = store_open(p->box.dir, &o, &p->box.fault);
	return p->box.store != NULL;
}

static void
new_pair(struct pair *p)
{
	box_dir(&p->box);
	snprintf(p->live, sizeof(p->live), "%s/live", p->box.dir);
}

static bool
there(const struct pair *p, const char *name)
{
	char	 path[600];

	snprintf(path, sizeof(path), "%s/%s", p->box.dir, name);
	return access(path, F_OK) == 0;
}

/* Memory is empty: power was cut, or the box started again. */
static void
lose_memory(struct pair *p)
{
	static const char *const names[] = { "store.mdb", "store.mdb-lock",
	    "store.new" };
	char	 path[600];

	for (size_t i = 0; i < COUNT(names); i++) {
		snprintf(path, sizeof(path), "%s/%s", p->live, names[i]);
		unlink(path);
	}
	CHECK(rmdir(p->live) == 0);
}

static void
end_pair(struct pair *p)
{
	store_discard(p->box.dir, p->live);
	CHECK(access(p->box.dir, F_OK) != 0);
}

static void
say(struct pair *p, const char *id)
{
	struct item item = box_item(id, id, 100);
	uint64_t n;

	CHECK(mentions_put(box_begin(&p->box, true), SLICE("s"), SLICE(""),
	    &item, &n) == MENTIONS_NEW);
	CHECK(box_commit(&p->box));
}

static void
write_letter(struct pair *p, int64_t born)
{
	struct letter l = { .channel = SLICE("phone"), .born = born,
	    .title = SLICE("t") };

	CHECK(outbox_new(box_begin(&p->box, true), born, &l));
	CHECK(box_commit(&p->box));
}

static uint64_t
said(struct pair *p)
{
	struct item item;
	uint64_t n = 0;

	box_begin(&p->box, false);
	while (mentions_get(p->box.txn, n + 1, &item))
		n++;
	store_abort(p->box.txn);
	return n;
}

static void
test_end_and_power(void)
{
	char	 one[STORE_BOX], two[STORE_BOX];
	struct pair p;

	new_pair(&p);
	CHECK(open_pair(&p, false));
	CHECK(there(&p, "live/store.mdb") && !there(&p, "store.mdb"));
	say(&p, "1");
	CHECK(store_box(box_begin(&p.box, true), one) && box_commit(&p.box));
	store_close(p.box.store);		/* a proper end */
	CHECK(there(&p, STORE_SNAPSHOT) && !there(&p, "store.part"));
	CHECK(open_pair(&p, false));		/* memory is still there */
	CHECK(store_box(box_begin(&p.box, true), two) && box_commit(&p.box));
	CHECK(strcmp(one, two) == 0);
	store_close(p.box.store);
	lose_memory(&p);
	if (box_shares()) {			/* a look before anybody runs */
		CHECK(open_pair(&p, true) && said(&p) == 1);
		store_close(p.box.store);
	}
	CHECK(open_pair(&p, false) && said(&p) == 1);
	CHECK(box_broken(&p.box) == 0);
	CHECK(store_box(box_begin(&p.box, true), two) && box_commit(&p.box));
	CHECK(strcmp(one, two) != 0);		/* another among all stores */
	store_close(p.box.store);
	end_pair(&p);
}

/* When a snapshot is made: what a power cut right behind would leave. */
static void
test_when(void)
{
	enum { T = 1000000 };
	static const struct { int64_t at; bool says, writes; uint64_t left; }
	    t[] = {
		{ T, true, false, 1 },		/* the first look */
		{ T + 10, true, false, 1 },	/* just looked */
		{ T + 60, true, false, 1 },	/* within the hour */
		{ T + 3570, false, false, 1 },
		{ T + 3600, false, false, 3 },
		{ T + 3700, false, false, 3 },	/* nothing new */
		{ T + 3800, true, true, 3 },	/* a letter, just written */
		{ T + 3850, false, false, 3 },
		{ T + 3880, false, false, 4 },	/* it has waited */
		{ T + 3990, true, false, 4 },	/* it is in the snapshot */
		{ T + 7480, false, false, 5 },
		{ 5, true, false, 6 },		/* the clock was wrong */
	};
	struct fault f = { "" };
	struct pair p, q;

	new_pair(&p);
	CHECK(open_pair(&p, false));
	for (size_t i = 0; i < COUNT(t); i++) {
		char	 id[24];

		snprintf(id, sizeof(id), "%zu", i);
		if (t[i].says)
			say(&p, id);
		if (t[i].writes)
			write_letter(&p, t[i].at);
		CHECK(store_keep(p.box.store, t[i].at, &f));
		q = p;				/* as another box would see */
		snprintf(q.live, sizeof(q.live), "%s/" STORE_SNAPSHOT,
		    p.box.dir);
		q.box.store = store_open(q.live, &(struct store_options){
		    .readonly = true }, &f);
		CHECK(q.box.store != NULL);
		if (said(&q) != t[i].left) {
			printf("row %zu: %d left\n", i, (int)said(&q));
			test_failed = 1;
		}
		store_close(q.box.store);
	}
	store_close(p.box.store);
	end_pair(&p);
}

static void
test_moving(void)
{
	struct pair p;

	new_pair(&p);
	CHECK(box_open(&p.box, 0, false));	/* first in the directory */
	say(&p, "1");
	store_close(p.box.store);
	CHECK(open_pair(&p, false) && said(&p) == 1);	/* then in memory */
	say(&p, "2");
	store_close(p.box.store);
	CHECK(!there(&p, "store.mdb") && there(&p, STORE_SNAPSHOT));
	CHECK(box_open(&p.box, 0, false) && said(&p) == 2);	/* and back */
	CHECK(there(&p, "store.mdb") && !there(&p, STORE_SNAPSHOT));
	store_close(p.box.store);
	end_pair(&p);
}

static void
test_strangers(void)
{
	char	 path[600];
	struct pair p;

	new_pair(&p);
	CHECK(mkdir(p.live, 0755) == 0 && chmod(p.live, 0755) == 0);
	CHECK(!open_pair(&p, false));
	CHECK(strstr(p.box.fault.text, "of ours alone") != NULL);
	CHECK(rmdir(p.live) == 0);
	CHECK(symlink(p.box.dir, p.live) == 0);
	CHECK(!open_pair(&p, false));
	CHECK(strstr(p.box.fault.text, "of ours alone") != NULL);
	CHECK(unlink(p.live) == 0 && open_pair(&p, false));
	say(&p, "1");
	store_close(p.box.store);
	snprintf(path, sizeof(path), "%s/store.mdb", p.live);
	CHECK(truncate(path, 100) == 0);	/* no store any more ... */
	CHECK(!open_pair(&p, false));
	lose_memory(&p);			/* ... and not kept as one */
	CHECK(open_pair(&p, false) && said(&p) == 1);
	store_close(p.box.store);
	end_pair(&p);
}

int
main(void)
{
	test_end_and_power();
	test_when();
	test_moving();
	test_strangers();
	return test_failed;
}
