/*
 * spike.c - the ring of slots, what is learnt from it, and what is told.
 * What a window says is in spike_window.c.
 */
#include "core/count/spike_window.h"

#include "core/count/fixed.h"

enum {
	BLOCK = 4,			/* slots: an hour is learnt at a time */
	TELL_AGAIN = 1800,		/* seconds between updates, at least */
	COUNT_MOST = 1 << 30,		/* of an event */
	WARM = 48 * PROFILE_ONE,	/* hours learnt before the first alarm */
	TRUST = 96 * PROFILE_ONE,	/* ... before an hour is too much */
	KNOWN = 14 * 24,		/* ... before it tells what is off */
	/* Of a day's sort: as much as so many mentions, and its variance. */
	DAY_LENT = 50 * PROFILE_ONE, DAY_DOUBT = 30
};

static const int least[SPIKES] = { 4, 5, 5 };

void
spike_init(struct spike *s)
{
	memset(s, 0, sizeof(*s));
	profile_init(&s->profile);
}

/* --- what is usual ---------------------------------------------------- */

/* What is off by so much is as bad as can be. An average hour is never too
 * much: else a share that was learnt wrong would hide what shows it. */
static int64_t
clipped(const struct spike *s, const struct spike_line *l, int64_t count,
    int64_t due)
{
	int64_t	 most = due * 2 + spike_spread(s, l, due) * 3 +
	    2 * PROFILE_ONE + (profile_level(l->level, l->level_due) >>
	    PROFILE_POINT);

	return fix_min(count, most);
}

/* `known`: the variance of it that is known to be there, as a share. */
static void
square(struct spike_line *l, int block, int64_t count, int64_t due,
    int64_t known)
{
	int64_t	 off = count - due;

	l->off[block] += off * off >> PROFILE_POINT;
	l->due[block] += due;
	l->square[block] += (due * due >> PROFILE_POINT) * known >>
	    PROFILE_POINT;
}

static void
end_day(const struct spike *s, struct spike_line *l)
{
	if (s->profile.hours >= KNOWN)
		square(l, 1, clipped(s, l, l->today, l->today_due),
		    l->today_due, PROFILE_ONE);
	l->today = l->today_due = 0;
	profile_fade(l->off, 2);
	profile_fade(l->due, 2);
	profile_fade(l->square, 2);
	profile_fade(&l->level, 1);
	profile_fade(&l->level_due, 1);
}

static bool
in_event(const struct spike_line *l, int64_t slot)
{
	return l->since && slot >= l->since;
}

/* An hour to be learnt: what is usual in it, what sort of a day it was. */
struct hour {
	int64_t	 share, day, doubt;
	int	 quarters;
};

/*
 * What sort of a day it was is known a day later: all that was said in it but
 * in this hour, against what was due. So a holiday is no error of its hours.
 */
static void
day_was(const struct spike *s, int64_t slot, struct hour *h)
{
	const struct spike_line *l = &s->line[SPIKE_ALL];
	int64_t	 local = slot * SPIKE_SLOT + s->east;
	int64_t	 count = l->today, due = l->today_due;
	int64_t	 left = (86400 - fix_max(local, 0) % 86400) / SPIKE_SLOT;

	for (int64_t i = slot + BLOCK; i < slot + left; i++)
		if (s->seen[i % SPIKE_SLOTS] && !in_event(l, i)) {
			count += l->slot[i % SPIKE_SLOTS] * PROFILE_ONE;
			due += spike_due(s, l, i) >> PROFILE_POINT;
		}
	h->day = (count + DAY_LENT) * PROFILE_ONE / (due + DAY_LENT);
	h->day = fix_max(PROFILE_ONE / 4, fix_min(h->day, 3 * PROFILE_ONE));
	h->doubt = 2 + DAY_LENT * DAY_DOUBT / (due + DAY_LENT);
}

/* An hour of this series; what it is worth for the profile. An event counts
 * as much as is not too much: a shop that is always full on Saturdays must
 * come to be known for it. But it says nothing of how much is off. */
static int64_t
learn_line(const struct spike *s, struct spike_line *l, int64_t count,
    const struct hour *h, bool event)
{
	int64_t	 share = h->share * h->quarters / 4;
	int64_t	 due = fix_min(profile_level(l->level, l->level_due) *
	    share >> 20, PROFILE_MOST * PROFILE_ONE);
	int64_t	 today = fix_min(due * h->day >> PROFILE_POINT,
	    PROFILE_MOST * PROFILE_ONE);
	int64_t	 many = fix_min(count, PROFILE_MOST) * PROFILE_ONE;

	if (l->level_due >= TRUST) {
		many = clipped(s, l, many, today);
		if (!event) {
			if (s->profile.hours >= KNOWN)
				square(l, 0, many, today, h->doubt);
			l->today_due += due;
			l->today += many;
		}
	}
	l->level += many;
	l->level_due += share;
	return many;
}

/* The hour that begins with this slot leaves the ring. */
static void
learn(struct spike *s, int64_t slot)
{
	int64_t	 local = slot * SPIKE_SLOT + s->east, count, worth = 0;
	struct hour h = { .share = profile_share(&s->profile, local) };

	for (int i = 0; i < BLOCK; i++)
		h.quarters += s->seen[(slot + i) % SPIKE_SLOTS];
	day_was(s, slot, &h);
	for (int j = 0; j < SPIKES && h.quarters; j++) {
		struct spike_line *l = &s->line[j];
		bool	 event = in_event(l, slot) || slot < l->until;

		count = 0;
		for (int i = 0; i < BLOCK; i++)
			count += l->slot[(slot + i) % SPIKE_SLOTS];
		worth = learn_line(s, l, count, &h, event);
	}
	profile_learn(&s->profile, local,
	    (worth + PROFILE_ONE / 2) >> PROFILE_POINT, h.quarters, h.day);
	if (h.quarters && profile_fades(&s->profile))
		for (int j = 0; j < SPIKES; j++)
			end_day(s, &s->line[j]);
}

/* --- the ring --------------------------------------------------------- */

static void
clear(struct spike *s, int64_t slot)
{
	size_t	 i = (size_t)(slot % SPIKE_SLOTS);

	s->seen[i] = 0;
	for (int j = 0; j < SPIKES; j++)
		s->line[j].slot[i] = 0;
}

static void
step(struct spike *s)
{
	for (int j = 0; j < SPIKES; j++)
		if (s->line[j].since)
			s->line[j].usual += spike_due(s, &s->line[j], s->at);
	s->at++;
	if (s->at % BLOCK == 0)
		learn(s, s->at - SPIKE_SLOTS);
	clear(s, s->at);
}

/* Events of a past that a clock made up are over. */
static void
jump(struct spike *s, int64_t slot)
{
	for (int64_t i = 0; i < SPIKE_SLOTS; i++)
		clear(s, i);
	for (int j = 0; j < SPIKES; j++)
		s->line[j].since = s->line[j].until = 0;
	s->at = slot;
	s->answered = 0;
}

static void
advance(struct spike *s, int64_t now)
{
	int64_t	 slot = fix_max(now / SPIKE_SLOT, SPIKE_SLOTS);

	if (s->at == 0 || slot > s->at + 96 * 365 || slot < s->at - 96)
		jump(s, slot);
	for (int i = 0; s->at < slot && i < 2 * SPIKE_SLOTS; i++)
		step(s);
	if (s->at < slot)		/* nothing is left to be learnt */
		s->at = slot;
}

void
spike_answered(struct spike *s, int64_t now)
{
	int64_t	 from;

	advance(s, now);
	from = s->answered / SPIKE_SLOT;
	if (s->answered == 0 || now - s->answered > SPIKE_BLIND ||
	    from > s->at)
		from = s->at;
	for (from = fix_max(from, s->at - 12); from <= s->at; from++)
		s->seen[from % SPIKE_SLOTS] = 1;
	s->answered = now;
}

void
spike_add(struct spike *s, int64_t when, enum spike_series series, int n)
{
	int64_t	 slot = when / SPIKE_SLOT;

	if (n <= 0 || s->at == 0 || slot <= s->at - 96)
		return;
	slot = fix_min(slot, s->at);	/* from the future: now */
	for (int j = 0; j < SPIKES; j++) {
		struct spike_line *l = &s->line[j];
		uint16_t *at = &l->slot[slot % SPIKE_SLOTS];

		if (j != SPIKE_ALL && j != (int)series)
			continue;
		*at = (uint16_t)fix_min(*at + (int64_t)n, SPIKE_SLOT_MOST);
		if (in_event(l, slot))
			l->count = fix_min(l->count + n, COUNT_MOST);
	}
}

/* --- what is told ----------------------------------------------------- */

static bool
over(const struct spike *s, size_t series)
{
	static const int back[] = { 16, 96 };
	int64_t	 now = s->at * SPIKE_SLOT;	/* nothing of this slot yet */

	for (size_t i = 0; i < COUNT(back); i++) {
		int64_t	 count = 0, due = spike_such(s, series, now, back[i]);
		int	 seen = 0;

		for (int k = 1; k <= back[i]; k++) {
			size_t	 at = (size_t)((s->at - k) % SPIKE_SLOTS);

			seen += s->seen[at];
			count += s->line[series].slot[at];
		}
		if (seen * 4 < back[i] * 3 ||
		    count << 20 > due + due / 2 + (2 << 20))
			return false;
	}
	return true;
}

static void
finish(struct spike *s, size_t series)
{
	struct spike_line *l = &s->line[series];

	if (l->since == 0)
		return;
	if ((s->at - l->since) * SPIKE_SLOT > SPIKE_EVENT) {
		l->level = l->level_due = 0;	/* it is the usual now */
	} else if (!over(s, series))
		return;
	l->until = s->at;
	l->since = 0;
}

static void
begin(struct spike *s, struct spike_line *l, const struct spike_window *w)
{
	l->since = s->at - w->slots;
	l->count = w->count;
	l->usual = w->due;
	l->told = l->told_at = 0;
}

static int64_t
more(const struct spike_line *l)
{
	return l->count - (l->usual >> 20);
}

static void
tell(struct spike_line *l, int64_t now, enum spike_series series,
    bool update, struct spike_alarm *a)
{
	l->told = fix_max(more(l), 1);
	l->told_at = now;
	a->series = series;
	a->update = update;
	a->quiet = series == SPIKE_PRAISE;
	a->since = l->since * SPIKE_SLOT;
	a->count = l->count;
	a->usual = l->usual * 10 >> 20;
}

static bool
grown(const struct spike_line *l, int64_t now)
{
	return l->told && now - l->told_at >= TELL_AGAIN &&
	    more(l) * 2 >= l->told * 3 && more(l) - l->told >= 3;
}

/* Does this one begin now? */
static bool
begins(struct spike *s, size_t j, int64_t now, int quiet)
{
	struct spike_line *l = &s->line[j];
	struct spike_window w;

	if (l->since || l->level_due < WARM ||
	    !spike_worst(s, j, now, least[j], quiet, &w))
		return false;
	begin(s, l, &w);
	return true;
}

bool
spike_look(struct spike *s, int64_t now, int quiet, struct spike_alarm *a)
{
	int	 told = SPIKES, begun = SPIKES;

	advance(s, now);
	for (int j = SPIKES; j-- > 0;) {
		finish(s, (size_t)j);
		if (s->line[j].since && s->line[j].told)
			told = j;
	}
	for (int j = SPIKES; j-- > 0;)
		if (begins(s, (size_t)j, now, quiet))
			begun = j;
	if (begun < told) {
		tell(&s->line[begun], now, (enum spike_series)begun,
		    told < SPIKES, a);
		return true;
	}
	if (told == SPIKES || !grown(&s->line[told], now))
		return false;
	tell(&s->line[told], now, (enum spike_series)told, true, a);
	return true;
}

int64_t
spike_usual(const struct spike *s, enum spike_series series)
{
	const struct spike_line *l = &s->line[series];

	return l->level_due < WARM ? -1 :
	    profile_level(l->level, l->level_due) * 240 >> 20;
}

/* What the ring still holds was said to the old ears; and for two weeks, as
 * with a new box, what is usual is not taken for sure. */
void
spike_doubt(struct spike *s)
{
	memset(s->seen, 0, sizeof(s->seen));
	s->profile.hours = 0;
	for (int j = 0; j < SPIKES; j++) {
		struct spike_line *l = &s->line[j];

		l->level = l->level_due = 0;
		l->since = 0;
		l->until = s->at;
	}
}
