/*
 * schema.h - which keys a recipe may have, where, and of what kind.
 *
 * The text in schema.c is the format; recipe.5 says the same in words. Only
 * schema_check.c and a test read this.
 */
#ifndef CORE_SCHEMA_H
#define CORE_SCHEMA_H

#include "core/slice.h"

extern const struct schema_shape {
	const char *name;
	const char *keys;
} schema_shapes[];
extern const size_t schema_nshapes;

struct schema_key {
	slice	 name;
	slice	 flags;
	slice	 type;
};

/* The next of the keys of a shape; false: no more. */
bool	 schema_next(slice *keys, struct schema_key *);

/* Where the text at `at` is `word`, these must be there. */
extern const struct schema_demand {
	const char *at, *word, *wants;
} schema_demands[];
extern const size_t schema_ndemands;

#endif
