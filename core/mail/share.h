/*
 * share.h - what one of ours passed on: a mail, a link, a text. The mention is
 * what the first author wrote; the words of who passed it on are a note.
 */
#ifndef CORE_SHARE_H
#define CORE_SHARE_H

#include "core/mail/message.h"
#include "core/mention.h"

enum { SHARE_TEXT = 4000, SHARE_NOTE = 300 };	/* characters */

/*
 * A forwarded mail (within the text or as an attachment), or a text with a
 * line that is a link alone; `all`: any text. *note may be empty. False: it is
 * none of those, or nothing is left of it. All is in the arena.
 */
bool	 share_read(struct arena *, const struct message *, bool all,
	    struct mention *, slice *note);

#endif
