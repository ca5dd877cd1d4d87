/*
 * reach.h - may somebody be called now, on which way, and what does it cost
 * them of their day? For the rooms of core/desk/desk.h.
 */
#ifndef CORE_REACH_H
#define CORE_REACH_H

#include "core/desk/desk.h"

enum { DESK_DAY = 86400 };

/* t + seconds, where it can be told. */
int64_t	 desk_later(int64_t t, int64_t seconds);
bool	 desk_closed(const struct desk *, int64_t now);
bool	 desk_listens(const struct desk *, int64_t now);
/* The next opening; of a shop that has none, the next morning. */
int64_t	 desk_opening(const struct desk *, int64_t now);

/* Their first way from that number on that is meant for it; nways: none. */
size_t	 reach_way(const struct staff_person *, size_t from, enum level);
/* HELD_NOT, HELD_LEVEL, HELD_CLOSED, HELD_QUIET: of a call that is not
 * critical, the budget apart. */
enum held reach_now(const struct desk *, size_t who, enum level,
	    int64_t now);
/* The first moment after now at which their hours let it through. */
int64_t	 reach_from(const struct desk *, size_t who, int64_t now);
/* On that way, or on all at once where they are asked together. */
void	 reach_free(const struct desk *, struct decision *, size_t who,
	    size_t way, enum level, int64_t step);
/* The same; one buzz of their day. */
void	 reach_call(struct desk *, struct decision *, size_t who, size_t way,
	    enum level, int64_t step, int64_t now);
/* reach_call() on the first way, where the hours and the budget allow it; a
 * critical call where there is any way at all. */
bool	 reach_try(struct desk *, struct decision *, size_t who,
	    const struct task *, int64_t step, int64_t now);
/* "anna, bob": those called. */
slice	 reach_names(const struct desk *, struct arena *,
	    const struct decision *);

/* Sets due and step of a task that has just been told. */
void	 ladder_start(struct desk *, struct task *, const struct decision *,
	    int64_t now);

/* Their day as it is now: on a new one nothing is used up yet. */
struct desk_person attention_today(const struct desk *, size_t who,
	    int64_t now);
int64_t	 attention_left(const struct desk *, size_t who, int64_t now);
/* Something that might buzz has come. */
void	 attention_hear(struct desk *, size_t who, int64_t priority,
	    int64_t now);
void	 attention_buzz(struct desk *, size_t who, int64_t now);

#endif
