/*
 * issues.h - what people talk about, counted, and the words they do it with
 * (R15 to R17, R20).
 */
#ifndef CORE_REPORT_ISSUES_H
#define CORE_REPORT_ISSUES_H

#include "core/judge/label.h"
#include "core/mention.h"
#include "core/sink.h"

enum {
	ISSUE_TOPS = 5,			/* of a day */
	ISSUE_SAID = 8,			/* different words kept of each */
	ISSUE_SAYS = 3			/* of them shown */
};

struct issue_said {
	slice	 words;			/* as the first who used them wrote */
	size_t	 count;
};

struct issue_top {
	unsigned label;			/* core/judge/label.h */
	size_t	 count;
	struct issue_said said[ISSUE_SAID];	/* the most frequent first */
	size_t	 nsaid;
};

struct issue_sum {
	struct issue_top of[LABELS];
};

struct issue_sum *issue_sum_take(struct arena *);	/* NULL: spent */
/* One mention's issues; the slices must outlive the sum. */
void	 issue_sum_add(struct issue_sum *, const struct verdict *);
/* The most frequent first, those with a count alone; how many. */
size_t	 issue_sum_top(const struct issue_sum *,
	    struct issue_top top[static ISSUE_TOPS]);
/* "wait (no answer)" */
void	 issue_put_name(struct sink *, unsigned label);
/* "'still waiting' (3), 'third time'" */
void	 issue_put_words(struct sink *, const struct issue_top *);

#endif
