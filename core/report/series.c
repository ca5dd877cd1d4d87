#include "core/report/series.h"

enum { WEEK = 7, THURSDAY = 3 /* 1 January 1970, from Monday */ };

struct series *
series_take(struct arena *a, int64_t from, int64_t to)
{
	struct series *s = arena_take(a, sizeof(*s));

	if (s == NULL)
		return NULL;
	if (to - from >= SERIES_DAYS)
		from = to - SERIES_DAYS + 1;
	s->from = from;
	s->n = to < from ? 0 : (size_t)(to - from + 1);
	return s;
}

size_t
series_source(struct series *s, slice name)
{
	for (size_t i = 0; i < s->nsources; i++)
		if (slice_eq(s->sources[i], name))
			return i;
	if (s->nsources == SERIES_SOURCES)
		return SERIES_SOURCES;
	s->sources[s->nsources] = name;
	return s->nsources++;
}

bool
series_has(const struct series *s, int64_t day, size_t *at)
{
	if (day < s->from || day >= s->from + (int64_t)s->n)
		return false;
	*at = (size_t)(day - s->from);
	return true;
}

/* Sums of a whole series stay far from the end of 64 bits, a day's of 32. */
static void
plus(int32_t *sum, int64_t n)
{
	if (n < 0)
		return;
	*sum = n > INT32_MAX - *sum ? INT32_MAX : *sum + (int32_t)n;
}

void
series_add(struct series *s, size_t at, size_t source, enum class class,
    enum polarity side)
{
	plus(&s->of[at][class][side], 1);
	plus(&s->by[at][source], 1);
}

void
series_add_counts(struct series *s, size_t at, size_t source,
    const struct count_day *d)
{
	for (size_t c = 0; c < CLASSES; c++)
		for (size_t p = 0; p < POLARITIES; p++) {
			plus(&s->of[at][c][p], d->of[c][p]);
			plus(&s->by[at][source], d->of[c][p]);
		}
}

/* --- sums ------------------------------------------------------------- */

static int64_t
sum(const struct series *s, size_t a, size_t b, size_t class0, size_t class1,
    size_t side0, size_t side1)
{
	int64_t	 n = 0;

	for (size_t i = a; i < b && i < s->n; i++)
		for (size_t c = class0; c < class1; c++)
			for (size_t p = side0; p < side1; p++)
				n += s->of[i][c][p];
	return n;
}

int64_t
series_all(const struct series *s, size_t a, size_t b)
{
	return sum(s, a, b, 0, CLASSES, 0, POLARITIES);
}

int64_t
series_class(const struct series *s, enum class c, size_t a, size_t b)
{
	return sum(s, a, b, c, (size_t)c + 1, 0, POLARITIES);
}

int64_t
series_side(const struct series *s, enum polarity p, size_t a, size_t b)
{
	return sum(s, a, b, 0, CLASSES, p, (size_t)p + 1);
}

int64_t
series_by(const struct series *s, size_t source, size_t a, size_t b)
{
	int64_t	 n = 0;

	for (size_t i = a; i < b && i < s->n; i++)
		n += s->by[i][source];
	return n;
}

/* A person who was forgotten leaves a gap on some days; what is too old leaves
 * nearly all of a day, and of the days before it. */
size_t
series_join(struct series *s, const struct series *counts)
{
	int64_t	 more = 0, most = 0;
	size_t	 cut = 0;

	for (size_t i = 0; i < s->n && i < counts->n; i++) {
		int64_t	 had = series_all(counts, i, i + 1);
		int64_t	 has = series_all(s, i, i + 1);

		if (had > has) {
			memcpy(s->of[i], counts->of[i], sizeof(s->of[i]));
			memcpy(s->by[i], counts->by[i], sizeof(s->by[i]));
		}
		more += (had > 2 * has) - (has > 0 && had <= 2 * has);
		if (more > most) {
			most = more;
			cut = i + 1;
		}
	}
	return cut;
}

/* --- bars ------------------------------------------------------------- */

/* Days of the first week that are before the series. */
static size_t
missing(const struct series *s)
{
	int64_t	 d = (s->from + THURSDAY) % WEEK;

	return (size_t)(d < 0 ? d + WEEK : d);
}

size_t
series_bars(const struct series *s, bool weekly)
{
	return !weekly || s->n == 0 ? s->n :
	    (missing(s) + s->n + WEEK - 1) / WEEK;
}

void
series_bar(const struct series *s, bool weekly, size_t bar, size_t *a,
    size_t *b)
{
	size_t	 off = missing(s);

	*a = !weekly ? bar : bar == 0 ? 0 : bar * WEEK - off;
	*b = !weekly ? bar + 1 : (bar + 1) * WEEK - off;
	if (*b > s->n)
		*b = s->n;
}

size_t
series_bar_of(const struct series *s, bool weekly, size_t at)
{
	return weekly ? (at + missing(s)) / WEEK : at;
}

enum polarity
polarity_named(slice s)
{
	return slice_eq(s, SLICE("negative")) ? NEGATIVE :
	    slice_eq(s, SLICE("positive")) ? POSITIVE : NEUTRAL;
}
