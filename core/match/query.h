/*
 * query.h - the owner's Boolean watch rules, compiled.
 *
 *	rule   = either ;
 *	either = both { OR both } ;
 *	both   = not { [ AND ] not } ;		side by side means AND
 *	not    = [ NOT | "-" ] ( near | field ":" ( near | value ) ) ;
 *	near   = atom [ NEAR/n atom ] ;		n words apart at most, any order
 *	atom   = word | prefix* | "a phrase" | #tag | @handle | ( either ) ;
 *	field  = title | text | author | site | lang | type | stars ;
 *
 * Operators are upper case. Words are those of core/match/tokens.h, compared
 * folded; without a field they are sought in title and text. "t-shirt" is the
 * phrase "t shirt"; #tag and @handle take only what is written with the sign,
 * a plain word takes both. What stands beside NEAR is a word, a phrase, or
 * such in parentheses with OR between.
 *
 *	author:anna		display name or handle
 *	site:example.org	the host of the address, or one below it
 *	lang:en			en, en-GB, ... as the source says
 *	type:review		where it stands, see core/mention.h
 *	stars:2 stars:1..2 stars:<3 stars:>=4
 */
#ifndef CORE_QUERY_H
#define CORE_QUERY_H

#include "core/fault.h"

enum {
	QUERY_MAX = 8192,	/* bytes of a rule */
	QUERY_DEPTH_MAX = 32,	/* parentheses in parentheses */
	QUERY_PHRASE_MAX = 64,	/* words, so that a phrase is one 64-bit set */
	QUERY_PREFIX_MAX = 63,	/* bytes, folded */
	QUERY_NEAR_MAX = 100,
	QUERY_NOTES = 8		/* of the linter, at most */
};

struct query;

/* NULL: *fault says what is wrong and at which character. */
const struct query *query_compile(struct arena *, slice rule, struct fault *);

/*
 * What is legal but surely not meant: what can take nothing, adds nothing, or
 * takes what it does not name; operators in lower case, words of one letter,
 * hosts and languages that there are not. Each note has the character and what
 * to write instead. Returns how many, 0: nothing to say. A rule of many
 * thousand words is looked at in part only, so that this takes no time.
 */
size_t	 query_lint(const struct query *, struct fault notes[static
	    QUERY_NOTES]);

#endif
