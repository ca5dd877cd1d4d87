/*
 * digest.h - the letter of the day: what people talked about and in which
 * words, what waits, what was answered and how fast, what was not heard, and
 * whether everything is accounted for.
 *
 * Mentions are added one by one, in any order; memory is bounded however many
 * there are. R15 and R16: three to five issues, each with its count and the
 * customers' own words.
 */
#ifndef CORE_DIGEST_H
#define CORE_DIGEST_H

#include "core/desk/task.h"
#include "core/wire.h"

struct digest_head {
	slice	 shop;
	slice	 reader;		/* who reads it, as they are called */
	struct zone zone;
	int64_t	 from, now;
	int64_t	 listening;		/* only listens until then; 0: no */
	bool	 last;			/* ... and this is its end */
	slice	 pinned;		/* stands above all else; or empty */
	bool	 crisis;		/* one of a crisis alone: what is bad or
					 * doubtful, and what waits */
	int64_t	 plain;			/* the last that was not; 0: `from` */
};

/* Since when what is no crisis's stood in none. */
int64_t	 digest_plain_from(const struct digest_head *);

struct digest;

/* NULL: the arena is spent. It takes about 100 KB. */
struct digest *digest_open(struct arena *, const struct digest_head *);
/* `task` NULL: it was never one. Both are copied, what their slices point at
 * must live until the end. */
void	 digest_mention(struct digest *, const struct item *,
	    const struct task *);
/* A source that could not be read, in words. */
void	 digest_blind(struct digest *, slice source, slice trouble);
void	 digest_ledger(struct digest *, const struct tally *, size_t sources);
/* Something rises: "3 people this week: card machine". Ready words. */
void	 digest_rising(struct digest *, slice);
/* Title, text and html of the letter, in the arena. False: there is nothing to
 * tell. */
bool	 digest_close(struct digest *, struct letter *);

#endif
