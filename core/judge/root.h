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
	uint64_t r = 0;

	/* from half as many bits as n has */
	for (uint64_t bit = (uint64_t)1 << (64 - __builtin_clzll(n | 1)) / 2;
	    bit > 0; bit >>= 1)
		if ((r | bit) * (r | bit) <= n)
			r |= bit;
	return (int64_t)r;
}

#endif
