/*
 * schema_check.h - a recipe held against the schema, when it is loaded.
 */
#ifndef CORE_SCHEMA_CHECK_H
#define CORE_SCHEMA_CHECK_H

#include "core/json/json.h"

/* False: *fault has the place and the words: `recipe "x": request.query.foo:
 * no such pipe "hmtl"`. */
bool	 schema_check(const cJSON *root, slice id, struct fault *);

#endif
