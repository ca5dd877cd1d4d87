/*
 * reply_part.h - inside of reply: the parts of `reply` in a recipe.
 */
#ifndef CORE_REPLY_PART_H
#define CORE_REPLY_PART_H

#include "core/recipe/reply.h"

/* What stands at that pointer of `reply`; NULL: nothing. */
const cJSON *reply_at(const struct recipe *, const char *pointer);
/* One of `steps`; where there are none, `reply` itself. */
const cJSON *reply_step_at(const struct recipe *, size_t step);

#endif
