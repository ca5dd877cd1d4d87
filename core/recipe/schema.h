/*
 * schema.h - a recipe held against the format of recipes, when it is loaded:
 * which keys it may have, where, and of what kind. format.txt is that format.
 */
#ifndef CORE_SCHEMA_H
#define CORE_SCHEMA_H

#include "core/json/json.h"

/* False: *fault has the place and the words: `recipe "x": request.query.foo:
 * no such pipe "hmtl"`. */
bool	 schema_check(const cJSON *root, slice id, struct fault *);

/* What stands behind that word at the beginning of a line of format.txt;
 * empty: there is no such line. */
slice	 schema_line(slice word);

/* The next of the keys of an object; false: no more. */
struct schema_key {
	slice	 name;
	slice	 flags;
	slice	 type;
};
bool	 schema_next(slice *keys, struct schema_key *);

#endif
