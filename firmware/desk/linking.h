/*
 * linking.h - the links to reports, as the store has them: one list; and what
 * they show.
 */
#ifndef FIRMWARE_DESK_LINKING_H
#define FIRMWARE_DESK_LINKING_H

#include "core/desk/link.h"
#include "firmware/config/config.h"
#include "storage/store.h"

/* The list; it points into the map. */
slice	 linking_list(struct txn *);
bool	 linking_find(struct txn *, slice hash, int64_t now, struct link *);
/* A new one, or one taken back, in the transaction; true: it is done with,
 * commit, if *write. *says is what became of it. */
bool	 linking_obey(struct txn *, struct link *, int64_t now, bool *write,
	    struct fault *says);

/* May it show that table ("words.csv"; empty: the page)? */
bool	 linking_shows(const struct link *, slice table);
/* What it asks for, in the arena; the page is of one piece, with its style and
 * pictures inside. False: it is longer than there is room for. */
bool	 linking_make(const struct config *, struct txn *, const struct link *,
	    slice token, slice table, int64_t now, struct arena *, slice *out);

#endif
