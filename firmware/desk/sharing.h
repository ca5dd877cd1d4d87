/*
 * sharing.h - what one of ours passed on, by mail or by a verb, becomes an item
 * of somebody else's, with their note.
 */
#ifndef FIRMWARE_DESK_SHARING_H
#define FIRMWARE_DESK_SHARING_H

#include "core/desk/desk.h"
#include "core/job.h"
#include "firmware/config/config.h"
#include "storage/store.h"

/* Does that person write from that address? By "mail", or by where their
 * letters go. */
bool	 sharing_theirs(const struct config *, size_t who, slice address);
/* Whose it is; or of that name; STAFF_MAX: a stranger. */
size_t	 sharing_by(const struct config *, slice by);
/* The addresses of all, with commas between. */
void	 sharing_friends(const struct config *, struct sink *);

struct sharing {
	const struct config *c;
	struct txn	*txn;
	struct desk	*desk;		/* with its router */
	struct arena	*arena;
	slice		 space;		/* of its id: storage/mentions.h */
	int64_t		 now;
};
/* Stores it as new, with its item and in *tally; or hands over the item that is
 * there. *id is its number, *says what was done. False: abort. */
bool	 sharing_take(const struct sharing *, const struct job_finding *,
	    struct item *, struct tally *, uint64_t *id, struct fault *says);

/* The order of earshot share: a finding, by itself. True: it is done with;
 * commit, if *write. */
bool	 sharing_obey(const struct config *, struct txn *,
	    const struct job_finding *, bool *write, struct fault *says);

#define SHARING	"share"			/* source and space of those */

#endif
