/*
 * visit.h - one request to a part of the town that takes JSON.
 */
#ifndef TOWN_VISIT_H
#define TOWN_VISIT_H

#include "tests/town/town.h"

#include <cJSON.h>

struct visit {
	struct town	*town;
	struct line	*line;
	const struct request *r;
	cJSON		*json;		/* the body, or NULL */
	bool		 lost;		/* take it, but do not say so */
	char		 channel[16];	/* "ntfy"; ntfy2.town is "ntfy2" */
};

struct visit visit_open(struct town *, struct line *, const struct request *,
	    bool lost);
void	 visit_close(struct visit *);
/* A member of the body; "": it is not there, or no text. */
const char *visit_text(const struct visit *, const char *key);
/* The buttons of a message, "Label=what it sends " each; false: no such phone
 * would take them. */
bool	 visit_buttons(const struct visit *, struct buf *);

#endif
