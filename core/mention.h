/*
 * mention.h - the one struct that travels: somebody said something, somewhere.
 *
 * All slices are UTF-8 plain text (no markup) and die with their arena. Empty
 * means "the source does not say"; so does 0 in a number, except where noted.
 */
#ifndef CORE_MENTION_H
#define CORE_MENTION_H

#include "core/slice.h"

struct mention {
	slice	 id;		/* the network's own, as text, never empty */
	slice	 url;		/* absolute, where a person reads it */
	slice	 title;
	slice	 text;
	slice	 author;	/* display name */
	slice	 handle;	/* "@anna@example.org" */
	slice	 author_url;
	slice	 lang;		/* BCP 47, as the source says */
	slice	 parent;	/* id of what it answers */
	slice	 place;
	slice	 keep;		/* JSON object: what a reply will need */
	int64_t	 time;		/* Unix seconds, UTC */
	int64_t	 rating;	/* stars 1 to 5 */
	int64_t	 followers;
	int64_t	 likes;
	int64_t	 replies;
};

enum { REASONS_MAX = 16 };

/* One step of a judgement. The points of all reasons sum to the priority. */
struct reason {
	slice	 why;		/* "'third time', 'still waiting'" */
	int64_t	 points;
};

struct verdict {
	slice	 polarity;	/* "negative", "neutral", "positive" */
	slice	 class;		/* "complaint", "question", ... see score.h */
	slice	 lang;		/* "en", ..., "xx": unknown */
	int64_t	 sentiment;	/* -100 to 100 */
	int64_t	 priority;	/* 0 to 100 */
	struct reason reasons[REASONS_MAX];
	size_t	 nreasons;
};

/* How loud: thresholds on the priority. */
enum level { LEVEL_LOW, LEVEL_NORMAL, LEVEL_HIGH, LEVEL_URGENT, LEVELS };

#endif
