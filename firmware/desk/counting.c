#include "firmware/desk/counting.h"

#include "core/report/issues.h"
#include "core/report/parts.h"
#include "core/show.h"
#include "core/when/when.h"
#include "storage/mentions.h"

enum {
	AGAIN_MOST = 300,		/* mentions looked at for the person */
	WEEK = 7 * 86400,
	MINUTE = 60, DAY = 86400,
	QUOTED = 160			/* characters of a post */
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

/* On the day on which it was said. What is older than the counts that are kept
 * is in no report. */
bool
counting_said(const struct config *c, struct txn *t, const struct item *item)
{
	int64_t	 said = report_said(item);
	struct count_day d = { .what = { 0 } };

	if (said < item->found - (int64_t)SERIES_DAYS * DAY)
		return true;
	count_mention(&d, &item->mention, &item->verdict);
	d.what[COUNT_ALERTS] = item->fate == FATE_SENT;
	return counts_day_add(t, day(c, said), item->source, &d);
}

bool
counting_sighted(const struct config *c, struct txn *t, slice source,
    int64_t now)
{
	struct count_day d = { .what = { [COUNT_SIGHTINGS] = 1 } };

	return counts_day_add(t, day(c, now), source, &d);
}

bool
counting_new(const struct config *c, struct txn *t, struct spike *spike,
    const struct item *item, int64_t now)
{
	if (spike != NULL) {
		spike->east = (int32_t)zone_east(&c->staff.hours.zone, now);
		spike_add(spike, item->mention.time ? item->mention.time :
		    now, series(&item->verdict), 1);
	}
	return counting_said(c, t, item) && count_issues(c, t, item, now);
}

/* --- items ----------------------------------------------------------------------- */

static void
count_reply(const struct config *c, const struct task *task,
    struct count_day *d)
{
	int64_t	 minutes = report_open_time(&c->staff.hours, task->opened,
	    task->replied) / MINUTE;	/* as in the report */
	int64_t	 goal = staff_goal(&c->staff, task->class);

	d->what[COUNT_REPLIED] = 1;
	d->what[COUNT_REPLY_MINUTES] = minutes > 0 ? minutes : 0;
	d->what[COUNT_IN_GOAL] = goal > 0 && minutes <= goal;
}

/* The last word on whether it was one of us. */
static bool
is_waved_off(const struct task *task)
{
	slice	 history = task->history;
	struct task_line line;
	bool	 off = false;

	while (task_line(&history, &line))
		off = line.act == ACT_NOT_US ||
		    (off && line.act != ACT_REOPEN);
	return off;
}

/* An alarm was false, or was not after all: on the day on which that was
 * said, so that the sum of both is none. */
static bool
count_false(const struct config *c, struct txn *t, int64_t mention, bool off,
    int64_t when)
{
	struct count_day d = { .what = {
	    [COUNT_ALERTS_FALSE] = off ? 1 : -1 } };
	struct item item;

	return !mentions_get(t, (uint64_t)mention, &item) ||
	    item.fate != FATE_SENT ||
	    counts_day_add(t, day(c, when), item.source, &d);
}

bool
counting_act(const struct config *c, struct txn *t, const struct task *was,
    const struct task *task, enum act act, int64_t now)
{
	static const struct { enum act act; enum count_what what; } counted[] = {
		{ ACT_WON, COUNT_LEAD_WON }, { ACT_RECOVERED, COUNT_RECOVERED },
	};
	struct count_day d = { .what = { 0 } };
	bool	 off = is_waved_off(was);
	struct item item;

	for (size_t i = 0; i < COUNT(counted); i++)
		if (counted[i].act == act)
			d.what[counted[i].what] = 1;
	d.what[COUNT_RESOLVED] = task->state == TASK_DONE &&
	    was->state != TASK_DONE;
	d.what[COUNT_REOPENED] = was->state == TASK_DONE &&
	    task->state != TASK_DONE;
	if (act == ACT_ANSWERED && task->replied == now)
		count_reply(c, task, &d);	/* the first */
	if (off ? act == ACT_REOPEN : act == ACT_NOT_US)
		if (!count_false(c, t, task->mention, !off, off ? was->closed :
		    now))
			return false;
	return !mentions_get(t, (uint64_t)task->mention, &item) ||
	    counts_day_add(t, day(c, now), item.source, &d);
}

/* --- alarms ---------------------------------------------------------------------- */

static const char *const what_is_more[] = {
	[SPIKE_NEGATIVE] = "Much more that is negative",
	[SPIKE_PRAISE] = "Much more praise",
	[SPIKE_ALL] = "Much more is said about you",
};

static void
put_tenths(struct sink *k, int64_t tenths)
{
	sink_int(k, tenths / 10);
	sink_byte(k, '.');
	sink_int(k, tenths % 10);
}

void
counting_alarm(struct arena *a, const struct config *c,
    const struct spike_alarm *al, struct letter *l)
{
	struct sink k = sink_open(a);

	sink_text(&k, al->update ? "Still growing: " : "");
	sink_text(&k, what_is_more[al->series]);
	sink_text(&k, " than usual");
	l->title = sink_close(&k, a);
	k = sink_open(a);
	sink_int(&k, al->count);
	sink_text(&k, al->count == 1 ? " mention since " : " mentions since ");
	zone_put(&k, &c->staff.hours.zone, al->since);
	sink_text(&k, "; usual in such a time: ");
	put_tenths(&k, al->usual);
	sink_text(&k, ".\nWhat they say: earshot list. One switch if it is "
	    "grave: earshot crisis on.");
	l->text = sink_close(&k, a);
}

static void
put_number(struct sink *k, int64_t n, const char *one, const char *many)
{
	sink_int(k, n);
	sink_byte(k, ' ');
	sink_text(k, n == 1 ? one : many);
}

static void
put_usual(struct sink *k, int64_t usual, bool likes)
{
	if (usual < 0) {
		sink_text(k, "; what is usual is still being learnt.");
		return;
	}
	sink_text(k, "; nine of ten posts about you get no more than ");
	put_number(k, usual / SPREAD_ANSWER, "reply", "replies");
	sink_text(k, likes ? " or " : ".");
	if (likes)
		put_number(k, usual, "like.", "likes.");
}

void
counting_spread(struct arena *a, const struct item *item, int64_t usual,
    int64_t now, bool again, bool thread, struct letter *l)
{
	const struct mention *m = &item->mention;
	int64_t	 from = m->time && m->time < now ? m->time : item->found;
	int64_t	 replies = m->replies > item->answers ? m->replies :
	    item->answers;
	struct sink k = sink_open(a);

	sink_text(&k, again ? "Still growing: one " : "One ");
	sink_text(&k, thread ? "thread is spreading" : "post is spreading");
	l->title = sink_close(&k, a);
	k = sink_open(a);
	sink_byte(&k, '"');
	show_put(&k, m->text.n ? m->text : m->title, QUOTED, false);
	sink_text(&k, "\"\n");
	put_number(&k, replies, "reply", "replies");
	if (m->likes > 0) {
		sink_text(&k, " and ");
		put_number(&k, m->likes, "like", "likes");
	}
	sink_text(&k, " in ");
	when_put_ago(&k, now - from < MINUTE ? MINUTE : now - from);
	if (item->sightings > 0) {
		sink_text(&k, ", said again in ");
		put_number(&k, item->sightings, "place", "places");
	}
	put_usual(&k, usual, m->likes > 0);
	l->text = sink_close(&k, a);
	l->url = m->url.n ? arena_copy(a, m->url) : m->url;
}

void
counting_state(struct sink *k, const struct config *c, struct txn *t,
    int64_t now)
{
	struct spread spread;
	struct spike spike;
	int64_t	 limit;
	slice	 state;

	if (!counts_state_get(t, COUNTING_SPIKE, &state) ||
	    !spike_get(state, &spike) ||
	    spike_usual(&spike, SPIKE_ALL) < 0) {
		sink_text(k, "What is usual is still being learnt: no alarm "
		    "yet that more is said than usual.\n");
	} else {
		sink_text(k, "Usual are ");
		put_tenths(k, spike_usual(&spike, SPIKE_ALL));
		sink_text(k, " mentions a day, ");
		put_tenths(k, spike_usual(&spike, SPIKE_NEGATIVE));
		sink_text(k, " of them negative; clearly more at once is an "
		    "alarm.\n");
		for (int i = 0; i < SPIKES; i++)
			if (spike.line[i].since) {
				sink_text(k, what_is_more[i]);
				sink_text(k, " than usual since ");
				zone_put(k, &c->staff.hours.zone,
				    spike.line[i].since * SPIKE_SLOT);
				sink_text(k, ".\n");
			}
	}
	if (!counts_state_get(t, COUNTING_SPREAD, &state) ||
	    !spread_get(state, &spread))
		spread_init(&spread);
	limit = spread_limit(&spread, now, SPREAD_QUIET_DAYS);
	sink_text(k, "One post is an alarm from ");
	put_number(k, (limit + SPREAD_ANSWER - 1) / SPREAD_ANSWER, "reply",
	    "replies");
	sink_text(k, " or ");
	put_number(k, limit, "like on.\n", "likes on.\n");
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
