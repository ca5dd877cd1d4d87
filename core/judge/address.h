/*
 * address.h - where an address of the web begins: of some only "http" is left.
 */
#ifndef CORE_JUDGE_ADDRESS_H
#define CORE_JUDGE_ADDRESS_H

#include "core/slice.h"

/* hash_bytes() of them, in small letters. */
#define ADDRESS_HTTP	0xc165eebdu
#define ADDRESS_HTTPS	0xad822e08u
#define ADDRESS_WWW	0x40638c7fu

/* May the word of this hash begin one? */
static inline bool
address_may_be(uint32_t hash)
{
	return hash == ADDRESS_HTTP || hash == ADDRESS_HTTPS ||
	    hash == ADDRESS_WWW;
}

/* Does it, this word in a text? */
static inline bool
address_is(slice raw, uint32_t hash, slice text)
{
	const char *end = text.p + text.n, *p = raw.p + raw.n;
	bool	 www = hash == ADDRESS_WWW;

	return slice_ieq(raw, www ? SLICE("www") :
	    slice_head(SLICE("https"), raw.n)) &&
	    (!www || (p < end && *p == '.'));
}

/* The same before the word is known: false, it does not. */
static inline bool
address_begins(slice at)
{
	return at.n > 1 && ((at.p[0] | 0x20) == 'h' ?
	    (at.p[1] | 0x20) == 't' : (at.p[0] | 0x20) == 'w' &&
	    (at.p[1] | 0x20) == 'w');
}

#endif
