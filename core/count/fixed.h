/*
 * fixed.h - numbers with a point, in integers: the same on every processor.
 *
 * A name ends in how many bits stand behind the point.
 */
#ifndef CORE_FIXED_H
#define CORE_FIXED_H

#include <stdint.h>

enum { FIX_LN = 24 };

/* Natural logarithm, 24 bits behind the point; of 0 that of 1. */
int64_t	 fix_ln(uint64_t);

/* a * b / c, rounded down, c above 0. The caller sees to it that a * b does
 * not overflow. */
inline int64_t
fix_scale(int64_t a, int64_t b, int64_t c)
{
	return a * b / c;
}

inline int64_t
fix_min(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

inline int64_t
fix_max(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

#endif
