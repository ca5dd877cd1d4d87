/*
 * refusal.h - "Reddit refuses us until 14:20": one sentence for the owner.
 */
#ifndef FIRMWARE_ROLE_REFUSAL_H
#define FIRMWARE_ROLE_REFUSAL_H

#include "core/job.h"
#include "core/recipe/recipe.h"

/* Of an answer that sets a limit, on the owner's clock. */
void	 refusal_say(const struct recipe *, const struct job_visit *,
	    int64_t now, const struct recipe_answer *, struct fault *);

#endif
