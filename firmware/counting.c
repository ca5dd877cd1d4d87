#include "firmware/counting.h"

#include "core/report/issues.h"
#include "core/report/parts.h"
#include "core/show.h"
#include "core/when/when.h"
#include "storage/mentions.h"

enum {
	AGAIN_MOST = 300,		/* mentions looked at for the person */
	WEEK = 7 * 86400,
	MINUTE = 60
};

static int64_t
day(const struct config *c, int64_t now)
{
	return calendar_day(&c->staff.hours, now);
}

/* --- people of an issue ------------------------------------------------------- */

struct again {
	const struct item *item;
	slice	 name;
	unsigned left;
	uint64_t labels;		/* bits: said by the same person before */
};
_Static_assert(LABELS <= 64, "a bit for each");

static uint64_t
labels_of(const struct item *item)
{
	slice	 rest = item->verdict.issues;
	uint64_t labels = 0;
	unsigned label;

	while ((label = label_next(&rest)) < LABELS)
		labels |= (uint64_t)1 << label;
	return labels;
}

static slice
who(const struct mention *m)
{
	return m->handle.n ? m->handle : m->author;
}

static bool
look(void *arg, uint64_t id, const struct item *item)
{
	struct again *a = arg;

	(void)id;
	if (item->found < a->item->found - WEEK || a->left-- == 0)
		return false;
	if (!slice_eq(item->mention.id, a->item->mention.id) &&
	    slice_eq(who(&item->mention), a->name))
		a->labels |= labels_of(item);
	return true;
}

/* The same person said so this week: one, however often. */
static uint64_t
said_before(struct txn *t, const struct item *item)
{
	struct again a = { .item = item, .name = who(&item->mention),
	    .left = AGAIN_MOST };

	if (a.name.n)
		mentions_newest(t, look, &a);
	return a.labels;
}

static bool
count_issues(const struct config *c, struct txn *t, const struct item *item,
    int64_t now)
{
	uint64_t all = labels_of(item);
	uint64_t fresh = all ? all & ~said_before(t, item) : 0;

	for (unsigned i = 0; i < LABELS; i++)
		if ((fresh >> i & 1) != 0 && !counts_issue_add(t, day(c, now),
		    i, 1, count_words(item->verdict.issue_words, i)))
			return false;
	return true;
}

/* --- mentions ------------------------------------------------------------------ */

static enum spike_series
series(const struct verdict *v)
{
	if (slice_eq(v->polarity, SLICE("negative")))
		return SPIKE_NEGATIVE;
	return slice_eq(v->class, SLICE("praise")) ? SPIKE_PRAISE : SPIKE_ALL;
}

bool
counting_new(const struct config *c, struct txn *t, struct spike *spike,
    const struct item *item, int64_t now)
{
	struct count_day d = { .what = { 0 } };

	spike->east = (int32_t)zone_east(&c->staff.hours.zone, now);
	spike_add(spike, item->mention.time ? item->mention.time : now,
	    series(&item->verdict), 1);
	count_mention(&d, &item->mention, &item->verdict);
	d.what[COUNT_ALERTS] = item->fate == FATE_SENT;
	return counts_day_add(t, day(c, now), item->source, &d) &&
	    count_issues(c, t, item, now);
}

/* --- items ----------------------------------------------------------------------- */

static void
count_reply(const struct config *c, const struct task *task,
    struct count_day *d)
{
	int64_t	 minutes = report_open_time(&c->staff.hours, task->opened,
	    task->replied) / MINUTE;	/* as in the report */
	int64_t	 goal = task->class >= 1 && task->class <= CLASSES ?
	    c->staff.goals[task->class - 1] : 0;

	d->what[COUNT_REPLIED] = 1;
	d->what[COUNT_REPLY_MINUTES] = minutes > 0 ? minutes : 0;
	d->what[COUNT_IN_GOAL] = goal > 0 && minutes <= goal;
}

bool
counting_act(const struct config *c, struct txn *t, const struct task *task,
    enum act act, int64_t now)
{
	static const struct { enum act act; enum count_what what; } counted[] = {
		{ ACT_DONE, COUNT_RESOLVED }, { ACT_REOPEN, COUNT_REOPENED },
		{ ACT_CAME_BACK, COUNT_REOPENED },
		{ ACT_WON, COUNT_LEAD_WON }, { ACT_NOT_US, COUNT_ALERTS_FALSE },
		{ ACT_RECOVERED, COUNT_RECOVERED },
	};
	struct count_day d = { .what = { 0 } };
	struct item item;

	for (size_t i = 0; i < COUNT(counted); i++)
		if (counted[i].act == act)
			d.what[counted[i].what] = 1;
	if (act == ACT_ANSWERED && task->replied == now)
		count_reply(c, task, &d);	/* the first */
	return !mentions_get(t, (uint64_t)task->mention, &item) ||
	    counts_day_add(t, day(c, now), item.source, &d);
}

/* --- alarms ---------------------------------------------------------------------- */

void
counting_alarm(struct arena *a, const struct config *c,
    const struct spike_alarm *al, struct letter *l)
{
	static const char *const what[] = {
		[SPIKE_NEGATIVE] = "Much more that is negative",
		[SPIKE_PRAISE] = "Much more praise",
		[SPIKE_ALL] = "Much more is said about you",
	};
	struct sink k = sink_open(a);

	sink_text(&k, al->update ? "Still growing: " : "");
	sink_text(&k, what[al->series]);
	sink_text(&k, " than usual");
	l->title = sink_close(&k, a);
	k = sink_open(a);
	sink_int(&k, al->count);
	sink_text(&k, al->count == 1 ? " mention since " : " mentions since ");
	zone_put(&k, &c->staff.hours.zone, al->since);
	sink_text(&k, "; usual in such a time: ");
	sink_int(&k, al->usual / 10);
	sink_byte(&k, '.');
	sink_int(&k, al->usual % 10);
	sink_text(&k, ".\nWhat they say: earshot list. One switch if it is "
	    "grave: earshot crisis on.");
	l->text = sink_close(&k, a);
}

void
counting_silence(struct arena *a, slice source, const struct rhythm *r,
    int64_t now, struct letter *l)
{
	struct sink k = sink_open(a);

	show_put(&k, source, 40, false);
	sink_text(&k, " has fallen silent");
	l->title = sink_close(&k, a);
	k = sink_open(a);
	sink_text(&k, "It answers, but has brought nothing new for ");
	when_put_ago(&k, now - r->fresh);
	if (rhythm_usual(r) > 0) {
		sink_text(&k, "; usually it does every ");
		when_put_ago(&k, rhythm_usual(r));
	}
	sink_text(&k, ". Perhaps its address or its sign-in has changed: "
	    "earshot sources.");
	l->text = sink_close(&k, a);
}
