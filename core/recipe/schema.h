/*
 * schema.h - which keys a recipe may have, where, and of what kind.
 *
 * The tables in schema.c are the format; recipe.5 says the same in words. The
 * constants are short for their sake: only schema_check.c and a test read this.
 */
#ifndef CORE_SCHEMA_H
#define CORE_SCHEMA_H

#include <stddef.h>

enum schema_type {
	ANY, TEXT, INT, BOOL, SCALAR,
	WORD,				/* one of words */
	TEXTS,				/* an array of scalars */
	TEMPLATE, VALUE, TESTS,		/* see check.h */
	FROM,				/* a value, or "time", the mention's */
	BODY,				/* JSON with templates in it */
	QUERY,				/* a template, or an array of them */
	POINTER, POINTERS,		/* one, or an array of them */
	STATUSES,			/* [200, "5xx"] */
	RATES,				/* [[n, seconds or "month"], ...] */
	SHAPE, LIST			/* an object; an array of them */
};

enum {
	NEED = 1,			/* must be there */
	MAP = 2,			/* an object of free names, each so */
	FREE = 4,			/* names in it are not known yet */
	SOURCE = 8,			/* only there */
	CHANNEL = 16
};

enum schema_shape {
	TOP, PARAM, AUTH, LOGIN, RENEWAL, POLL, REQUEST, RECORDS, FIELDS,
	CURSOR, PAGE, LIMITS, RULE, REPLY, STEP, OK, LIMIT, PRIORITY, SET,
	MESSAGE, SHAPES
};

struct schema_key {
	const char *name;
	unsigned char type;
	unsigned char flags;
	unsigned char shape;		/* of SHAPE and LIST */
	const char *words;		/* of WORD */
};

extern const struct schema_keys {
	const struct schema_key *keys;
	size_t	 n;
} schema_shapes[SHAPES];

/* Where `at` is `word`, there must be `wants`. */
extern const struct schema_demand {
	const char *at, *word, *wants;
} schema_demands[];
extern const size_t schema_ndemands;

#endif
