/*
 * logic.h - can two parts of a rule be so of one mention?
 *
 * Each word, phrase, NEAR, site, language and type is a fact that is so or
 * not; what one fact says of another is known (a phrase has its words, no
 * text is in two languages), and then all cases are tried. What is said to be
 * impossible is so; of what is not, some may be impossible, too.
 */
#ifndef CORE_LOGIC_H
#define CORE_LOGIC_H

#include "core/match/rule.h"

struct logic {
	unsigned steps;		/* left; then everything is possible */
};

void	 logic_init(struct logic *);
/* Both, or the first one without the second (so = false); b may be NULL. */
bool	 logic_possible(struct logic *, const struct node *a,
	    const struct node *b, bool so);
/* Does it take a mention of which nothing is known? */
bool	 logic_takes_nothing(const struct node *);
bool	 logic_same_words(const struct node *, const struct node *);

#endif
