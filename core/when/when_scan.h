/*
 * when_scan.h - a moment in parts, and fixed patterns to read it with.
 *
 * What is out of range (30 February, 25:00, week 53 of a short year) is
 * refused here, for all spellings.
 */
#ifndef CORE_WHEN_SCAN_H
#define CORE_WHEN_SCAN_H

#include "core/slice.h"

struct moment {
	int64_t	 days;		/* from 1 January 1970 */
	int64_t	 clock;		/* seconds of that day; 86400 is its end */
	int64_t	 east;		/* seconds east of UTC, when zoned */
	int64_t	 usual;		/* the same, when only the language says so */
	bool	 dated;
	bool	 clocked;
	bool	 zoned;
	bool	 guessed;	/* `usual` is set */
};

extern const char when_months[];	/* "JanFeb...": three letters each */

bool	 when_date(struct moment *, int64_t year, int64_t month, int64_t day);
bool	 when_clock(struct moment *, int64_t hour, int64_t min, int64_t sec);
int64_t	 when_century(int64_t two_digits);	/* RFC 5322: 49 is 2049 */

/* Exactly n digits; false: nothing taken. */
bool	 when_digits(slice *rest, size_t n, int64_t *value);

/*
 * Takes what the pattern describes from the start of *rest; false: *rest and
 * the moment are as before. As in strptime: %Y %m %d %H %M %S, %y two digits
 * of a year, %j day of the year, %V and %u ISO week and its day, %e a day
 * filled up with a blank, %a %A %b English names, exactly as HTTP writes them.
 * What is not named is the first (month, day) or not touched (the clock).
 */
bool	 when_scan(slice *rest, const char *pattern, struct moment *);

#endif
