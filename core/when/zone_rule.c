#include "core/when/zone_rule.h"

#include "core/when/when.h"

enum { DAY = 86400, LEAP_DAY = 60, THURSDAY = 4 };

/* A year; days are small numbers, because a router divides no larger ones by
 * itself. */
struct year {
	int32_t	 first;			/* day from 1970 */
	int32_t	 days;
};

static int32_t
two_bytes(const unsigned char *p)
{
	return (int16_t)(uint16_t)(p[0] << 8 | p[1]);
}

static struct year
year_of(int64_t n)
{
	int32_t	 first = (int32_t)when_days(n, 1, 1);

	return (struct year){ first, (int32_t)when_days(n + 1, 1, 1) - first };
}

/* Days of the year before a month, 1 to 13. */
static int32_t
before_month(struct year y, int32_t month)
{
	return month < 3 ? 31 * (month - 1) :
	    (153 * (month - 3) + 2) / 5 + y.days - 306;
}

/* The day of a rule in that year, from 1970. */
static int32_t
day_in(int32_t code, struct year y)
{
	int32_t	 month = code / 64, first, day;

	if (code >= ZONE_PLAIN)
		return y.first + code - ZONE_PLAIN;
	if (code >= ZONE_JULIAN) {
		code -= ZONE_JULIAN;	/* no day of its own for 29 February */
		return y.first + code - 1 + (code >= LEAP_DAY ? y.days - 365 :
		    0);
	}
	first = y.first + before_month(y, month);
	day = (code % 8 - (first % 7 + 7 + THURSDAY) % 7 + 7) % 7 +
	    (code / 8 % 8 - 1) * 7;
	return first + day < y.first + before_month(y, month + 1) ?
	    first + day : first + day - 7;
}

static int64_t
change_in(const unsigned char *p, struct year y, int32_t east)
{
	return (int64_t)day_in(two_bytes(p), y) * DAY +
	    two_bytes(p + 2) * 60 - east;
}

/*
 * The last change before decides. It may stand in the year before or after,
 * because a time may be days off. Where both changes fall on one second there
 * is no standard time at all: the beginning wins.
 */
int64_t
zone_rule_east(const unsigned char rule[static ZONE_RULE], int64_t utc)
{
	int32_t	 standard = (int8_t)rule[0] * ZONE_QUARTER;
	int32_t	 other = (int8_t)rule[1] * ZONE_QUARTER, east = standard;
	int64_t	 last = INT64_MIN, date[3];

	when_civil((utc + standard) / DAY - ((utc + standard) % DAY < 0), date);
	for (int64_t n = date[0] - 1; n <= date[0] + 1; n++) {
		struct year y = year_of(n);
		int64_t	 ends = change_in(rule + 6, y, other);
		int64_t	 begins = change_in(rule + 2, y, standard);

		if (ends <= utc && ends > last) {
			last = ends;
			east = standard;
		}
		if (begins <= utc && begins >= last) {
			last = begins;
			east = other;
		}
	}
	return east;
}
