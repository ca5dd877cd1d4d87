#include "storage/tasks.h"
#include "tests/box.h"

static struct staff
two(void)
{
	struct staff s = { .n = 2, .lock = 30, .ladder = 10,
	    .hours.zone = { .rule = NULL } };

	s.people[0] = (struct staff_person){ .name = SLICE("anna"),
	    .called = SLICE("Anna"), .nways = 1, .buzzes = 10 };
	s.people[1] = (struct staff_person){ .name = SLICE("bob"),
	    .called = SLICE("Bob"), .nways = 1, .buzzes = -1 };
	return s;
}

static uint64_t
mention(struct box *b, int64_t n)
{
	char	 number[24];
	struct item item = box_item("", "still waiting for my order",
	    1000 + n);
	uint64_t id = 0;

	item.mention.id = fault_int(number, n);
	CHECK(mentions_meet(box_begin(b, true), SLICE("paper"), SLICE(""),
	    SLICE(""), &item, &id) == MENTIONS_NEW);
	CHECK(box_commit(b));
	return id;
}

static void
put(struct box *b, uint64_t id, int64_t due)
{
	struct task t = { .mention = (int64_t)id, .state = TASK_NEW,
	    .opened = 1000, .due = due, .owner = SLICE("anna") };

	CHECK(tasks_put(box_begin(b, true), &t));
	CHECK(box_commit(b));
}

/* The clock gives them in the order in which they are due, each once. */
static void
test_due(struct box *b, const uint64_t *id)
{
	struct task t;
	int64_t	 next;

	put(b, id[0], 300);
	put(b, id[1], 200);
	put(b, id[2], 0);
	CHECK(!tasks_due(box_begin(b, false), 199, &t, &next) && next == 200);
	store_abort(b->txn);
	CHECK(tasks_due(box_begin(b, false), 200, &t, &next) &&
	    (uint64_t)t.mention == id[1]);
	store_abort(b->txn);
	put(b, id[1], 400);		/* later: the old time is forgotten */
	CHECK(!tasks_due(box_begin(b, false), 299, &t, &next) && next == 300);
	store_abort(b->txn);
	put(b, id[0], 0);
	put(b, id[1], 0);
	CHECK(!tasks_due(box_begin(b, false), INT64_MAX, &t, &next) &&
	    next == INT64_MAX);
	store_abort(b->txn);
}

static bool
count(void *arg, const struct task *t)
{
	int64_t	*last = arg;

	CHECK(last[0] == 0 || t->mention < last[0]);
	last[0] = t->mention;
	last[1]++;
	return true;
}

static void
test_newest(struct box *b)
{
	int64_t	 seen[2] = { 0, 0 };

	tasks_newest(box_begin(b, false), count, seen);
	CHECK(seen[1] == 3 && table_count(b->txn, TABLE_TASK) == 3);
	store_abort(b->txn);
}

static void
test_desk(struct box *b)
{
	struct staff s = two();
	struct desk desk = { .staff = &s };
	struct desk_day day;

	CHECK(desk_load(box_begin(b, true), &s, &desk, &day));
	CHECK(day.began == 0 && desk.people[0].buzzed == 0);
	day.began = 77;
	day.crisis = 88;
	desk.people[1] = (struct desk_person){ .day = 20000, .buzzed = 3,
	    .digested = 99 };
	desk.people[1].heard[20] = 70000;
	CHECK(desk_save(b->txn, &desk, &day));
	CHECK(box_commit(b));
	memset(&desk, 0, sizeof(desk));
	CHECK(desk_load(box_begin(b, false), &s, &desk, &day));
	CHECK(desk.began == 77 && desk.crisis == 88);
	CHECK(desk.people[1].buzzed == 3 && desk.people[1].digested == 99 &&
	    desk.people[1].heard[20] == 70000 && desk.people[0].day == 0);
	store_abort(b->txn);
}

/* What is open stays longer than what is done; a task goes with its mention. */
static void
test_evict(struct box *b, const uint64_t *id)
{
	struct task t = { .mention = (int64_t)id[1], .state = TASK_DONE,
	    .closed = 5, .owner = SLICE("anna") };
	uint64_t what;

	CHECK(tasks_put(box_begin(b, true), &t));
	CHECK(box_commit(b));
	CHECK(store_evict(box_begin(b, true), INT64_MAX, 0) == 3);
	CHECK(table_count(b->txn, TABLE_TASK) == 0);
	CHECK(tasks_broken(b->txn, &what) == NULL);
	CHECK(box_commit(b));
}

static void
test_broken(struct box *b)
{
	uint64_t id;

	put(b, 999, 0);
	CHECK(tasks_broken(box_begin(b, false), &id) != NULL && id == 999);
	store_abort(b->txn);
}

int
main(void)
{
	struct box b;
	uint64_t id[3];

	if (!box_new(&b, BOX_MAP))
		return test_failed;
	for (int64_t i = 0; i < 3; i++)
		id[i] = mention(&b, i + 1);
	test_due(&b, id);
	test_newest(&b);
	test_desk(&b);
	test_evict(&b, id);
	test_broken(&b);
	box_end(&b);
	return test_failed;
}
