/*
 * extract.h - an answer and a recipe to mentions and the next cursor.
 */
#ifndef CORE_EXTRACT_H
#define CORE_EXTRACT_H

#include "core/mention.h"
#include "core/recipe.h"

enum { EXTRACT_MAX = 500 };		/* mentions of one answer */

struct extract {
	struct mention *mentions;	/* newest or oldest first, as they come */
	size_t	 n;
	size_t	 skipped;		/* records without an id, or filtered */
	bool	 broken;		/* the answer ended early; n are whole */
	slice	 next;			/* URL of the next page, or empty */
	slice	 feed_title;
};

/*
 * `base` is the address the body came from (relative links), `type` its
 * Content-Type. `page` counts from 0. False: nothing could be read, *fault
 * says where and why.
 */
bool	 extract(const struct recipe *, const struct template_scope *,
	    const struct http_head *, slice body, slice base, unsigned page,
	    struct extract *, struct fault *);

/*
 * The cursor after these mentions: the larger of `old` and theirs, by the
 * recipe's rule (numstr: by length, then bytes). Empty for "seen".
 */
slice	 extract_cursor(const struct recipe *, struct arena *,
	    const struct extract *, slice old);
/* How the stored cursor is spelled in a request: overlap and format. */
slice	 extract_cursor_value(const struct recipe *, struct arena *, slice);

#endif
