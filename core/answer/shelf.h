/*
 * shelf.h - what the shop has ready: statements that are on file (a recall,
 * a certificate, the price list), and what to do about each issue.
 *
 * Both are for issues ("wait/late"), kinds of issues ("wait") or classes
 * ("rumour"); the closest is taken, and among equals the first.
 */
#ifndef CORE_SHELF_H
#define CORE_SHELF_H

#include "core/mention.h"
#include "core/sink.h"

struct statement {
	slice	 name;			/* "recall of 3 May" */
	slice	 words;			/* one sentence or two; may be empty */
	slice	 link;
	slice	 what;			/* "safety, rumour" */
	slice	 lang;			/* of the words; empty: any */
};

struct playbook {
	slice	 what;			/* "wait/late, delivery" */
	slice	 who;			/* name in the file, or words */
	slice	 first;			/* first words to the customer */
	slice	 limit;			/* what may be offered: for us only */
	slice	 next;			/* the next step: for us only */
	slice	 lang;			/* of the first words */
	slice	 community;		/* where others have solved this */
};

/* How close a list is to what was said: 3 the issue, 2 its kind, 1 the class,
 * 0 nothing of it. */
unsigned shelf_fits(slice what, const struct verdict *);
/* Something in the list that is neither an issue, a kind nor a class; empty:
 * all of it is. */
slice	 shelf_unknown(slice what);

/* NULL: none fits. One in another language than `lang` comes last, and
 * only its link is of use. */
const struct statement *shelf_statement(const struct statement *, size_t n,
	    const struct verdict *, slice lang);
const struct playbook *shelf_playbook(const struct playbook *, size_t n,
	    const struct verdict *);

/* "anna; say: ...; may offer: ...; then: ..." for the alert. */
void	 playbook_put(struct sink *, const struct playbook *);

#endif
