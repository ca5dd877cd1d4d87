/*
 * year.h - a year of a shop, by a seed: what 40 sources say when, how they fall
 * silent and come back with everything at once, when there is a crisis and
 * when the box starts anew; and three people with hours of their own.
 *
 * Nothing is chance: the same seed is the same year on every machine.
 */
#ifndef TESTS_YEAR_H
#define TESTS_YEAR_H

#include "tests/staff.h"

#include <stdlib.h>

enum {
	YEAR_DAYS = 365, YEAR_SOURCES = 40, YEAR_PEOPLE = 3,
	YEAR_MENTIONS = 40000, YEAR_MOMENTS = 2000,
	YEAR_POLL = 300			/* seconds between looks at a source */
};

struct year_mention {
	int64_t	 when;			/* found */
	uint8_t	 source, place, priority;
	bool	 critical;
};

enum year_kind { YEAR_RESTART, YEAR_CRISIS, YEAR_CALM };
struct year_moment { int64_t when; enum year_kind kind; };

struct year {
	uint64_t dice;
	int64_t	 begin, end;
	struct year_mention mentions[YEAR_MENTIONS];
	size_t	 n;
	struct year_moment moments[YEAR_MOMENTS];
	size_t	 nmoments;
	int64_t	 silent[YEAR_SOURCES];	/* of a source: until then */
};

/* SplitMix64 (Steele, Lea, Flood: Fast splittable generators, 2014). */
static inline uint32_t
year_dice(struct year *y, uint32_t below)
{
	uint64_t z = (y->dice += 0x9e3779b97f4a7c15u);

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return (uint32_t)((z ^ z >> 31) >> 16) % below;
}

/* --- the people --------------------------------------------------------- */

static inline void
year_staff(struct staff *s, unsigned seed)
{
	static const char *const zones[] = { "Europe/Berlin",
	    "America/Chicago", "Australia/Lord_Howe" };
	struct fault f = { "" };
	struct staff_person *p;

	memset(s, 0, sizeof(*s));
	staff_zone(s, zones[seed % 3]);
	staff_week(&s->hours.open, "mon-fri 08:00-18:00, sat 09:00-14:00");
	CHECK(days_add(&s->hours.closed, SLICE("12-24..01-02"), &f));
	s->ladder = 10;
	s->lock = 30;
	s->listen = seed % 2 ? 7 : 0;
	s->from = LEVEL_HIGH;
	s->closed_buzz = seed % 3 == 2;
	p = staff_add(s, "anna", 2);
	p->least = LEVEL_NORMAL;
	p->buzzes = 10;
	p->digest = 20 * 60;
	staff_week(&p->quiet, "22:00-07:00");
	p = staff_add(s, "bob", 1);
	p->territory = SLICE("Berlin\n10*");
	p->buzzes = 4;
	staff_week(&p->quiet, "13:00-14:00, 23:00-06:00");
	p = staff_add(s, "carl", 3);
	p->territory = SLICE("Hamburg");
	p->buzzes = 3;
	p->digest = 150;		/* where clocks are changed */
	staff_week(&p->quiet, "mon 00:00-09:00, mon-thu 18:00-09:00, "
	    "fri 18:00-24:00, sat-sun 00:00-24:00");
	s->rota[s->nrota].who = 2;
	staff_week(&s->rota[s->nrota++].week, "mon-wed 00:00-24:00");
	s->rota[s->nrota].who = 4;
	staff_week(&s->rota[s->nrota++].week, "thu 00:00-24:00");
	s->rota[s->nrota].who = 5;
	staff_week(&s->rota[s->nrota++].week, "fri-sat 00:00-24:00");
}

/* --- what is said ------------------------------------------------------- */

/* Of a thousand, by the hour; people sleep, and talk most in the evening. */
static const uint16_t year_hours[24] = { 12, 6, 4, 3, 3, 6, 15, 30, 45, 50, 52,
    58, 64, 55, 50, 50, 54, 60, 70, 82, 85, 72, 48, 26 };

static inline void
year_say(struct year *y, unsigned source, int64_t said)
{
	struct year_mention *m = &y->mentions[y->n];
	int64_t	 found = said + YEAR_POLL - (said + source * 7) % YEAR_POLL;
	uint32_t loud = year_dice(y, 100);

	if (found < y->silent[source])
		found = y->silent[source] + source % 4;	/* all at once */
	if (y->n == YEAR_MENTIONS || found >= y->end)
		return;
	m->when = found;
	m->source = (uint8_t)source;
	m->place = (uint8_t)year_dice(y, 4);
	m->priority = (uint8_t)(loud < 50 ? year_dice(y, 45) : loud < 85 ?
	    30 + year_dice(y, 45) : 55 + year_dice(y, 46));
	m->critical = year_dice(y, 150) == 0;
	y->n++;
}

static inline void
year_hour(struct year *y, int64_t t, unsigned hour, unsigned weekday)
{
	uint32_t burst = year_dice(y, 600) == 0 ? 60 : 1;

	for (unsigned s = 0; s < YEAR_SOURCES; s++) {
		/* the first sources are loud, the last say little */
		uint32_t rate = year_hours[hour] * (s < 4 ? 120u : s < 16 ?
		    24u : 6u) * (weekday > 4 ? 3u : 2u) * burst;

		if (year_dice(y, 1500) == 0)
			y->silent[s] = t + 3600 * (3 + year_dice(y, 40));
		if (year_dice(y, 60000) < rate)
			year_say(y, s, t + year_dice(y, 3600));
	}
	if (year_dice(y, 4000) == 0)	/* the line is down */
		for (unsigned s = 0; s < YEAR_SOURCES; s++)
			y->silent[s] = t + 3600 * (6 + year_dice(y, 2) * 48);
}

static inline void
year_moment(struct year *y, int64_t when, enum year_kind kind)
{
	if (y->nmoments < YEAR_MOMENTS && when < y->end)
		y->moments[y->nmoments++] = (struct year_moment){ when, kind };
}

static inline int
year_earlier(const void *a, const void *b)
{
	const struct year_mention *x = a, *y = b;

	if (x->when != y->when)
		return x->when < y->when ? -1 : 1;
	return (x->source > y->source) - (x->source < y->source);
}

static inline int
year_sooner(const void *a, const void *b)
{
	const struct year_moment *x = a, *y = b;

	return (x->when > y->when) - (x->when < y->when);
}

static inline void
year_make(struct year *y, const struct staff *s, unsigned seed)
{
	int64_t	 calm = 0;

	memset(y, 0, sizeof(*y));
	y->dice = seed * UINT64_C(0x2545f4914f6cdd1d) + 1;
	y->begin = staff_time(s, "2026-11-23 10:17");
	y->end = y->begin + YEAR_DAYS * INT64_C(86400);
	for (int64_t t = y->begin; t < y->end; t += 3600) {
		int64_t	 local = zone_local(&s->hours.zone, t);

		year_hour(y, t, (unsigned)(local / 3600 % 24),
		    (unsigned)((local / 86400 + 3) % 7));
		if (year_dice(y, 30) == 0)
			year_moment(y, t + year_dice(y, 3600), YEAR_RESTART);
		if (t < calm || year_dice(y, 1400) != 0)
			continue;
		calm = t + 3600 * (5 + year_dice(y, 30));
		year_moment(y, t + 61, YEAR_CRISIS);
		year_moment(y, calm, YEAR_CALM);
	}
	qsort(y->mentions, y->n, sizeof(y->mentions[0]), year_earlier);
	qsort(y->moments, y->nmoments, sizeof(y->moments[0]), year_sooner);
}

static inline void
year_item(const struct year_mention *m, struct item *item)
{
	static const slice texts[] = { { "still waiting", 13 },
	    { "still waiting, in Berlin", 24 }, { "rude staff in hamburg", 21 },
	    { "anyone near 10115?", 18 } };
	static const slice sources[] = { { "gazette", 7 }, { "reddit", 6 },
	    { "reviews", 7 }, { "hamburg-forum", 13 } };

	memset(item, 0, sizeof(*item));
	item->source = sources[m->source % 4];
	item->mention.text = texts[m->place];
	item->mention.lang = item->verdict.lang = SLICE("en");
	item->verdict.class = m->critical ? SLICE("crisis") :
	    SLICE("complaint");
	item->verdict.priority = m->priority;
}

#endif
