#include "core/when/when_clock.h"

#include "core/when/when_scan.h"

size_t
when_blanks(slice s)
{
	size_t	 n = 0;

	while (n < s.n && s.p[n] == ' ')
		n++;
	return n;
}

size_t
when_count_digits(slice s)
{
	size_t	 n = 0;

	while (n < s.n && ascii_digit(s.p[n]))
		n++;
	return n;
}

slice
when_word(slice s)
{
	size_t	 n = 0;

	while (n < s.n && (ascii_alpha(s.p[n]) || (unsigned char)s.p[n] > 127))
		n++;
	return slice_head(s, n);
}

static bool
digit_after(slice s, char c)
{
	return s.n > 1 && s.p[0] == c && ascii_digit(s.p[1]);
}

static bool
take_part(slice *s, int64_t *value)
{
	size_t	 n = when_count_digits(*s);

	return n <= 2 && when_digits(s, n, value);
}

static bool
basic(slice *s, unsigned how, int64_t part[])
{
	size_t	 n = when_count_digits(*s);
	bool	 hour = n == 2 && (how & CLOCK_HOUR) &&
	    !(s->n > 2 && s->p[2] == ':');

	if (!(how & CLOCK_BASIC) || !(n == 4 || n == 6 || hour))
		return false;
	for (size_t i = 0; i < n / 2; i++)
		when_digits(s, 2, &part[i]);
	return true;
}

/* What follows the hour in 9:30:15, or in 9.30. */
static bool
points(slice *s, unsigned how, int64_t part[])
{
	char	 point = (how & CLOCK_LAST) && digit_after(*s, '.') ? '.' :
	    ':';

	for (unsigned i = 1; i < 3 && digit_after(*s, point); i++) {
		*s = slice_from(*s, 1);
		if (!take_part(s, &part[i]))
			return false;
		if (i == 2 || !digit_after(*s, point))
			return true;
	}
	return false;
}

/* "h" is a sign only when no word begins with it. */
static bool
take_sign(slice *rest, unsigned unit)
{
	slice	 s = slice_from(*rest, when_blanks(*rest));
	size_t	 n = when_clock_sign(s, unit);

	if (n == 0 || (n == 1 && s.n > 1 && ascii_alpha(s.p[1])))
		return false;
	*rest = slice_from(s, n);
	return true;
}

/* What follows the hour in 9h, 9 h 30, 9h30m15s and in other scripts. */
static bool
signs(slice *s, unsigned how, int64_t part[])
{
	if (!take_sign(s, 0))
		return false;
	for (unsigned i = 1; i < 3; i++) {
		slice	 next = slice_from(*s, when_blanks(*s));
		bool	 joined = next.n == s->n || (how & CLOCK_LAST);

		if (!take_part(&next, &part[i]) ||
		    !(take_sign(&next, i) || (i == 1 && joined))) {
			part[i] = 0;
			break;
		}
		*s = next;
	}
	return true;
}

bool
when_take_clock(slice *rest, unsigned how, int64_t part[static 3])
{
	slice	 s = *rest, after;
	enum when_half half;

	part[0] = part[1] = part[2] = 0;
	if (!basic(&s, how, part)) {
		if (!take_part(&s, &part[0]))
			return false;
		after = slice_from(s, when_blanks(s));
		if (s.n && (s.p[0] == ':' || s.p[0] == '.')) {
			if (!points(&s, how, part))
				return false;
		} else if (!signs(&s, how, part) &&
		    !when_take_half(&after, &half)) {
			return false;
		}
	}
	if (digit_after(s, '.') || digit_after(s, ','))
		s = slice_from(s, 1 + when_count_digits(slice_from(s, 1)));
	*rest = s;
	return true;
}

bool
when_take_half(slice *rest, enum when_half *half)
{
	slice	 word = when_word(*rest), s = slice_from(*rest, word.n);

	*half = when_half(word);
	if (*half == HALF_NONE) {
		if (word.n != 1 || s.n == 0 || s.p[0] != '.')
			return false;
		s = slice_from(s, 1 + when_blanks(slice_from(s, 1)));
		*half = when_half((slice){ (char[]){ word.p[0], 'm' }, 2 });
		if (*half == HALF_NONE || !slice_eq(when_word(s), SLICE("m")))
			return false;
		s = slice_from(s, 1);
	}
	*rest = s;
	return true;
}

bool
when_take_offset(slice *rest, bool colon, int64_t *east)
{
	slice	 s = slice_from(*rest, 1);
	size_t	 n = when_count_digits(s);
	bool	 minus = rest->n && rest->p[0] == '-';
	bool	 parted = n <= 2 && digit_after(slice_from(s, n), ':');
	int64_t	 hour, min = 0;

	if (!(minus || (rest->n && rest->p[0] == '+')) || n == 3 || n > 4 ||
	    (colon && !parted) || !when_digits(&s, n > 2 ? 2 : n, &hour))
		return false;
	if (parted)
		s = slice_from(s, 1);
	if ((parted || n == 4) && !when_digits(&s, 2, &min))
		return false;
	if (hour > 23 || min > 59)
		return false;
	*east = (minus ? -1 : 1) * (hour * 3600 + min * 60);
	*rest = s;
	return true;
}

bool
when_take_zone(slice *rest, int64_t *east)
{
	static const slice etc = { "etc/", 4 };
	bool	 turned = slice_starts(*rest, etc);
	slice	 s = slice_from(*rest, turned ? etc.n : 0);
	slice	 word = when_word(s), more;

	if (!when_zone(word, east))
		return false;
	*rest = s = slice_from(s, word.n);
	more = slice_from(s, when_blanks(s));
	if (*east == 0 && when_take_offset(&more, false, east)) {
		*rest = more;
		*east = turned ? -*east : *east;
	}
	return true;
}
