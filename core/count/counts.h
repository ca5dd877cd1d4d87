/*
 * counts.h - the numbers of a day that outlive its mentions.
 *
 * One record a day and source, one a day and issue; both sparse: what is 0
 * costs nothing. A day is the shop's own, calendar_day() of core/desk/week.h:
 * of a mention and its alarm that on which it was said, as in the report,
 * which goes on with these where the mentions are gone; of what was done the
 * day on which it was.
 */
#ifndef CORE_COUNTS_H
#define CORE_COUNTS_H

#include "core/judge/classes.h"
#include "core/judge/label.h"
#include "core/mention.h"
#include "core/sink.h"

enum {
	COUNT_DAY_BYTES = 512,		/* of a record, at most */
	COUNT_WORDS = 160,		/* bytes of an issue's words */
	COUNT_ISSUE_BYTES = COUNT_WORDS + 32
};

/* In the order of enum polarity, core/judge/polarity.h. */
enum count_side { COUNT_NEGATIVE, COUNT_NEUTRAL, COUNT_POSITIVE, COUNT_SIDES };

/* Beside what is said, what became of it; kept in this order: add at the
 * end. */
enum count_what {
	COUNT_REPLIED,			/* the first reply of ours */
	COUNT_REPLY_MINUTES,		/* of them all: the mean is this / that */
	COUNT_IN_GOAL,			/* replied within it */
	COUNT_RESOLVED, COUNT_REOPENED,	/* is not any more */
	COUNT_RECOVERED,		/* unhappy, and then not */
	COUNT_LEAD_WON,			/* the owner says so */
	COUNT_ALERTS, COUNT_ALERTS_FALSE, /* of them "not us", and still */
	COUNT_STARS, COUNT_STARRED,	/* the sum; how many had any */
	COUNT_SIGHTINGS,
	COUNT_WHATS
};

struct count_day {
	int64_t	 of[CLASSES][COUNT_SIDES];
	int64_t	 what[COUNT_WHATS];
};

/* How many name an issue, and their words: "so rude, rude to me". */
struct count_issue {
	int64_t	 people;
	slice	 words;			/* at most COUNT_WORDS */
};

/* A stored mention counts as one; a class or a polarity that is not known is
 * "other", neutral. */
void	 count_mention(struct count_day *, const struct mention *,
	    const struct verdict *);
void	 count_plus(struct count_day *sum, const struct count_day *more);

/* The words of one issue in verdict.issue_words, "a, b"; empty: none. */
slice	 count_words(slice issue_words, unsigned label);
/* Adds the words that are not there yet, as long as there is room; the sink
 * has COUNT_WORDS. */
void	 count_join(struct sink *, slice old, slice more);

void	 count_put(struct sink *, const struct count_day *);
bool	 count_get(slice, struct count_day *);	/* false: zeroed */
void	 count_issue_put(struct sink *, const struct count_issue *);
bool	 count_issue_get(slice, struct count_issue *);

#endif
