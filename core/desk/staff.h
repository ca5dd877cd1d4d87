/*
 * staff.h - who works here, when, and who hears of what: "people", "hours",
 * "rota" and "escalate" of earshot.json.5, checked, as one const struct.
 *
 * A person is a bit (1u << number) wherever several are meant.
 */
#ifndef CORE_STAFF_H
#define CORE_STAFF_H

#include "core/desk/week.h"
#include "core/judge/classes.h"
#include "core/mention.h"

enum {
	STAFF_MAX = 24, STAFF_WAYS = 24, ROTA_MAX = 32,
	STAFF_BUZZES = 10,		/* a day, where people are named */
	STAFF_LADDER = 10,		/* minutes */
	STAFF_LOCK = 30			/* minutes that "mine" holds */
};

/* May do; more than one. */
enum { MAY_READ = 1, MAY_DRAFT = 2, MAY_SEND = 4 };

struct way_out {
	uint16_t channel;		/* number in the configuration */
	uint8_t	 least;			/* enum level it is meant for */
};

struct staff_person {
	slice	 name;			/* in the file: "anna" */
	slice	 called;		/* "Anna" */
	struct way_out ways[STAFF_WAYS];	/* the first is asked first */
	size_t	 nways;
	bool	 together;		/* all of them at once: one person who
					 * wrote no list */
	/* What is theirs; lists are an entry a line, empty: everything. */
	slice	 territory;		/* places, as in core/judge/shop.h */
	slice	 sources;		/* names in the file */
	slice	 issues;		/* "staff", "wait/late" */
	slice	 langs;
	uint32_t classes;		/* bit: enum class; 0: all */
	slice	 mails;			/* addresses they write from, with
					 * commas between */
	enum level least;		/* quieter ones wait for the digest */
	bool	 critical;		/* nothing else, not even a digest */
	int64_t	 buzzes;		/* a day; -1: no bound */
	struct week quiet;		/* no spans: none */
	int	 digest;		/* minute of the day; -1: at opening;
					 * -2: none */
	unsigned may;
	bool	 agency;		/* from outside: sees and does nothing
					 * but what is theirs by those lists */
};

struct duty {
	unsigned who;			/* bits */
	struct week week;		/* no spans: at every hour */
	int32_t	 from, to;		/* local days, both included; 0: no such
					 * bound */
};

struct staff {
	struct calendar hours;
	struct staff_person people[STAFF_MAX];
	size_t	 n;			/* at least one */
	struct duty rota[ROTA_MAX];
	size_t	 nrota;			/* 0: everybody is always on duty */
	int64_t	 ladder;		/* minutes to the next step; 0: no ladder */
	enum level from;		/* that a task needs for it */
	int64_t	 lock;			/* minutes */
	int64_t	 patience;		/* minutes with a source in trouble */
	int64_t	 listen;		/* days at the start that only listen */
	int64_t	 goals[CLASSES];	/* minutes to a first reply; 0: none */
	bool	 closed_buzz;		/* the shop's closing keeps nobody quiet */
};

/* Minutes to a first reply of that class + 1 (as a task has it); 0: none. */
int64_t	 staff_goal(const struct staff *, int64_t class);
/* Who is on duty now; nobody is 0. */
uint32_t staff_duty(const struct staff *, int64_t now);
/* All but agencies; everybody, where there is nobody else. */
uint32_t staff_house(const struct staff *);
/* The first hole of at least an hour in the next `days` of opening hours: when
 * it begins, and how long in seconds; 0: none. */
int64_t	 staff_hole(const struct staff *, int64_t now, int64_t days,
	    int64_t *seconds);
/* By the name in the file, in letters of either case, or what they are called.
 * STAFF_MAX: nobody of that name. */
size_t	 staff_named(const struct staff *, slice name);

/* The list of what breaks through, as printed where hours are set: one line a
 * rule, for that person; of an agency first how far it reaches. */
void	 staff_breaks(struct sink *, const struct staff *, size_t who);

#endif
