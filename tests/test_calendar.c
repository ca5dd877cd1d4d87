#include "tests/clocks.h"

static struct calendar
calendar(const char *zone, const char *open, const char *closed)
{
	struct calendar c = { .open = { .n = 0 } };
	struct fault f = { "" };

	CHECK(zone_named(slice_of(zone), &c.zone));
	if (*open)
		c.open = week(open);
	if (*closed)
		CHECK(days_add(&c.closed, slice_of(closed), &f));
	return c;
}

/* From UTC to UTC; NULL: not within a year. */
static const struct {
	const char *zone, *open, *closed, *now, *opens, *closes;
} moments[] = {
	{ "Europe/Berlin", "mon-fri 8-18", "", "2026-11-22 12:00",
	    "2026-11-23 07:00", "2026-11-23 17:00" },
	{ "Europe/Berlin", "mon-fri 8-18", "", "2026-11-23 07:00",
	    "2026-11-24 07:00", "2026-11-23 17:00" },
	{ "Europe/Berlin", "mon-fri 8-18", "", "2026-11-27 17:00",
	    "2026-11-30 07:00", "2026-11-30 17:00" },
	/* the Monday after the clock changed, in March and in October */
	{ "Europe/Berlin", "mon-fri 8-18", "", "2026-03-27 18:00",
	    "2026-03-30 06:00", "2026-03-30 16:00" },
	{ "Europe/Berlin", "mon-fri 8-18", "", "2026-10-23 18:00",
	    "2026-10-26 07:00", "2026-10-26 17:00" },
	/* on the night itself: half past two never comes */
	{ "Europe/Berlin", "sun 2:30-5", "", "2026-03-28 12:00",
	    "2026-03-29 01:00", "2026-03-29 03:00" },
	{ "Europe/Berlin", "sun 1-2:30", "", "2026-03-28 12:00",
	    "2026-03-29 00:00", "2026-03-29 01:00" },
	/* or it comes twice: open from the first 2:30 to 3, and once more */
	{ "Europe/Berlin", "sun 2:30-5", "", "2026-10-24 12:00",
	    "2026-10-25 00:30", "2026-10-25 01:00" },
	{ "Europe/Berlin", "sun 2:30-5", "", "2026-10-25 01:00",
	    "2026-10-25 01:30", "2026-10-25 04:00" },
	{ "Europe/Berlin", "sun 0-24", "", "2026-10-24 12:00",
	    "2026-10-24 22:00", "2026-10-25 23:00" },
	/* over midnight and over Sunday */
	{ "Europe/London", "18-2", "", "2026-11-22 12:00",
	    "2026-11-22 18:00", "2026-11-23 02:00" },
	{ "America/New_York", "sun 20-3", "", "2026-11-23 02:00",
	    "2026-11-30 01:00", "2026-11-23 08:00" },
	/* days left out; midnight ends what went over it */
	{ "Europe/Berlin", "mon-fri 8-18", "12-25", "2026-12-24 17:00",
	    "2026-12-28 07:00", "2026-12-28 17:00" },
	{ "Europe/London", "18-2", "2026-11-23", "2026-11-22 19:00",
	    "2026-11-24 00:00", "2026-11-23 00:00" },
	{ "UTC", "8-18", "2026-08-03..2026-08-15", "2026-08-02 18:00",
	    "2026-08-16 08:00", "2026-08-16 18:00" },
	/* no hours: it closes on those days only */
	{ "Asia/Tokyo", "", "01-01", "2026-06-01 00:00",
	    "2027-01-01 15:00", "2026-12-31 15:00" },
	{ "Asia/Tokyo", "", "", "2026-06-01 00:00", NULL, NULL },
	{ "UTC", "0-24", "", "2026-06-01 00:00", NULL, NULL },
	{ "UTC", "8-18", "2026-01-01..2029-01-01", "2026-06-01 00:00", NULL,
	    NULL },
	/* midnight that does not come: Lebanon goes from 24:00 to 01:00 */
	{ "Asia/Beirut", "sun 0-5", "", "2026-03-28 12:00",
	    "2026-03-28 22:00", "2026-03-29 02:00" },
	{ "Asia/Beirut", "sat 23:30-24", "", "2026-10-24 12:00",
	    "2026-10-24 20:30", "2026-10-24 21:00" },
};

static int64_t
moment(const char *text)
{
	return text ? at(text) : INT64_MAX;
}

static void
test_moments(void)
{
	for (size_t i = 0; i < COUNT(moments); i++) {
		struct calendar c = calendar(moments[i].zone, moments[i].open,
		    moments[i].closed);
		int64_t	 now = at(moments[i].now);
		int64_t	 opens = calendar_opens(&c, now);
		int64_t	 closes = calendar_closes(&c, now);

		if (opens == moment(moments[i].opens) &&
		    closes == moment(moments[i].closes))
			continue;
		printf("%s %s after %s: %lld %lld\n", moments[i].zone,
		    moments[i].open, moments[i].now, (long long)opens,
		    (long long)closes);
		CHECK(!"the moments");
	}
}

/* The search against looking at every minute, around each change of clock. */
static void
test_every_minute(void)
{
	static const char *const zones[] = { "Europe/Berlin", "Asia/Beirut",
	    "Atlantic/Azores", "Australia/Lord_Howe", "America/Havana",
	    "Africa/Casablanca", "America/Nuuk" };
	static const char *const hours[] = { "22-1:30, 2:15-2:45", "0-0:30",
	    "23:15-23:45", "sun 0-24" };
	const int64_t year = at("2026-01-01");

	for (size_t i = 0; i < COUNT(zones); i++) {
		struct calendar c = calendar(zones[i], "", "");
		int64_t	 t = year, change, next;

		for (; t < year + 366 * DAY; t += 7 * DAY) {
			change = zone_change(&c.zone, t, t + 7 * DAY);
			if (change > t + 7 * DAY)
				continue;
			for (size_t h = 0; h < COUNT(hours); h++) {
				c.open = week(hours[h]);
				next = calendar_opens(&c, change - DAY);
				for (int64_t m = change - DAY + 60;
				    m < change + DAY; m += 60) {
					if (!calendar_open(&c, m) ||
					    calendar_open(&c, m - 60))
						continue;
					CHECK(next == m);
					next = calendar_opens(&c, m);
				}
				CHECK(next >= change + DAY);
			}
		}
	}
}

/* --- once a day ----------------------------------------------------------- */

/* For five years, in zones of all kinds: as many moments as days, each on its
 * day, at that minute unless it never comes. */
static void
once_a_day(const char *zone, int minute)
{
	struct calendar c = calendar(zone, "", "");
	const int64_t first = at("2026-01-01") / DAY;
	const int64_t last = at("2031-01-01") / DAY;
	int64_t	 t = zone_utc(&c.zone, first * DAY) - 1;

	for (int64_t day = first; day < last; day++) {
		int64_t	 before = t, local, want = day * DAY + minute * 60;

		t = calendar_at(&c, t, minute);
		local = zone_local(&c.zone, t);
		/* the same moment is found from anywhere before it */
		CHECK(calendar_at(&c, t - 1, minute) == t);
		CHECK(calendar_at(&c, (before + t) / 2, minute) == t);
		if (local == want && zone_utc(&c.zone, local) == t &&
		    calendar_day(&c, t) == day)
			continue;
		/* left out: the moment of the change, hours at most later */
		if (local > want && local <= want + HOUR * 2 &&
		    zone_local(&c.zone, t - 1) < want)
			continue;
		printf("%s %d: day %lld: %lld\n", zone, minute,
		    (long long)(day - first), (long long)t);
		CHECK(!"once a day");
	}
}

static void
test_once_a_day(void)
{
	static const char *const zones[] = { "Europe/Berlin", "Europe/London",
	    "America/New_York", "America/Nuuk", "Asia/Beirut",
	    "Asia/Jerusalem", "Asia/Gaza", "Atlantic/Azores",
	    "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Chatham",
	    "America/Santiago", "America/Havana", "Africa/Casablanca",
	    "Africa/Cairo", "Antarctica/Troll", "Asia/Kolkata", "UTC" };
	static const int minutes[] = { 0, 30, 60, 90, 120, 150, 179, 450,
	    1380, 1439 };

	for (size_t i = 0; i < COUNT(zones); i++)
		for (size_t j = 0; j < COUNT(minutes); j++)
			once_a_day(zones[i], minutes[j]);
}

static void
test_extremes(void)
{
	static const int64_t far[] = { INT64_MIN, -1, 0, INT64_MAX };
	struct calendar c = calendar("Europe/Berlin", "mon-fri 8-18", "12-25");

	for (size_t i = 0; i < COUNT(far); i++) {
		calendar_open(&c, far[i]);
		calendar_opens(&c, far[i]);
		calendar_closes(&c, far[i]);
		calendar_at(&c, far[i], 450);
		calendar_day(&c, far[i]);
	}
	CHECK(calendar_day(&c, at("2026-11-22 22:59:59")) ==
	    at("2026-11-22") / DAY);
	CHECK(calendar_day(&c, at("2026-11-22 23:00:00")) ==
	    at("2026-11-23") / DAY);
}

int
main(void)
{
	test_moments();
	test_every_minute();
	test_once_a_day();
	test_extremes();
	return test_failed;
}
