/*
 * arena.h - memory for one job: take, take, take, forget.
 *
 * The caller gives the block, so the ceiling is decided in one place. There
 * is no free. When the block runs out arena_take() returns NULL and `spent`
 * stays set, so a parser may finish its work and be asked once at the end.
 */
#ifndef CORE_ARENA_H
#define CORE_ARENA_H

#include "core/slice.h"

struct arena {
	char	*base;
	size_t	 cap;
	size_t	 used;
	bool	 spent;
};

void	 arena_init(struct arena *, void *block, size_t cap);
void	*arena_take(struct arena *, size_t n);	/* zeroed, aligned */
void	 arena_keep(struct arena *, size_t n);	/* n bytes written in place */
slice	 arena_copy(struct arena *, slice);	/* empty when spent */
char	*arena_string(struct arena *, slice);	/* terminated; "" when spent */

#endif
