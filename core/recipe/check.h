/*
 * check.h - are the templates and expressions of a recipe sound? Asked when
 * it is loaded, so that nothing can go wrong later but the values.
 */
#ifndef CORE_CHECK_H
#define CORE_CHECK_H

#include "core/json/json.h"

/* Which variables there will be; `known` NULL: any. */
struct check_names {
	bool	 (*known)(const void *with, slice name);
	const void *with;
};

/* Braces closed, references and pipes known. */
bool	 check_template(slice text, const struct check_names *, struct fault *);
/* An expression: string, array, object, number. */
bool	 check_value(const cJSON *, const struct check_names *, struct fault *);
/* One test [value, op, operand], or a list of them. */
bool	 check_tests(const cJSON *, const struct check_names *, struct fault *);
/* A JSON body with holes in its strings. */
bool	 check_body(const cJSON *, const struct check_names *, struct fault *);

#endif
