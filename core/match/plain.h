/*
 * plain.h - letters and digits of ASCII, eight bytes at once where it matters.
 *
 * Where a word ends nobody can guess, and a processor that has guessed wrongly
 * begins again: so the length comes out of one sum, and of the hashes of none
 * to eight letters one is picked.
 */
#ifndef CORE_PLAIN_H
#define CORE_PLAIN_H

#include "core/judge/hash.h"

enum { PLAIN_EIGHT = 8, PLAIN_OTHER = 1 };

extern const char plain_folds[256];

/* As it folds; PLAIN_OTHER: it is no ASCII, or may begin a tag; 0: all else. */
static inline char
plain_fold(char c)
{
	return plain_folds[(unsigned char)c];
}

/* May a word go on here, behind letters of ASCII? */
bool	 plain_goes_on(const char *p, const char *end);

/* The first byte lowest on every processor. */
static inline uint64_t
plain_load(const char *s)
{
	const uint8_t *p = (const uint8_t *)s;

	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
	    (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
	    (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

/* How many of eight bytes are such, and they in small letters. */
static inline size_t
plain_count(uint64_t v, uint64_t *fold)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t low = v & ones * 0x7f, small = low | ones * 0x20;
	uint64_t letter = (small + ones * (0x80 - 'a')) &
	    ~(small + ones * (0x7f - 'z')) & ~v & ones * 0x80;
	uint64_t digit = (low + ones * (0x80 - '0')) &
	    ~(low + ones * (0x7f - '9')) & ~v;
	uint64_t odd = ~(letter | digit) >> 7 & ones;

	*fold = v | letter >> 2;
	return (size_t)((((odd & (0 - odd)) - 1) & ones) * ones >> 56);
}

/* The same of eight bytes of a text, to where there is room for them, and the
 * hash of those that are such, begun. */
static inline size_t
plain_take(const char *p, char *to, uint32_t *hash)
{
	uint32_t h[PLAIN_EIGHT + 1] = { HASH_BEGIN };
	uint64_t fold;
	size_t	 n = plain_count(plain_load(p), &fold);

#pragma GCC unroll 8
	for (unsigned i = 0; i < PLAIN_EIGHT; i++) {
		to[i] = (char)(fold >> 8 * i & 0xff);
		h[i + 1] = hash_byte(h[i], to[i]);
	}
	*hash = h[n];
	return n;
}

#endif
