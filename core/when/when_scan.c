#include "core/when/when_scan.h"

#include "core/when/when.h"

enum part { YEAR, SHORT_YEAR, MONTH, DAY, YEARDAY, WEEK, WEEKDAY, HOUR,
    MINUTE, SECOND, PARTS };

enum { ABSENT = -1 };

static const struct {
	char		 code;
	unsigned char	 digits;
	unsigned char	 part;
} codes[] = {
	{ 'Y', 4, YEAR },	{ 'y', 2, SHORT_YEAR },	{ 'm', 2, MONTH },
	{ 'd', 2, DAY },	{ 'j', 3, YEARDAY },	{ 'V', 2, WEEK },
	{ 'u', 1, WEEKDAY },	{ 'H', 2, HOUR },	{ 'M', 2, MINUTE },
	{ 'S', 2, SECOND },
};

const char when_months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
static const char *const weekdays[] = { "Monday", "Tuesday", "Wednesday",
    "Thursday", "Friday", "Saturday", "Sunday" };

int64_t
when_century(int64_t two_digits)
{
	return two_digits + (two_digits < 50 ? 2000 : 1900);
}

static bool
is_leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int64_t
month_length(int64_t year, int64_t month)
{
	if (month == 2)
		return is_leap(year) ? 29 : 28;
	return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool
when_date(struct moment *m, int64_t year, int64_t month, int64_t day)
{
	if (year < 0 || year > 9999 || month < 1 || month > 12 || day < 1 ||
	    day > month_length(year, month))
		return false;
	m->days = when_days(year, month, day);
	return m->dated = true;
}

static bool
yearday(struct moment *m, int64_t year, int64_t day)
{
	if (day < 1 || day > (is_leap(year) ? 366 : 365))
		return false;
	m->days = when_days(year, 1, 1) + day - 1;
	return m->dated = true;
}

/* The Monday of the week that holds 4 January, which is always week 1. */
static int64_t
first_monday(int64_t year)
{
	int64_t	 fourth = when_days(year, 1, 4);

	return fourth - ((fourth + 3) % 7 + 7) % 7;
}

static bool
weekday(struct moment *m, int64_t year, int64_t week, int64_t day)
{
	int64_t	 monday = first_monday(year) + (week - 1) * 7;

	if (week < 1 || day < 1 || day > 7 || monday >= first_monday(year + 1))
		return false;
	m->days = monday + day - 1;
	return m->dated = true;
}

/* Second 60 is a leap second: Unix time counts it as the next one. */
bool
when_clock(struct moment *m, int64_t hour, int64_t min, int64_t sec)
{
	bool	 end = hour == 24 && min == 0 && sec == 0;

	if (hour < 0 || (hour > 23 && !end) || min < 0 || min > 59 ||
	    sec < 0 || sec > 60)
		return false;
	m->clock = hour * 3600 + min * 60 + sec;
	return m->clocked = true;
}

bool
when_digits(slice *rest, size_t n, int64_t *value)
{
	if (n == 0 || rest->n < n || !ascii_digit(rest->p[0]) ||
	    !slice_int(slice_head(*rest, n), value))
		return false;
	*rest = slice_from(*rest, n);
	return true;
}

static bool
take(slice *rest, slice what)
{
	if (!slice_starts(*rest, what))
		return false;
	*rest = slice_from(*rest, what.n);
	return true;
}

static bool
scan_name(slice *rest, char code, int64_t part[])
{
	for (size_t i = 0; code == 'b' && i < 12; i++)
		if (take(rest, (slice){ when_months + 3 * i, 3 })) {
			part[MONTH] = (int64_t)i + 1;
			return true;
		}
	for (size_t i = 0; code != 'b' && i < COUNT(weekdays); i++) {
		slice	 day = slice_of(weekdays[i]);

		if (take(rest, code == 'a' ? slice_head(day, 3) : day))
			return true;
	}
	return false;
}

static bool
scan_code(slice *rest, char code, int64_t part[])
{
	for (size_t i = 0; i < COUNT(codes); i++)
		if (codes[i].code == code)
			return when_digits(rest, codes[i].digits,
			    &part[codes[i].part]);
	if (code == 'e')
		return when_digits(rest, 2, &part[DAY]) ||
		    (take(rest, SLICE(" ")) &&
		    when_digits(rest, 1, &part[DAY]));
	return scan_name(rest, code, part);
}

static bool
settle(const int64_t part[], struct moment *m)
{
	int64_t	 year = part[YEAR];

	if (part[SHORT_YEAR] != ABSENT)
		year = when_century(part[SHORT_YEAR]);
	if (part[HOUR] != ABSENT &&
	    !when_clock(m, part[HOUR], part[MINUTE], part[SECOND]))
		return false;
	if (part[WEEK] != ABSENT)
		return weekday(m, year, part[WEEK],
		    part[WEEKDAY] == ABSENT ? 1 : part[WEEKDAY]);
	if (part[YEARDAY] != ABSENT)
		return yearday(m, year, part[YEARDAY]);
	return when_date(m, year, part[MONTH] == ABSENT ? 1 : part[MONTH],
	    part[DAY] == ABSENT ? 1 : part[DAY]);
}

bool
when_scan(slice *rest, const char *pattern, struct moment *m)
{
	int64_t	 part[PARTS];
	slice	 s = *rest;
	struct moment got = *m;

	for (size_t i = 0; i < PARTS; i++)
		part[i] = ABSENT;
	for (; *pattern; pattern++) {
		if (*pattern == '%' ? !scan_code(&s, *++pattern, part) :
		    !take(&s, (slice){ pattern, 1 }))
			return false;
	}
	if (!settle(part, &got))
		return false;
	*m = got;
	*rest = s;
	return true;
}
