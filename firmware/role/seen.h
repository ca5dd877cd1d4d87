/*
 * seen.h - which entries of a source were met before: not by date, by id.
 *
 * A list of twelve-byte entries, newest first: eight bytes hash of the id,
 * three of the words, so that an edit is told from a repetition, and how far
 * it went (core/count/spread.h), so that a post that spreads is.
 */
#ifndef FIRMWARE_ROLE_SEEN_H
#define FIRMWARE_ROLE_SEEN_H

#include "core/mention.h"
#include "core/sink.h"

enum { SEEN_ENTRY = 12, SEEN_MOST = 1500 };

enum seen { SEEN_NEVER, SEEN_SAME, SEEN_EDITED, SEEN_SPREADS };

enum seen seen_before(slice list, const struct mention *);
/* The list after this answer: its mentions first, then the old ones. */
slice	 seen_after(struct arena *, slice list, const struct mention *, size_t n);

#endif
