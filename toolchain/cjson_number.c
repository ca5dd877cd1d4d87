/*
 * cjson_number.c - strtod() for cJSON, which hands over numbers of JSON's form
 * (RFC 8259, 6) and nothing else. The C library's own is 6 KB, for hexadecimal
 * and a thousand digits; core/json lets no number past that has more than
 * fifteen. With those and a power of ten up to 22 both operands are exact, so
 * that the one multiplication or division rounds correctly (Clinger, How to
 * Read Floating Point Numbers Accurately, 1990). Beyond 22 the last bit may be
 * off, on every processor alike.
 */
#include <stdbool.h>
#include <stdint.h>

double	 cjson_number(const char *, char **end);

enum {
	EXACT = 22,			/* 10^22 = 5^22 2^22, 5^22 < 2^53 */
	LIMIT = 99999			/* of an exponent as written */
};

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

static double
scaled(double d, int e)
{
	static const double tens[EXACT + 1] = {
		1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
		1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21,
		1e22,
	};
	const double most = 1.7976931348623157e308;

	for (; e > EXACT && d <= most && d > 0; e -= EXACT)
		d *= tens[EXACT];
	for (; e < -EXACT && d > 0; e += EXACT)
		d /= tens[EXACT];
	if (d > most || !(d > 0))
		return d;
	return e < 0 ? d / tens[-e] : d * tens[e];
}

/* Digits to *mantissa; returns how many powers of ten that left out. */
static int
digits(const char **s, uint64_t *mantissa)
{
	int	 left_out = 0;

	for (; digit(**s); (*s)++)
		if (*mantissa < UINT64_MAX / 10 - 1)
			*mantissa = *mantissa * 10 + (uint64_t)(**s - '0');
		else if (left_out < LIMIT)
			left_out++;
	return left_out;
}

static int
exponent(const char **s)
{
	const char *p = *s;
	bool	 negative = false;
	int	 e = 0;

	if (*p != 'e' && *p != 'E')
		return 0;
	p++;
	if (*p == '-' || *p == '+')
		negative = *p++ == '-';
	if (!digit(*p))
		return 0;
	for (; digit(*p); p++)
		e = e < LIMIT ? e * 10 + (*p - '0') : e;
	*s = p;
	return negative ? -e : e;
}

double
cjson_number(const char *text, char **end)
{
	const char *s = text + (*text == '-'), *first = s, *point;
	uint64_t mantissa = 0;
	int	 e = digits(&s, &mantissa);
	double	 d;

	*end = (char *)(uintptr_t)text;
	if (s == first)
		return 0;
	if (*s == '.') {
		point = ++s;
		e += digits(&s, &mantissa);
		e -= s - point < LIMIT ? (int)(s - point) : LIMIT;
	}
	e += exponent(&s);
	*end = (char *)(uintptr_t)s;
	d = scaled((double)mantissa, e);
	return *text == '-' ? -d : d;
}
