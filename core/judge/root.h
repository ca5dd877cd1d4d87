/*
 * root.h - square roots in whole numbers.
 */
#ifndef CORE_ROOT_H
#define CORE_ROOT_H

#include <stdint.h>

/* The root of n, rounded down; n is far from 2^62. */
static inline int64_t
root_of(uint64_t n)
{
	uint64_t r = 0, bit = 1;

	while (bit * bit < n)
		bit <<= 1;
	for (; bit > 0; bit >>= 1)
		if ((r | bit) * (r | bit) <= n)
			r |= bit;
	return (int64_t)r;
}

#endif
