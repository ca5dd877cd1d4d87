#include "core/when/when.h"

/* Both count in eras of 400 years; what is left fits 32 bits, which a router
 * divides much faster. */
enum { ERA_DAYS = 146097, ERA = 400, TO_1970 = 719468 };

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/*
 * Years begin in March here, so that the leap day is the last one of a year;
 * 400 years are 146,097 days, and 719,468 days lie between 1 March 0000 and
 * 1 January 1970. (153 m + 2) / 5 days precede the month m, March being 0.
 */
int64_t
when_days(int64_t year, int64_t month, int64_t day)
{
	int64_t	 months_of = year * 12 + month - 3;
	int64_t	 era = floor_div(months_of, 12 * ERA);
	int32_t	 left = (int32_t)(months_of - era * 12 * ERA);
	int32_t	 yoe = left / 12, m = left % 12;

	return era * ERA_DAYS + (yoe * 365 + yoe / 4 - yoe / 100 +
	    (153 * m + 2) / 5) + day - 1 - TO_1970;
}

void
when_civil(int64_t days, int64_t date[static 3])
{
	int64_t	 z = days + TO_1970, era = floor_div(z, ERA_DAYS);
	int32_t	 doe = (int32_t)(z - era * ERA_DAYS);
	int32_t	 yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int32_t	 doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int32_t	 m = (5 * doy + 2) / 153;

	date[0] = era * ERA + yoe + (m > 9);
	date[1] = m < 10 ? m + 3 : m - 9;
	date[2] = doy - (153 * m + 2) / 5 + 1;
}
