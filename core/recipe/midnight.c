#include "core/recipe/midnight.h"

#include "core/when/when.h"

enum { DAY = 86400, HOUR = 3600, YEARS_MOST = 8000 };

/* The first Sunday on or after this day (from 1970, a Thursday). */
static int64_t
sunday(int64_t days)
{
	int64_t	 weekday = (days + 4) % 7;	/* 0 is Sunday */

	return days + (7 - weekday) % 7;
}

static int64_t
year_of(int64_t days)
{
	int64_t	 year = 1970 + days / 366;

	while (when_days(year + 1, 1, 1) <= days)
		year++;
	return year;
}

int64_t
month_ends(int64_t now)
{
	int64_t	 days = now < 0 || now / DAY > (int64_t)YEARS_MOST * 366 ? 0 :
	    now / DAY;
	int64_t	 year = year_of(days), month = 2;

	while (month <= 12 && when_days(year, month, 1) <= days)
		month++;
	return (month <= 12 ? when_days(year, month, 1) :
	    when_days(year + 1, 1, 1)) * DAY;
}

/* Daylight saving time of the USA since 2007: from the second Sunday of March
 * to the first of November, changing at two o'clock in the morning. */
static int64_t
pacific(int64_t now)
{
	const int64_t standard = -8 * HOUR;
	int64_t	 days = now / DAY;
	int64_t	 year = year_of(days);
	int64_t	 begin, end;

	begin = sunday(when_days(year, 3, 8)) * DAY + 2 * HOUR - standard;
	end = sunday(when_days(year, 11, 1)) * DAY + HOUR - standard;
	return now >= begin && now < end ? standard + HOUR : standard;
}

int64_t
midnight_in(slice zone, int64_t now)
{
	bool	 utc = slice_eq(zone, SLICE("midnight:UTC"));
	int64_t	 local;

	if (now < DAY || now / DAY > (int64_t)YEARS_MOST * 366)
		return DAY;		/* no clock to speak of */
	if (!utc && !slice_eq(zone, SLICE("midnight:America/Los_Angeles")))
		return -1;
	local = utc ? now : now + pacific(now);
	return DAY - local % DAY;
}
