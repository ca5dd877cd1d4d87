/*
 * query.h - the owner's Boolean watch rules, compiled.
 *
 *	rule   = either ;
 *	either = both { OR both } ;
 *	both   = { not } ;			words side by side mean AND
 *	not    = [ NOT | "-" ] atom ;
 *	atom   = word | prefix* | "a phrase" | word NEAR/n word
 *	       | field:atom | ( either ) ;
 *	field  = title | text | author | site | lang | stars
 *
 * Operators are upper case. Words are compared folded (core/text.h).
 */
#ifndef CORE_QUERY_H
#define CORE_QUERY_H

#include "core/fault.h"

struct query;

/* NULL: *fault says what is wrong and at which character. */
const struct query *query_compile(struct arena *, slice rule, struct fault *);

/* What is legal but surely not meant: matches everything, can match nothing,
 * an operator in lower case, a word of one letter. True: nothing to say. */
bool	 query_lint(const struct query *, struct fault *);

#endif
