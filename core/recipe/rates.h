/*
 * rates.h - what an answer's headers say about how much more may be asked.
 */
#ifndef CORE_RATES_H
#define CORE_RATES_H

#include "core/recipe/recipe.h"

/*
 * In any of the spellings in use: X-RateLimit-Remaining and -Reset (also
 * X-Rate-Limit-), RateLimit-Remaining and -Reset, the structured RateLimit,
 * Meta's usage reports, and the two that `limits` of the recipe names. A reset
 * is seconds from now, Unix seconds or milliseconds, or a date.
 */
struct rates {
	bool	 spent;			/* nothing is left */
	int64_t	 wait;			/* until it counts anew; -1: not told */
};

struct rates rates_read(const struct recipe *, struct arena *,
	    const struct http_head *, int64_t now);

#endif
