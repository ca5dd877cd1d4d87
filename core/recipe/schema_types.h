/*
 * schema_types.h - inside of schema: the types that schema.c names.
 */
#ifndef CORE_SCHEMA_TYPES_H
#define CORE_SCHEMA_TYPES_H

#include "core/recipe/check.h"

/* False: *fault says what it must be. */
bool	 schema_fits(slice type, const cJSON *, const struct check_names *,
	    struct fault *);

#endif
