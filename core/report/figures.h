/*
 * figures.h - the owner's figures (core/report/figure.h) added up over the time
 * of a report, and what was spent on items.
 */
#ifndef CORE_FIGURES_H
#define CORE_FIGURES_H

#include "core/desk/task.h"
#include "core/report/figure.h"
#include "core/report/series.h"

enum { FIGURE_COUPONS = 8 };

struct figures {
	bool	 any;
	int64_t	 weeks[SERIES_WEEKS][FIGURE_WAYS];
	int64_t	 sum[FIGURE_WAYS];
	struct { slice name; int64_t n; } coupons[FIGURE_COUPONS];
	size_t	 ncoupons;
	int64_t	 margin;		/* of one lead, hundredths; 0: none */
	int64_t	 margin_day;
	int64_t	 seconds, items;	/* from "mine" to what came of it */
};

/* An event's, if it is one; the words must last. False: it is a mark. */
bool	 figures_event(struct figures *, const struct series *, int64_t day,
	    slice words);
/* What somebody spent on an item, as far as its history tells. */
void	 figures_spent(struct figures *, const struct task *);
/* Leads won at the margin; hundredths. */
int64_t	 figures_value(const struct figures *, int64_t won);

#endif
