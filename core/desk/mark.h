/*
 * mark.h - what somebody did about a mention, as an order: by a verb, by a
 * button on the phone, by an answer to a mail.
 */
#ifndef CORE_MARK_H
#define CORE_MARK_H

#include "core/desk/task.h"

struct mark {
	int64_t	 mention;		/* 0: the whole shop, see `words` */
	int64_t	 act;			/* enum act + 1 */
	int64_t	 when;
	int64_t	 order;			/* a name of its own */
	slice	 by;			/* person; empty: who owns the box */
	slice	 words;			/* a note; whom it is given to; of the
					 * shop: "crisis" or "calm" */
};

extern const struct wire_shape wire_mark;

/* Into the task; done before, it changes nothing. */
enum acted mark_make(struct arena *, const struct staff *, struct task *,
	    const struct mark *, struct fault *why);

/* Does its history have it? */
bool	 mark_is_made(const struct task *, const struct mark *);

#endif
