/*
 * json_plain.h - bytes that stand for themselves in a string of JSON, eight at
 * once where it matters.
 */
#ifndef CORE_JSON_PLAIN_H
#define CORE_JSON_PLAIN_H

#include "core/slice.h"

/* ASCII that can be seen, and the blank; no quote and no backslash. */
static inline bool
json_is_plain(char c)
{
	return (uint8_t)(c - 0x20) < 0x5f && c != '"' && c != '\\';
}

/* Is each of eight bytes that? A high bit in the sum of these is a byte that is
 * no ASCII, 0x7f, a '"' or less than 0x20 (which turning a bit puts in a row),
 * or a backslash. */
static inline bool
json_are_plain(uint64_t v)
{
	const uint64_t one = UINT64_C(0x0101010101010101);

	return ((v | (v + one) | ((v ^ one * 2) - one * 0x21) |
	    ((v ^ one * '\\') - one)) & one * 0x80) == 0;
}

/* How many such bytes come first. */
static inline size_t
json_plain_run(slice s)
{
	uint64_t v = 0;
	size_t	 n = 0;

	for (; s.n - n >= sizeof(v); n += sizeof(v)) {
		memcpy(&v, s.p + n, sizeof(v));
		if (!json_are_plain(v))
			break;
	}
	while (n < s.n && json_is_plain(s.p[n]))
		n++;
	return n;
}

#endif
