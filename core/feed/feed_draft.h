/*
 * feed_draft.h - an entry, or the feed itself, while it is being read.
 */
#ifndef CORE_FEED_DRAFT_H
#define CORE_FEED_DRAFT_H

#include "core/feed/feed.h"
#include "core/feed/feed_tags.h"

struct feed_draft {
	slice	 text[FEED_SLOTS];
	int64_t	 when[FEED_SLOTS];
	uint8_t	 rank[FEED_SLOTS];
};

/* Each keeps the value if it outranks what is there; an empty text, what is
 * no date and what is no address are nothing. */
void	 feed_draft_text(struct feed_draft *, struct arena *,
	    enum feed_slot, unsigned rank, slice);
void	 feed_draft_date(struct feed_draft *, enum feed_slot, unsigned rank,
	    slice);
void	 feed_draft_link(struct feed_draft *, struct arena *, unsigned rank,
	    slice base, slice reference);

/* Ask before an entry is read: past FEED_MAX_ENTRIES it is only counted. */
bool	 feed_draft_room(struct feed *);
/* The entry at the end of feed->entries, which grows. False: the arena is
 * spent, the entry is not there. */
bool	 feed_draft_enter(const struct feed_draft *, struct arena *,
	    struct feed *);

#endif
