#include "firmware/desk/gather_round.h"

#include "core/report/weekly.h"
#include "firmware/desk/gather_report.h"
#include "storage/counts.h"
#include "storage/mentions.h"
#include "storage/sources.h"
#include "storage/tasks.h"

enum { DAY = 86400 };

static const slice names[ROUNDS] = { { "round/week", 10 },
    { "round/month", 11 } };

int64_t
gather_round_done(struct txn *t, enum round_kind round)
{
	int64_t	 day = 0;
	slice	 state;

	if (counts_state_get(t, names[round], &state))
		(void)slice_int(state, &day);
	return day;
}

bool
gather_round_keep(struct txn *t, enum round_kind round, int64_t day)
{
	char	 buf[24];

	return counts_state_put(t, names[round], fault_int(buf, day));
}

struct gathering {
	struct txn	*t;
	struct weekly	*w;
};

static bool
gather_one(void *arg, uint64_t id, const struct item *item)
{
	struct gathering *g = arg;
	struct task task;

	weekly_mention(g->w, item, tasks_get(g->t, id, &task) ? &task : NULL);
	return true;
}

/* The ledger counts days of UTC: as many, shifted by some hours. */
static bool
week(const struct config *c, struct txn *t, int64_t from, int64_t to,
    int64_t now, struct arena *a, struct letter *l)
{
	const struct zone *z = &c->staff.hours.zone;
	struct weekly_head h = { .shop = c->shop.name, .day = from,
	    .from = zone_utc(z, from * DAY), .to = zone_utc(z, (to + 1) * DAY),
	    .now = now };
	struct gathering g = { .t = t, .w = weekly_open(a, &h) };
	struct tally sum = { 0 };

	if (g.w == NULL)
		return false;
	mentions_newest(t, gather_one, &g);
	tally_sum(t, SLICE(""), from, to, &sum);
	return weekly_close(g.w, &sum, l);
}

bool
gather_round(const struct config *c, struct txn *t, enum round_kind round,
    int64_t from, int64_t to, int64_t now, struct arena *a, struct letter *l)
{
	struct report *r;

	if (round == ROUND_WEEK)
		return week(c, t, from, to, now, a, l);
	r = gather_report(c, t, from, to, now, a);
	return r != NULL && report_letter(r, l);
}
