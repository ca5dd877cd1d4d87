/*
 * slice.h - a view of bytes that somebody else owns.
 *
 * Whatever came from the network is a slice until it is stored. A slice is
 * not terminated, may contain zero bytes, and dies with its owner.
 * Letters are ASCII here: no locale is ever asked.
 */
#ifndef CORE_SLICE_H
#define CORE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct slice {
	const char *p;
	size_t n;
} slice;

#define SLICE(literal)	((slice){ "" literal, sizeof(literal) - 1 })
#define SIZED(literal)	sizeof(literal) - 1, "" literal	/* in a table: how
							 * many, and they */
#define SLICE_ARG(s)	(int)(s).n, (s).p	/* for "%.*s" */
#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

inline slice
slice_of(const char *name)	/* a terminated string of ours; NULL is empty */
{
	return (slice){ name ? name : "", name ? strlen(name) : 0 };
}

inline bool
slice_eq(slice a, slice b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* memcmp order, the shorter first among equals. */
inline int
slice_cmp(slice a, slice b)
{
	size_t	 n = a.n < b.n ? a.n : b.n;
	int	 c = n ? memcmp(a.p, b.p, n) : 0;

	return c ? c : (a.n > b.n) - (a.n < b.n);
}

inline char
ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

inline bool
ascii_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

inline bool
ascii_digit(char c)
{
	return c >= '0' && c <= '9';
}

inline bool
ascii_alpha(char c)
{
	c = ascii_lower(c);
	return c >= 'a' && c <= 'z';
}

/* `bytes` of it from `at`, which it has, as one number, the highest first. */
inline uint64_t
slice_big(slice s, size_t at, unsigned bytes)
{
	uint64_t v = 0;

	for (unsigned i = 0; i < bytes; i++)
		v = v << 8 | (unsigned char)s.p[at + i];
	return v;
}

inline bool
slice_ieq(slice a, slice b)	/* ASCII letters of either case are equal */
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (ascii_lower(a.p[i]) != ascii_lower(b.p[i]))
			return false;
	return true;
}

inline slice
slice_from(slice s, size_t at)		/* without its first `at` bytes */
{
	if (at > s.n)
		at = s.n;
	return (slice){ at ? s.p + at : s.p, s.n - at };
}

inline slice
slice_head(slice s, size_t n)		/* at most its first n bytes */
{
	return (slice){ s.p, n < s.n ? n : s.n };
}

inline bool
slice_starts(slice s, slice prefix)
{
	return s.n >= prefix.n && slice_eq(slice_head(s, prefix.n), prefix);
}

inline bool
slice_istarts(slice s, slice prefix)
{
	return s.n >= prefix.n && slice_ieq(slice_head(s, prefix.n), prefix);
}

inline bool
slice_ends(slice s, slice tail)
{
	return s.n >= tail.n && slice_eq(slice_from(s, s.n - tail.n), tail);
}

inline slice
slice_trim(slice s)			/* without ASCII white space around */
{
	while (s.n && ascii_space(s.p[0]))
		s = slice_from(s, 1);
	while (s.n && ascii_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

/* Its bytes to where there is room for them, eight at once and the last eight
 * of them over those before: most are few, and a call or a loop of single bytes
 * costs more. */
inline void
slice_copy(char *to, slice s)
{
	size_t	 i = 0;

	if (s.n >= 8) {
		for (; i + 8 < s.n; i += 8)
			memcpy(to + i, s.p + i, 8);
		memcpy(to + s.n - 8, s.p + s.n - 8, 8);
	} else if (s.n >= 4) {
		memcpy(to, s.p, 4);
		memcpy(to + s.n - 4, s.p + s.n - 4, 4);
	} else {
		for (; i < s.n; i++)
			to[i] = s.p[i];
	}
}

/* Index of the first c, or s.n. */
inline size_t
slice_index(slice s, char c)
{
	const char *at = s.n ? memchr(s.p, c, s.n) : NULL;

	return at ? (size_t)(at - s.p) : s.n;
}

/* Index of the first `what`, or s.n. An empty `what` is found at 0. */
inline size_t
slice_find(slice s, slice what)
{
	for (size_t i = 0; i + what.n <= s.n; i++)
		if (slice_starts(slice_from(s, i), what))
			return i;
	return s.n;
}

/* Does it hold this text, ASCII letters of either case? */
bool	 slice_ihas(slice, slice part);

/* Returns what precedes the first c and leaves what follows it in *rest. */
inline slice
slice_cut(slice *rest, char c)
{
	slice	 head = slice_head(*rest, slice_index(*rest, c));

	*rest = slice_from(*rest, head.n < rest->n ? head.n + 1 : head.n);
	return head;
}

/* A decimal number, optionally negative, and nothing else. */
inline bool
slice_int(slice s, int64_t *value)
{
	bool	 neg = s.n && s.p[0] == '-';
	uint64_t v = 0, most = (uint64_t)INT64_MAX;

	if (neg)
		s = slice_from(s, 1);
	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		uint64_t d = (uint64_t)(s.p[i] - '0');

		if (!ascii_digit(s.p[i]) || v > (most - d) / 10)
			return false;
		v = v * 10 + d;
	}
	*value = neg ? -(int64_t)v : (int64_t)v;
	return true;
}

/* Which of these words with a blank between them it is, from 0; -1: none. */
inline int
slice_word(const char *words, slice word)
{
	slice	 rest = slice_of(words);

	for (int i = 0; rest.n; i++)
		if (slice_eq(slice_cut(&rest, ' '), word))
			return i;
	return -1;
}

/* FNV-1a, 64 bits: for tables of ours, never against an adversary. */
inline uint64_t
slice_hash(slice s)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3u;
	return h;
}

#endif
