/*
 * notes.h - below outbox.c: what it writes beside the mentions, and the two
 * tables of the queue. Inside storage only.
 */
#ifndef STORAGE_NOTES_H
#define STORAGE_NOTES_H

#include "storage/outbox.h"
#include "storage/tables.h"

#define WAITING	SLICE("waiting")

enum { NOTE_SIZE = 2048 };		/* channel, verdict, three numbers */

/* Made before anything is written: what it is made of may lie in the map. */
struct note {
	uint64_t letter;
	int64_t	 when;
	size_t	 n;
	char	 record[NOTE_SIZE];
};

struct note note_make(const struct letter *, int64_t when, slice verdict);
struct note note_rejected(const struct letter *, int64_t when);
bool	 note_put(struct txn *, slice mentions, const struct note *);
/* In the store's one record buffer. */
slice	 letter_record(struct txn *, const struct letter *);

/* --- storage/lane.c: the queue's two tables --------------------------- */

/* Where a letter stands, and what it says. */
struct standing {
	int64_t		 due;
	struct letter	 letter;
};

int64_t	 lane_due(slice key);
uint64_t lane_id(slice key);
slice	 lane_channel(slice key);
slice	 lane_name(slice channel);	/* as it is cut in a key */

bool	 lane_at(struct txn *, int64_t due, uint64_t id, struct standing *);
bool	 lane_put(struct txn *, const struct key *lane, slice record);
/* Finds a letter, wherever it stands; none: the transaction has failed. Its
 * mentions lie in the store's own memory, other slices until a write. */
bool	 lane_take(struct txn *, int64_t due, const struct letter *,
	    struct standing *);
bool	 lane_drop(struct txn *, const struct standing *);
/* A list of mentions in memory of the store: a write moves the map. */
slice	 lane_keep(struct txn *, slice mentions);

#endif
