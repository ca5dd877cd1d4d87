#include "core/when/when.h"

#include "tests/test.h"

enum { KOREA = 9 * 3600, CHINA = 8 * 3600 };

#define NOV21	1795219200	/* 2026-11-21T00:00:00Z, a Saturday */
#define H930	(NOV21 + 9 * 3600 + 1800)

static const struct {
	const char	*text;
	int64_t		 want;
} good[] = {
	/* RFC 3339, ISO 8601 */
	{ "2026-11-21T09:30:00Z",		H930 },
	{ "2026-11-21t09:30:00z",		H930 },
	{ " 2026-11-21 09:30:00 ",		H930 },
	{ "2026-11-21T09:30",			H930 },
	{ "2026-11-21T09",			NOV21 + 9 * 3600 },
	{ "2026-11-21T09Z",			NOV21 + 9 * 3600 },
	{ "2026-11-21T09:30:00.1Z",		H930 },
	{ "2026-11-21T09:30:00,123456789Z",	H930 },
	{ "2026-11-21T09:30:00.Z",		H930 },
	{ "2026-11-21T10:30:00+01:00",		H930 },
	{ "2026-11-21T10:30:00.5+0100",		H930 },
	{ "2026-11-21 10:30:00+01",		H930 },
	{ "2026-11-21T04:00:00-05:30",		H930 },
	{ "2026-11-21T04:00:00\xe2\x88\x92" "05:30", H930 },
	{ "2026-11-21T09:30:00-00:00",		H930 },
	{ "2026-11-21 09:30:00 UTC",		H930 },
	{ "2026-11-21 10:30:00 GMT+1",		H930 },
	{ "2026-11-21 10:30:00 UTC +01:00",	H930 },
	{ "2026-11-21 10:30:00 Etc/GMT-1",	H930 },
	{ "2026-11-21T10:30:00+01:00[Europe/Berlin]", H930 },
	{ "2026-11-21 10:30:00 +0100 CET",	H930 },
	{ "20261121T093000Z",			H930 },
	{ "20261121T0930",			H930 },
	{ "20261121 093000",			H930 },
	{ "20261121093000",			H930 },
	{ "2026-325",				NOV21 },
	{ "2026325T093000Z",			H930 },
	{ "2026-W47-6",				NOV21 },
	{ "2026W476T0930Z",			H930 },
	{ "2026-W47",				NOV21 - 5 * 86400 },
	{ "2020-W53-7",				1609632000 },
	{ "20261121",				NOV21 },
	{ "2026-11-21Z",			NOV21 },
	{ "2026-11-21+01:00",			NOV21 - 3600 },
	{ "2026-11-21-01:00",			NOV21 + 3600 },
	{ "2026-11",				NOV21 - 20 * 86400 },
	{ "2026",				1767225600 },
	{ "26-11-21",				NOV21 },
	{ "261121",				NOV21 },
	{ "-2611",				NOV21 - 20 * 86400 },
	{ "2026-11-21T24:00:00Z",		NOV21 + 86400 },
	{ "2016-12-31T23:59:60Z",		1483228800 },
	{ "2024-02-29",				1709164800 },
	{ "2000-02-29",				951782400 },
	{ "2024-366",				1735603200 },
	/* far away */
	{ "1969-12-31T23:59:59Z",		-1 },
	{ "0001-01-01T00:00:00Z",		-62135596800 },
	{ "0000-03-01T00:00:00Z",		-62162035200 },
	{ "9999-12-31T23:59:59Z",		253402300799 },
	/* mail, feeds */
	{ "Sat, 21 Nov 2026 09:30:00 GMT",	H930 },
	{ "Sat, 21 Nov 2026 9:30:00 +0000",	H930 },
	{ "21 Nov 2026 10:30 +0100",		H930 },
	{ "Sat,21 Nov,2026 10:30:00 +01:00",	H930 },
	{ "sat , 21 NOV 26 04:30:00 est",	H930 },
	{ "Sat, 21 Nov 2026 10:30:00 +0100 (CET)", H930 },
	{ "Sat, 21 Nov 2026 11:30:00 EET",	H930 },
	{ "Sat, 21 Nov 2026 15:00:00 IST",	H930 },
	{ "Sat, 21 Nov 2026 18:30:00 JST",	H930 },
	{ "Sat, 21 Nov 2026 10:30:00 MEZ",	H930 },
	{ "Sat, 21 Nov 126 09:30:00 GMT",	H930 },
	{ "Sat, 21 Nov 2026 GMT",		NOV21 },
	{ "21 Nov 49 00:00 GMT",		2521065600 },
	{ "21 Nov 50 00:00 GMT",		-603158400 },
	{ "21-Nov-2026 09:30:00",		H930 },
	{ "Saturday, 21-Nov-26 09:30:00 GMT",	H930 },
	/* asctime, date(1), Twitter, JavaScript, Perforce, Go */
	{ "Sat Nov 21 09:30:00 2026",		H930 },
	{ "Sat Nov 21 10:30:00 CET 2026",	H930 },
	{ "Sat Nov 21 10:30:00 +0100 2026",	H930 },
	{ "Sat Nov 21 2026 10:30:00 GMT+0100 (Central European Time)", H930 },
	{ "Sat, 2026/11/21 04:30:00 EST",	H930 },
	/* people */
	{ "21 Nov 2026",			NOV21 },
	{ "Nov 21, 2026",			NOV21 },
	{ "November 21, 2026 9:30 AM",		H930 },
	{ "November 21st, 2026 at 9:30 p.m.",	H930 + 43200 },
	{ "Nov 21, 2026, 9:30:00\xe2\x80\xaf" "AM", H930 },
	{ "21 November 2026 12:00 AM",		NOV21 },
	{ "21 November 2026 12:00 PM",		NOV21 + 43200 },
	{ "21 November 2026, 9am",		NOV21 + 9 * 3600 },
	{ "November 2026",			NOV21 - 20 * 86400 },
	{ "2026 Nov 21",			NOV21 },
	{ "Nov 21 '26",				NOV21 },
	{ "21.11.2026",				NOV21 },
	{ "21.11.26, 9:30 Uhr",			H930 },
	{ "21.11.2026 - 09:30",			H930 },
	{ "21.11.2026 9.30",			H930 },
	{ "21-11-2026 09:30",			H930 },
	{ "11/21/2026",				NOV21 },
	{ "21/11/2026 09:30",			H930 },
	{ "11/11/2026",				NOV21 - 10 * 86400 },
	{ "2026/11/21 09:30",			H930 },
	{ "9:30 AM \xc2\xb7 Nov 21, 2026",	H930 },
	{ "2026. 11. 21.",			NOV21 },
	/* languages */
	{ "Samstag, 21. November 2026 um 09:30", H930 },
	{ "Sa., 21. Nov. 2026, 9:30 Uhr",	H930 },
	{ "3. M\xc3\xa4rz 2026",		1772496000 },
	{ "samedi 21 novembre 2026 \xc3\xa0 9 h 30", H930 },
	{ "1er ao\xc3\xbbt 2026",		1785542400 },
	{ "21 de noviembre de 2026, 9:30 a. m.", H930 },
	{ "s\xc3\xa1" "bado, 21 de novembro de 2026", NOV21 },
	{ "segunda-feira, 21 de novembro de 2026", NOV21 },
	{ "sabato 21 novembre 2026 alle 09:30",	H930 },
	{ "zaterdag 21 november 2026 om 09:30",	H930 },
	{ "3 mrt 2026",				1772496000 },
	{ "mar. 3 mars 2026",			1772496000 },
	{ "mar 3 nov 2026",			NOV21 - 18 * 86400 },
	{ "l\xc3\xb6rdag 21 november 2026 kl. 09:30", H930 },
	{ "21 listopada 2026",			NOV21 },
	{ "21 \xd0\xbd\xd0\xbe\xd1\x8f\xd0\xb1\xd1\x80\xd1\x8f 2026 \xd0\xb3., "
	    "09:30",				H930 },
	{ "\xce\xa3\xce\xac\xce\xb2, 21 \xce\x9d\xce\xbf\xce\xad 2026 "
	    "09:30:00 GMT",			H930 },
	{ "2026. november 21., 9:30",		H930 },
	{ "21 Kas\xc4\xb1m 2026",		NOV21 },
	/* a Korean, Japanese or Chinese word places the clock */
	{ "2026. 11. 21. \xec\x98\xa4\xed\x9b\x84 6:30", H930 },
	{ "2026\xeb\x85\x84 11\xec\x9b\x94 21\xec\x9d\xbc "
	    "18\xec\x8b\x9c 30\xeb\xb6\x84",	H930 },
	{ "2026-11-21 \xec\x98\xa4\xec\xa0\x84 9:30 UTC", H930 },
	{ "2026\xe5\xb9\xb4" "11\xe6\x9c\x88" "21\xe6\x97\xa5 "
	    "\xe5\x8d\x88\xe5\xbe\x8c" "6\xe6\x99\x82" "30\xe5\x88\x86", H930 },
	{ "2026\xe5\xb9\xb4" "11\xe6\x9c\x88" "21\xe6\x97\xa5"
	    "\xe4\xb8\x8b\xe5\x8d\x88" "5:30",	H930 },
	{ "2026\xe5\xb9\xb4" "11\xe6\x9c\x88" "21\xe6\x97\xa5 09:30", H930 },
	/* seconds, and smaller */
	{ "1795253400",				H930 },
	{ "1795253400.75",			H930 },
	{ "1795253400123",			H930 },
	{ "1795253400123456",			H930 },
	{ "1795253400123456789",		H930 },
	{ "100000000",				100000000 },
	{ "99999999999",			99999999999 },
	{ "-100000000",				-100000000 },
	{ "-100000000.5",			-100000001 },
	{ "-100000000.0",			-100000000 },
	{ "-100000000001",			-100000001 },
};

static const char *const bad[] = {
	"", " ", "T", "Z", "-", "+", ".", ",", "now", "yesterday", "0", "1",
	"1234567", "Nov 21 '", "Nov 21 'x",
	"12345678", "22013", "013", "2026-13-01", "2026-00-10", "2026-11-00",
	"2026-11-31", "2025-02-29", "1900-02-29", "2025-366", "2026-000",
	"2026-W54-1", "2025-W53-1", "2026-W00", "2026-W10-8", "2026-W10-0",
	"2026-11-21T25:00:00Z", "2026-11-21T24:00:01Z", "2026-11-21T09:60",
	"2026-11-21T09:30:61Z", "2026-11-21T", "2026-11-21T:", "2026-11T09:30",
	"2026-11-21T09:30:00+24:00", "2026-11-21T09:30:00+01:60",
	"2026-11-21T09:30:00+1:2", "2026-11-21T09:30:00+010",
	"2026-11-21T09:30:00Zulu", "2026-11-21T09:30:00Z 2026",
	"2026-11-21T09:30:00-06:00-06:00", "2026-11-21-01", "2026-11-21-",
	"2026-11-21T09:30:00:00", "2026-11-21 Nov", "2026-11-21 09:30 10:30",
	"2026-11-21 09:30 Europe/Berlin", "0000-00-00 00:00:00",
	"21 Nov", "Nov", "Saturday", "09:30", "21 2026", "21 11 2026",
	"05/11/2026", "5/11/26", "32.01.2026", "31.11.2026", "31 Nov 2026",
	"21 Nov 2026 13:00 AM", "21 Nov 2026 PM", "21 Nov Dec 2026",
	"21 Nov 2026 9:30 am pm", "Nov 21 2026 12", "1 2 3 4", "1:2:3:4",
	"21 Nov 2026 CET CET", "21 No 2026", "21 Novembers 2026", "21 x 2026",
	"21-Nov-2026-", "21--Nov-2026", "2026-11-21T09:30:00Z\xff", "\xff\xfe",
	"1795253400Z", "1795253400.7.5", "1795253400.x", "--1795253400",
	"99999999999999999999", "123456789012345678901234567890",
	"(2026-11-21", "((((((((((", "9h", "12am",
	"2026-11-21 \xec\x98\xa4\xed\x9b\x84",
};

static const struct {
	const char	*text;
	int64_t		 want;		/* -1: refused */
} http[] = {
	{ "Sun, 06 Nov 1994 08:49:37 GMT",	784111777 },
	{ "Sunday, 06-Nov-94 08:49:37 GMT",	784111777 },
	{ "Sun Nov  6 08:49:37 1994",		784111777 },
	{ "Wed Nov 16 08:49:37 1994",		784975777 },
	{ "Sun, 06 Nov 1994 08:49:60 GMT",	784111800 },
	{ "Sun, 6 Nov 1994 08:49:37 GMT",	-1 },
	{ "Sun, 06 Nov 1994 08:49:37 UTC",	-1 },
	{ "Sun, 06 Nov 1994 08:49:37 +0000",	-1 },
	{ "Sun, 06 Nov 1994 08:49:37",		-1 },
	{ "sun, 06 nov 1994 08:49:37 gmt",	-1 },
	{ "06 Nov 1994 08:49:37 GMT",		-1 },
	{ " Sun, 06 Nov 1994 08:49:37 GMT",	-1 },
	{ "Sun, 06 Nov 1994 08:49:37 GMT ",	-1 },
	{ "Sun, 31 Nov 1994 08:49:37 GMT",	-1 },
	{ "Sun, 06 Nov 1994 24:49:37 GMT",	-1 },
	{ "Sun Nov 6 08:49:37 1994",		-1 },
	{ "784111777",				-1 },
	{ "",					-1 },
};

static const struct {
	int64_t		 t;
	void		(*put)(struct sink *, int64_t);
	const char	*want;
} puts_as[] = {
	{ H930, when_put,		"2026-11-21T09:30:00Z" },
	{ -1, when_put,			"1969-12-31T23:59:59Z" },
	{ -62167219200, when_put,	"0000-01-01T00:00:00Z" },
	{ -62167219201, when_put,	"-0001-12-31T23:59:59Z" },
	{ 253402300800, when_put,	"10000-01-01T00:00:00Z" },
	{ 951782400, when_put,		"2000-02-29T00:00:00Z" },
	{ INT64_MAX, when_put,		"292277026596-12-04T15:30:07Z" },
	{ INT64_MIN, when_put,		"-292277022657-01-27T08:29:52Z" },
	{ H930, when_put_date,		"2026-11-21" },
	{ H930, when_put_mail,		"Sat, 21 Nov 2026 09:30:00 +0000" },
	{ -1, when_put_mail,		"Wed, 31 Dec 1969 23:59:59 +0000" },
	{ -5, when_put_ago,		"just now" },
	{ 59, when_put_ago,		"just now" },
	{ 60, when_put_ago,		"1 min" },
	{ 3599, when_put_ago,		"59 min" },
	{ 3600, when_put_ago,		"1 h" },
	{ 86399, when_put_ago,		"23 h" },
	{ 86400, when_put_ago,		"1 day" },
	{ 200000, when_put_ago,		"2 days" },
	{ INT64_MIN, when_put_ago,	"just now" },
};

static void
test_parse(void)
{
	for (size_t i = 0; i < COUNT(good); i++) {
		int64_t	 t = 42;
		bool	 ok = when_parse(slice_of(good[i].text), &t);

		CHECK(ok && t == good[i].want);
		if (!ok || t != good[i].want)
			printf("\t\"%s\": %lld\n", good[i].text, (long long)t);
	}
	for (size_t i = 0; i < COUNT(bad); i++) {
		int64_t	 t = 42;
		bool	 ok = when_parse(slice_of(bad[i]), &t);

		CHECK(!ok && t == 42);
		if (ok)
			printf("\t\"%s\": %lld\n", bad[i], (long long)t);
	}
}

static void
test_zone(void)
{
	int64_t	 t;

	/* what is told holds only when the text says nothing */
	CHECK(when_parse_zone(SLICE("2026-11-21 01:30"), -CHINA, &t));
	CHECK(t == H930);
	CHECK(when_parse_zone(SLICE("2026-11-21 09:30Z"), -CHINA, &t));
	CHECK(t == H930);
	CHECK(when_parse_zone(SLICE("2026-11-21"), 3600, &t));
	CHECK(t == NOV21 - 3600);
	CHECK(when_parse_zone(SLICE("1795253400"), 3600, &t) && t == H930);
	/* and before what the language lets guess */
	CHECK(when_parse_zone(SLICE("2026\xeb\x85\x84 11\xec\x9b\x94 "
	    "21\xec\x9d\xbc 9:30"), 0, &t) && t == H930);
	CHECK(when_parse(SLICE("2026\xeb\x85\x84 11\xec\x9b\x94 "
	    "21\xec\x9d\xbc 9:30"), &t) && t == H930 - KOREA);
	CHECK(!when_parse(SLICE("2026-11-21\0" "T09:30"), &t));
	CHECK(!when_parse(SLICE("2026-11-21\0"), &t));
	CHECK(!when_parse_zone(SLICE("2026-11-21"), INT64_MIN, &t));
	CHECK(!when_parse_zone(SLICE("2026-11-21"), INT64_MAX, &t));
}

static void
test_http(void)
{
	for (size_t i = 0; i < COUNT(http); i++) {
		int64_t	 t = -1;
		bool	 ok = when_http(slice_of(http[i].text), &t);

		CHECK(ok == (http[i].want != -1) && t == http[i].want);
	}
}

static void
test_put(void)
{
	for (size_t i = 0; i < COUNT(puts_as); i++) {
		char	 buf[48];
		slice	 want = slice_of(puts_as[i].want);

		for (size_t cap = 0; cap <= sizeof(buf); cap++) {
			struct sink k = { .buf = buf, .cap = cap };

			puts_as[i].put(&k, puts_as[i].t);
			CHECK(k.full == (cap < want.n));
			CHECK(k.full || slice_eq(sink_slice(&k), want));
		}
	}
}

/* Every day of 800 years there and back; months beyond a year are counted. */
static void
test_days(void)
{
	int64_t	 day = when_days(1600, 1, 1);

	for (int64_t year = 1600; year < 2400; year++) {
		for (int64_t month = 1; month <= 12; month++) {
			char	 buf[32];
			struct sink k = { .buf = buf, .cap = sizeof(buf) };
			int64_t	 next = when_days(year, month + 1, 1), t;

			CHECK(when_days(year, month, 1) == day);
			CHECK(next - day >= 28 && next - day <= 31);
			when_put(&k, day * 86400);
			CHECK(when_parse(sink_slice(&k), &t));
			CHECK(t == day * 86400);
			day = next;
		}
	}
	CHECK(when_days(1970, 1, 1) == 0);
	CHECK(when_days(1969, 12, 31) == -1);
	CHECK(when_days(2026, 0, 1) == when_days(2025, 12, 1));
	CHECK(when_days(2026, -11, 1) == when_days(2025, 1, 1));
}

/* A date of any length ends; a long one is refused unread. */
static void
test_long(void)
{
	static char text[1 << 20];
	static const char *const fills[] = { "(", "-", "1", "1 ", "nov ", "9:",
	    "\xec\x98\xa4\xed\x9b\x84" };
	int64_t	 t;

	for (size_t i = 0; i < COUNT(fills); i++) {
		size_t	 n = strlen(fills[i]);

		for (size_t at = 0; at < sizeof(text); at++)
			text[at] = fills[i][at % n];
		CHECK(!when_parse((slice){ text, sizeof(text) }, &t));
		for (size_t len = 1; len < 400; len++)
			when_parse((slice){ text, len }, &t);
	}
}

int
main(void)
{
	test_parse();
	test_zone();
	test_http();
	test_put();
	test_days();
	test_long();
	return test_failed;
}
