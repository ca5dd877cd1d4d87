#include "toolchain/zones_tzif.h"

#include <stdio.h>

enum { FILE_MAX = 1 << 16, HEAD = 44, HOUR = 3600 };

/* --- the footer ----------------------------------------------------------- */

static bool
skip_name(const char **s)
{
	const char *at = *s;

	if (*at == '<') {
		at += strcspn(at, ">");
		if (*at++ == '\0')
			return false;
	} else {
		at += strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		    "abcdefghijklmnopqrstuvwxyz");
	}
	if (at - *s < 3)
		return false;
	*s = at;
	return true;
}

static bool
take_number(const char **s, int64_t *v)
{
	const char *at = *s;

	for (*v = 0; *at >= '0' && *at <= '9' && *v < 1000; at++)
		*v = 10 * *v + (*at - '0');
	if (at == *s)
		return false;
	*s = at;
	return true;
}

/* [+-]hh[:mm[:ss]] in seconds. */
static bool
take_time(const char **s, int64_t *seconds)
{
	bool	 minus = **s == '-';
	int64_t	 v, unit = HOUR;

	*s += minus || **s == '+';
	if (!take_number(s, &v))
		return false;
	*seconds = v * unit;
	while (**s == ':' && unit > 1) {
		++*s;
		if (!take_number(s, &v))
			return false;
		unit /= 60;
		*seconds += v * unit;
	}
	if (minus)
		*seconds = -*seconds;
	return true;
}

/* "M3.5.0", "J60", "59", each perhaps with "/time". */
static bool
take_change(const char **s, unsigned char to[static 4])
{
	int64_t	 v[3] = { 0, 0, 0 }, code, time = 2 * HOUR;
	char	 form = **s;

	*s += form == 'M' || form == 'J';
	if (!take_number(s, &v[0]))
		return false;
	for (size_t i = 1; i < 3 && form == 'M'; i++)
		if (*(*s)++ != '.' || !take_number(s, &v[i]))
			return false;
	code = form == 'M' ? 64 * v[0] + 8 * v[1] + v[2] :
	    form == 'J' ? ZONE_JULIAN + v[0] : ZONE_PLAIN + v[0];
	if (form == 'M' ? v[0] < 1 || v[0] > 12 || v[1] < 1 || v[1] > 5 ||
	    v[2] > 6 : v[0] < (form == 'J') || v[0] > 365)
		return false;
	if (**s == '/') {
		++*s;
		if (!take_time(s, &time))
			return false;
	}
	to[0] = (unsigned char)(code >> 8);
	to[1] = (unsigned char)code;
	to[2] = (unsigned char)((uint16_t)(time / 60) >> 8);
	to[3] = (unsigned char)(time / 60);
	return time % 60 == 0 && time / 60 > -20000 && time / 60 < 20000;
}

static bool
put_east(int64_t east, unsigned char *to)
{
	*to = (unsigned char)(east / ZONE_QUARTER);
	return east % ZONE_QUARTER == 0 && east / ZONE_QUARTER > -127 &&
	    east / ZONE_QUARTER <= 127;
}

bool
tzif_footer(const char *s, struct tzif *z)
{
	int64_t	 west, other;

	memset(z->rule, 0, sizeof(z->rule));
	if (!skip_name(&s) || !take_time(&s, &west) ||
	    !put_east(-west, &z->rule[0]))
		return false;
	z->ruled = *s != '\0';
	if (!z->ruled)
		return true;
	if (!skip_name(&s))
		return false;
	other = west - HOUR;
	if (*s != ',' && !take_time(&s, &other))
		return false;
	return put_east(-other, &z->rule[1]) && *s++ == ',' &&
	    take_change(&s, z->rule + 2) && *s++ == ',' &&
	    take_change(&s, z->rule + 6) && *s == '\0';
}

/* --- the file ------------------------------------------------------------- */

static int64_t
big(const unsigned char *p, size_t n)
{
	uint64_t v = n == 4 && p[0] & 0x80 ? ~UINT64_C(0) : 0;

	for (size_t i = 0; i < n; i++)
		v = v << 8 | p[i];
	return (int64_t)v;
}

/* Counts of a header, in its order: isutc, isstd, leap, time, type, char. */
static bool
counts(const unsigned char *p, size_t left, size_t c[static 6])
{
	if (left < HEAD || memcmp(p, "TZif", 4) != 0)
		return false;
	for (size_t i = 0; i < 6; i++) {
		int64_t	 v = big(p + 20 + 4 * i, 4);

		if (v < 0 || v > FILE_MAX)
			return false;
		c[i] = (size_t)v;
	}
	return true;
}

static size_t
size_of(const size_t c[static 6], size_t width)
{
	return HEAD + c[3] * width + c[3] + c[4] * 6 + c[5] +
	    c[2] * (width + 4) + c[1] + c[0];
}

/* The second block is that of 64 bits, and the footer follows it. */
static bool
second_block(const unsigned char *p, size_t left, struct tzif *z)
{
	const unsigned char *types, *kinds;
	size_t	 c[6];

	if (!counts(p, left, c) || size_of(c, 8) + 2 > left ||
	    c[3] > TZIF_CHANGES)
		return false;
	types = p + HEAD + 8 * c[3];
	kinds = types + c[3];
	z->n = c[3];
	for (size_t i = 0; i < z->n; i++) {
		if (types[i] >= c[4])
			return false;
		z->at[i] = big(p + HEAD + 8 * i, 8);
		z->east[i] = big(kinds + 6 * types[i], 4);
	}
	p += size_of(c, 8);
	return *p == '\n' && tzif_footer((const char *)p + 1, z);
}

enum tzif_read
tzif_read(const char *path, struct tzif *z)
{
	static unsigned char file[FILE_MAX + 1];
	FILE	*f = fopen(path, "rb");
	size_t	 n, c[6];

	if (f == NULL)
		return TZIF_BAD;
	n = fread(file, 1, FILE_MAX, f);
	fclose(f);
	if (n < 4 || memcmp(file, "TZif", 4) != 0)
		return TZIF_OTHER;
	file[n - 1] = '\0';		/* the footer's line end */
	if (!counts(file, n, c) || size_of(c, 4) > n)
		return TZIF_BAD;
	return second_block(file + size_of(c, 4), n - size_of(c, 4), z) ?
	    TZIF_GOOD : TZIF_BAD;
}
