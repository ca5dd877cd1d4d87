/*
 * saved.h - an answer that lies here, to mentions: what a recipe's network
 * would have sent, or one mail.
 */
#ifndef FIRMWARE_VERB_SAVED_H
#define FIRMWARE_VERB_SAVED_H

#include "core/mail/notice.h"
#include "core/recipe/recipe.h"

/* False: nothing could be read, *fault says why. *broken: not all could, what
 * came before is whole. In the scope's arena. */
bool	 saved_read(const struct recipe *, const struct template_scope *,
	    slice body, slice base, struct notice *, bool *broken,
	    struct fault *);

#endif
