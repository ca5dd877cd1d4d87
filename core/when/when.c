#include "core/when/when.h"

#include "core/text/text.h"
#include "core/when/when_loose.h"

enum {
	DAY = 86400,
	FOLDED_MAX = 160,	/* no date is longer, with all its words */
	UNIX_DIGITS = 9,	/* fewer: 20261121 is a date */
};

static const char weekdays[] = "ThuFriSatSunMonTueWed";	/* from day 0 */

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* strftime's letters of the numbers, in their order in struct civil. */
static const char letters[] = "YmdHMS";

struct civil {
	int64_t	 part[sizeof(letters) - 1];
	size_t	 weekday;		/* index into weekdays */
};

static struct civil
civil_of(int64_t t)
{
	int64_t	 days = floor_div(t, DAY), clock = (t % DAY + DAY) % DAY;
	struct civil c = { .weekday = (size_t)(days - floor_div(days, 7) * 7) };

	when_civil(days, c.part);
	c.part[3] = clock / 3600;
	c.part[4] = clock / 60 % 60;
	c.part[5] = clock % 60;
	return c;
}

static void
put_digits(struct sink *k, int64_t v, int64_t width)
{
	if (v < 0)
		sink_byte(k, '-');
	v = v < 0 ? -v : v;
	for (int64_t ten = 10; --width > 0; ten *= 10)
		if (v < ten)
			sink_byte(k, '0');
	sink_int(k, v);
}

/* A form of strftime: %a, %b and the letters above. */
static void
put(struct sink *k, const char *form, int64_t t)
{
	struct civil c = civil_of(t);
	const char *at;

	for (; *form; form++) {
		if (*form != '%')
			sink_byte(k, *form);
		else if (*++form == 'a')
			sink_put(k, (slice){ weekdays + 3 * c.weekday, 3 });
		else if (*form == 'b')
			sink_put(k, (slice){ when_months + 3 * c.part[1] - 3,
			    3 });
		else if ((at = strchr(letters, *form)) != NULL)
			put_digits(k, c.part[at - letters],
			    *form == 'Y' ? 4 : 2);
	}
}

void
when_put(struct sink *k, int64_t t)
{
	put(k, "%Y-%m-%dT%H:%M:%SZ", t);
}

void
when_put_mail(struct sink *k, int64_t t)
{
	put(k, "%a, %d %b %Y %H:%M:%S +0000", t);
}

void
when_put_date(struct sink *k, int64_t t)
{
	put(k, "%Y-%m-%d", t);
}

void
when_put_ago(struct sink *k, int64_t seconds)
{
	static const struct {
		int64_t		 size;
		const char	*one, *many;
	} units[] = {
		{ DAY, " day", " days" },
		{ 3600, " h", " h" },
		{ 60, " min", " min" },
	};

	for (size_t i = 0; i < COUNT(units); i++) {
		int64_t	 n = seconds / units[i].size;

		if (n < 1)
			continue;
		sink_int(k, n);
		sink_text(k, n == 1 ? units[i].one : units[i].many);
		return;
	}
	sink_text(k, "just now");
}

static int64_t
seconds_of(const struct moment *m, int64_t east)
{
	return m->days * DAY + m->clock - east;
}

bool
when_http(slice text, int64_t *t)
{
	static const char *const forms[] = {
		"%a, %d %b %Y %H:%M:%S GMT",
		"%A, %d-%b-%y %H:%M:%S GMT",
		"%a %b %e %H:%M:%S %Y",
	};

	for (size_t i = 0; i < COUNT(forms); i++) {
		slice	 rest = text;
		struct moment m = { 0 };

		if (when_scan(&rest, forms[i], &m) && rest.n == 0) {
			*t = seconds_of(&m, 0);
			return true;
		}
	}
	return false;
}

/* One blank for any space, one dash for any dash, the rest folded. */
static slice
fold(slice text, struct sink *k)
{
	text = slice_trim(text);
	while (text.n && !k->full) {
		uint32_t c = text_next(&text), out[3];
		size_t	 n;

		if (c == 0x2212 || (c >= 0x2010 && c <= 0x2013))
			c = '-';
		if (c == 0xb7 || c == 0x2022 || c == '|')
			c = ',';	/* dots and bars between the parts */
		if (text_is_space(c)) {
			if (k->len && k->buf[k->len - 1] != ' ')
				sink_byte(k, ' ');
			continue;
		}
		n = c == TEXT_BAD ? 0 : text_fold(c, out);
		if (c == TEXT_BAD)
			sink_byte(k, '?');	/* no part of any date */
		for (size_t i = 0; i < n; i++)
			text_put(k, out[i]);
	}
	return slice_trim(sink_slice(k));
}

/*
 * Seconds; from 1e11 on (the year 5138) milliseconds, from 1e14 microseconds,
 * from 1e17 nanoseconds.
 */
static bool
unix_number(slice text, int64_t *t)
{
	slice	 whole = slice_head(text, slice_index(text, '.'));
	slice	 fraction = slice_from(text, whole.n + 1);
	bool	 minus = slice_starts(text, SLICE("-"));
	int64_t	 v, least = 100000000000;

	for (size_t i = 0; i < fraction.n; i++)
		if (!ascii_digit(fraction.p[i]))
			return false;
	if (whole.n - minus < UNIX_DIGITS || !slice_int(whole, &v))
		return false;
	for (unsigned i = 0; i < 3 && (v >= least || v <= -least); i++)
		v = floor_div(v, 1000);
	while (minus && fraction.n && fraction.p[fraction.n - 1] == '0')
		fraction.n--;
	*t = v - (minus && fraction.n);
	return true;
}

/* 20261121093000: as milliseconds it would be the year 2612. */
static bool
compact(slice text, struct moment *m)
{
	return text.n == 14 && (slice_starts(text, SLICE("19")) ||
	    slice_starts(text, SLICE("20"))) &&
	    when_scan(&text, "%Y%m%d%H%M%S", m);
}

/*
 * Dates of ISO 8601:2000, the more digits the earlier. What is a part of a
 * date only (`end`) takes no clock. Five digits are year and day of the year,
 * but only with a zero in front: without it they are as likely a number, such
 * as the day count of a spreadsheet.
 */
static bool
iso_date(slice *text, struct moment *m)
{
	static const struct {
		const char	*form;
		bool		 end, zero;
	} forms[] = {
		{ "%Y-%m-%d", 0, 0 },	{ "%Y%m%d", 0, 0 },
		{ "%Y-%j", 0, 0 },		{ "%Y%j", 0, 0 },
		{ "%Y-w%V-%u", 0, 0 },	{ "%Yw%V%u", 0, 0 },
		{ "%Y-w%V", 1, 0 },	{ "%Yw%V", 1, 0 },
		{ "%Y-%m", 1, 0 },		{ "%Y", 1, 0 },
		{ "%y-%m-%d", 0, 0 },	{ "%y%m%d", 0, 0 },
		{ "-%y-%m", 1, 0 },	{ "-%y%m", 1, 0 },
		{ "%y%j", 1, 1 },
	};

	for (size_t i = 0; i < COUNT(forms); i++) {
		slice	 rest = *text;
		struct moment got = *m;

		if (!when_scan(&rest, forms[i].form, &got) ||
		    (forms[i].zero && text->p[0] != '0') ||
		    (rest.n && (forms[i].end || !memchr("t z+", rest.p[0], 4))))
			continue;
		*text = rest;
		*m = got;
		return true;
	}
	return false;
}

static bool
parse(slice text, const int64_t *told, int64_t *t)
{
	char	 buf[FOLDED_MAX];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	struct moment m = { 0 };
	int64_t	 east = told ? *told : 0;

	text = fold(text, &k);
	if (k.full || text.n == 0 || east < -DAY || east > DAY)
		return false;
	if (!compact(text, &m)) {
		if (unix_number(text, t))
			return true;
		iso_date(&text, &m);
		if (!when_loose(text, &m))
			return false;
	}
	if (m.zoned)
		east = m.east;
	else if (m.guessed && told == NULL)
		east = m.usual;
	*t = seconds_of(&m, east);
	return true;
}

bool
when_parse(slice text, int64_t *t)
{
	return parse(text, NULL, t);
}

bool
when_parse_zone(slice text, int64_t east, int64_t *t)
{
	return parse(text, &east, t);
}
