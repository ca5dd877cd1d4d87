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
/* An expression: string, array, object, number. */
bool	 check_value(const struct check *, const cJSON *);

/* What may stand in a recipe; up to CHECK_TESTS as format.txt calls them. */
enum check_kind {
	CHECK_TEMPLATE,			/* a text */
	CHECK_QUERY,			/* that, a number, true or false; or an
					 * array of them */
	CHECK_BODY,			/* JSON with holes in its strings */
	CHECK_VALUE,
	CHECK_FROM,			/* that, or "time", the mention's */
	CHECK_TESTS,			/* one test, or a list of them */
	CHECK_TEST,			/* [value, operation, operand] */
	CHECK_PIPE, CHECK_MEMBER	/* of an expression that is an object */
};
bool	 check_node(const struct check *, enum check_kind, const cJSON *);

#endif
