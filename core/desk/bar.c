/*
 * bar.c - the budget of attention: how often a person may be called on a day,
 * and what is worth it.
 */
#include "core/desk/reach.h"

enum {
	UNIT = 256,			/* of heard[]: one mention a day */
	FADE = 16,			/* a sixteenth from day to day */
	FADED = 400,			/* days, after which nothing is left */
	BAND = 5,			/* points */
	SLOT = 1800,			/* seconds, of a day's hours */
	HEARD_MOST = 1 << 20,		/* 4,096 mentions a day */
	LEFT_MOST = 100000		/* that is no bound */
};

/* ---- stored ------------------------------------------------------------ */

static const struct wire_field fields[] = {
	{ 1, WIRE_INT, offsetof(struct desk_record, day), 0 },
	{ 2, WIRE_INT, offsetof(struct desk_record, buzzed), 0 },
	{ 3, WIRE_INT, offsetof(struct desk_record, digested), 0 },
	{ 4, WIRE_WHOLE, offsetof(struct desk_record, heard), 4 * DESK_BANDS },
	{ 5, WIRE_INT, offsetof(struct desk_record, plain), 0 },
};

const struct wire_shape wire_desk_person = { 'P', fields, COUNT(fields),
	sizeof(struct desk_record) };

void
desk_pack(const struct desk_person *p, struct desk_record *r,
    unsigned char buf[static 4 * DESK_BANDS])
{
	uint32_t any = 0;

	for (size_t i = 0; i < DESK_BANDS; i++) {
		for (unsigned b = 0; b < 4; b++)
			buf[4 * i + b] = (unsigned char)(p->heard[i] >>
			    (24 - 8 * b) & 0xff);
		any |= p->heard[i];
	}
	*r = (struct desk_record){ p->day, p->buzzed, p->digested,
	    { (const char *)buf, any ? 4 * DESK_BANDS : 0 }, p->plain };
}

void
desk_unpack(const struct desk_record *r, struct desk_person *p)
{
	*p = (struct desk_person){ .day = r->day, .digested = r->digested,
	    .buzzed = r->buzzed < 0 ? 0 : r->buzzed, .plain = r->plain };
	if (r->heard.n != 4 * DESK_BANDS)
		return;
	for (size_t i = 0; i < r->heard.n; i++)
		p->heard[i / 4] = p->heard[i / 4] << 8 |
		    (unsigned char)r->heard.p[i];
	for (size_t i = 0; i < DESK_BANDS; i++)
		if (p->heard[i] > HEARD_MOST)
			p->heard[i] = HEARD_MOST;
}

/* ---- the day ----------------------------------------------------------- */

/* A clock that was put right may go back by years: then it is a new day, too,
 * or nothing would be left of it for ever. */
struct desk_person
attention_today(const struct desk *desk, size_t who, int64_t now)
{
	struct desk_person p = desk->people[who];
	int64_t	 today = calendar_day(&desk->staff->hours, now), day = p.day;

	if (day == today)
		return p;
	p.day = today;
	p.buzzed = 0;
	if (day < today - FADED)
		day = today - FADED;
	for (; day < today; day++)
		for (size_t i = 0; i < DESK_BANDS; i++)
			p.heard[i] -= (p.heard[i] + FADE - 1) / FADE;
	return p;
}

static int64_t
left_of(const struct desk *desk, size_t who, const struct desk_person *p)
{
	int64_t	 buzzes = desk->staff->people[who].buzzes;

	if (buzzes < 0)
		return INT64_MAX;
	return p->buzzed < buzzes ? buzzes - p->buzzed : 0;
}

int64_t
attention_left(const struct desk *desk, size_t who, int64_t now)
{
	struct desk_person p = attention_today(desk, who, now);

	return left_of(desk, who, &p);
}

void
attention_buzz(struct desk *desk, size_t who, int64_t now)
{
	desk->people[who] = attention_today(desk, who, now);
	desk->people[who].buzzed++;
}

static size_t
band_of(int64_t priority)
{
	return priority < 0 ? 0 : priority > 100 ? DESK_BANDS - 1 :
	    (size_t)(priority / BAND);
}

void
attention_hear(struct desk *desk, size_t who, int64_t priority, int64_t now)
{
	uint32_t *heard = desk->people[who].heard;

	desk->people[who] = attention_today(desk, who, now);
	if (heard[band_of(priority)] < HEARD_MOST)
		heard[band_of(priority)] += UNIT / FADE;
}

/* ---- the bar ----------------------------------------------------------- */

/* How much of their hours of today is still to come: in slots, of all. */
static void
hours_left(const struct desk *desk, size_t who, int64_t now, uint64_t *rest,
    uint64_t *all)
{
	const struct staff *s = desk->staff;
	const struct staff_person *p = &s->people[who];
	int64_t	 local = zone_local(&s->hours.zone, now);
	int64_t	 day = calendar_day(&s->hours, now) * DESK_DAY;
	bool	 holiday = days_hold(&s->hours.closed, local);

	*rest = *all = 0;
	for (int64_t t = day; t < day + DESK_DAY; t += SLOT) {
		int64_t	 middle = t + SLOT / 2;

		if (!s->closed_buzz && (holiday || (s->hours.open.n > 0 &&
		    !week_holds(&s->hours.open, middle))))
			continue;
		if (p->quiet.n > 0 && week_holds(&p->quiet, middle))
			continue;
		(*all)++;
		*rest += t + SLOT > local;
	}
}

/* How much of a mention a day heard[] would hold by now of one that comes
 * every day since the box's first: it has not seen more yet. */
static uint64_t
seen_of(const struct desk *desk, int64_t now)
{
	const struct calendar *c = &desk->staff->hours;
	int64_t	 day = calendar_day(c, desk->began);
	int64_t	 last = calendar_day(c, now);
	uint64_t seen = 0;

	if (day < last - FADED)
		day = last - FADED;
	for (; day <= last && seen < UNIT; day++)
		seen += (UNIT - seen + FADE - 1) / FADE;
	return seen ? seen : UNIT / FADE;
}

int64_t
desk_bar(const struct desk *desk, size_t who, int64_t now)
{
	struct desk_person p = attention_today(desk, who, now);
	int64_t	 left = left_of(desk, who, &p);
	uint64_t sum = 0, seen, rest, all;
	size_t	 band;

	if (left == 0 || left > LEFT_MOST)
		return left ? 0 : 100;
	seen = seen_of(desk, now);
	hours_left(desk, who, now, &rest, &all);
	for (band = DESK_BANDS; band > 0; band--) {
		sum += p.heard[band - 1];
		/* sum / seen is expected a day, rest / all of it still today */
		if (sum * rest > (uint64_t)left * all * seen)
			break;
	}
	return band < DESK_BANDS ? (int64_t)band * BAND : 100;
}
