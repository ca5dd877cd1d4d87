/*
 * spool.h - the door through which a running keeper hears of orders (a tap, a
 * sign-in, a reply, a mark, an entry of the FAQ): a folder of small files,
 * each a record of core/wire, written under another name and renamed.
 *
 * Who puts an order in need not know whether a keeper runs: it, or the next
 * one who opens the store, carries it out and takes the file away, in the
 * order in which they came. A record that is read twice counts once.
 */
#ifndef FIRMWARE_ORDER_SPOOL_H
#define FIRMWARE_ORDER_SPOOL_H

#include "core/answer/entry.h"
#include "core/desk/link.h"
#include "core/desk/mark.h"
#include "core/grant.h"
#include "core/job.h"
#include "core/learn/tap.h"
#include "firmware/config/config.h"
#include "firmware/order/people.h"
#include "storage/store.h"

#define SPOOL "taps"			/* below the data directory */

/* Gives the order its number. *name, when there is one, is where it lies
 * until it is carried out. */
enum { SPOOL_PATH = 512 };
bool	 spool_put(const char *dir, struct tap *, char name[static SPOOL_PATH],
	    struct fault *);
bool	 spool_put_grant(const char *dir, struct grant *,
	    char name[static SPOOL_PATH], struct fault *);
bool	 spool_put_reply(const char *dir, struct letter *,
	    char name[static SPOOL_PATH], struct fault *);
bool	 spool_put_mark(const char *dir, struct mark *,
	    char name[static SPOOL_PATH], struct fault *);
bool	 spool_put_people(const char *dir, struct people_order *,
	    char name[static SPOOL_PATH], struct fault *);
/* Passed on by hand (firmware/desk/sharing.h); `index` is when. */
bool	 spool_put_share(const char *dir, const struct job_finding *,
	    char name[static SPOOL_PATH], struct fault *);
bool	 spool_put_entry(const char *dir, struct entry *,
	    char name[static SPOOL_PATH], struct fault *);
bool	 spool_put_link(const char *dir, const struct link *,
	    char name[static SPOOL_PATH], struct fault *);
/* Has it carried out: by the keeper that runs, or else here, with whatever
 * else waits there. No look may be open: LMDB forbids to open a store twice.
 * An exit status; what went wrong was told. */
int	 spool_hand_in(const struct config *, const char *name);

/* Calls each() for every order that waits; true: it is done with. */
void	 spool_each(const char *dir, bool (*each)(void *, slice order),
	    void *);
/* Does a keeper have the store? */
bool	 spool_is_heard(const char *dir);
/* A descriptor that can be read when an order came; -1: there is none. The
 * folder is made if it is missing. */
int	 spool_watch(const char *dir);
void	 spool_hush(int fd);		/* what was to be read, was */

/* One order in the transaction; true: it is done with, commit, if *write.
 * *says is what became of it. */
bool	 spool_obey(const struct config *, struct txn *, slice order,
	    bool *write, struct fault *says);

#endif
