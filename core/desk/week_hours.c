#include "core/desk/week.h"

enum {
	DAY = 1440,
	THURSDAY = 3,			/* 1 January 1970, from Monday */
	PIECES = WEEK_SPANS + 8		/* a span is cut at 7 midnights */
};

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static unsigned
minute_of(int64_t local)
{
	int64_t	 m = floor_div(local, 60) + THURSDAY * DAY;

	return (unsigned)(m - floor_div(m, WEEK_MINUTES) * WEEK_MINUTES);
}

bool
week_holds(const struct week *w, int64_t local)
{
	unsigned m = minute_of(local);

	for (size_t i = 0; i < w->n; i++)
		if (m >= w->spans[i].from && m < w->spans[i].to)
			return true;
	return false;
}

int64_t
week_edge(const struct week *w, int64_t local)
{
	unsigned now = minute_of(local), next = now / DAY * DAY + DAY;

	for (size_t i = 0; i < w->n; i++) {
		const struct span *s = &w->spans[i];

		if (s->from > now && s->from < next)
			next = s->from;
		else if (s->to > now && s->to < next)
			next = s->to;
	}
	return (floor_div(local, 60) + next - now) * 60;
}

/* --- as it is parsed ------------------------------------------------------ */

/* Hours that begin on one day, minutes from its midnight. */
struct piece { unsigned day, from, to; };

/* Hours of a day or more are cut at midnight; those that go over the end of
 * the week are one again. */
static size_t
cut(const struct week *w, struct piece out[static PIECES])
{
	size_t	 n = 0, i = 0, last = w->n - 1;
	bool	 wraps = w->n > 1 && w->spans[0].from == 0 &&
	    w->spans[last].to == WEEK_MINUTES &&
	    w->spans[0].to + WEEK_MINUTES - w->spans[last].from < DAY;

	for (i = wraps; i < w->n; i++) {
		unsigned from = w->spans[i].from, to = w->spans[i].to;

		if (wraps && i == last)
			to += w->spans[0].to;
		while (to - from >= DAY && to > (from / DAY + 1) * DAY) {
			unsigned end = (from / DAY + 1) * DAY;

			out[n++] = (struct piece){ from / DAY, from % DAY,
			    DAY };
			from = end;
		}
		out[n++] = (struct piece){ from / DAY, from % DAY,
		    to - from / DAY * DAY };
	}
	return n;
}

static bool
same_hours(const struct piece *p, size_t n, unsigned a, unsigned b)
{
	size_t	 i = 0, j = 0;

	for (;;) {
		while (i < n && p[i].day != a)
			i++;
		while (j < n && p[j].day != b)
			j++;
		if (i == n || j == n)
			return i == n && j == n;
		if (p[i].from != p[j].from || p[i].to != p[j].to)
			return false;
		i++;
		j++;
	}
}

static void
put_days(struct sink *k, unsigned mask)
{
	static const char names[] = "montuewedthufrisatsun";
	const char *comma = "";

	for (unsigned d = 0, end; d < 7; d = end + 1) {
		for (end = d; end < 6 && mask >> (end + 1) & mask >> end & 1;)
			end++;
		if (!(mask >> d & 1))
			continue;
		sink_text(k, comma);
		sink_put(k, (slice){ names + 3 * d, 3 });
		if (end > d) {
			sink_byte(k, '-');
			sink_put(k, (slice){ names + 3 * end, 3 });
		}
		comma = ", ";
	}
}

void
clock_put(struct sink *k, unsigned minute)
{
	unsigned v[2] = { minute / 60, minute % 60 };

	for (size_t i = 0; i < 2; i++) {
		sink_text(k, i ? ":" : "");
		sink_byte(k, (char)('0' + v[i] / 10 % 10));
		sink_byte(k, (char)('0' + v[i] % 10));
	}
}

static void
put_hours(struct sink *k, const struct piece *p, size_t n, unsigned day,
    const char *before)
{
	for (size_t i = 0; i < n; i++) {
		if (p[i].day != day)
			continue;
		sink_text(k, before);
		clock_put(k, p[i].from);
		sink_byte(k, '-');
		clock_put(k, p[i].to > DAY ? p[i].to - DAY : p[i].to);
		before = ", ";
	}
}

void
week_put(struct sink *k, const struct week *w)
{
	struct piece p[PIECES];
	size_t	 n = w->n ? cut(w, p) : 0;
	unsigned done = 0;

	for (unsigned d = 0; d < 7; d++) {
		unsigned mask = 0;
		size_t	 i = 0;

		while (i < n && p[i].day != d)
			i++;
		for (unsigned e = d; e < 7 && i < n; e++)
			mask |= (unsigned)same_hours(p, n, d, e) << e;
		if (mask == 0 || done >> d & 1)
			continue;
		sink_text(k, done ? ", " : "");
		done |= mask;
		if (mask != 0x7f)
			put_days(k, mask);
		put_hours(k, p, n, d, mask == 0x7f ? "" : " ");
	}
}
