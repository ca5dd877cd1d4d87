/*
 * reply.h - an answer to a mention, by `reply` of its source's recipe.
 *
 * A reply is a letter. Its recipe is made of the source's, so that it is
 * asked and judged like a channel's: one for each step, and one for looking
 * whether an answer that was lost has arrived after all.
 */
#ifndef CORE_REPLY_H
#define CORE_REPLY_H

#include "core/recipe/outgoing.h"

#define REPLY_LANE "reply/"	/* channel of such a letter: then the source */

enum {
	REPLY_MOST = 32000,		/* bytes of what the owner says */
	REPLY_STATE = 4096		/* of what steps give to the next */
};

/* Is the letter one, and to a mention of which source? */
bool	 reply_is(const struct letter *, slice *source);

/*
 * Why this text would not be taken as an answer to this mention: too long in
 * the network's own units, too late, not asked for, nothing kept to answer
 * to. False: *fault has the sentence. `handles` are the shop's own, a line
 * each.
 */
bool	 reply_fits(struct arena *, const struct recipe *, const struct item *,
	    slice text, slice handles, int64_t now, struct fault *);

/* What templates of the reply see: the owner's parameters, `keep` of the
 * mention, what earlier steps took, and the letter: {text}, {id}, {tid},
 * {facets}. */
struct template_scope reply_scope(struct arena *, const struct recipe *,
	    const struct outgoing *, const struct template_var *params,
	    size_t nparams);

enum { REPLY_LOOK = -1 };
struct reply_step {
	struct recipe asks;
	int64_t	 pause;			/* seconds before the next */
	int64_t	 safe;			/* it may be repeated so long after an
					 * answer was lost, -1: for ever */
	bool	 last;
	const cJSON *at;		/* its own business */
};
/* One of the steps, from 0; REPLY_LOOK: what asks whether it has arrived.
 * False: there is none. */
bool	 reply_step(const struct recipe *, int64_t step, struct reply_step *);

/* What this step gives: to the next, a JSON object (state and all); or after
 * the last one, the address or else the id of what was made. Empty: it did
 * not give all that it should. */
slice	 reply_takes(const struct reply_step *, const struct template_scope *,
	    slice state, slice body);

/* Is it in this answer? *result is its address or id. */
bool	 reply_found(const struct recipe *, const struct template_scope *,
	    slice body, slice *result);

#endif
