/*
 * count.c - is it more than usual, or has a source fallen silent? The
 * detectors of core/count, asked after each answer, and their letters.
 */
#include "firmware/keeper/keeper.h"

#include "core/desk/reach.h"
#include "core/judge/score.h"
#include "firmware/log.h"
#include "storage/events.h"

#include <stdlib.h>

enum { STATE_MOST = SPIKE_BYTES, NAME_MOST = 300, WHAT_BYTES = 8 };

/* --- kept in the store --------------------------------------------------------- */

static slice
rhythm_name(struct keeper *k, size_t source, char buf[static NAME_MOST])
{
	struct sink s = { .buf = buf, .cap = NAME_MOST };

	sink_text(&s, "rhythm/");
	sink_put(&s, slice_head(k->c->sources[source].way.name, 256));
	return sink_slice(&s);
}

static bool
save(struct txn *t, slice name, struct sink *s)
{
	bool	 ok = s->full || counts_state_put(t, name, sink_slice(s));

	s->len = 0;
	s->full = false;
	return ok;
}

bool
count_save(struct keeper *k, struct txn *t, const struct detectors *d,
    size_t source)
{
	char	 buf[STATE_MOST], name[NAME_MOST];
	struct sink s = { .buf = buf, .cap = sizeof(buf) };

	spike_put(&s, &d->spike);
	if (!save(t, COUNTING_SPIKE, &s))
		return false;
	spread_put(&s, &d->spread);
	if (!save(t, COUNTING_SPREAD, &s))
		return false;
	rhythm_put(&s, &k->rhythms[source]);
	return save(t, rhythm_name(k, source, name), &s);
}

/* --- what is listened to ----------------------------------------------------- */

/* Sources and rules, as a number: with others, other counts are usual. A
 * source that is new counts from its first poll on (commit.c). */
static uint64_t
listens_to(const struct config *c)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < c->nrules; i++)
		sum = sum * 31 + slice_hash(c->rules[i].text);
	for (size_t i = 0; i < c->nsources; i++) {
		const struct config_way *w = &c->sources[i].way;

		sum = sum * 31 + slice_hash(w->name) + c->sources[i].everything;
		for (size_t j = 0; j < w->nparams; j++)
			if (!w->params[j].secret)
				sum = sum * 31 + slice_hash(w->params[j].value);
	}
	return sum;
}

static void
put_what(const struct config *c, unsigned char out[static WHAT_BYTES])
{
	uint64_t sum = listens_to(c);

	for (unsigned i = 0; i < WHAT_BYTES; i++)
		out[i] = (unsigned char)(sum >> (8 * i));
}

static bool
listens_anew(struct keeper *k, slice now, bool before)
{
	struct fault f = { "" };
	struct txn *t = store_begin(k->store, true, &f);
	char	 buf[STATE_MOST];
	struct sink s = { .buf = buf, .cap = sizeof(buf) };

	if (t == NULL)
		return false;
	if (before && spike_usual(&k->detect.spike, SPIKE_ALL) >= 0)
		log_event(slice_of("count"), "other sources or rules than "
		    "before: what is usual is learnt anew, and for three days "
		    "no number is too much");
	if (before)
		spike_doubt(&k->detect.spike);
	spike_put(&s, &k->detect.spike);
	if (counts_state_put(t, COUNTING_WHAT, now) &&
	    save(t, COUNTING_SPIKE, &s))
		return keeper_commit(k, t);
	store_abort(t);
	return false;
}

static bool
read_states(struct keeper *k, struct txn *t)
{
	struct detectors *d = &k->detect;
	unsigned char what[WHAT_BYTES];
	slice	 now = { (const char *)what, sizeof(what) }, state;
	char	 name[NAME_MOST];

	if (!counts_state_get(t, COUNTING_SPIKE, &state) ||
	    !spike_get(state, &d->spike))
		spike_init(&d->spike);
	if (!counts_state_get(t, COUNTING_SPREAD, &state) ||
	    !spread_get(state, &d->spread))
		spread_init(&d->spread);
	for (size_t i = 0; i < k->c->nsources; i++)
		if (!counts_state_get(t, rhythm_name(k, i, name), &state) ||
		    !rhythm_get(state, &k->rhythms[i]))
			rhythm_init(&k->rhythms[i]);
	put_what(k->c, what);
	if (counts_state_get(t, COUNTING_WHAT, &state) && slice_eq(state, now))
		return store_abort(t), true;
	return store_abort(t), listens_anew(k, now, state.n > 0);
}

bool
count_begin(struct keeper *k)
{
	struct fault f = { "" };
	struct txn *t;

	k->rhythms = calloc(k->c->nsources + 1, sizeof(*k->rhythms));
	t = k->rhythms ? store_begin(k->store, false, &f) : NULL;
	return t != NULL && read_states(k, t);
}

/* --- letters ---------------------------------------------------------------------- */

/* To who is named, or else everybody who is on duty, on what they read first;
 * in their quiet hours it waits for the end of them. */
static bool
put_letters(struct keeper *k, struct txn *t, const struct letter *l,
    enum level level, int64_t now)
{
	const struct staff *s = &k->c->staff;
	uint32_t duty = staff_duty(s, now);

	for (size_t i = 0; i < s->n; i++) {
		struct letter one = *l;
		bool	 quiet = reach_now(&k->desk, i, level, now) != HELD_NOT;

		if (l->who.n ? staff_named(s, l->who) != i :
		    (duty != 0 && !(duty >> i & 1)) ||
		    s->people[i].critical || s->people[i].agency)
			continue;
		if (s->people[i].nways == 0)
			continue;
		one.channel = k->c->channels[s->people[i].ways[0].channel].
		    way.name;
		one.who = s->people[i].name;
		one.level = score_level_name(level);
		one.born = now;
		if (!outbox_new(t, quiet ? reach_from(&k->desk, i, now) : now,
		    &one))
			return false;
	}
	return true;
}

bool
count_tell(struct keeper *k, struct txn *t, const struct letter *l,
    enum level level, bool again, int64_t now)
{
	struct event mark = { .words = l->title,
	    .day = calendar_day(&k->c->staff.hours, now) };

	log_event(slice_of("count"), "%.*s: %.*s", SLICE_ARG(l->title),
	    SLICE_ARG(l->text));
	return (again || events_put(t, &mark) == EVENTS_DONE) &&
	    put_letters(k, t, l, level, now);
}

/* Letters and what the detectors know of them, or neither: one alarm, however
 * often the power goes. False: it is told next time. */
static bool
tell(struct keeper *k, const struct letter *l, enum level level, bool again,
    const struct detectors *d, size_t source, int64_t now)
{
	struct fault f = { "" };
	struct txn *t = store_begin(k->store, true, &f);

	if (t == NULL)
		return false;
	if (count_tell(k, t, l, level, again, now) &&
	    count_save(k, t, d, source))
		return keeper_commit(k, t);
	store_abort(t);
	if (store_full(k->store))
		keeper_make_room(k);
	return false;
}

static void
look_for_more(struct keeper *k, size_t source, int64_t now)
{
	struct detectors d = k->detect;
	struct letter l = { .id = 0 };
	struct spike_alarm alarm;
	struct arena a;

	if (spike_look(&d.spike, now, SPIKE_QUIET_DAYS, &alarm)) {
		arena_init(&a, k->scratch, KEEPER_SCRATCH);
		counting_alarm(&a, k->c, &alarm, &l);
		if (!tell(k, &l, alarm.quiet ? LEVEL_NORMAL : LEVEL_HIGH,
		    alarm.update, &d, source, now))
			return;
	}
	k->detect = d;
}

void
count_poll(struct keeper *k, size_t source, int64_t fresh, bool baseline,
    int64_t now)
{
	struct rhythm *r = &k->rhythms[source];
	int32_t	 east = (int32_t)zone_east(&k->c->staff.hours.zone, now);
	struct letter l = { .id = 0 };
	struct arena a;

	k->detect.spike.east = east;
	spike_answered(&k->detect.spike, now);
	look_for_more(k, source, now);
	if (baseline || !rhythm_poll(r, now, east,
	    k->c->sources[source].every, fresh, RHYTHM_QUIET_DAYS))
		return;
	arena_init(&a, k->scratch, KEEPER_SCRATCH);
	counting_silence(&a, k->c->sources[source].way.name, r, now, &l);
	l.who = k->c->sources[source].owner;
	if (!tell(k, &l, LEVEL_NORMAL, true, &k->detect, source, now))
		r->told = 0;
}
