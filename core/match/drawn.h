/*
 * drawn.h - may a letter stand three times in a row in a word ("sooo")?
 *
 * Eight letters are asked at once. It is the text that is looked at, not what
 * has just been written elsewhere, which is slow to be had again; what follows
 * the word in it may give a false alarm.
 */
#ifndef CORE_DRAWN_H
#define CORE_DRAWN_H

#include "core/slice.h"

/* Of eight bytes: two differences in a row are zero. */
static inline bool
drawn_eight(const char *p)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	v |= ones << 5;			/* as small letters */
	v ^= v >> 8;
	v |= v >> 8;
	return ((v - ones) & ~v & ones << 7) != 0;
}

/* Of the ASCII word of the first n bytes; false: it does not. */
static inline bool
drawn_may_be(slice at, size_t n)
{
	bool	 drawn = at.n < 8 || drawn_eight(at.p);

	/* two bytes are seen twice */
	for (size_t i = 6; i + 2 < n && !drawn; i += 6)
		drawn = drawn_eight(at.p + (i + 8 < n ? i : n - 8));
	return drawn;
}

/* Does it, in a word as it folds? */
static inline bool
drawn_is(slice fold)
{
	for (size_t i = 2; i < fold.n; i++)
		if (fold.p[i] == fold.p[i - 1] && fold.p[i] ==
		    fold.p[i - 2] && ascii_alpha(fold.p[i]))
			return true;
	return false;
}

#endif
