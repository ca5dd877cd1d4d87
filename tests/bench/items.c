/*
 * items.c - what an item costs on disk, and a page of the newest twenty.
 *
 * Ten thousand mentions, then an item of each with a full history, in a store
 * of their own (run.sh items).
 */
#include "storage/tasks.h"
#include "tests/box.h"

#include <time.h>

enum { ITEMS = 10000, PAGE = 20, ROUNDS = 200, LINES = 12 };

static double
cpu_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void
put_mention(struct txn *t, int64_t i)
{
	char	 number[24];
	slice	 id = fault_int(number, i);
	struct item item = box_item("", "still waiting for my order", i);
	uint64_t got;

	item.mention.id = id;
	CHECK(mentions_meet(t, SLICE("paper"), SLICE(""), SLICE(""), &item,
	    &got) == MENTIONS_NEW);
}

/* Anna saw it, took it, answered, and it came back, over and over. */
static void
put_task(struct txn *t, int64_t i)
{
	static const enum act acts[] = { ACT_SEEN, ACT_MINE, ACT_ANSWERED,
	    ACT_DONE, ACT_CAME_BACK, ACT_REOPEN };
	static char room[1 << 16];
	struct staff s = { .n = 1, .lock = 30 };
	struct task task = { .mention = i, .state = TASK_NEW, .opened = i,
	    .owner = SLICE("anna") };
	struct fault why = { "" };
	struct arena a;

	s.people[0] = (struct staff_person){ .name = SLICE("anna"),
	    .called = SLICE("Anna"), .nways = 1, .buzzes = -1 };
	arena_init(&a, room, sizeof(room));
	for (int n = 0; n < LINES; n++)
		task_act(&a, &s, &task, acts[n % 6], SLICE("anna"),
		    SLICE("called back, comes on Friday"), i + n * 60, &why);
	task.note = SLICE("anna: wants her money back, comes on Friday");
	CHECK(tasks_put(t, &task));
}

struct page {
	size_t	 left;
	size_t	 bytes;
};

static bool
show(void *arg, const struct task *task)
{
	struct page *p = arg;

	p->bytes += task->history.n;
	return --p->left > 0;
}

static void
fill(struct box *b, void (*put)(struct txn *, int64_t))
{
	for (int64_t i = 1; i <= ITEMS; i += 500) {
		box_begin(b, true);
		for (int64_t n = i; n < i + 500; n++)
			put(b->txn, n);
		CHECK(box_commit(b));
	}
}

int
main(void)
{
	struct box b;
	double	 began, mentions, all;

	if (!box_new(&b, 128u << 20))
		return 1;
	fill(&b, put_mention);
	mentions = (double)txn_pages(box_begin(&b, false)) * 4096;
	store_abort(b.txn);
	fill(&b, put_task);
	all = (double)txn_pages(box_begin(&b, false)) * 4096;
	store_abort(b.txn);
	began = cpu_ms();
	for (int i = 0; i < ROUNDS; i++) {
		struct page p = { .left = PAGE };

		tasks_newest(box_begin(&b, false), show, &p);
		store_abort(b.txn);
		CHECK(p.left == 0 && p.bytes > 0);
	}
	printf("%d items of %d acts each: %.0f bytes on disk an item, beside "
	    "its mention; a page of the newest %d: %.3f ms of CPU\n", ITEMS,
	    LINES, (all - mentions) / ITEMS, PAGE,
	    (cpu_ms() - began) / ROUNDS);
	box_end(&b);
	return test_failed;
}
