/*
 * hash.h - the one hash of a folded word: FNV-1a, then a mix.
 *
 * The tables of toolchain/lexicon.c are made with it, so it may not change
 * without them. What precedes the mix can go on: a tokenizer hashes as it
 * folds, and the first letters of a word are hashed on the way to the whole.
 */
#ifndef CORE_HASH_H
#define CORE_HASH_H

#include "core/slice.h"

#define HASH_BEGIN 0x811c9dc5u

static inline uint32_t
hash_byte(uint32_t h, char c)
{
	return (h ^ (unsigned char)c) * 0x01000193u;
}

/* Every bit of the result depends on every one of the state. */
static inline uint32_t
hash_end(uint32_t h)
{
	h = (h ^ h >> 16) * 0x7feb352du;
	h = (h ^ h >> 15) * 0x846ca68bu;
	return h ^ h >> 16;
}

static inline uint32_t
hash_bytes(slice s)
{
	uint32_t h = HASH_BEGIN;

	for (size_t i = 0; i < s.n; i++)
		h = hash_byte(h, s.p[i]);
	return hash_end(h);
}

#endif
