#include "firmware/role/tell.h"

#include "core/count/rival.h"
#include "core/judge/score.h"
#include "core/learn/learn.h"
#include "core/match/match.h"
#include "core/match/sketch.h"
#include "firmware/role/seen.h"
#include "firmware/worker.h"

#include <time.h>
#include <unistd.h>

enum {
	TEXT_KEPT = 4000	/* characters of a mention that are stored */
};

static slice
joined(struct arena *a, const struct match *m)
{
	struct sink k = sink_open(a);

	for (size_t i = 0; i < m->nwords; i++) {
		if (k.len + m->words[i].n > 900)
			break;
		sink_put(&k, i ? SLICE(", ") : SLICE(""));
		sink_put(&k, m->words[i]);
	}
	return sink_close(&k, a);
}

/* The first rule that takes it; or `always`, when that is not empty. */
static bool
take(struct teller *t, slice always, const struct mention *m,
    struct item *item)
{
	struct role *r = t->role;
	struct match *hit = arena_take(&r->arena,
	    (r->nrules + 1) * sizeof(*hit));

	if (hit == NULL)
		return false;
	if (r->nrules)
		matcher_run(t->matcher, &r->arena, m, hit);
	for (size_t i = 0; i < r->nrules; i++)
		if (hit[i].hit) {
			item->rule = r->rules[i].name;
			item->words = joined(&r->arena, &hit[i]);
			return true;
		}
	item->rule = always;
	return always.n > 0;
}

static void
tell(struct teller *t, const struct role_job *in, const struct mention *m,
    struct item *item)
{
	struct role *r = t->role;
	struct job_finding f = { .index = in->job.index, .by = t->by,
	    .note = t->note };
	struct heard heard = { in->job.name, item->rule, item->words };
	unsigned char sketch[SKETCH_SIZE];
	struct sink k;

	item->mention = *m;
	item->source = in->job.name;
	item->found = t->now;
	score_heard(t->scorer, &r->arena, m, &heard, t->now,
	    &item->verdict);
	item->mention.text = text_cut(&r->arena, m->text, TEXT_KEPT,
	    TEXT_CHARS);
	f.canonical = url_canonical(&r->arena, m->url);
	if (sketch_make(&r->arena, &item->mention, sketch))
		f.sketch = (slice){ (const char *)sketch, sizeof(sketch) };
	k = sink_open(&r->arena);
	wire_put(&k, &wire_item, item);
	f.item = sink_close(&k, &r->arena);
	if (!r->arena.spent && !worker_tell(&job_finding, &f))
		_exit(1);
}

/* Each time anew: an answer comes later than what it answers. */
static void
look_at_rival(struct teller *t, const struct job *j, const struct mention *m)
{
	struct rival_seen seen;

	if (t->page != j->index)
		t->nrival = 0;
	t->page = j->index;
	if (j->rival.n == 0 || t->nrival == RIVAL_KEPT ||
	    !rival_look(j->rival, m, &seen))
		return;
	t->nrival++;
	seen.index = j->index;
	if (!worker_tell(&wire_rival, &seen))
		_exit(1);
}

/* What the judging of one mention needs is forgotten with it. */
bool
role_tell(struct teller *t, const struct role_job *in, slice always,
    const struct mention *m, struct job_outcome *out)
{
	struct arena *a = &t->role->arena;
	const size_t mark = a->used;
	struct item item = { .fate = 0 };
	enum seen before = seen_before(in->job.seen, m);

	look_at_rival(t, &in->job, m);
	if (m->time > out->newest && m->time <= t->now + 86400)
		out->newest = m->time;
	if (before == SEEN_SAME)
		return false;
	if (take(t, always, m, &item)) {
		tell(t, in, m, &item);
		t->spread += before == SEEN_SPREADS;
	} else if (before == SEEN_NEVER)
		out->unmatched++;
	a->used = mark;
	return before != SEEN_SPREADS;
}

/* What cannot be read was not learnt: the mention is judged all the same. */
static void
learn(struct teller *t)
{
	struct role *r = t->role;
	struct learn *l;

	if (r->visit.learnt.n == 0)
		return;
	l = arena_take(&r->arena, sizeof(*l));
	if (l != NULL && learn_get(r->visit.learnt, l))
		scorer_learn(t->scorer, l);
}

bool
role_teller(struct role *r, struct teller *t)
{
	const struct query *queries[ROLE_RULES];
	struct fault f = { "" };

	*t = (struct teller){ .role = r, .now = (int64_t)time(NULL) };
	for (size_t i = 0; i < r->nrules; i++)
		if ((queries[i] = query_compile(&r->arena, r->rules[i].query,
		    &f)) == NULL)
			return false;
	t->matcher = matcher_make(&r->arena, queries, r->nrules);
	t->scorer = scorer_make(&r->arena, &r->visit.shop);
	if (t->matcher == NULL || t->scorer == NULL)
		return false;
	learn(t);
	return true;
}

bool
role_press(const struct mention *m, struct job_outcome *out)
{
	struct press_deed d = { .token = m->text, .index = out->index };

	out->unmatched++;
	if (token_like(m->text) && !worker_tell(&press_deed, &d))
		_exit(1);
	return true;
}
