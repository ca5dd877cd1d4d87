/*
 * task.h - what is to be done about a mention: the owner calls it an item.
 *
 *	new --seen--> seen --mine--> doing --done--> done
 *	 any --ignore, not us--> ignored;   done, ignored --reopen--> new
 *
 * Exactly one person answers for it, at every moment. "doing" is a lock: as
 * long as it holds, others are told "Anna is answering"; when it runs out the
 * task is "seen" again. A customer who answers re-opens what was done, and
 * what was answered and waits; what was ignored stays so.
 *
 * A record of the store is at most TASK_BYTES, whatever was written to it.
 */
#ifndef CORE_TASK_H
#define CORE_TASK_H

#include "core/desk/staff.h"
#include "core/wire.h"

enum task_state {
	TASK_NEW = 1, TASK_SEEN, TASK_DOING, TASK_DONE, TASK_IGNORED
};

enum {				/* bytes */
	TASK_NAME = 40,			/* of a person, as in the file */
	TASK_WHO = 384,			/* names that do not fit are left out */
	TASK_NOTE = 400,		/* its oldest lines go */
	TASK_OUTCOME = 12,
	TASK_HISTORY = 1000,		/* older lines go: see task_line_add() */
	TASK_WORDS = 120,		/* of one line of it */
	TASK_BYTES = 2048
};

struct task {
	int64_t	 mention;		/* whose id it shares */
	int64_t	 state;			/* enum task_state */
	int64_t	 opened;
	int64_t	 changed;		/* its state */
	int64_t	 level;			/* enum level */
	int64_t	 critical;		/* 1 */
	int64_t	 due;			/* ladder's or lock's; 0: never */
	int64_t	 step;			/* of the ladder, done so far */
	int64_t	 replied;		/* first reply; 0: none yet */
	int64_t	 closed;		/* done or ignored; 0: open */
	int64_t	 reopened;		/* times */
	int64_t	 class;			/* enum class + 1 */
	int64_t	 would;			/* 1: it would have called somebody,
					 * but the box only listened */
	int64_t	 cut;			/* what a button did up to then is not
					 * all in the history any more; 0: it
					 * is */
	slice	 owner;			/* name of the person */
	slice	 who;			/* others who hear of it, at once or in
					 * their digest, a name a line */
	slice	 note;			/* "anna: she wants her money back", a
					 * line each */
	slice	 outcome;		/* "won", "visit", ...: deed.c; empty */
	slice	 history;		/* see task_line() */
};

extern const struct wire_shape wire_task;

enum act {
	ACT_OPEN, ACT_SEEN, ACT_MINE, ACT_DONE, ACT_IGNORE, ACT_NOT_US,
	ACT_NOTE, ACT_GIVE, ACT_REOPEN, ACT_ANSWERED /* we did */,
	ACT_CAME_BACK /* the customer did */, ACT_TOLD, ACT_ESCALATED,
	ACT_TIMED_OUT, ACT_WON, ACT_LOST, ACT_RECOVERED /* the customer is
	 * content again */, ACT_USEFUL, ACT_NOT_URGENT,
	ACT_VISIT /* they came, or asked for a price */, ACTS
};

slice	 act_name(enum act);		/* "seen", "not us", "came back" */
bool	 act_named(slice, enum act *);	/* those a person may say */
slice	 task_state_name(int64_t);	/* "?": no such state */
bool	 task_state_named(slice, int64_t *);

enum acted { ACTED, ACTED_BEFORE /* it is so already */,
	ACTED_LATE /* somebody else is at it: *why */, ACTED_NEVER /* *why */ };

/*
 * One thing done to the task at `now` by `by` (empty: the box), with words (a
 * note, the person it is given to, those who were told). The history gets its
 * line; state, owner, due and the rest follow. Slices that change live in the
 * arena. Nothing else changes a task, but the desk sets `due` and `step`, which
 * are the ladder's clock. Without ACTED the task is untouched.
 *
 * The box alone opens (words: "anna, bob", the owner first), tells, escalates,
 * times out and hears a customer come back. A person who may only read may
 * look (seen) and write a note. What is given away, re-opened or came back has
 * `step` 0 and is due at once, so that desk_due() calls its owner. "mine" of
 * nobody is the owner's.
 */
enum acted task_act(struct arena *, const struct staff *, struct task *,
	    enum act, slice by, slice words, int64_t now, struct fault *why);

/* What the store holds may be of another time: no such state is a new one. */
enum task_state task_state(const struct task *);
enum level task_level(const struct task *);	/* critical: urgent */
bool	 task_open(const struct task *);
bool	 task_locked(const struct task *, int64_t now);
int64_t	 task_since(const struct task *, int64_t now);	/* its state: seconds */
/* The number of the owner; STAFF_MAX: they work here no more. */
size_t	 task_owner(const struct staff *, const struct task *);
/* Whether that person stands in `who`. */
bool	 task_tells(const struct task *, slice name);
/* "Anna is answering since 5 min"; empty: nobody. */
void	 task_put_lock(struct sink *, const struct staff *,
	    const struct task *, int64_t now);

/* "Anna answered 5 min ago"; empty: nobody has. */
void	 task_put_answered(struct sink *, const struct staff *,
	    const struct task *, int64_t now);

/*
 * The history: lines of seconds, a letter for the act, the name of the person
 * (empty: the box) and words, with tabs between. Next line; false: its end.
 * What is no such line is skipped: it may come from elsewhere.
 */
struct task_line { int64_t when; enum act act; slice by, words; };
bool	 task_line(slice *history, struct task_line *);
/*
 * The history with one more line, at most TASK_HISTORY bytes, in the arena.
 * What goes for it: never the first line; the oldest of those that no button
 * asks for, and only where there are none, what somebody's button last did
 * within TASK_ASKED; *cut is then when that was.
 */
enum { TASK_ASKED = 15 * 86400 };	/* longer than a button lives */
slice	 task_line_add(struct arena *, slice history, const struct task_line *,
	    int64_t *cut);
/* Words as a line keeps them. */
slice	 task_line_words(struct arena *, slice);

#endif
