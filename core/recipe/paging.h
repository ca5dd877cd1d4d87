/*
 * paging.h - where the next page of an answer is.
 */
#ifndef CORE_PAGING_H
#define CORE_PAGING_H

#include "core/recipe/recipe.h"

/*
 * By the recipe's `page`: an absolute address on the same origin as `base`,
 * or empty: there is none. `n` records were on this one. The scope's `whole`
 * is the answer.
 */
slice	 paging_next(const struct recipe *, const struct template_scope *,
	    const struct http_head *, slice base, size_t n);
/* That address, absolute; empty when it is on another origin: our secrets go
 * to nobody else; or `base`: no page is its own next. */
slice	 paging_reach(const struct template_scope *, slice base, slice next);

/* The address without the parameters whose value is a secret, to be stored;
 * empty when a secret stands elsewhere in it. And, of the first in a list as
 * below, with those of the request as it is made today. */
slice	 paging_hide(const struct template_scope *, slice url);
slice	 paging_show(const struct template_scope *, slice request, slice url);
/* Adds one to a list of addresses, one a line; an empty one is none. */
void	 paging_line(struct sink *, slice);
/* Such a list, each without secrets. False: one of them
 * cannot be stored, or they are more than `most` bytes, and is left out. */
bool	 paging_keep(const struct template_scope *, slice list, size_t most,
	    slice *out);

#endif
