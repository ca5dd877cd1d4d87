/*
 * pipes.h - what may follow a "|" in a hole: a closed list (recipe.5).
 */
#ifndef CORE_PIPES_H
#define CORE_PIPES_H

#include "core/recipe/value.h"

/* "cut:9": a known name, and an argument that fits it; *name is the variable
 * that it wants, or empty. */
bool	 pipe_check(slice pipe, slice *name, struct fault *);
struct value pipe_run(slice pipe, struct value, const struct template_scope *);

#endif
