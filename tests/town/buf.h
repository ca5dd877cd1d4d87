/*
 * buf.h - a string that grows, for the town: it ends the program rather than
 * fail, and is always terminated.
 */
#ifndef TOWN_BUF_H
#define TOWN_BUF_H

#include "core/slice.h"

struct buf {
	char	*p;			/* NULL while empty */
	size_t	 n, cap;
};

void	 buf_put(struct buf *, const void *, size_t);
void	 buf_text(struct buf *, const char *);
void	 buf_slice(struct buf *, slice);
void	 buf_printf(struct buf *, const char *, ...)
	    __attribute__((format(printf, 2, 3)));
void	 buf_json(struct buf *, const char *);	/* quoted, escaped */
void	 buf_xml(struct buf *, const char *);	/* escaped */
void	 buf_free(struct buf *);
char	*buf_take(struct buf *);		/* the caller frees it */

void	*must_alloc(size_t);			/* zeroed */
char	*must_copy(const char *);		/* NULL: "" */

#endif
