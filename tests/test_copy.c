#include "storage/copy.h"
#include "storage/grants.h"
#include "tests/box.h"

#include <sys/stat.h>

struct counts { size_t rows, grants; struct txn *to; };

static bool
count(void *arg, slice table, slice key, slice value)
{
	struct counts *c = arg;
	struct fault f = { "" };

	c->rows++;
	c->grants += slice_eq(table, SLICE("grant"));
	return c->to == NULL || copy_in(c->to, table, key, value, &f);
}

static void
fill(struct box *b, char name[static STORE_BOX])
{
	struct grant g = { .account = SLICE("club"), .access = SLICE("s3") };
	struct item item = box_item("1", "Buns!", 100);
	uint64_t id;

	CHECK(mentions_put(box_begin(b, true), SLICE("src"), SLICE(""), &item,
	    &id) == MENTIONS_NEW);
	CHECK(store_box(b->txn, name) && grants_put(b->txn, &g));
	CHECK(box_commit(b));
}

/* All of it but the name; tokens only when they are asked for. */
static void
test_out_and_in(bool secrets)
{
	char	 name[STORE_BOX], other[STORE_BOX];
	struct counts c = { 0, 0, NULL };
	struct item item;
	struct box a, b;

	CHECK(box_new(&a, 0) && box_new(&b, 0));
	fill(&a, name);
	c.to = box_begin(&b, true);
	CHECK(copy_out(box_begin(&a, false), secrets, count, &c));
	CHECK(c.rows > 4 && c.grants == secrets);
	store_abort(a.txn);
	CHECK(box_commit(&b));
	CHECK(box_broken(&b) == 0);
	box_begin(&b, true);
	CHECK(mentions_get(b.txn, 1, &item));
	CHECK(slice_eq(item.mention.text, SLICE("Buns!")));
	CHECK(store_next_id(b.txn, "mention") == 2);
	CHECK(store_box(b.txn, other) && strcmp(name, other) != 0);
	store_abort(b.txn);
	box_end(&a);
	box_end(&b);
}

static void
test_foreign_rows(void)
{
	struct box b;
	struct fault f = { "" };

	CHECK(box_new(&b, 0));
	box_begin(&b, true);
	CHECK(!copy_in(b.txn, SLICE("nowhere"), SLICE("k"), SLICE("v"), &f));
	CHECK(strstr(f.text, "newer") != NULL);
	f.text[0] = '\0';
	CHECK(!copy_in(b.txn, SLICE("meta"), SLICE(""), SLICE("v"), &f));
	CHECK(strstr(f.text, "does not fit") != NULL);
	store_abort(b.txn);
	box_end(&b);
}

static void
test_install(void)
{
	char	 path[400], name[STORE_BOX];
	struct box from, to;
	struct fault f = { "" };

	CHECK(box_new(&from, 0));
	fill(&from, name);
	store_close(from.store);
	from.store = NULL;
	box_dir(&to);
	CHECK(copy_install(from.dir, to.dir, &f));
	CHECK(box_open(&to, 0, false) && box_broken(&to) == 0);
	CHECK(!copy_install(from.dir, to.dir, &f));	/* a keeper has it */
	CHECK(strstr(f.text, "stop it first") != NULL);
	f.text[0] = '\0';
	store_close(to.store);
	CHECK(!copy_install(from.dir, to.dir, &f));
	CHECK(strstr(f.text, "there already") != NULL);
	CHECK(box_open(&to, 0, false));			/* and still whole */
	snprintf(path, sizeof(path), "%s/none", to.dir);
	CHECK(!copy_install(from.dir, path, &f));
	snprintf(path, sizeof(path), "%s/none/lock", to.dir);
	unlink(path);
	snprintf(path, sizeof(path), "%s/none", to.dir);
	rmdir(path);
	box_end(&from);
	box_end(&to);
}

int
main(void)
{
	test_out_and_in(false);
	test_out_and_in(true);
	test_foreign_rows();
	test_install();
	return test_failed;
}
