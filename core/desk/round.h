/*
 * round.h - letters that come by themselves: one a week, on a weekday, and one
 * on the first of each month. Each day for which one is due has its turn once:
 * the last such day is all that must be remembered, through restarts, changes
 * of the clock, and days on which the box was off.
 */
#ifndef CORE_ROUND_H
#define CORE_ROUND_H

#include "core/desk/week.h"

enum round_kind { ROUND_WEEK, ROUND_MONTH, ROUNDS };
enum { ROUND_OPENING = -1, ROUND_OFF = -2 };

/* "letters" of earshot.json.5. */
struct rounds {
	int	 weekday;		/* of the week's; 0: Monday */
	int	 minute[ROUNDS];	/* of the day; ROUND_OPENING: its first
					 * opening, or at eight */
	uint32_t who;			/* bits: to whom they go */
};

struct round_turn {
	int64_t	 at;			/* INT64_MAX: never */
	int64_t	 day;			/* local; remember it once it is done */
	int64_t	 from, to;		/* local days that it tells of, both
					 * included */
	bool	 late;			/* missed for too long: no letter, only
					 * remember the day */
};

/* What came due while a crisis was on waited for its end (`until`; 0: it is
 * on): that is not late, if nothing else kept it as long again. */
void	 round_waited(struct round_turn *, enum round_kind, int64_t from,
	    int64_t until, int64_t now);

/*
 * The turn after that of the day `done`; 0: there was none yet, and the first
 * comes once we have listened for some days since `began`. What is more than
 * one turn behind is left out, and so is what is more than 3 days late (of a
 * month: 7). A clock that was wrong and far ahead is forgiven: from then on
 * they come as if there had been none until now.
 */
struct round_turn round_next(const struct calendar *, const struct rounds *,
	    enum round_kind, int64_t began, int64_t done, int64_t now);

#endif
