/*
 * match.h - all words of all rules against one mention, in one pass.
 *
 * The time is linear in the text, whatever stands in it, and what a run takes
 * from its arena depends on the rules only: at most 256 bytes for each of
 * their words.
 */
#ifndef CORE_MATCH_H
#define CORE_MATCH_H

#include "core/mention.h"
#include "core/match/query.h"

enum { MATCH_WORDS_MAX = 12 };

struct match {
	bool	 hit;
	slice	 words[MATCH_WORDS_MAX];	/* as they stand in the text */
	size_t	 nwords;
};

struct matcher;

/* Rules in the order of the configuration; the queries must outlive it. NULL
 * among them: a rule that takes nothing. Gives NULL when the arena is spent. */
struct matcher *matcher_make(struct arena *, const struct query *const *,
	    size_t n);
/* One result a rule into out[0..n). The arena is scratch; when it is spent no
 * rule hits. */
void	 matcher_run(const struct matcher *, struct arena *,
	    const struct mention *, struct match *out);

#endif
