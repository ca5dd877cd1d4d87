#include "core/desk/week.h"

enum { DAY = 1440, HALF = 720, ALL_DAYS = 0x7f };

static const char *const names[] = { "Monday", "Tuesday", "Wednesday",
	"Thursday", "Friday", "Saturday", "Sunday" };

struct reader {
	slice	 rest;
	struct week *w;
	struct fault *fault;
	unsigned days;			/* bits, Monday is 1 */
	slice	 named;			/* the last of them */
	bool	 used;			/* times have followed */
	bool	 good;
};

static bool
complain(struct reader *r, slice piece, const char *words)
{
	r->good = false;
	return fault_tell(r->fault, "\"%\" %", piece, slice_of(words));
}

/* --- small pieces --------------------------------------------------------- */

static void
skip_space(slice *s)
{
	while (s->n && ascii_space(s->p[0]))
		*s = slice_from(*s, 1);
}

static slice
word(slice s)
{
	size_t	 n = 0;

	while (n < s.n && ascii_alpha(s.p[n]))
		n++;
	return slice_head(s, n);
}

/* "-", "to", and what a word processor makes of a hyphen. */
static bool
take_dash(slice *s)
{
	static const slice dashes[] = { { "-", 1 }, { "to", 2 },
	    { "\xe2\x80\x93", 3 }, { "\xe2\x80\x94", 3 } };
	slice	 at = *s;

	skip_space(&at);
	for (size_t i = 0; i < COUNT(dashes); i++)
		if (slice_istarts(at, dashes[i])) {
			at = slice_from(at, dashes[i].n);
			skip_space(&at);
			*s = at;
			return true;
		}
	return false;
}

static bool
take_two(slice *s, int *v)
{
	size_t	 n = 0;

	for (*v = 0; n < s->n && n < 2 && ascii_digit(s->p[n]); n++)
		*v = *v * 10 + (s->p[n] - '0');
	*s = slice_from(*s, n);
	return n > 0 && !(s->n && ascii_digit(s->p[0]));
}

/* What was read since then. */
static slice
since(slice before, slice after)
{
	return slice_trim(slice_head(before, before.n - after.n));
}

/* --- days ----------------------------------------------------------------- */

/* 7: none. */
static unsigned
day_named(slice s)
{
	unsigned i = 0;

	while (i < COUNT(names) && (s.n < 2 ||
	    !slice_istarts(slice_of(names[i]), s)))
		i++;
	return i;
}

static bool
take_day(struct reader *r, unsigned *day)
{
	slice	 w = word(r->rest);

	*day = day_named(w);
	r->rest = slice_from(r->rest, w.n);
	return *day < COUNT(names) || complain(r, w, "is no day: write mon, "
	    "tue, wed, thu, fri, sat or sun");
}

/* "mon", "fri-mon", "daily", "closed". */
static bool
read_days(struct reader *r)
{
	slice	 before = r->rest, w = word(before), at;
	unsigned from, to;

	if (slice_ieq(w, SLICE("closed"))) {
		r->used = true;
		r->rest = slice_from(r->rest, w.n);
		return true;
	}
	if (r->used)
		r->days = 0;
	r->used = false;
	if (slice_ieq(w, SLICE("daily"))) {
		r->rest = slice_from(r->rest, w.n);
		from = 0;
		to = 6;
	} else {
		if (!take_day(r, &from))
			return false;
		to = from;
		at = r->rest;
		if (take_dash(&at) && word(at).n > 0) {
			r->rest = at;
			if (!take_day(r, &to))
				return false;
		}
	}
	for (; from != to; from = (from + 1) % 7)
		r->days |= 1u << from;
	r->days |= 1u << to;
	r->named = since(before, r->rest);
	return true;
}

/* --- times ---------------------------------------------------------------- */

/* "08:00-18:00"; minutes from the midnight before it. */
static void
put_times(struct sink *k, unsigned from, unsigned to)
{
	clock_put(k, from);
	sink_byte(k, '-');
	clock_put(k, to > DAY ? to - DAY : to);
}

static bool
overlap(struct reader *r, struct span a, struct span b)
{
	char	 buf[64];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	put_times(&k, a.from % DAY, (a.to - 1u) % DAY + 1);
	sink_text(&k, "\" and \"");
	put_times(&k, b.from % DAY, (b.to - 1u) % DAY + 1);
	r->good = false;
	return fault_tell(r->fault, "on % these hours overlap: \"%\": make one "
	    "of the two", slice_of(names[b.from / DAY]), sink_slice(&k));
}

/* Into its place; neighbours that touch become one. */
static bool
add_span(struct reader *r, unsigned from, unsigned to)
{
	struct week *w = r->w;
	struct span it = { (uint16_t)from, (uint16_t)to };
	size_t	 i = 0, end;

	while (i < w->n && w->spans[i].to < from)
		i++;
	for (end = i; end < w->n && w->spans[end].from <= to; end++)
		if (w->spans[end].from < to && w->spans[end].to > from)
			return overlap(r, w->spans[end], it);
	for (size_t j = i; j < end; j++) {
		if (w->spans[j].from < it.from)
			it.from = w->spans[j].from;
		if (w->spans[j].to > it.to)
			it.to = w->spans[j].to;
	}
	if (i == end && w->n == WEEK_SPANS)
		return complain(r, r->named, "has hours too many: 28 a week "
		    "are possible");
	memmove(w->spans + i + 1, w->spans + end,
	    (w->n - end) * sizeof(*w->spans));
	w->n += 1 + i - end;
	w->spans[i] = it;
	return true;
}

static void
add_times(struct reader *r, unsigned from, unsigned to)
{
	for (unsigned d = 0; d < 7; d++) {
		unsigned a = d * DAY + from, b = d * DAY + to;

		if (!(r->days >> d & 1))
			continue;
		add_span(r, a, b > WEEK_MINUTES ? WEEK_MINUTES : b);
		if (b > WEEK_MINUTES)
			add_span(r, 0, b - WEEK_MINUTES);
	}
}

static size_t
digits(slice s)
{
	size_t	 n = 0;

	while (n < s.n && ascii_digit(s.p[n]))
		n++;
	return n;
}

/* "9", "9:30", "9.30", "0930". */
static bool
take_hour(slice *s, int *h, int *m)
{
	slice	 two = slice_head(*s, 2);

	if (digits(*s) == 4) {
		*s = slice_from(*s, 2);
		return take_two(&two, h) && take_two(s, m);
	}
	if (!take_two(s, h))
		return false;
	if (s->n == 0 || (s->p[0] != ':' && s->p[0] != '.'))
		return true;
	*s = slice_from(*s, 1);
	return digits(*s) == 2 && take_two(s, m);
}

/* The same with am or pm behind it, in *half. */
static bool
take_clock(slice *s, int *minute, bool *half)
{
	int	 h, m = 0;
	slice	 at;
	bool	 pm;

	if (!take_hour(s, &h, &m))
		return false;
	at = *s;
	skip_space(&at);
	pm = slice_istarts(at, SLICE("pm"));
	*half = pm || slice_istarts(at, SLICE("am"));
	if (*half) {
		*s = slice_from(at, 2);
		if (h < 1 || h > 12)
			return false;
		h = h % 12 + 12 * pm;
	}
	*minute = h * 60 + m;
	return m < 60 && *minute <= DAY;
}

/* All of what is no time, not only as far as it was read. */
static slice
piece(struct reader *r, slice before)
{
	while (r->rest.n && (ascii_digit(r->rest.p[0]) ||
	    ascii_alpha(r->rest.p[0]) || r->rest.p[0] == ':'))
		r->rest = slice_from(r->rest, 1);
	return since(before, r->rest);
}

static bool
read_times(struct reader *r)
{
	slice	 before = r->rest;
	int	 from = 0, to = 0;
	bool	 half[2] = { false, false };

	if (!take_clock(&r->rest, &from, &half[0]))
		return complain(r, piece(r, before), "is no time of "
		    "day: times go from 00:00 to 24:00");
	if (!take_dash(&r->rest))
		return complain(r, since(before, r->rest), "has no end: write "
		    "a time like 09:00-18:00");
	if (!take_clock(&r->rest, &to, &half[1]))
		return complain(r, piece(r, before), "is no time of "
		    "day: write from and to, like 09:00-18:00");
	if (half[0] != half[1])
		return complain(r, since(before, r->rest), "could be two "
		    "things: write am or pm with both, or times up to 24:00");
	if (from == to)
		return complain(r, since(before, r->rest), "ends as it "
		    "begins: the whole day is 00:00-24:00");
	if (from == DAY)
		return complain(r, since(before, r->rest), "begins at the "
		    "end of a day: write 00:00 for the beginning");
	add_times(r, (unsigned)from, (unsigned)(to < from ? to + DAY : to));
	return true;
}

/* What cannot be read goes up to the next comma. */
static void
skip_bad(struct reader *r)
{
	while (r->rest.n && r->rest.p[0] != ',' && r->rest.p[0] != ';')
		r->rest = slice_from(r->rest, 1);
}

static bool
read_item(struct reader *r)
{
	bool	 good;

	if (ascii_alpha(r->rest.p[0]))
		return read_days(r);
	if (!ascii_digit(r->rest.p[0]))
		return complain(r, slice_head(r->rest, slice_index(r->rest,
		    ',')), "is neither a day nor a time: write hours like "
		    "mon-fri 08:00-18:00");
	good = read_times(r);
	r->used = true;
	return good;
}

bool
week_parse(slice text, struct week *w, struct fault *fault)
{
	struct reader r = { .rest = text, .w = w, .fault = fault,
	    .days = ALL_DAYS, .used = true, .good = true };

	w->n = 0;
	for (;;) {
		while (r.rest.n && (ascii_space(r.rest.p[0]) ||
		    r.rest.p[0] == ',' || r.rest.p[0] == ';'))
			r.rest = slice_from(r.rest, 1);
		if (r.rest.n == 0)
			break;
		if (!read_item(&r))
			skip_bad(&r);
	}
	if (r.good && !r.used)
		complain(&r, r.named, "has no hours: write 09:00-18:00 "
		    "behind it, or closed");
	if (r.good && w->n == 0 && text.n > 0)
		complain(&r, text, "leaves no hours at all: write hours like "
		    "mon-fri 08:00-18:00");
	return r.good;
}
