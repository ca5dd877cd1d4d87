/*
 * notice.h - a mail to mentions: by a template of the platform that wrote it,
 * or else as the mail that it is.
 *
 * Templates are data, the member "mails" of the mailbox's recipe (recipe.5):
 * whom and what they are for, and which lines of the text hold what.
 */
#ifndef CORE_NOTICE_H
#define CORE_NOTICE_H

#include "core/fault.h"
#include "core/mail/message.h"
#include "core/mention.h"

#include <cJSON.h>

enum { NOTICE_MAX = 40 };		/* mentions of one mail */

struct notice {
	struct mention	*mentions;
	size_t		 n;		/* at least 1, unless memory is gone */
	slice		 by;		/* the template; empty: none read it */
};

/* `mails` may be NULL. */
void	 notice_read(struct arena *, const cJSON *mails,
	    const struct message *, struct notice *);

#endif
