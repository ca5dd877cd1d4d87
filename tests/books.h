/*
 * books.h - the books of a simulated year, kept apart from the desk: who was
 * called when and on which day, what waits for whose digest, the tasks as a
 * store would keep them, and what people will do next.
 */
#ifndef TESTS_BOOKS_H
#define TESTS_BOOKS_H

#include "core/desk/round.h"
#include "tests/year.h"

enum { NEVER = 0, DIGEST = 1, GROUP = 2 };

/* A mention in the books. */
struct entry {
	char	*bytes;			/* the task as stored */
	size_t	 n;
	int64_t	 due, called;		/* the ladder: next, last */
	uint8_t	 pending[YEAR_PEOPLE];	/* waits for */
	uint8_t	 given[YEAR_PEOPLE];	/* by digest or group: times */
	uint8_t	 held[YEAR_PEOPLE];
	bool	 listed;		/* in dues[] */
};

struct act_due { int64_t when; uint32_t entry; uint8_t act, by; };

struct books {
	struct year year;
	struct staff staff;
	struct desk desk;
	struct entry entries[YEAR_MENTIONS];
	size_t	 heard, moment;		/* of the year, so far */
	struct act_due acts[YEAR_MENTIONS];	/* a heap */
	size_t	 nacts;
	int64_t	 today[YEAR_PEOPLE], used[YEAR_PEOPLE];
	int64_t	 read[YEAR_PEOPLE];	/* local day of the last digest */
	size_t	 since[YEAR_PEOPLE];	/* the first that may be pending */
	uint32_t dues[YEAR_MENTIONS];	/* those that have one, in any order */
	size_t	 ndues;
	size_t	 grouping;		/* pending that are GROUP */
	size_t	 beyond;		/* groups without a buzz left */
	size_t	 called, digest, criticals, steps, digests, restarts, groups,
		 waits;
	uint64_t log;			/* of all calls: FNV-1a */
	bool	 restarts_too;
	struct rounds rounds;		/* letters of weeks and months */
	int64_t	 round_done[ROUNDS];
	size_t	 nrounds[ROUNDS];
	_Alignas(16) char routes[1 << 14];
	_Alignas(16) char room[1 << 17];
};

static inline void
note(struct books *b, int64_t v)
{
	for (int i = 0; i < 8; i++)
		b->log = (b->log ^ (uint64_t)(v >> (8 * i) & 0xff)) *
		    0x100000001b3u;
}

/* --- who was called ----------------------------------------------------- */

static inline bool
sleeps(const struct books *b, size_t who, int64_t now)
{
	return week_holds(&b->staff.people[who].quiet,
	    zone_local(&b->staff.hours.zone, now)) ||
	    (!b->staff.closed_buzz && !calendar_open(&b->staff.hours, now));
}

/* The budget, kept once more. */
static inline void
book_calls(struct books *b, const struct decision *d, int64_t now)
{
	uint32_t who = staff_called_bits(d);
	int64_t	 day = calendar_day(&b->staff.hours, now);

	for (size_t p = 0; p < YEAR_PEOPLE; p++) {
		if (!(who >> p & 1))
			continue;
		if (b->today[p] != day)
			b->used[p] = 0;
		b->today[p] = day;
		if (!d->critical) {
			CHECK(b->used[p] < b->staff.people[p].buzzes);
			CHECK(!sleeps(b, p, now));
			CHECK(now >= desk_listens_until(&b->desk));
		}
		b->used[p]++;
		CHECK(b->used[p] == b->desk.people[p].buzzed);
	}
	note(b, now);
	note(b, (int64_t)who << 32 | (int64_t)d->ncalls);
}

/* A call for all in a crisis: neither held by the budget nor out of it. */
static inline void
book_group(struct books *b, const struct decision *d, int64_t now)
{
	uint32_t who = staff_called_bits(d);
	int64_t	 day = calendar_day(&b->staff.hours, now);

	for (size_t p = 0; p < YEAR_PEOPLE; p++) {
		CHECK(d->held[p] != HELD_BUDGET && d->held[p] != HELD_BAR);
		CHECK(b->today[p] != day ||
		    b->used[p] == b->desk.people[p].buzzed);
		CHECK(!(who >> p & 1) || (!sleeps(b, p, now) &&
		    now >= desk_listens_until(&b->desk)));
		b->beyond += (who >> p & 1) && b->today[p] == day &&
		    b->used[p] >= b->staff.people[p].buzzes;
	}
	note(b, now);
	note(b, (int64_t)who << 32 | (int64_t)d->ncalls);
}

/* --- tasks, as a store keeps them --------------------------------------- */

static inline void
keep(struct books *b, size_t i, const struct task *t, int64_t now)
{
	struct entry *e = &b->entries[i];
	char	 bytes[TASK_BYTES];
	struct sink k = { .buf = bytes, .cap = sizeof(bytes) };

	CHECK(task_owner(&b->staff, t) < b->staff.n);
	CHECK(t->due == 0 || t->due >= now);
	CHECK(task_state(t) != TASK_DOING || t->due > now);
	wire_put(&k, &wire_task, t);
	CHECK(!k.full);
	free(e->bytes);
	e->bytes = NULL;
	e->due = t->due;
	if (e->due != 0 && !e->listed)
		b->dues[b->ndues++] = (uint32_t)i;
	e->listed |= e->due != 0;
	if (!task_open(t))
		return;			/* nothing happens to it by itself */
	e->n = k.len;
	e->bytes = malloc(k.len);
	if (e->bytes != NULL)
		memcpy(e->bytes, bytes, k.len);
}

static inline bool
load(const struct books *b, size_t i, struct task *t)
{
	const struct entry *e = &b->entries[i];

	return e->bytes != NULL && wire_get((slice){ e->bytes, e->n },
	    &wire_task, t);
}

/* --- a heap of what people will do -------------------------------------- */

static inline void
plan(struct books *b, int64_t when, size_t entry, enum act act, size_t by)
{
	size_t	 i = b->nacts;

	if (i == YEAR_MENTIONS)
		return;
	for (b->nacts++; i > 0 && b->acts[(i - 1) / 2].when > when;
	    i = (i - 1) / 2)
		b->acts[i] = b->acts[(i - 1) / 2];
	b->acts[i] = (struct act_due){ when, (uint32_t)entry, (uint8_t)act,
	    (uint8_t)by };
}

static inline struct act_due
next_act(struct books *b)
{
	struct act_due first = b->acts[0], last = b->acts[--b->nacts];
	size_t	 i = 0;

	for (size_t child; (child = 2 * i + 1) < b->nacts; i = child) {
		if (child + 1 < b->nacts &&
		    b->acts[child + 1].when < b->acts[child].when)
			child++;
		if (b->acts[child].when >= last.when)
			break;
		b->acts[i] = b->acts[child];
	}
	b->acts[i] = last;
	return first;
}

/* Some are looked at, some taken, some of those forgotten. */
static inline void
plan_acts(struct books *b, size_t i, int64_t now)
{
	static const enum act firsts[] = { ACT_SEEN, ACT_MINE, ACT_MINE,
	    ACT_DONE, ACT_IGNORE, ACT_GIVE };
	struct year *y = &b->year;
	int64_t	 when = now + 30 + year_dice(y, 5400);

	if (year_dice(y, 10) < 3)
		return;			/* nobody does anything */
	plan(b, when, i, firsts[year_dice(y, 6)], year_dice(y, 3));
	if (year_dice(y, 2))
		plan(b, when + year_dice(y, 7200), i, year_dice(y, 3) ?
		    ACT_DONE : ACT_ANSWERED, year_dice(y, 3));
	if (year_dice(y, 20) == 0)
		plan(b, when + 90000, i, ACT_CAME_BACK, YEAR_PEOPLE);
}

static inline int64_t
least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* The letters of the week and of the month: on their day, once. When next. */
static inline int64_t
rounds(struct books *b, int64_t now)
{
	const struct calendar *c = &b->staff.hours;
	int64_t	 next = INT64_MAX;

	for (enum round_kind i = 0; i < ROUNDS; i++) {
		struct round_turn t = round_next(c, &b->rounds, i,
		    b->desk.began, b->round_done[i], now);

		if (t.at <= now) {
			CHECK(t.at == now && !t.late);
			CHECK(calendar_day(c, now) == t.day);
			CHECK(t.day > b->round_done[i]);
			b->round_done[i] = t.day;
			b->nrounds[i]++;
			next = now;
		}
		next = least(next, t.at);
	}
	return next;
}

#endif
