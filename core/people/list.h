/*
 * list.h - a shop's list of customers: a table's columns to contacts by their
 * heads, in six languages, and contacts to a table.
 */
#ifndef CORE_LIST_H
#define CORE_LIST_H

#include "core/people/contact.h"
#include "core/people/csv.h"

enum { LIST_NETWORK = 32 };

struct list {
	struct csv csv;
	size_t	 n;
	uint8_t	 fields[CSV_FIELDS];	/* enum card_field; LIST_NOTHING */
	char	 networks[CSV_FIELDS][LIST_NETWORK];	/* of handles */
};

enum list_got { LIST_END, LIST_GOOD, LIST_BAD };

/* Reads the head. False: no column of it is one we know; *f says which there
 * are, and which there could be. */
bool	 list_init(struct list *, struct arena *, slice file, struct fault *);
/* The next line into *c; its slices live in the arena, which may be a new one
 * for each. LIST_BAD: *f says which line and why; the next is fine. */
enum list_got list_next(struct list *, struct arena *, struct contact *,
	    struct fault *);

void	 list_put_head(struct sink *);
void	 list_put(struct sink *, const struct contact *);

#endif
