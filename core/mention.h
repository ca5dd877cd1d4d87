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
	slice	 type;		/* "review": see MENTION_TYPES */
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
	int64_t	 answered;	/* there, by whom it is about; not stored */
	int64_t	 rating;	/* stars 1 to 5 */
	int64_t	 followers;
	int64_t	 likes;
	int64_t	 replies;
};

/* Where a mention stands, not what it says. A comment stands below something
 * of others, a reply answers a person, a message came to the shop alone. */
#define MENTION_TYPES	"post, comment, reply, review, article, video, mail " \
			"and message"

slice	 mention_type_named(slice);	/* as it is spelled; empty: no such */
/* What it says it is; or else by its stars or parent; or else empty. */
slice	 mention_type(const struct mention *);

enum {
	REASONS_MAX = 16,
	ISSUE_WORDS_BYTES = 400		/* and one more label at most */
};

/* One step of a judgement. The points of all reasons sum to the priority. */
struct reason {
	slice	 why;		/* "'third time', 'still waiting'" */
	int64_t	 points;
};

struct verdict {
	slice	 polarity;	/* "negative", "neutral", "positive" */
	slice	 class;		/* "complaint", "question", ... see score.h */
	slice	 lang;		/* "en", ..., "xx": unknown */
	slice	 attitude;	/* "reactive": to us; "proactive": about us;
				 * "progressive": a need; empty: none */
	slice	 issues;	/* "wait/late, staff/rude"; empty: none */
	slice	 issue_words;	/* "wait/late: still waiting, third time;
				 * staff/rude: so rude": the customer's own,
				 * without a comma or a semicolon in them */
	slice	 spot;		/* "here", "elsewhere"; empty: not known */
	int64_t	 guarded;	/* 1: too grave for taps to move it */
	int64_t	 sentiment;	/* -100 to 100 */
	int64_t	 priority;	/* 0 to 100 */
	size_t	 nreasons;
	struct reason reasons[REASONS_MAX];
};

/* How loud: thresholds on the priority. */
enum level { LEVEL_LOW, LEVEL_NORMAL, LEVEL_HIGH, LEVEL_URGENT, LEVELS };

#endif
