/*
 * people.h - what the verbs about people share.
 */
#ifndef FIRMWARE_VERB_PEOPLE_H
#define FIRMWARE_VERB_PEOPLE_H

#include "firmware/order/people.h"
#include "firmware/verb/look.h"
#include "storage/contacts.h"

/* As contacts_find(); when it is not one, what there is was told. */
size_t	 people_which(struct look *, slice who,
	    uint64_t ids[static CONTACTS_FOUND]);
/* Put into the spool and carried out, while no look is open; an exit status,
 * what went wrong was told. */
int	 people_order(const struct config *, struct people_order *);
/* "csv" or "vcard"; exit statuses. */
int	 people_export(struct look *, const char *format);
int	 people_import(const struct config *, const char *name);
/* Two are one; b NULL: they are two again. An exit status. */
int	 people_join(const char *file, const char *a, const char *b);

#endif
