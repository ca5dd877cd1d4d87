/*
 * lend.h - an arena for libraries whose allocators take no argument.
 *
 * cJSON and expat ask for memory through plain function pointers, so the
 * arena they use must stand somewhere: lend.c has the one static of core. It
 * is set only between lend_begin() and lend_end(), never twice at a time.
 */
#ifndef CORE_LEND_H
#define CORE_LEND_H

#include "core/arena.h"

void	 lend_begin(struct arena *);
void	 lend_end(void);

/* As a stack: only the newest block can be returned, without any header. */
void	*lend_push(size_t);
void	 lend_pop(void *);

/* As a heap: powers of two with a header, returned blocks are used again. */
void	*lend_take(size_t);
void	*lend_retake(void *, size_t);
void	 lend_drop(void *);

#endif
