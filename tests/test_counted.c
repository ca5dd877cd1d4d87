/* What is counted as it happens and what the report finds in the store a month
 * later are the same; and it stays so when people and old mentions go. */
#include "core/report/parts.h"
#include "firmware/desk/acting.h"
#include "firmware/desk/counting.h"
#include "firmware/desk/gather_report.h"
#include "storage/forget.h"
#include "storage/mentions.h"
#include "storage/tasks.h"
#include "tests/staff.h"

#include <stdlib.h>
#include <unistd.h>

enum { DAY = 86400, DAYS = 30, ROOM = 4 << 20, FIRST = 20735 /* 9 Oct 2026 */ };

static _Alignas(16) char room[ROOM], small[64 << 10];
static struct config c;
static struct config_source sources[2];
static struct spike spike;
static struct series saved;
static struct store *store;
static struct txn *txn;
static char	 dir[300];
static unsigned seed = 5;
static int64_t order;

static unsigned
dice(unsigned n)
{
	seed = seed * 1103515245u + 12345;
	return (seed >> 16) % n;
}

/* tests/box.h does not go with core/report/parts.h: both know a table. */
static void
open_box(void)
{
	struct store_options o = { .map = 4 << 20 };
	struct fault f = { "" };

	CHECK((store = store_open(dir, &o, &f)) != NULL);
}

static void
begin(bool write)
{
	struct fault f = { "" };

	CHECK((txn = store_begin(store, write, &f)) != NULL);
}

static void
commit(void)
{
	struct fault f = { "" };

	CHECK(store_commit(txn, &f));
}

static void
open_shop(void)
{
	static const char *const names[] = { "paper", "net" };

	memset(&c, 0, sizeof(c));
	staff_zone(&c.staff, "Europe/Berlin");	/* clocks change on day 16 */
	staff_add(&c.staff, "owner", 1);
	for (size_t i = 0; i < COUNT(sources); i++)
		sources[i].way.name = slice_of(names[i]);
	c.sources = sources;
	c.nsources = COUNT(sources);
	spike_init(&spike);
	snprintf(dir, sizeof(dir), "%s/earshot.XXXXXX", getenv("TMPDIR") ?
	    getenv("TMPDIR") : "/tmp");
	CHECK(mkdtemp(dir) != NULL);
	open_box();
}

/* --- what happens ------------------------------------------------------- */

static struct item
said(int n, int64_t now, char text[static 80])
{
	static const char *const classes[] = { "complaint", "praise",
	    "question", "nonsense" };
	static const char *const sides[] = { "negative", "positive",
	    "neutral", "" };
	struct item i = { .found = now, .fate = FATE_DIGEST };

	snprintf(text, 80, "%d says %u words of its own, and %u more", n,
	    dice(9999), dice(9999));
	i.mention.id = slice_of(text);
	i.mention.text = slice_of(text);
	i.mention.handle = dice(8) ? SLICE("@otto") : SLICE("@anna_b77");
	i.mention.rating = dice(6);
	i.mention.time = dice(6) == 0 ? 0 : dice(20) == 0 ? now + DAY :
	    dice(30) == 0 ? now - 500 * DAY : now - dice(30 * 3600);
	i.verdict.class = slice_of(classes[dice(4)]);
	i.verdict.polarity = slice_of(sides[dice(4)]);
	i.source = sources[dice(2)].way.name;
	if (dice(3) == 0)
		i.fate = FATE_SENT;
	return i;
}

static void
act(uint64_t id, enum act what, int64_t now)
{
	struct mark m = { .mention = (int64_t)id, .act = what + 1,
	    .when = now, .order = ++order, .by = SLICE("owner") };

	if (what == ACT_CAME_BACK || what == ACT_ANSWERED)
		m.by = SLICE("");
	CHECK(acting_note(&c, txn, &m));
}

/* Answered, done, taken up again, waved off and not, in any order. */
static void
work(uint64_t id, int64_t now)
{
	static const enum act acts[] = { ACT_ANSWERED, ACT_DONE, ACT_REOPEN,
	    ACT_CAME_BACK, ACT_NOT_US, ACT_IGNORE, ACT_SEEN, ACT_ANSWERED };
	struct task task = { .mention = 0 };
	struct fault f = { "" };
	struct arena a;

	arena_init(&a, small, sizeof(small));
	CHECK(task_act(&a, &c.staff, &task, ACT_OPEN, SLICE(""),
	    SLICE("owner"), now, &f) == ACTED);
	task.mention = (int64_t)id;
	CHECK(tasks_put(txn, &task));
	for (unsigned n = dice(7); n > 0; n--)
		act(id, acts[dice(COUNT(acts))], now += dice(2 * DAY));
}

/* New, and perhaps met again: the same, in other words, or elsewhere. */
static void
hear(int n, int64_t now, bool baseline)
{
	char	 text[80], edit[90];
	struct item i = said(n, now, text);
	uint64_t id, other;

	i.fate = baseline ? FATE_MUTED : i.fate;
	CHECK(mentions_meet(txn, i.source, i.mention.id, SLICE(""), &i, &id) ==
	    MENTIONS_NEW);
	CHECK(baseline ? counting_said(&c, txn, &i) :
	    counting_new(&c, txn, &spike, &i, now));
	if (!baseline && dice(3) > 0)
		work(id, now);
	if (dice(4) == 0)
		CHECK(mentions_meet(txn, i.source, i.mention.id, SLICE(""), &i,
		    &other) == MENTIONS_SAME && other == id);
	if (dice(4) == 0)
		CHECK(mentions_meet(txn, SLICE("elsewhere"), i.mention.id,
		    SLICE(""), &i, &other) == MENTIONS_SIGHTED && other == id &&
		    counting_sighted(&c, txn, i.source, now));
	if (dice(4))
		return;
	snprintf(edit, sizeof(edit), "edited: %s", text);
	i.mention.text = slice_of(edit);
	i.mention.time = now + DAY;
	i.found = now + 3600;
	CHECK(mentions_meet(txn, i.source, i.mention.id, SLICE(""), &i,
	    &other) == MENTIONS_EDITED && other == id);
}

static void
live(void)
{
	int	 n = 0;

	for (int day = 0; day < DAYS; day++) {
		int64_t	 now = (FIRST + day) * (int64_t)DAY - 7200;

		begin(true);
		for (int i = 0; day == 0 && i < 12; i++)
			hear(n++, now, true);
		for (unsigned i = dice(8); i > 0; i--)
			hear(n++, now += dice(4 * 3600), false);
		commit();
		if (day % 5 == 4) {		/* a restart */
			store_close(store);
			open_box();
		}
	}
	CHECK(n > 80);
}

/* --- what is found ------------------------------------------------------ */

static struct report *
found(void)
{
	struct arena *a = (struct arena *)(void *)small;
	struct report *r;

	arena_init(a, room, sizeof(room));
	begin(false);
	r = gather_report(&c, txn, FIRST, FIRST + DAYS + 2,
	    (int64_t)(FIRST + DAYS) * DAY, a);
	CHECK(r != NULL);
	return r;
}

static bool
add_whats(void *arg, int64_t day, slice source, const struct count_day *d)
{
	int64_t	*sum = arg;

	CHECK(day > 0 && source.n > 0);
	for (size_t i = 0; i < COUNT_WHATS; i++)
		sum[i] += d->what[i];
	return true;
}

struct done { int64_t replied, done, alerts, off; };

static bool
add_item(void *arg, uint64_t id, const struct item *item)
{
	struct done *d = arg;
	struct task task;

	(void)id;
	d->alerts += item->fate == FATE_SENT &&
	    report_said(item) > item->found - 400 * (int64_t)DAY;
	if (!tasks_get(txn, id, &task))
		return true;
	d->replied += task.replied != 0;
	d->done += task.state == TASK_DONE;
	return true;
}

static void
test_month(void)
{
	struct report *r = found();
	int64_t	 what[COUNT_WHATS] = { 0 };
	struct done is = { 0, 0, 0, 0 };

	CHECK(series_all(r->days, 0, r->days->n) > 60);
	CHECK(memcmp(r->days->of, r->counts->of, sizeof(r->days->of)) == 0);
	CHECK(memcmp(r->days->by, r->counts->by, sizeof(r->days->by)) == 0);
	saved = *r->days;
	counts_day_walk(txn, INT64_MIN, INT64_MAX, add_whats, what);
	mentions_newest(txn, add_item, &is);
	CHECK(is.replied > 5 && what[COUNT_REPLIED] == is.replied);
	CHECK(is.done > 3 && what[COUNT_RESOLVED] - what[COUNT_REOPENED] ==
	    is.done);
	CHECK(what[COUNT_REOPENED] > 0 && what[COUNT_SIGHTINGS] > 5);
	CHECK(what[COUNT_ALERTS] == is.alerts && is.alerts >= r->alerts);
	CHECK(r->waved_off > 0 && what[COUNT_ALERTS_FALSE] >= r->waved_off &&
	    what[COUNT_ALERTS_FALSE] <= is.alerts);
	store_abort(txn);
}

/* The curve is as before, whoever goes; the page says from when on only counts
 * are kept. */
static void
test_gone(int64_t cut)
{
	struct report *r = found();
	int64_t	 got;

	CHECK(series_all(r->days, 0, r->days->n) <
	    series_all(&saved, 0, saved.n));
	got = (int64_t)series_join(r->days, r->counts);
	CHECK(got <= cut && got >= cut - 1);	/* a day may have had none */
	CHECK(memcmp(r->days->of, saved.of, sizeof(saved.of)) == 0);
	store_abort(txn);
}

static void
forget_anna(void)
{
	struct forget who = { .who = SLICE("@anna_b77"),
	    .now = (int64_t)(FIRST + DAYS) * DAY, .order = 1 };
	struct forgotten done;
	struct fault f = { "" };

	CHECK(store_forget(store, &who, &done, &f));
	CHECK(done.mentions > 5);
}

static void
evict(int days)
{
	begin(true);
	while (store_evict(txn, (int64_t)(FIRST + days) * DAY, 0) > 0)
		continue;
	commit();
}

int
main(void)
{
	static const char *const files[] = { "store.mdb", "store.mdb-lock",
	    "lock" };
	char	 path[340];

	open_shop();
	live();
	test_month();
	forget_anna();
	test_gone(0);
	evict(11);
	test_gone(11);
	evict(DAYS + 9);
	test_gone(DAYS);
	store_close(store);
	for (size_t i = 0; i < COUNT(files); i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, files[i]);
		(void)unlink(path);
	}
	CHECK(rmdir(dir) == 0);
	return test_failed;
}
