/*
 * keeper_count.c - is it more than usual, or has a source fallen silent? The
 * detectors of core/count, asked after each answer, and their letters.
 */
#include "firmware/keeper.h"

#include "core/judge/score.h"
#include "core/desk/reach.h"
#include "firmware/log.h"

#include <stdlib.h>

#define SPIKE_STATE	SLICE("spike")

enum { STATE_MOST = SPIKE_BYTES, NAME_MOST = 300 };

/* --- kept in the store --------------------------------------------------------- */

static slice
rhythm_name(struct keeper *k, size_t source, char buf[static NAME_MOST])
{
	struct sink s = { .buf = buf, .cap = NAME_MOST };

	sink_text(&s, "rhythm/");
	sink_put(&s, slice_head(k->c->sources[source].way.name, 256));
	return sink_slice(&s);
}

bool
count_save(struct keeper *k, struct txn *t, const struct spike *spike,
    size_t source)
{
	char	 buf[STATE_MOST], name[NAME_MOST];
	struct sink s = { .buf = buf, .cap = sizeof(buf) };

	spike_put(&s, spike);
	if (!s.full && !counts_state_put(t, SPIKE_STATE, sink_slice(&s)))
		return false;
	s.len = 0;
	rhythm_put(&s, &k->rhythms[source]);
	return s.full || counts_state_put(t, rhythm_name(k, source, name),
	    sink_slice(&s));
}

bool
count_begin(struct keeper *k)
{
	char	 name[NAME_MOST];
	struct fault f = { "" };
	struct txn *t;
	slice	 state;

	k->rhythms = calloc(k->c->nsources + 1, sizeof(*k->rhythms));
	t = k->rhythms ? store_begin(k->store, false, &f) : NULL;
	if (t == NULL)
		return false;
	if (!counts_state_get(t, SPIKE_STATE, &state) ||
	    !spike_get(state, &k->spike))
		spike_init(&k->spike);
	for (size_t i = 0; i < k->c->nsources; i++)
		if (!counts_state_get(t, rhythm_name(k, i, name), &state) ||
		    !rhythm_get(state, &k->rhythms[i]))
			rhythm_init(&k->rhythms[i]);
	store_abort(t);
	return true;
}

/* --- letters ---------------------------------------------------------------------- */

/* To everybody who is on duty, on what they read first; in their quiet hours
 * it waits for the end of them. */
static bool
put_letters(struct keeper *k, struct txn *t, const struct letter *l,
    enum level level, int64_t now)
{
	const struct staff *s = &k->c->staff;
	uint32_t duty = staff_duty(s, now);

	for (size_t i = 0; i < s->n; i++) {
		struct letter one = *l;
		bool	 quiet = reach_now(&k->desk, i, level, now) != HELD_NOT;

		if ((duty != 0 && !(duty >> i & 1)) ||
		    s->people[i].nways == 0 || s->people[i].critical)
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

static void
tell(struct keeper *k, const struct letter *l, enum level level, int64_t now)
{
	struct fault f = { "" };
	struct txn *t = store_begin(k->store, true, &f);

	log_event(slice_of("count"), "%.*s: %.*s", SLICE_ARG(l->title),
	    SLICE_ARG(l->text));
	if (t == NULL)
		return;
	if (put_letters(k, t, l, level, now))
		keeper_commit(k, t);
	else
		store_abort(t);
}

static void
look_for_more(struct keeper *k, int64_t now)
{
	struct letter l = { .id = 0 };
	struct spike_alarm alarm;
	struct arena a;

	if (!spike_look(&k->spike, now, SPIKE_QUIET_DAYS, &alarm))
		return;
	arena_init(&a, k->scratch, KEEPER_SCRATCH);
	counting_alarm(&a, k->c, &alarm, &l);
	tell(k, &l, alarm.quiet ? LEVEL_NORMAL : LEVEL_HIGH, now);
}

void
count_poll(struct keeper *k, size_t source, int64_t fresh, bool baseline,
    int64_t now)
{
	struct rhythm *r = &k->rhythms[source];
	int32_t	 east = (int32_t)zone_east(&k->c->staff.hours.zone, now);
	struct letter l = { .id = 0 };
	struct arena a;

	spike_answered(&k->spike, now);
	look_for_more(k, now);
	if (baseline || !rhythm_poll(r, now, east,
	    k->c->sources[source].every, fresh, RHYTHM_QUIET_DAYS))
		return;
	arena_init(&a, k->scratch, KEEPER_SCRATCH);
	counting_silence(&a, k->c->sources[source].way.name, r, now, &l);
	tell(k, &l, LEVEL_NORMAL, now);
}
