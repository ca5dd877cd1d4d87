/* A store of 1 MB under more than it can hold: it forgets, and goes on. */
#include "tests/box.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

enum { SMALL = 1 << 20, TARGET = 75, WAIT_MOST = 60 };

static char	 text[40000];

struct run {
	struct box	 b;
	unsigned	 dice;
	size_t		 put, forgotten, relieved;
	int64_t		 clock;
};

static unsigned
roll(struct run *r, unsigned n)
{
	r->dice = r->dice * 1103515245 + 12345;
	return (r->dice >> 8) % n;
}

static bool
put_one(struct run *r, size_t size, bool letter)
{
	char	 name[40], list[24];
	struct item item;
	struct letter l;
	uint64_t id;

	snprintf(name, sizeof(name), "post-%zu", r->put);
	item = box_item(name, "", ++r->clock);
	item.mention.text = (slice){ text, size };
	item.fate = letter ? FATE_SENT : FATE_MUTED;
	if (mentions_put(r->b.txn, SLICE("space"), item.mention.id, &item,
	    &id) != MENTIONS_NEW)
		return false;
	if (!letter)
		return true;
	snprintf(list, sizeof(list), "%d", (int)id);
	l = (struct letter){ .channel = SLICE("push"), .title = SLICE("t"),
		.text = (slice){ text, size / 2 }, .mentions = slice_of(list),
		.id = (int64_t)store_next_id(r->b.txn, "letter") };
	return outbox_put(r->b.txn, r->clock, &l);
}

static bool
try_batch(struct run *r, size_t n, size_t size, bool letters)
{
	size_t	 before = r->put;

	box_begin(&r->b, true);
	for (size_t i = 0; i < n; i++, r->put++)
		if (!put_one(r, 1 + roll(r, (unsigned)size), letters))
			break;
	if (r->put == before + n && box_commit(&r->b))
		return true;
	if (r->put != before + n)
		store_abort(r->b.txn);
	r->put = before;
	return false;
}

/* As the keeper does it: forget, and try again. */
static bool
put_batch(struct run *r, size_t n, size_t size, bool letters)
{
	for (int tries = 0; tries < 4; tries++) {
		struct fault f = { "" };

		if (try_batch(r, n, size, letters))
			return true;
		if (!store_full(r->b.store)) {
			printf("%s\n", r->b.fault.text);
			return false;
		}
		r->forgotten += store_relieve(r->b.store, TARGET, &f);
		r->relieved++;
	}
	return false;
}

static void
deliver(struct run *r, size_t keep)
{
	struct fault f = { "" };
	struct letter l;
	int64_t	 due, next;
	size_t	 tries = 0;

	while (outbox_count(box_begin(&r->b, true)) > keep) {
		CHECK(outbox_due(r->b.txn, INT64_MAX, NULL, 0, &due, &l,
		    &next));
		outbox_done(r->b.txn, due, &l, r->clock, SLICE("sent"));
		if (store_commit(r->b.txn, &r->b.fault))
			continue;
		CHECK(store_full(r->b.store) && ++tries < 3);
		store_relieve(r->b.store, TARGET, &f);
		CHECK(f.text[0] == '\0');
	}
	store_abort(r->b.txn);
}

static size_t
waiting(struct run *r)
{
	size_t	 n = outbox_count(box_begin(&r->b, false));

	store_abort(r->b.txn);
	return n;
}

static const struct {
	size_t	 rounds, batch, size;
	bool	 letters;
} loads[] = {
	{ 4000, 1, 1000, false },
	{ 1500, 1, 3000, true },
	{ 200, 30, 1500, false },
	{ 60, 60, 1500, false },	/* a third of the map in one go */
	{ 400, 1, 40000, false },
	{ 300, 3, 5000, true },
};

static void
test_loads(void)
{
	for (size_t i = 0; i < COUNT(loads); i++) {
		struct run r = { .dice = (unsigned)i + 1 };
		size_t	 done = 0, wait = 0;

		CHECK(box_new(&r.b, SMALL));
		for (; done < loads[i].rounds; done++) {
			size_t	 n = loads[i].batch;

			if (!put_batch(&r, n, loads[i].size, loads[i].letters))
				break;
			wait += loads[i].letters ? n : 0;
			CHECK(waiting(&r) == wait);	/* not one less */
			if (wait > WAIT_MOST)
				deliver(&r, wait = WAIT_MOST / 4);
		}
		if (done < loads[i].rounds)
			printf("load %zu wedged in round %zu, %u %% used\n",
			    i, done, store_used(r.b.store));
		CHECK(done == loads[i].rounds);
		CHECK(r.relieved > 2 && r.forgotten > 20);
		CHECK(box_broken(&r.b) == 0);
		box_end(&r.b);
	}
}

/* Letters nobody takes fill the store: they all stay, deliveries and the
 * merging of them still work, and then it goes on. */
static bool
take_old(void *arg, int64_t due, const struct letter *l)
{
	struct { size_t n; int64_t dues[2000]; struct letter old[2000]; }
	    *all = arg;

	CHECK(due > 0);
	all->dues[all->n] = due;
	all->old[all->n++] = *l;
	return all->n < 2000;
}

static void
test_stuck(void)
{
	static struct { size_t n; int64_t dues[2000];
	    struct letter old[2000]; } all;
	struct run r = { .dice = 5 };
	struct letter l = { .channel = SLICE("push"), .title = SLICE("many") };
	size_t	 n = 0;

	CHECK(box_new(&r.b, SMALL));
	while (put_batch(&r, 1, 1000, true))
		n++;
	CHECK(n > 200 && waiting(&r) == n);
	CHECK(box_broken(&r.b) == 0);
	deliver(&r, n - 50);
	CHECK(waiting(&r) == n - 50);
	CHECK(put_batch(&r, 1, 1000, true));	/* those 50 could go */

	while (put_batch(&r, 1, 1000, true))
		n++;
	outbox_walk(box_begin(&r.b, true), take_old, &all);
	l.id = (int64_t)store_next_id(r.b.txn, "letter");
	CHECK(outbox_merge(r.b.txn, all.dues, all.old, all.n, 1, &l));
	CHECK(outbox_count(r.b.txn) == 1);
	CHECK(box_commit(&r.b));
	CHECK(box_broken(&r.b) == 0);
	deliver(&r, 0);
	for (int i = 0; i < 100; i++)
		CHECK(put_batch(&r, 1, 1000, true));
	CHECK(box_broken(&r.b) == 0);
	box_end(&r.b);
}

/* Rejected letters go last, and only when nothing else is left. */
static void
test_rejected(void)
{
	struct run r = { .dice = 7 };
	struct letter l;
	int64_t	 due, next;

	CHECK(box_new(&r.b, SMALL));
	for (int i = 0; i < 1500; i++) {
		if (!put_batch(&r, 1, 1000, true))
			break;
		box_begin(&r.b, true);
		CHECK(outbox_due(r.b.txn, INT64_MAX, NULL, 0, &due, &l,
		    &next));
		CHECK(outbox_reject(r.b.txn, due, &l, 1));
		CHECK(box_commit(&r.b));
	}
	CHECK(r.put == 1500);
	CHECK(table_count(box_begin(&r.b, false), TABLE_REJECT) > 100);
	store_abort(r.b.txn);
	CHECK(box_broken(&r.b) == 0);
	box_end(&r.b);
}

/* Somebody looks, and looks, and keeps every old page alive. */
static void
test_reader(void)
{
	struct run r = { .dice = 9 };
	struct box look;
	size_t	 n = 0;

	if (!box_shares())
		return;
	CHECK(box_new(&r.b, SMALL));
	CHECK(put_batch(&r, 10, 1000, false));
	look = r.b;
	CHECK(box_open(&look, 0, true));
	box_begin(&look, false);
	while (n < 2000 && put_batch(&r, 1, 1000, false))
		n++;
	CHECK(n > 5 && n < 2000);		/* it ends, in words */
	store_abort(look.txn);
	store_close(look.store);
	for (int i = 0; i < 500; i++)		/* and goes on after it */
		CHECK(put_batch(&r, 1, 1000, false));
	CHECK(box_broken(&r.b) == 0);
	box_end(&r.b);
}

/* A disk that others have filled: a limit on the file's size is like one. */
static int
full_disk(void)
{
	struct run r = { .dice = 11 };
	struct rlimit limit = { 700 * 1024, 700 * 1024 };

	signal(SIGXFSZ, SIG_IGN);
	CHECK(box_new(&r.b, 8 << 20));
	CHECK(setrlimit(RLIMIT_FSIZE, &limit) == 0);
	for (int i = 0; i < 1500; i++)
		if (!put_batch(&r, 1, 2000, i % 2)) {
			printf("put %d\n", i);
			break;
		} else if (i % 20 == 0) {
			deliver(&r, 5);
		}
	CHECK(r.put == 1500 && r.relieved > 3);
	CHECK(box_broken(&r.b) == 0);
	box_end(&r.b);
	return test_failed;
}

static void
test_disk(void)
{
	int	 status = -1;
	pid_t	 child;

	fflush(stdout);
	child = fork();
	if (child == 0)
		_exit(full_disk() + (fflush(stdout) != 0));
	CHECK(waitpid(child, &status, 0) == child);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void
test_age(void)
{
	struct run r = { .dice = 1 };

	CHECK(box_new(&r.b, BOX_MAP));
	CHECK(put_batch(&r, 20, 100, false));	/* found at 1 to 20 */
	CHECK(put_batch(&r, 5, 100, true));
	box_begin(&r.b, true);
	CHECK(store_evict(r.b.txn, INT64_MIN, 0) == 0);
	CHECK(store_evict(r.b.txn, 11, 0) == 10);
	CHECK(store_evict(r.b.txn, 11, 99) == 0);
	CHECK(store_evict(r.b.txn, INT64_MAX, 0) == 10);
	CHECK(mentions_count(r.b.txn) == 5);
	CHECK(box_commit(&r.b) && box_broken(&r.b) == 0);
	box_end(&r.b);
}

int
main(void)
{
	memset(text, 'w', sizeof(text));
	test_age();
	test_loads();
	test_stuck();
	test_rejected();
	test_reader();
	test_disk();
	return test_failed;
}
