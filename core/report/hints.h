/*
 * hints.h - what hints.c and hints_hours.c share: each looks for one thing to
 * change, and says nothing where the numbers do not.
 */
#ifndef CORE_HINTS_H
#define CORE_HINTS_H

#include "core/report/parts.h"
#include "core/report/say.h"

enum { HINT_LEAST = 5 /* of a thing, to be named at all */ };

/* False: there is no reason to. */
typedef bool hint_fn(struct report *, struct hint *);
hint_fn	 hint_late, hint_slow_hours, hint_closed_day, hint_spent, hint_peak;

/* The one of n whose share is surely above that, the surest; n: none is. */
size_t	 hint_worst(const struct sign *, size_t n, int32_t thousandths);
/* What to do, in words as say_put() has them; then the evidence, into the sink,
 * and the words of one who says so (empty: of nobody). */
struct sink hint_what(struct report *, struct hint *, const char *text,
	    slice name, int64_t a, int64_t b);
bool	 hint_prove(struct report *, struct hint *, struct sink *, slice said);
/* "9 of 40 WHAT: 23% (12 to 38%)." */
void	 hint_put_of(struct sink *, int64_t n, int64_t of, const char *what);

#endif
