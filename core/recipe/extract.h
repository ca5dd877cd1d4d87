/*
 * extract.h - an answer and a recipe to mentions and the next cursor.
 */
#ifndef CORE_EXTRACT_H
#define CORE_EXTRACT_H

#include "core/mention.h"
#include "core/recipe/recipe.h"

enum {
	EXTRACT_MAX = 500,		/* mentions of one answer */
	EXTRACT_TEXT_MAX = 32768	/* bytes of a text; longer ones are cut */
};

/* A list inside a record that goes on elsewhere: which mentions it gave. */
struct extract_inside {
	size_t	 first, end;
	slice	 next;
	bool	 news;			/* one of them; see extract_news */
};

struct extract {
	struct mention *mentions;	/* newest or oldest first, as they come */
	size_t	 n;
	size_t	 skipped;		/* records without an id, or filtered */
	bool	 broken;		/* not all is as it should be: n are
					 * whole, and *fault says what is not */
	slice	 next;			/* URL of the next page, or empty */
	struct extract_inside *inside;
	size_t	 ninside;
	size_t	 records;		/* all there were, even those skipped */
	slice	 feed_title;
	slice	 cursor;		/* the largest of all records */
};

/*
 * `base` is the address the body came from (relative links, the next page),
 * the head is asked for Content-Type and Link. When the scope has {now_unix},
 * a time more than a day after it moves no cursor. False: nothing could be
 * read, *fault says where and why.
 *
 * A mention's fields are plain text and fit into core/wire.h's item.
 */
bool	 extract(const struct recipe *, const struct template_scope *,
	    const struct http_head *, slice body, slice base,
	    struct extract *, struct fault *);

/* The caller says that this mention is news to it. Then: what to read next,
 * addresses, one a line: what stands inside of records with news, the next
 * page if `more`, and the rest of a list. */
void	 extract_news(struct extract *, size_t mention);
slice	 extract_todo(struct arena *, const struct extract *, bool more,
	    slice rest);

/*
 * The cursor after these mentions: the larger of `old` and theirs, by the
 * recipe's rule (numstr: by length, then bytes). Empty for "seen".
 */
slice	 extract_cursor(const struct recipe *, struct arena *,
	    const struct extract *, slice old);
/* How the stored cursor is spelled in a request: overlap and format. */
slice	 extract_cursor_value(const struct recipe *, struct arena *, slice);

#endif
