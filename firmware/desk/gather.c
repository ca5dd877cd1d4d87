#include "firmware/desk/gather.h"

#include "core/report/issues.h"
#include "firmware/desk/crisis.h"
#include "storage/counts.h"
#include "storage/mentions.h"
#include "storage/sources.h"

enum {
	DAY = 86400, LOOK_BACK = 7 * DAY,
	LOOK_LONG = 92 * DAY,		/* for what waited in a crisis */
	WEEKS = 8,			/* that tell what is usual */
	NAME_MOST = 100
};

struct gathering {
	const struct config *c;
	struct txn	*t;
	const struct staff_person *p;
	struct digest	*d;
	bool		 alone;		/* nobody else could read it */
	bool		 crisis;	/* one of a crisis */
};

static bool
gather_one(void *arg, uint64_t id, const struct item *item)
{
	struct gathering *g = arg;
	struct task task;
	bool	 has = tasks_get(g->t, id, &task);

	const struct staff *staff = &g->c->staff;
	size_t	 owner = has ? task_owner(staff, &task) : STAFF_MAX;

	if (g->alone || (has && (slice_eq(task.owner, g->p->name) ||
	    task_tells(&task, g->p->name)))) {
		if (owner < staff->n)
			task.owner = staff->people[owner].called;
		digest_mention(g->d, item, has ? &task : NULL);
	}
	return true;
}

static void
gather_sources(const struct gathering *g)
{
	struct source_state st;

	for (size_t i = 0; i < g->c->nsources; i++) {
		slice	 name = g->c->sources[i].way.name;

		if (sources_get(g->t, name, &st) && st.trouble.n)
			digest_blind(g->d, name, st.trouble);
	}
}

static struct digest_head
head(const struct config *c, const struct desk *desk, size_t who, int64_t now)
{
	struct digest_head h = { .shop = c->shop.name,
	    .reader = c->staff.people[who].called,
	    .zone = c->staff.hours.zone, .now = now,
	    .crisis = desk->crisis != 0, .plain = desk->people[who].plain };
	int64_t	 until = desk_listens_until(desk);

	h.from = desk->people[who].digested ? desk->people[who].digested :
	    desk->began;
	if (h.from < now - LOOK_BACK)
		h.from = now - LOOK_BACK;
	if (h.plain != 0 && h.plain < now - LOOK_LONG)
		h.plain = now - LOOK_LONG;
	h.listening = until > digest_plain_from(&h) && !h.crisis ? until : 0;
	h.last = h.listening && until <= now;
	return h;
}

/* --- what rises ------------------------------------------------------------- */

struct rising {
	struct rise_counts counts;
	slice	 words[LABELS];		/* of this week */
	int64_t	 today, first;
};

static bool
rise_one(void *arg, int64_t day, unsigned label, const struct count_issue *i)
{
	struct rising *r = arg;
	bool	 week = day > r->today - RISE_WEEK;
	uint32_t *to = week ? &r->counts.week[label] : &r->counts.before[label];

	*to += i->people > 0 && i->people < 100000 ? (uint32_t)i->people : 0;
	if (week && i->words.n)
		r->words[label] = i->words;
	if (r->first == 0)
		r->first = day;
	return true;
}

/* "3 people this week: card machine" */
static slice
rise_words(struct arena *a, const struct rise *rise, slice words)
{
	struct sink k = sink_open(a);

	sink_int(&k, rise->people);
	sink_text(&k, rise->people == 1 ? " person" : " people");
	sink_text(&k, " this week: ");
	issue_put_name(&k, rise->label);
	if (words.n) {
		sink_text(&k, " \xe2\x80\x94 ");
		sink_put(&k, slice_head(words, 80));
	}
	return sink_close(&k, a);
}

static slice
told_name(const struct staff_person *p, char buf[static NAME_MOST])
{
	struct sink k = { .buf = buf, .cap = NAME_MOST };

	sink_text(&k, "rises/");
	sink_put(&k, slice_head(p->name, 64));
	return sink_slice(&k);
}

static void
gather_rises(const struct gathering *g, struct arena *a, int64_t today,
    struct rises_told *told)
{
	struct rising *r = arena_take(a, sizeof(*r));
	struct rise out[RISES_MAX];
	char	 name[NAME_MOST];
	slice	 state;

	if (!counts_state_get(g->t, told_name(g->p, name), &state) ||
	    !rises_get(state, told))
		memset(told, 0, sizeof(*told));
	if (r == NULL)
		return;
	r->today = today;
	counts_issue_walk(g->t, today - RISE_WEEK * (WEEKS + 1) + 1, today,
	    rise_one, r);
	if (r->first != 0 && r->first <= today - RISE_WEEK)
		r->counts.days = (uint32_t)(today - RISE_WEEK - r->first + 1);
	for (size_t i = 0, n = g->crisis ? 0 :
	    rises_find(&r->counts, RISE_ODDS, told, out); i < n; i++)
		digest_rising(g->d, rise_words(a, &out[i],
		    r->words[out[i].label]));
}

bool
gather_told(struct txn *t, const struct staff_person *p,
    const struct rises_told *told)
{
	char	 buf[RISE_BYTES], name[NAME_MOST];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	rises_put(&k, told);
	return k.full || counts_state_put(t, told_name(p, name),
	    sink_slice(&k));
}

bool
gather_digest(const struct config *c, struct txn *t, const struct desk *desk,
    size_t who, int64_t now, struct arena *a, struct rises_told *told,
    struct letter *l)
{
	struct digest_head h = head(c, desk, who, now);
	struct gathering g = { .c = c, .t = t, .alone = c->staff.n == 1,
	    .p = &c->staff.people[who], .crisis = h.crisis };
	struct tally sum = { 0 };

	h.pinned = crisis_pin(c, t, a, NULL);
	g.d = digest_open(a, &h);
	if (g.d == NULL)
		return false;
	mentions_newest(t, gather_one, &g);
	if (g.p->agency) {		/* of theirs alone */
		memset(told, 0, sizeof(*told));
		return digest_close(g.d, l);
	}
	gather_sources(&g);
	gather_rises(&g, a, calendar_day(&c->staff.hours, now), told);
	if (!g.crisis) {
		tally_sum(t, SLICE(""), digest_plain_from(&h) / DAY, now / DAY,
		    &sum);
		digest_ledger(g.d, &sum, c->nsources);
	}
	return digest_close(g.d, l);
}
