/*
 * trace.h - what would show that somebody was here: handles, addresses, pieces
 * of what they said; all looked for at once, in one pass over any bytes.
 *
 * Each is looked for as it is, percent-encoded, and as JSON escapes it. A word
 * that may be anybody's (a first name) is weak: it is looked for, but what is
 * found of it proves nothing.
 */
#ifndef CORE_TRACE_H
#define CORE_TRACE_H

#include "core/sink.h"

enum {
	TRACE_LEAST = 4,		/* bytes; shorter ones are none */
	TRACE_MOST = 64,		/* of one that are compared */
	TRACES_MOST = 2000,
	TRACE_PIECE = 28,		/* of a text, about */
	TRACE_PIECES = 12,		/* of one text: its start and its end */
	TRACE_FORMS = 4,
	TRACE_SLOTS = 4096,
	TRACES_ROOM = 640 << 10		/* of arena, for the most of them */
};

enum trace_sort {
	TRACE_OWN,			/* a handle, an address: theirs */
	TRACE_SAID,			/* a piece of a text */
	TRACE_WEAK
};

struct trace {
	slice	 bytes;
	uint32_t hits;
	uint16_t of;			/* the trace this is a form of */
	uint16_t next;			/* in its slot, + 1; 0: the last */
	uint8_t	 sort;
	bool	 stays;			/* somebody else's words hold it */
};

struct traces {
	struct arena *arena;
	struct trace *list;		/* forms behind their trace */
	size_t	 n, most;
	size_t	 whole;			/* that are no forms of another */
	bool	 left_out;		/* there were more */
	uint8_t	 maybe[8192];		/* bits: one begins with that hash */
	uint16_t slots[TRACE_SLOTS];
};

/* NULL: the arena is spent. */
struct traces *traces_make(struct arena *);
/* Twice is once. Both as written and in lower case. */
void	 traces_add(struct traces *, slice, enum trace_sort);
/* Pieces of it. */
void	 traces_add_text(struct traces *, slice);

/* Counts the hits of each that begin before byte `end` of them. */
void	 traces_scan(struct traces *, slice bytes, size_t end);
void	 traces_clear(struct traces *);		/* no hits any more */
/* The first at or behind `from` that is not weak; false: none. *at is where. */
bool	 traces_find(const struct traces *, slice bytes, size_t from,
	    size_t *at, const struct trace **);
/* Of those that are no forms: how many were found themselves or in any form,
 * and do not stay; weak ones left out. */
size_t	 traces_found(const struct traces *);
size_t	 traces_strong(const struct traces *);	/* that are not weak */

/* The bytes with each TRACE_OWN in them replaced. */
void	 traces_mask(struct sink *, const struct traces *, slice bytes,
	    slice with);

#endif
