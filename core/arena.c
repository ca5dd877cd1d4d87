#include "core/arena.h"

#include <stdint.h>

enum { ALIGN = _Alignof(max_align_t) };

void
arena_init(struct arena *a, void *block, size_t cap)
{
	size_t	 skew = (uintptr_t)block % ALIGN;
	size_t	 skip = skew ? ALIGN - skew : 0;

	if (skip > cap)
		skip = cap;
	*a = (struct arena){ .base = (char *)block + skip, .cap = cap - skip };
}

void *
arena_take(struct arena *a, size_t n)
{
	size_t	 room = a->cap - a->used;
	size_t	 step = n + (ALIGN - n % ALIGN) % ALIGN;
	char	*p = a->base + a->used;

	if (step < n || step > room) {
		a->spent = true;
		return NULL;
	}
	a->used += step;
	return memset(p, 0, n);
}

slice
arena_copy(struct arena *a, slice s)
{
	char	*p = arena_take(a, s.n);

	if (p == NULL)
		return (slice){ "", 0 };
	if (s.n)
		memcpy(p, s.p, s.n);
	return (slice){ p, s.n };
}

void
arena_keep(struct arena *a, size_t n)
{
	size_t	 step = n + (ALIGN - n % ALIGN) % ALIGN;

	a->used = step > a->cap - a->used ? a->cap : a->used + step;
}

char *
arena_string(struct arena *a, slice s)
{
	static char nothing[1];
	char	*p = s.n < SIZE_MAX ? arena_take(a, s.n + 1) : NULL;

	if (p == NULL)
		return nothing;
	if (s.n)
		memcpy(p, s.p, s.n);
	return p;
}
