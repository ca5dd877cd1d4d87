/*
 * series.h - how many said something, day by day: by class and polarity, and
 * by source. Days are the shop's own (calendar_day() of core/desk/week.h), so
 * that one of 23 or 25 hours is a day like any other.
 */
#ifndef CORE_SERIES_H
#define CORE_SERIES_H

#include "core/count/counts.h"
#include "core/judge/polarity.h"

enum {
	SERIES_DAYS = 400,		/* at most: as counts are kept */
	SERIES_SOURCES = 32,		/* told apart; the rest is one */
	SERIES_DAILY = 92,		/* days; beyond them a bar is a week */
	SERIES_WEEKS = SERIES_DAYS / 7 + 2
};

struct series {
	int64_t	 from;			/* the first day */
	size_t	 n;			/* days */
	slice	 sources[SERIES_SOURCES];
	size_t	 nsources;
	int32_t	 of[SERIES_DAYS][CLASSES][POLARITIES];
	int32_t	 by[SERIES_DAYS][SERIES_SOURCES + 1];	/* the last: others */
};

/* days from..to, at most the last SERIES_DAYS of them. NULL: the arena is
 * spent. */
struct series *series_take(struct arena *, int64_t from, int64_t to);
/* Its number, given when first met; the slice must last. */
size_t	 series_source(struct series *, slice name);
/* Is that day among them? Then *at is which. */
bool	 series_has(const struct series *, int64_t day, size_t *at);
/* One mention more. */
void	 series_add(struct series *, size_t at, size_t source, enum class,
	    enum polarity);
/* The counts of a day whose mentions are forgotten. */
void	 series_add_counts(struct series *, size_t at, size_t source,
	    const struct count_day *);

/* Where counts outlived mentions, of the past or of people who were forgotten,
 * they stand for the day: `counts` has the same days and numbers of sources.
 * Of how many days at the start most is known by their counts only. */
size_t	 series_join(struct series *, const struct series *counts);

/* Sums over days [a, b) of all, of a class, of a polarity, of a source. */
int64_t	 series_all(const struct series *, size_t a, size_t b);
int64_t	 series_class(const struct series *, enum class, size_t a, size_t b);
int64_t	 series_side(const struct series *, enum polarity, size_t a,
	    size_t b);
int64_t	 series_by(const struct series *, size_t source, size_t a, size_t b);

/*
 * Bars of one day, or of one week from Monday on, the first and the last of
 * which may be shorter. How many; [*a, *b) are the days of one.
 */
size_t	 series_bars(const struct series *, bool weekly);
void	 series_bar(const struct series *, bool weekly, size_t bar, size_t *a,
	    size_t *b);
/* Which of them a day is in. */
size_t	 series_bar_of(const struct series *, bool weekly, size_t at);

enum polarity polarity_named(slice);	/* not known: neutral */

#endif
