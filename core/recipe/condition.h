/*
 * condition.h - the tests of a recipe: [value, op, operand].
 *
 *	exists missing		is there a value?
 *	eq ne in nin		as text; a boolean in any case of letters
 *	gt			as numbers
 *	has			holds this text, ASCII letters in any case
 */
#ifndef CORE_CONDITION_H
#define CORE_CONDITION_H

#include "core/recipe/value.h"

/* One test, or a list of them, which must all hold. */
bool	 condition_holds(const cJSON *tests, const struct template_scope *);

/* Is the value equal to this one, or to a member of this array? */
bool	 condition_equal(struct arena *, struct value, struct value with);

/* Those up to CONDITION_MISSING want no operand; -1: no such test. */
enum { CONDITION_EXISTS, CONDITION_MISSING, CONDITION_EQ, CONDITION_IN,
	CONDITION_NE, CONDITION_NIN, CONDITION_GT, CONDITION_HAS };
int	 condition_named(slice op);

#endif
