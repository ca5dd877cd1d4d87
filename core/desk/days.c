#include "core/desk/week.h"

#include "core/when/when.h"

enum { DAY = 86400, MONTH = 32, YEAR_MOST = 9999 };

/* As it was written. */
struct date { int64_t year, month, day; };	/* year 0: every year */

/* n digits and the byte after them; 0: their end. */
static bool
take(slice *s, size_t n, char after, int64_t *v)
{
	slice	 digits = slice_head(*s, n);

	for (size_t i = 0; i < digits.n; i++)
		if (!ascii_digit(digits.p[i]))
			return false;
	if (digits.n < n || !slice_int(digits, v))
		return false;
	*s = slice_from(*s, n);
	if (after == '\0')
		return s->n == 0;
	if (s->n == 0 || s->p[0] != after)
		return false;
	*s = slice_from(*s, 1);
	return true;
}

static bool
parse_date(slice piece, struct date *d, struct fault *fault)
{
	slice	 rest = piece;
	char	 buf[24];
	int64_t	 most;

	d->year = 0;
	if ((piece.n > 5 && (!take(&rest, 4, '-', &d->year) || d->year < 1)) ||
	    !take(&rest, 2, '-', &d->month) || !take(&rest, 2, '\0', &d->day))
		return fault_tell(fault, "\"%\" is no day: write 2026-12-24, "
		    "or 12-24 for every year", piece);
	if (d->month < 1 || d->month > 12)
		return fault_tell(fault, "\"%\" has no such month: write year, "
		    "month and day, 2026-12-24, or month and day, 12-24",
		    piece);
	/* 29 February comes in some years */
	most = when_days(d->year ? d->year : 2000, d->month + 1, 1) -
	    when_days(d->year ? d->year : 2000, d->month, 1);
	if (d->day >= 1 && d->day <= most)
		return true;
	return fault_tell(fault, "\"%\" does not exist: the days of that month "
	    "are 1 to %", piece, fault_int(buf, most));
}

static int32_t
number(const struct date *d)
{
	return (int32_t)(d->year ? when_days(d->year, d->month, d->day) :
	    d->month * MONTH + d->day);
}

bool
days_add(struct days *days, slice text, struct fault *fault)
{
	slice	 piece = slice_trim(text);
	size_t	 dots = slice_find(piece, SLICE(".."));
	slice	 first = slice_trim(slice_head(piece, dots)), last = first;
	struct date a, b;

	if (dots < piece.n)
		last = slice_trim(slice_from(piece, dots + 2));
	if (!parse_date(first, &a, fault) || !parse_date(last, &b, fault))
		return false;
	if ((a.year == 0) != (b.year == 0))
		return fault_tell(fault, "\"%\" has a year on one side only: "
		    "write 2026-12-24..2027-01-02, or 12-24..01-02 for every "
		    "year", piece);
	if (a.year && number(&b) < number(&a))
		return fault_tell(fault, "\"%\" ends before it begins: perhaps "
		    "%..%", piece, last, first);
	if (days->n == DAYS_SPANS)
		return fault_tell(fault, "\"%\" is one too many: 40 days or "
		    "holidays are possible; days in a row are one, as "
		    "2026-08-03..2026-08-15", piece);
	days->spans[days->n].from = number(&a);
	days->spans[days->n].to = number(&b);
	days->spans[days->n++].yearly = a.year == 0;
	return true;
}

bool
days_hold(const struct days *days, int64_t local)
{
	int64_t	 day = local / DAY - (local % DAY < 0), date[3], yearly;

	if (days->n == 0)
		return false;
	when_civil(day, date);
	yearly = date[1] * MONTH + date[2];
	for (size_t i = 0; i < days->n; i++) {
		int64_t	 from = days->spans[i].from, to = days->spans[i].to;
		int64_t	 it = days->spans[i].yearly ? yearly : day;

		if (from <= to ? it >= from && it <= to :
		    it >= from || it <= to)
			return true;
	}
	return false;
}
