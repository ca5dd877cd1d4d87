/*
 * figure.h - what the owner counts and we cannot: calls, mails, walk-ins,
 * coupons at the till, what a customer won is worth. They come as events whose
 * words are "calls=42", "coupon BLUE=3" or "margin=12.50".
 */
#ifndef CORE_FIGURE_H
#define CORE_FIGURE_H

#include "core/fault.h"

enum figure {
	FIGURE_CALLS, FIGURE_MAILS, FIGURE_WALKINS,
	FIGURE_WAYS,			/* those before: ways to the shop */
	FIGURE_COUPON = FIGURE_WAYS, FIGURE_MARGIN, FIGURES
};
enum { FIGURE_ONE = 100 };

slice	 figure_name(enum figure);	/* "walk-ins" */

enum figure_is { FIGURE_NONE /* plain words */, FIGURE_BAD /* *why */,
	FIGURE_GOOD };
/* `n` is in hundredths for a margin; `coupon` its word, or empty. */
enum figure_is figure_read(slice words, enum figure *, slice *coupon,
	    int64_t *n, struct fault *why);
/* Do both count the same thing? Then the later one of a day corrects the
 * earlier. */
bool	 figure_same(slice words, slice other);
/* "12.50", "40" */
void	 figure_put(struct sink *, int64_t hundredths);

#endif
