/*
 * schema.h - which keys a recipe may have, where, and of what kind.
 *
 * The text in schema.c is the format; recipe.5 says the same in words. Only
 * schema_check.c and a test read this.
 */
#ifndef CORE_SCHEMA_H
#define CORE_SCHEMA_H

#include "core/slice.h"

/* The names that templates may use: always, in a source, in its reply, in a
 * channel. */
#define SCHEMA_ALWAYS \
	"access_token refresh_token now now_unix host_id body endpoint"
#define SCHEMA_OF_POLL	"cursor"
#define SCHEMA_OF_REPLY "id text said tid facets"
#define SCHEMA_OF_LETTER \
	"id title text url url_label reply_url priority level " \
	"source author time rating tags actions mention mentions found " \
	"handle author_url headline words place lang rule matched class " \
	"polarity issues score sentiment box client " \
	"version since sources troubled waiting until"

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
