/*
 * paging.h - where the next page of an answer is.
 */
#ifndef CORE_PAGING_H
#define CORE_PAGING_H

#include "core/recipe/recipe.h"

/*
 * By the recipe's `page`: an absolute address on the same origin as `base`,
 * or empty: there is none, or enough were read. `page` counts from 0; `n`
 * records were on it. The scope's `whole` is the answer.
 */
slice	 paging_next(const struct recipe *, const struct template_scope *,
	    const struct http_head *, slice base, unsigned page, size_t n);

/* RFC 8288: the target of the first link with this relation; empty: none. */
slice	 paging_link(const struct http_head *, slice rel);

#endif
