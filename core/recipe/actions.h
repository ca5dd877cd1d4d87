/*
 * actions.h - the buttons of a letter in the form that its channel takes, by
 * `actions_as` of the recipe:
 *
 *	ntfy		three buttons that press without a page (JSON)
 *	telegram	an inline keyboard, when somebody reads the answers (JSON)
 *	slack, md	links to the page, one line
 *	plain		the same, a line each; behind the text of the letter
 *	mail		that, and how to answer by mail
 *
 * Which needs the address of the page, and which does without: a table.
 */
#ifndef CORE_ACTIONS_H
#define CORE_ACTIONS_H

#include "core/desk/press.h"
#include "core/recipe/recipe.h"

struct actions {
	slice	 value;			/* of {actions}; empty: none */
	bool	 json;
	slice	 tail;			/* of the text, instead */
};

/* In the arena. `buttons` may be NULL: nothing. */
struct actions actions_make(struct arena *, const struct recipe *,
	    const struct press_buttons *);

#endif
