/*
 * cost.h - what a source's requests cost its owner, and how much may be spent:
 * dollars, or requests that a plan counts.
 *
 * Amounts are whole numbers, millionths of the unit. Recipes that name the
 * same pot spend together.
 */
#ifndef CORE_COST_H
#define CORE_COST_H

#include "core/recipe/recipe.h"

enum { COST_UNIT = 1000000 };

struct cost {
	slice	 pot;			/* "X" */
	slice	 unit;			/* "dollars" */
	int64_t	 request, record;	/* each */
	int64_t	 page;			/* a request with all it may bring */
	int64_t	 most;			/* in a month, or a day */
	bool	 daily;
	slice	 zone;			/* whose midnight ends the day */
};

/* By `limits.cost`; false: it costs nothing. */
bool	 cost_of(const struct recipe *, const struct template_scope *,
	    struct cost *);

/* When it is counted from nothing again, Unix seconds. */
int64_t	 cost_ends(const struct cost *, int64_t now);

/* "3.20 of 10 dollars this month" */
void	 cost_put(struct sink *, const struct cost *, int64_t spent);

#endif
