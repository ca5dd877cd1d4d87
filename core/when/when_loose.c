#include "core/when/when_loose.h"

#include "core/when/when_clock.h"

enum { NUMBERS = 3 };

/* What was read last: a '-' behind a clock begins a zone, behind a number it
 * joins the parts of a date. */
enum last { LAST_NONE, LAST_DATE, LAST_CLOCK, LAST_JOIN };

struct number {
	int64_t	 value;
	size_t	 digits;
	char	 join;		/* what stands before it: '-', '/', '.', ' ' */
};

struct loose {
	struct moment *m;
	slice	 rest;
	struct number num[NUMBERS];
	size_t	 nnum;
	int64_t	 month;		/* by name, or 0 */
	size_t	 month_at;	/* how many numbers came before it */
	bool	 month_or_day;	/* "mar" is a Tuesday as well */
	int64_t	 part[3];	/* hour, minute, second */
	bool	 clocked;
	bool	 t;		/* a 'T' came: two digits are an hour */
	bool	 named;		/* the zone has a name */
	enum when_half half;
	enum last last;
	char	 join;
};

static bool
begins(const struct loose *l, char c)
{
	return l->rest.n && l->rest.p[0] == c;
}

static bool
skip(struct loose *l, size_t n)
{
	l->rest = slice_from(l->rest, n);
	return true;
}

static bool
skip_byte(struct loose *l, char c)
{
	return begins(l, c) && skip(l, 1);
}

/* A date that needs no further part. */
static bool
whole(const struct loose *l)
{
	return l->m->dated || l->nnum + (l->month != 0) == NUMBERS;
}

static bool
step_blank(struct loose *l)
{
	return skip_byte(l, ' ') || skip_byte(l, ',');
}

/* "(CET)", "[Europe/Berlin]": people's remarks; the offset said it all. */
static bool
step_remark(struct loose *l)
{
	char	 close = begins(l, '(') ? ')' : ']';
	size_t	 n = slice_index(l->rest, close);

	if (!(begins(l, '(') || (begins(l, '[') && l->m->zoned)) ||
	    n == l->rest.n)
		return false;
	return skip(l, n + 1);
}

static bool
step_offset(struct loose *l)
{
	if (l->m->zoned || !(whole(l) || l->last == LAST_CLOCK) ||
	    !when_take_offset(&l->rest, !l->clocked, &l->m->east))
		return false;
	l->last = LAST_CLOCK;
	return l->m->zoned = true;
}

static bool
step_clock(struct loose *l)
{
	unsigned how = (l->m->dated ? CLOCK_BASIC : 0) |
	    (l->t ? CLOCK_HOUR : 0) | (whole(l) ? CLOCK_LAST : 0);

	if (l->clocked || !when_take_clock(&l->rest, how, l->part))
		return false;
	l->last = LAST_CLOCK;
	return l->clocked = true;
}

static bool
step_number(struct loose *l)
{
	static const slice ordinals[] = { { "st", 2 }, { "nd", 2 },
	    { "rd", 2 }, { "th", 2 }, { "er", 2 }, { "e", 1 }, { "o", 1 },
	    { "\u00ba", 2 }, { "\u00b0", 2 } };
	size_t	 n = when_count_digits(l->rest);
	struct number *num = &l->num[l->nnum];

	if (n < 1 || n > 4 || l->m->dated || l->nnum == NUMBERS)
		return false;
	*num = (struct number){ .digits = n, .join = l->join };
	when_digits(&l->rest, n, &num->value);
	l->nnum++;
	l->join = ' ';
	l->last = LAST_DATE;
	for (size_t i = 0; i < COUNT(ordinals); i++)
		if (slice_eq(when_word(l->rest), ordinals[i]))
			return skip(l, ordinals[i].n);
	return true;
}

static bool
step_mark(struct loose *l)
{
	const struct when_mark *mark = when_mark(l->rest);

	if (mark == NULL || (mark->half && l->half))
		return false;
	if (mark->half)
		l->half = mark->half;
	if (mark->hours) {
		l->m->guessed = true;
		l->m->usual = mark->hours * 3600;
	}
	return skip(l, strlen(mark->text));
}

/* Behind an offset a name is only a remark: "+0100 CET". */
static bool
zone_word(struct loose *l)
{
	int64_t	 east;

	if (l->named || !when_take_zone(&l->rest, &east))
		return false;
	if (!l->m->zoned)
		l->m->east = east;
	l->last = LAST_CLOCK;
	return l->m->zoned = l->named = true;
}

static bool
month_word(struct loose *l, slice word)
{
	int64_t	 month = when_month(word);

	if (month == 0 || l->m->dated || (l->month && !l->month_or_day))
		return false;
	l->month_or_day = l->month == 0 && l->nnum == 0 && when_weekday(word);
	l->month = month;
	l->month_at = l->nnum;
	l->last = LAST_DATE;
	return skip(l, word.n);
}

static bool
step_word(struct loose *l)
{
	slice	 word = when_word(l->rest);

	if (word.n == 0)
		return false;
	if (slice_eq(word, SLICE("t"))) {
		if (l->t || l->clocked || !whole(l) ||
		    when_count_digits(slice_from(l->rest, 1)) == 0)
			return false;
		l->t = true;
		return skip(l, 1);
	}
	if (l->clocked && l->half == HALF_NONE &&
	    when_take_half(&l->rest, &l->half))
		return true;
	if (l->clocked && zone_word(l))		/* "at" is a zone only here */
		return true;
	if (month_word(l, word))
		return true;
	if (when_weekday(word)) {
		skip(l, word.n);
		skip_byte(l, '-');		/* "segunda-feira" */
		return true;
	}
	if (when_noise(word))
		return skip(l, word.n);
	return whole(l) && zone_word(l);
}

static bool
step_join(struct loose *l)
{
	char	 c = l->rest.p[0];

	if (c != '-' && c != '/' && c != '.' &&
	    (c != '\'' || when_count_digits(slice_from(l->rest, 1)) != 2))
		return false;
	if (c == '-' && whole(l) && !l->clocked)	/* "2026 - 9:30" */
		return skip(l, 1) && begins(l, ' ');
	if (c == '-' || c == '/') {
		if (l->last != LAST_DATE || whole(l))
			return false;
		l->last = LAST_JOIN;
	}
	l->join = c;
	return skip(l, 1);
}

/* A year of three digits is counted from 1900 (RFC 5322, 4.3). */
static bool
settle(struct loose *l, size_t year, int64_t month, size_t day)
{
	const struct number *y = &l->num[year], *d = &l->num[day];
	int64_t	 value = y->value;

	if (y->digits < 2)
		return false;
	if (y->digits == 2)
		value = when_century(value);
	else if (y->digits == 3)
		value += 1900;
	return when_date(l->m, value, month, d->value);
}

/*
 * Numbers only. The year first: year, month, day. The year last: with points
 * or dashes the day leads; with slashes half the world starts with the month,
 * so only what can be read one way is read.
 */
static bool
settle_numbers(struct loose *l)
{
	int64_t	 a = l->num[0].value, b = l->num[1].value;
	char	 join = l->num[1].join;
	bool	 day_first = settle(l, 2, b, 0);
	struct moment m = *l->m;
	bool	 month_first = settle(l, 2, a, 1);

	if (join != l->num[2].join || join == ' ' ||
	    (join == '-' && l->num[2].digits != 4))
		return false;
	if (day_first && month_first && join == '/' && a != b)
		return false;
	if (day_first)
		*l->m = m;
	return day_first || month_first;
}

static bool
finish_date(struct loose *l)
{
	bool	 year_first = l->num[0].digits == 4;

	if (l->month == 0 && l->nnum == 3)
		return year_first ? settle(l, 0, l->num[1].value, 2) :
		    settle_numbers(l);
	if (l->month && l->nnum == 2)
		return year_first && l->month_at > 0 ?
		    settle(l, 0, l->month, 1) :
		    l->month_at < 2 && settle(l, 1, l->month, 0);
	return l->month && l->nnum == 1 && year_first &&
	    when_date(l->m, l->num[0].value, l->month, 1);
}

static bool
finish_clock(struct loose *l)
{
	int64_t	 hour = l->part[0];

	if (l->half == HALF_AM && hour == 12)
		hour = 0;
	else if (l->half == HALF_PM && hour < 12)
		hour += 12;
	else if (l->half == HALF_AM && hour > 12)
		return false;
	return when_clock(l->m, hour, l->part[1], l->part[2]);
}

bool
when_loose(slice text, struct moment *m)
{
	static bool (*const steps[])(struct loose *) = { step_blank,
	    step_remark, step_offset, step_clock, step_number, step_mark,
	    step_word, step_join };
	struct loose l = { .m = m, .rest = text, .join = ' ' };

	while (l.rest.n) {
		size_t	 i = 0;

		while (i < COUNT(steps) && !steps[i](&l))
			i++;
		if (i == COUNT(steps))
			return false;
	}
	if (l.last == LAST_JOIN || (l.half != HALF_NONE && !l.clocked))
		return false;
	return (m->dated || finish_date(&l)) &&
	    (!l.clocked || finish_clock(&l));
}
