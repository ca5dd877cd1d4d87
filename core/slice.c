/*
 * slice.c - one body of each inline function, for whoever does not inline it:
 * a router pays for it once.
 */
#include "core/slice.h"

extern inline slice slice_of(const char *name);
extern inline bool slice_eq(slice a, slice b);
extern inline int slice_cmp(slice a, slice b);
extern inline uint64_t slice_big(slice s, size_t at, unsigned bytes);
extern inline bool slice_ieq(slice a, slice b);
extern inline slice slice_from(slice s, size_t at);
extern inline slice slice_head(slice s, size_t n);
extern inline bool slice_starts(slice s, slice prefix);
extern inline bool slice_istarts(slice s, slice prefix);
extern inline bool slice_ends(slice s, slice tail);
extern inline slice slice_trim(slice s);
extern inline void slice_copy(char *to, slice s);
extern inline size_t slice_index(slice s, char c);
extern inline size_t slice_find(slice s, slice what);
extern inline slice slice_cut(slice *rest, char c);
extern inline bool slice_int(slice s, int64_t *value);
extern inline int slice_word(const char *words, slice word);
extern inline uint64_t slice_hash(slice s);
extern inline char ascii_lower(char c);
extern inline bool ascii_space(char c);
extern inline bool ascii_digit(char c);
extern inline bool ascii_alpha(char c);

bool
slice_ihas(slice s, slice part)
{
	for (size_t i = 0; i + part.n <= s.n; i++)
		if (slice_ieq((slice){ s.p + i, part.n }, part))
			return true;
	return false;
}
