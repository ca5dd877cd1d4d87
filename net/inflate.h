/*
 * inflate.h - inside of net: the packings of HTTP, undone piece by piece.
 *
 * gzip and deflate (with and without zlib's frame, as servers disagree), one
 * inside the other if need be. Memory is the heap's, about 40 KB for each.
 */
#ifndef NET_INFLATE_H
#define NET_INFLATE_H

#include "core/web/http1.h"

enum { INFLATE_LAYERS = 2 };

enum inflate_result {
	INFLATE_OK,
	INFLATE_FULL,		/* the sink is full */
	INFLATE_BAD		/* not what it says it is */
};

struct inflate;

/* What Content-Encoding and Transfer-Encoding ask for. *state is NULL when
 * nothing is packed. False: a packing we do not have, or too many. */
bool	 inflate_open(struct inflate **, const struct http_head *,
	    struct fault *);
/* Unpacks into the sink; a NULL state copies. Fills a sink to the brim. */
enum inflate_result inflate_feed(struct inflate *, slice, struct sink *);
/* Did every packing come to its end? Nothing at all is an end, too. */
bool	 inflate_done(const struct inflate *);
void	 inflate_close(struct inflate *);

#endif
