/*
 * leaf.h - the ends of a rule's tree: words, phrases, site, lang, stars.
 *
 * Both fill a node and give false after saying what is wrong.
 */
#ifndef CORE_LEAF_H
#define CORE_LEAF_H

#include "core/match/lex.h"
#include "core/match/rule.h"

bool	 leaf_words(struct arena *, const struct lexeme *, struct node *,
	    struct fault *);
/* node->kind is SITE, LANG or STARS and says what the value has to be. */
bool	 leaf_value(struct arena *, const struct lexeme *field, slice value,
	    struct node *, struct fault *);

#endif
