/*
 * card.h - one person from a foreign list, field by field: below vcard.c and
 * csv.c.
 *
 * What was taken lies in memory of its own, so that the arena can be set back
 * after each field: a card may have any number of them.
 */
#ifndef CORE_CARD_H
#define CORE_CARD_H

#include "core/people/contact.h"

enum card_field {
	CARD_NAME, CARD_FIRST, CARD_LAST, CARD_FIRM,
	CARD_WHOLE,			/* a name that needs nothing added */
	CARD_MAIL, CARD_PHONE, CARD_HANDLE, CARD_NOTE, CARD_BOUGHT,
	CARD_NEVER,			/* "yes"; "2026-05-03 by phone" */
	CARD_PREFERS,
	CARD_CONSENT,			/* "mail 2026-05-03 https://..." */
	CARD_FIELDS
};

struct card {
	struct arena	*arena;
	struct contact	*c;
	slice		 name, first, last, firm, whole;
	char		*room;
};

bool	 card_init(struct card *, struct arena *, struct contact *);
/* Several mails, phones, handles stand apart by commas, semicolons, lines. */
void	 card_set(struct card *, enum card_field, slice value);
bool	 card_network(slice name);	/* one that lists have columns of */
/* "mastodon", "@anna@x.org"; a network that is not said is found out. */
void	 card_handle(struct card *, slice network, slice handle);
/* Behind each field: what was taken is kept, the arena set back to `used`. */
void	 card_settle(struct card *, size_t used);
/* The name is put together; false: nobody can be known by this. */
bool	 card_close(struct card *);

#endif
