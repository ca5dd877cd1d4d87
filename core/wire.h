/*
 * wire.h - one codec for the pipe between processes and for the store.
 *
 * A record is a kind byte and fields: tag byte, length as a base-128 varint,
 * bytes. Integers are zigzag varints. Empty fields are not written, unknown
 * tags are skipped (a newer writer), a field twice or out of its bounds is an
 * error: what a worker sends is foreign too.
 *
 * Structs are described by tables, so that there is one loop for all.
 */
#ifndef CORE_WIRE_H
#define CORE_WIRE_H

#include "core/mention.h"
#include "core/sink.h"

enum { WIRE_MAX = 131072 };		/* the largest record */

/* A slice longer than its bound is cut between characters (TEXT), left out
 * (WHOLE: half a cursor or address is worse than none), or written as it is,
 * for the reader to refuse. What the store keeps can thus always be read. */
enum wire_type { WIRE_SLICE, WIRE_INT, WIRE_REASONS, WIRE_TEXT, WIRE_WHOLE };

struct wire_field {
	unsigned char	 tag;		/* 1 to 255, never reused */
	unsigned char	 type;		/* enum wire_type */
	unsigned short	 at;		/* offsetof */
	unsigned	 most;		/* longest slice; 0: WIRE_MAX */
};

struct wire_shape {
	unsigned char	 kind;
	const struct wire_field *fields;
	size_t		 nfields;
	size_t		 size;		/* of the struct */
};

void	 wire_put(struct sink *, const struct wire_shape *, const void *);
/* False: not such a record, or malformed; the struct is zeroed first. Slices
 * point into `bytes`. */
bool	 wire_get(slice bytes, const struct wire_shape *, void *);
int	 wire_kind(slice bytes);	/* -1: empty */

/* --- what the store keeps --------------------------------------------- */

enum { ITEM_ALSO = 1024 };	/* bytes of the longest list of sources */
enum fate { FATE_SENT = 1, FATE_DIGEST, FATE_MUTED };

/* A mention as stored: what was said, what we made of it, what became of it. */
struct item {
	struct mention	 mention;
	struct verdict	 verdict;
	slice		 source;	/* name in the configuration */
	slice		 rule;		/* the rule that took it */
	slice		 words;		/* that took it, ", " between */
	slice		 muted;		/* why it did not buzz, or who was spared
					 * and why */
	slice		 also;		/* other sources that showed it */
	int64_t		 found;		/* when we fetched it */
	int64_t		 fate;		/* enum fate */
	int64_t		 sightings;	/* times seen beyond the first */
	int64_t		 edited;	/* when its text changed, 0 never */
	int64_t		 answers;	/* mentions that answer it */
	int64_t		 spread;	/* its reach when that was last told,
					 * 0 never: core/count/spread.h */
};

struct source_state {
	slice	 cursor;
	slice	 etag;
	slice	 modified;		/* Last-Modified, as spelled there */
	slice	 seen;			/* see role_fetch: ids already met */
	slice	 moved;			/* permanent new address, or empty */
	slice	 trouble;		/* the last fault; empty: none */
	int64_t	 next;			/* Unix seconds */
	int64_t	 polled;		/* last try */
	int64_t	 good;			/* last success */
	int64_t	 failures;		/* in a row */
	int64_t	 baseline;		/* 1: the first poll has been */
	int64_t	 newest;		/* time of the newest item ever */
	/* More came than one visit reads: where it goes on, and what counts
	 * once that is done. */
	slice	 resume;		/* address without secrets, or empty */
	slice	 high;			/* the cursor then */
	int64_t	 floor;			/* newest before it began */
	int64_t	 dug;			/* pages read of it */
	/* Of a pot (core/recipe/cost.h), which has a record of its own. */
	int64_t	 spent;			/* millionths */
	int64_t	 until;			/* counted from nothing then */
};

struct letter {
	slice	 channel;		/* name in the configuration */
	slice	 level;			/* "low" ... "urgent" */
	slice	 title;
	slice	 text;
	slice	 url;
	slice	 mentions;		/* ids of what it tells, "12 13" */
	slice	 trouble;		/* the last failure in words */
	slice	 state;			/* of a reply in steps: what the ones
					 * before gave, a JSON object */
	slice	 who;			/* is to read it; empty: nobody named */
	slice	 html;			/* the same for a mail; empty: as text */
	int64_t	 id;			/* and Message-ID, Idempotency-Key */
	int64_t	 born;
	int64_t	 tries;
	int64_t	 mention;		/* the first of them */
	int64_t	 unsure;		/* an answer was lost, it may be there: 1,
					 * of a reply since when */
	int64_t	 order;			/* of a reply: the owner's command */
	int64_t	 step;			/* of a reply: the next one */
	int64_t	 anyway;		/* of a reply, 1: the owner wants it out
					 * although a crisis is on */
};

/* What became of a letter, kept beside its mention. */
struct delivery {
	slice	 channel;
	slice	 verdict;		/* "sent", "rejected: ...", "merged" */
	int64_t	 letter;
	int64_t	 when;
	int64_t	 tries;
	int64_t	 order;			/* of a reply, as in its letter */
};

/* One day of one source. The identities of the ledger:
 * fetched = fresh + duplicate; fresh = matched + unmatched;
 * matched = sent + digest + muted. */
struct tally {
	int64_t	 fetched, fresh, duplicate, matched, unmatched;
	int64_t	 sent, digest, muted;
	int64_t	 polls, failures, unchanged;
};

extern const struct wire_shape wire_item, wire_source, wire_letter,
    wire_delivery, wire_tally;

#endif
