/*
 * desk.h - who is told what, now or later: routing, hours, the budget of
 * attention, escalation. Pure: the state of the day is the caller's, time is
 * an argument, so that a year runs in a second.
 *
 * What always passes: a critical mention (class crisis, or a critical word).
 * It passes quiet hours, closing time, the budget and the bar, and is never
 * held for a digest. Nothing else does.
 */
#ifndef CORE_DESK_H
#define CORE_DESK_H

#include "core/desk/route.h"
#include "core/desk/task.h"

enum {
	DESK_BANDS = 21,
	DESK_CRISIS = 300,		/* seconds between grouped calls */
	DESK_MORNING = 8 * 60,		/* minute of the day: the "opening" of
					 * a shop that never closes */
	/* struct task.step, beyond the steps that are counted */
	LADDER_BACK = 100,		/* comes back at the next opening */
	LADDER_END			/* has been */
};

/* What a person has had of attention; stored by name. */
struct desk_person {
	int64_t	 day;			/* local, of `buzzed` */
	int64_t	 buzzed;		/* on that day, criticals too: times
					 * that they were called, on however
					 * many ways at once */
	int64_t	 digested;		/* when the last digest went out */
	int64_t	 plain;			/* ... that was not of a crisis alone;
					 * 0: that one */
	/* What might have buzzed (not critical, loud enough, at an hour that
	 * is theirs), per band of 5 points, in 1/256ths of a mention a day,
	 * fading by a sixteenth from day to day. */
	uint32_t heard[DESK_BANDS];
};

/* The whole of the state; the caller loads, keeps and stores it. */
struct desk {
	const struct staff *staff;
	const struct router *router;
	struct desk_person people[STAFF_MAX];
	int64_t	 began;			/* the box's first day; for `listen` */
	int64_t	 crisis;		/* since; 0: no */
	int64_t	 grouped;		/* the last grouped call of a crisis */
};

extern const struct wire_shape wire_desk_person;	/* of desk_record */
struct desk_record { int64_t day, buzzed, digested; slice heard;
	    int64_t plain; };
void	 desk_pack(const struct desk_person *, struct desk_record *,
	    unsigned char buf[static 4 * DESK_BANDS]);
void	 desk_unpack(const struct desk_record *, struct desk_person *);

/* Why somebody is not told at once. */
enum held {
	HELD_NOT,
	HELD_LEVEL,			/* quieter than they want to hear */
	HELD_QUIET,			/* their quiet hours */
	HELD_CLOSED,			/* the shop is closed */
	HELD_BUDGET,			/* the day's buzzes are used up */
	HELD_BAR,			/* kept back for more valuable ones */
	HELD_LISTEN,			/* the first days only listen */
	HELD_CRISIS,			/* grouped: goes with the next call */
	HELD_SPARE,			/* not for them, but nobody whom it is
					 * for has a digest */
	HELDS
};
/* "it is 23:10, anna's quiet hours"; with the numbers that decided. */
void	 held_put(struct sink *, const struct desk *, size_t who, enum held,
	    int64_t priority, int64_t now);

struct call {
	uint8_t	 who;
	uint8_t	 way;			/* index in their ways */
	uint8_t	 step;			/* of the ladder; 0: the first */
};
enum { CALLS_MAX = STAFF_MAX * STAFF_WAYS };

struct decision {
	struct call calls[CALLS_MAX];
	size_t	 ncalls;
	enum held held[STAFF_MAX];	/* of those in route.who */
	struct route route;
	bool	 critical;
};

/*
 * A mention that a rule took and that is not muted: opens the task (its
 * `mention` is the caller's), decides who is called now. Counts what is called
 * in desk->people. `machine` ways are none of its business. Everything is in
 * the arena; when that is spent, nothing of it counts.
 *
 * Never nowhere: where nobody is called, one of those for whom it is held has
 * a digest (desk_reads()).
 */
void	 desk_hear(struct desk *, struct arena *, const struct item *,
	    int64_t now, struct task *, struct decision *);

/*
 * What one of ours passed on (core/mail/share.h): opens the task as theirs whom
 * it is given to, or else somebody's to whom it is routed, and rather another's
 * than who passed it on; with the note. Its owner is called on their first way,
 * however low it is; the ladder goes on from there.
 */
struct passed {
	size_t	 by, to;		/* numbers; STAFF_MAX: nobody */
	slice	 note;
	size_t	 owner;			/* found */
	int64_t	 at;			/* when they are called; 0: never */
};
void	 desk_passed(struct desk *, struct arena *, const struct item *,
	    struct passed *, int64_t now, struct task *);
/* Whom words begin with: "@ben please", "Ben: please"; STAFF_MAX: nobody. */
size_t	 staff_addressed(const struct staff *, slice words);

/*
 * A task whose `due` has come: the lock has run out, or the next step of the
 * ladder: the owner's next way; then each of the others that the task is for,
 * on duty first (where there are none, the first other who is); then
 * everybody; at last, at the next opening, once more its owner, or whoever can
 * be reached. A step at which nobody can be called costs no time. While the
 * shop is closed, and in a person's quiet hours, only a critical one climbs;
 * others wait for the opening. In a crisis the others wait, but for what
 * somebody gave them. due is set anew:
 * after now, or 0. Who was called is in decision.calls; `held` is not used.
 *
 * The owner of a task that nobody took back (its lock ran out) is reminded
 * once. A task whose owner works here no more goes to somebody who does.
 */
void	 desk_due(struct desk *, struct arena *, struct task *, int64_t now,
	    struct decision *);

/*
 * In a crisis, every DESK_CRISIS seconds: one call for all that was
 * HELD_CRISIS since the last one. `waiting`: bits of those for whom there is
 * something. False: it is not time (desk_next() tells when; once the crisis is
 * over, it is, as long as anybody waits). True: calls are whom to call, and
 * held[] says of all others who wait that their part of it goes into their
 * digest, and why: their hours count, for what cannot wait has passed them
 * alone. The day's buzzes do not, nor are they used up by it: whoever turned
 * the switch wants to be called.
 */
bool	 desk_group(struct desk *, uint32_t waiting, int64_t now,
	    struct decision *);

/*
 * How many points a mention needs to buzz that person now: the least multiple
 * of five from which on no more mentions are to be expected in the rest of
 * their hours of today than what is left of the budget; from 0 to 100. It goes
 * down by itself as a quiet day goes by.
 */
int64_t	 desk_bar(const struct desk *, size_t who, int64_t now);

/* Has a digest: by their wish; or as the first of a file in which nobody
 * (but an agency) has one. */
bool	 desk_reads(const struct desk *, size_t who);
/* When the next digest of that person is due, after the last one (or after
 * `began`): at their minute of the day, or at the first opening of a day; once
 * for each local day, however late the one before was. INT64_MAX: never. */
int64_t	 desk_digest_at(const struct desk *, size_t who);
/* It is out, or there was nothing for one. In a crisis it is one of the crisis
 * alone: `plain` tells since when the rest waits for the first one after it. */
void	 desk_digested(struct desk *, size_t who, int64_t now);
/* The next moment at which anything here changes by itself; for the keeper's
 * poll. Tasks' own dues are not looked at. */
int64_t	 desk_next(const struct desk *, int64_t now);
/* Has the listening at the start an end, and when; 0: none. */
int64_t	 desk_listens_until(const struct desk *);

#endif
