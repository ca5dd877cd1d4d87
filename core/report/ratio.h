/*
 * ratio.h - what a handful of counts says, and how sure that is; integers
 * only, so that every box prints the same.
 *
 * Shares are thousandths, intervals those of 95 in 100. Fewer than RATIO_FEW
 * give no verdict: "too early to tell (n=6)", and never a percentage.
 */
#ifndef CORE_RATIO_H
#define CORE_RATIO_H

#include "core/sink.h"

enum { RATIO_FEW = 20, RATIO_ONE = 1000 };

struct ratio {
	int64_t	 k, n;			/* k of n */
	int32_t	 share, low, high;	/* thousandths; 0 when n is */
};

/* Score interval of a share: Wilson 1927, J. Am. Stat. Assoc. 22, 209. What is
 * impossible (k above n, below 0) is brought within. */
struct ratio ratio_of(int64_t k, int64_t n);
/* (plus - minus) / n, -1000 to 1000: the net of those for and against. Agresti
 * and Min 2005, Stat. Med. 24, 729: half a case more in each of four cells. */
struct ratio ratio_net(int64_t plus, int64_t minus, int64_t n);

bool	 ratio_tells(int64_t n);
void	 ratio_few(struct sink *, int64_t n);	/* "too early to tell (n=6)" */
/* "40% (25 to 58%)", or that it is too early. */
void	 ratio_put(struct sink *, const struct ratio *);
/* "+12 (+3 to +21)", likewise. */
void	 ratio_put_net(struct sink *, const struct ratio *);

/*
 * How long things took. At most SPANS_KEPT are held; of more every second,
 * then every fourth is, so that a long history costs no more than a short one.
 */
enum { SPANS_KEPT = 512 };
struct spans {
	int64_t	 of[SPANS_KEPT];	/* seconds */
	size_t	 n;
	int64_t	 seen, every;
};

void	 spans_add(struct spans *, int64_t seconds);	/* not below 0 */
/* The smallest that so many thousandths do not exceed; 0: there is none.
 * Sorts them. */
int64_t	 spans_at(struct spans *, int64_t thousandths);
/* "12 s", "4 min" */
void	 spans_put_time(struct sink *, int64_t seconds);
/* "half within 12 min, nine in ten within 3 h", or "between 5 min and 2 h, too
 * early to tell (n=6)"; "none" */
void	 spans_put(struct sink *, struct spans *);

/*
 * A rate before and after a day. The interval of the difference is put
 * together from score intervals of the two rates (Zou and Donner 2008, Stat.
 * Med. 27, 1693), widened where days differ more than chance alone would have
 * it. It says that something changed, never why.
 */
struct change {
	int64_t	 before, after;		/* counted */
	size_t	 days_before, days_after;
	int64_t	 rate_before, rate_after;	/* thousandths a day */
	int64_t	 low, high;		/* of the difference, the same */
	bool	 tells;			/* enough was counted, on enough days */
};
enum { CHANGE_DAYS = 7, CHANGE_MOST = 400 };	/* on either side */

/* days[0 .. nbefore) and on to nbefore + nafter. */
struct change change_of(const int32_t *days, size_t nbefore, size_t nafter);
/* "1.2 a day before, 2.0 after: more (by 0.1 to 1.5)"; "no clear change" */
void	 change_put(struct sink *, const struct change *);
void	 ratio_put_tenths(struct sink *, int64_t thousandths);	/* "1.2" */

#endif
