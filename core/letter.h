/*
 * letter.h - what the owner reads on the phone and in the mail.
 */
#ifndef CORE_LETTER_H
#define CORE_LETTER_H

#include "core/wire.h"

/*
 * Title and text of an alert. `now` for "posted 4 min ago". The slices of the
 * letter live in the arena; id, channel and born are the caller's.
 *
 *	title	Complaint on Gazette: "my new Focus stalls again"
 *	text	the words, then who, where, when, then the reasons
 */
void	 letter_alert(struct arena *, const struct item *, int64_t now,
	    struct letter *);

/* One letter for many: after an outage, for the low ones. */
void	 letter_catch_up(struct arena *, const struct letter *, size_t n,
	    struct letter *);

/* The reasons for an owner: "'still waiting' +22, two stars +15 = 61 high". */
void	 letter_reasons(struct sink *, const struct verdict *);

#endif
