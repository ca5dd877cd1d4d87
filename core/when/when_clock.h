/*
 * when_clock.h - the clock and the zone inside a folded text.
 */
#ifndef CORE_WHEN_CLOCK_H
#define CORE_WHEN_CLOCK_H

#include "core/when/when_names.h"

/* What may be a clock depends on what came before it. */
enum {
	CLOCK_BASIC = 1,	/* 0930, 093000: a date of ISO 8601 */
	CLOCK_HOUR = 2,		/* 09: its 'T' as well */
	CLOCK_LAST = 4,		/* 9.30, 9 h 30: no number is missing else */
};

size_t	 when_blanks(slice);		/* how many it begins with */
size_t	 when_count_digits(slice);
slice	 when_word(slice);		/* the letters it begins with */

/* 9:30, 9:30:15.25, 9h30, 9 am ...: hour, minute, second. A fraction is
 * dropped. False: nothing taken. */
bool	 when_take_clock(slice *rest, unsigned how, int64_t part[static 3]);
/* "am", "p. m."; false: nothing taken. */
bool	 when_take_half(slice *rest, enum when_half *);
/* +02:00, -0800, +2 to seconds east. False: nothing taken. `colon`: only
 * with one, because anything else could still be a day. */
bool	 when_take_offset(slice *rest, bool colon, int64_t *east);
/* CET; UTC+1; Etc/GMT+1, whose sign is turned. False: nothing taken. */
bool	 when_take_zone(slice *rest, int64_t *east);

#endif
