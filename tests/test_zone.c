/* The golden file is zones.txt; how it was made stands in it. */
#include "core/when/zone.h"
#include "tests/files.h"
#include "toolchain/zones_tzif.c"

enum { FILE_CAP = 1 << 16, MOVED = 24 };

/* --- what a footer says --------------------------------------------------- */

static const struct {
	const char *footer;
	int64_t	 utc, east;		/* from there on; */
	int64_t	 before;		/* a second earlier */
} rules[] = {
	{ "CET-1CEST,M3.5.0,M10.5.0/3", 1774746000, 7200, 3600 },
	{ "CET-1CEST,M3.5.0,M10.5.0/3", 1792890000, 3600, 7200 },
	/* Jn has no 29 February: J60 is 1 March in every year */
	{ "XXX0YYY,J60/0,J300/0", 1835481600, 3600, 0 },	/* 2028 */
	{ "XXX0YYY,J60/0,J300/0", 1803859200, 3600, 0 },	/* 2027 */
	{ "XXX0YYY,J59/24,J300/0", 1835395200, 3600, 0 },
	/* n counts from 0 and has one */
	{ "XXX0YYY,59/0,300/0", 1835395200, 3600, 0 },		/* 2028-02-29 */
	{ "XXX0YYY,59/0,300/0", 1803859200, 3600, 0 },		/* 2027-03-01 */
	/* Thursday before the last Sunday: hours from -167 to 167 */
	{ "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1774746000, -3600, -7200 },
	{ "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1792890000, -7200, -3600 },
	{ "EET-2EEST,M3.4.4/50,M10.4.4/50", 1774656000, 10800, 7200 },
	{ "XXX0YYY,M1.1.0/-167,M6.1.0/167", 1766883600, 3600, 0 },
	/* the winter is the other time */
	{ "IST-1GMT0,M10.5.0,M3.5.0/1", 1774746000, 3600, 0 },
	{ "IST-1GMT0,M10.5.0,M3.5.0/1", 1792890000, 0, 3600 },
	/* summer time all the year: the changes fall on one second */
	{ "XXX3EDT4,0/0,J365/23", 1798772400, -14400, -14400 },
	{ "EST5EDT,0/0,J365/25", 1798776000, -14400, -14400 },
	/* half an hour, quarters */
	{ "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 1775314800, 37800, 39600 },
	{ "<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45", 1775311200, 45900,
	    49500 },
};

static struct tzif z;

static void
test_rules(void)
{
	static const char *const bad[] = { "", "CE-1", "CET", "CET-1CEST",
	    "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
	    "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0",
	    "CET-1CEST,M3.5.0,M10.5.0/3x", "CET-1CEST,J0,J1", "CET-1:01",
	    "CET-1CEST,J366,J1", "CET-1CEST,M3.5.0/1:00:30,M10.5.0", "<CET-1" };

	for (size_t i = 0; i < COUNT(rules); i++) {
		CHECK(tzif_footer(rules[i].footer, &z) && z.ruled);
		if (zone_rule_east(z.rule, rules[i].utc) != rules[i].east ||
		    zone_rule_east(z.rule, rules[i].utc - 1) !=
		    rules[i].before) {
			printf("%s\n", rules[i].footer);
			CHECK(!"the rule");
		}
	}
	for (size_t i = 0; i < COUNT(bad); i++)
		CHECK(!tzif_footer(bad[i], &z));
	CHECK(tzif_footer("<+0545>-5:45", &z) && !z.ruled && z.rule[0] == 23);
}

/* --- the golden file ------------------------------------------------------ */

static bool
number(slice *line, int64_t *v)
{
	return slice_int(slice_cut(line, ' '), v);
}

/* Both sides of a change, there and back again. */
static bool
change_is(const struct zone *at, int64_t t, int64_t before, int64_t after)
{
	int64_t	 jump = after - before;
	bool	 good = zone_east(at, t - 1) == before &&
	    zone_east(at, t) == after && zone_local(at, t) == t + after &&
	    zone_change(at, t - 40000, t + 40000) == t &&
	    zone_utc(at, t - 1 + before) == t - 1;

	if (jump > 0)			/* a time that never comes */
		return good && zone_utc(at, t + before) == t &&
		    zone_utc(at, t + after - 1) == t &&
		    zone_utc(at, t + (before + after) / 2) == t &&
		    zone_utc(at, t + after) == t;
	/* one that comes twice: the first */
	return good && zone_utc(at, t + after) == t + after - before &&
	    zone_utc(at, t + before - 1) == t - 1 &&
	    zone_utc(at, t + before) == t + before - after;
}

static bool
line_is(slice line)
{
	slice	 kind = slice_cut(&line, ' ');
	struct zone at = { .rule = NULL };
	int64_t	 t, east, before, next;
	bool	 good = zone_named(slice_cut(&line, ' '), &at);

	if (slice_eq(kind, SLICE("zone")))
		return good && number(&line, &east) && number(&line, &next) &&
		    zone_east(&at, 1768435200) == east &&
		    zone_east(&at, 1784073600) == next;
	before = zone_east(&at, 1767225600);
	while (good && number(&line, &t) && number(&line, &east)) {
		good = change_is(&at, t, before, east);
		before = east;
		/* and none before the next one */
		next = t + 1;
		if (number(&(slice){ line.p, line.n }, &next))
			good &= zone_change(&at, t, next - 1) == next;
	}
	return good && line.n == 0;
}

/* A newer database may have moved some zones, but not many. */
static void
test_golden(void)
{
	static char buf[FILE_CAP];
	slice	 file = file_into(buf, sizeof(buf), "tests", "zones.txt"), line;
	size_t	 lines = 0, wrong = 0, most = MOVED;

	while (file.n) {
		line = slice_cut(&file, '\n');
		if (slice_starts(line, SLICE("version "))) {
			most = slice_eq(slice_from(line, 8),
			    slice_of(zone_release)) ? 0 : MOVED;
			continue;
		}
		if (slice_starts(line, SLICE("#")))
			continue;
		lines++;
		if (line_is(line))
			continue;
		if (++wrong > most)
			printf("%.*s\n", (int)(line.n < 60 ? line.n : 60),
			    line.p);
	}
	CHECK(lines > 640);
	CHECK(wrong <= most);
}

/* --- names ---------------------------------------------------------------- */

static const struct { const char *said, *near; } slips_of[] = {
	{ "Europe/Berln",	"Europe/Berlin" },
	{ "europe/berlin",	"Europe/Berlin" },
	{ "Berlin",		"Europe/Berlin" },
	{ " berlin ",		"Europe/Berlin" },
	{ "Europe/Brelin",	"Europe/Berlin" },
	{ "Germany/Berlin",	"Europe/Berlin" },
	{ "New York",		"America/New_York" },
	{ "America/New York",	"America/New_York" },
	{ "america/los angeles", "America/Los_Angeles" },
	{ "Los Angles",		"America/Los_Angeles" },
	{ "Asia/Katmandoo",	"Asia/Katmandu" },
	{ "utc",		"UTC" },
	{ "Zürich",		"" },
	{ "Zuerich",		"Europe/Zurich" },
	{ "GMT+1",		"" },
	{ "UTC+2",		"" },
	{ "Mars",		"" },
	{ "X",			"" },
	{ "",			"" },
	{ "Europe/Berlin/Kreuzberg/Oranienstrasse/36", "" },
	{ "Europe/",		"" },
	{ "/",			"" },
};

static void
test_names(void)
{
	char	 buf[64];
	struct zone at = { .east = 42 };

	CHECK(zone_named(SLICE("Europe/Berlin"), &at) && at.rule != NULL);
	CHECK(zone_named(SLICE("Asia/Tokyo"), &at) && at.rule == NULL &&
	    at.east == 32400);
	CHECK(!zone_named(SLICE("europe/berlin"), &at) && at.east == 32400);
	CHECK(!zone_named(SLICE(""), &at) && !zone_named(SLICE("Europe"), &at));
	for (size_t i = 0; i < COUNT(slips_of); i++) {
		slice	 near = zone_near(slice_of(slips_of[i].said), buf);

		if (slice_eq(near, slice_of(slips_of[i].near)))
			continue;
		printf("%s: %.*s\n", slips_of[i].said, SLICE_ARG(near));
		CHECK(!"the near name");
	}
}

static void
test_extremes(void)
{
	static const int64_t far[] = { INT64_MIN, INT64_MIN + 1, -1, 0, 1,
	    INT64_MAX - 1, INT64_MAX };
	static const slice some[] = { { "Europe/Berlin", 13 },
	    { "Africa/Casablanca", 17 }, { "UTC", 3 }, { "Asia/Gaza", 9 } };
	struct zone at = zone_fixed(20700), odd = zone_fixed(INT64_MAX);

	CHECK(zone_east(&at, 0) == 20700 && zone_local(&at, 5) == 20705 &&
	    zone_utc(&at, 20705) == 5 && odd.east == 0);
	CHECK(zone_change(&at, 0, 100) == 101);
	for (size_t i = 0; i < COUNT(some); i++)
		for (size_t j = 0; j < COUNT(far); j++) {
			CHECK(zone_named(some[i], &at));
			CHECK(zone_east(&at, far[j]) >= 0);
			zone_utc(&at, far[j]);
			zone_local(&at, far[j]);
		}
	/* before the list of Morocco, and after it */
	CHECK(zone_named(some[1], &at));
	CHECK(zone_east(&at, 1735689600) == 3600);
	CHECK(zone_east(&at, 1577836800) == 3600);
	CHECK(zone_east(&at, 2200000000) == 3600);
	/* the rule of today holds before 2025, and long after */
	CHECK(zone_named(some[0], &at));
	CHECK(zone_east(&at, 0) == 3600 && zone_east(&at, 15000000) == 7200);
	CHECK(zone_east(&at, 32488000000) == 7200);	/* 2999-07 */
}

int
main(void)
{
	test_rules();
	test_golden();
	test_names();
	test_extremes();
	return test_failed;
}
