/*
 * learn.h - what the owner's taps have taught: a weight for each trait that
 * was ever tapped, and what they come to on a mention.
 *
 * A state is nothing but the sum of its taps (core/learn/tap.h): to take one
 * back is to subtract it, whichever it was, and what is left is bit for bit
 * what it would have been. Nothing is learnt but here: no tap reaches the
 * tables of the judge. Integers only; the bytes are the same on every CPU.
 */
#ifndef CORE_LEARN_H
#define CORE_LEARN_H

#include "core/learn/traits.h"

enum tap_what { TAP_USEFUL, TAP_NOT_US, TAP_NOT_URGENT, TAPS };

enum {
	LEARN_MOST = 2048,		/* weights */
	LEARN_UNIT = 16,		/* of them are a point */
	LEARN_LEAST = -30,		/* points, on any mention */
	LEARN_TOP = 20,
	LEARN_DOUBT = 8,		/* points down that do not count: so
					 * much comes of chance words */
	LEARN_ELSEWHERE = -10,		/* of what is no text: no source falls
					 * silent by itself */
	LEARN_WEIGHT = 12 * LEARN_UNIT,	/* one weight, either way */
	LEARN_SUM = 16384,		/* its sum, once taps were taken back */
	LEARN_BYTES = 1 + 9 * LEARN_MOST
};

struct weight {
	uint32_t hash;
	int16_t	 sum;			/* of what its taps moved it by */
	uint8_t	 taps[TAPS];		/* how many of each; never all 0 */
};

/* All zeros: nothing was ever tapped. */
struct learn {
	size_t	 n;
	struct weight w[LEARN_MOST];	/* in the order of their hashes */
};

slice	 tap_name(enum tap_what);	/* "useful", "not us", "not urgent" */
/* With a hyphen or a blank. */
bool	 tap_named(slice, enum tap_what *);

/* The place of a hash among the weights, or where it would go. */
size_t	 learn_place(const struct learn *, uint32_t hash, bool *there);
/* NULL: nothing is known of it. */
const struct weight *learn_weight(const struct learn *, uint32_t hash);

/* What it comes to, in LEARN_UNITs, before the bounds of the whole. */
int64_t	 learn_sum(const struct learn *, const struct traits *);
/* The same in points, within LEARN_LEAST and LEARN_TOP. */
int64_t	 learn_points(const struct learn *, const struct traits *);
/* The step of the judgement, with the words that count most. False: it comes
 * to nothing. */
bool	 learn_reason(const struct learn *, struct arena *,
	    const struct traits *, struct reason *);

/* LEARN_BYTES at most; no taps, no bytes. */
void	 learn_put(struct sink *, const struct learn *);
/* False: not what learn_put() writes; then nothing is known. */
bool	 learn_get(slice, struct learn *);

#endif
