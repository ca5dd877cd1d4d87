/*
 * lex.h - a watch rule cut into words, quotes, operators and parentheses.
 */
#ifndef CORE_LEX_H
#define CORE_LEX_H

#include "core/fault.h"

enum lexeme_kind {
	LEX_END, LEX_OPEN, LEX_CLOSE,
	LEX_AND, LEX_OR, LEX_NOT, LEX_NEAR,
	LEX_FIELD,		/* text without the colon */
	LEX_WORD,
	LEX_PHRASE,		/* text without the quotes */
	LEX_BAD			/* the fault is said */
};

struct lexeme {
	enum lexeme_kind kind;
	slice	 text;
	unsigned at;		/* its first character, counted from 1 */
	int64_t	 near;		/* the number of a NEAR/n */
};

struct lex {
	slice	 rest;
	unsigned at;		/* of rest */
	struct fault *fault;
};

void	 lex_init(struct lex *, slice rule, struct fault *);
struct lexeme lex_next(struct lex *);
/* What follows a field that takes no words: all up to the next blank or
 * parenthesis, or what is quoted. LEX_END when there is nothing. */
struct lexeme lex_value(struct lex *);

/* Says the parts with the place in between, then gives false. */
bool	 lex_fault(struct fault *, slice before, slice what, slice middle,
	    unsigned at, slice after);

#endif
