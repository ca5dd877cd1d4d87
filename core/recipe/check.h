/*
 * check.h - are the templates and expressions of a recipe sound? Asked when
 * it is loaded, so that nothing can go wrong later but the values.
 */
#ifndef CORE_CHECK_H
#define CORE_CHECK_H

#include "core/json/json.h"

/* Which variables there will be; `known` NULL: any. And where to say what is
 * wrong. */
struct check {
	bool	 (*known)(const void *with, slice name);
	const void *with;
	struct fault *fault;
};

bool	 check_name(const struct check *, slice);	/* of a variable */
/* Braces closed, references and pipes known. */
bool	 check_template(const struct check *, slice text);
/* The same of a JSON text. */
bool	 check_text(const struct check *, const cJSON *);
/* That, a number, true or false; or an array of them. */
bool	 check_query(const struct check *, const cJSON *);
/* A JSON body with holes in its strings. */
bool	 check_body(const struct check *, const cJSON *);
/* An expression: string, array, object, number. */
bool	 check_value(const struct check *, const cJSON *);
/* That, or "time", the mention's. */
bool	 check_from(const struct check *, const cJSON *);
/* One test [value, op, operand], or a list of them. */
bool	 check_tests(const struct check *, const cJSON *);

#endif
