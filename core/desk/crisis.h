/*
 * crisis.h - the one switch: who turned it on and off, when, and what may be
 * said meanwhile. Kept as lines of seconds, "+" or "-", the name of the person
 * (empty: the box) and words, with tabs between; the oldest crisis goes first.
 */
#ifndef CORE_CRISIS_H
#define CORE_CRISIS_H

#include "core/desk/staff.h"
#include "core/sink.h"

enum { CRISIS_BYTES = 4096 };		/* of all lines */

struct crisis {
	int64_t	 from;
	int64_t	 until;			/* 0: it is on */
	slice	 by, ended;		/* names of who did that */
	slice	 words;			/* the holding statement; or empty */
};

/* The last one (0), the one before it (1) ...; false: there is none. */
bool	 crisis_nth(slice log, size_t nth, struct crisis *);

struct crisis_order {
	int64_t	 when;
	bool	 on;
	slice	 by, words;
};
/* The log with it, in the arena. The same once more, or off where none is on,
 * changes nothing: false. On where it is on gives it other words. */
bool	 crisis_switch(struct arena *, slice *log,
	    const struct crisis_order *);

/* "Crisis mode since 2026-11-22 10:32, by Anna. Say no more than: ..." */
void	 crisis_put(struct sink *, const struct staff *,
	    const struct crisis *, slice words, slice link);

#endif
