/*
 * people.h - what is said about a person, as an order: wishes, notes,
 * two that are one, the shop's own list, and that somebody be forgotten.
 *
 * All but the last are done in one transaction. Forgetting is many, and then a
 * new file: it is for whoever has the store, while no transaction is open and
 * no letter is out with a worker. What came of it lies in DIR/forgotten, which
 * names nobody: the order's number, 0 (done) or 1, then a text for the owner.
 */
#ifndef FIRMWARE_ORDER_PEOPLE_H
#define FIRMWARE_ORDER_PEOPLE_H

#include "core/people/contact.h"
#include "firmware/config/config.h"
#include "storage/store.h"

enum people_what {
	PEOPLE_NEVER, PEOPLE_MAY, PEOPLE_PREFER, PEOPLE_CONSENT, PEOPLE_NOTE,
	PEOPLE_BOUGHT, PEOPLE_CHANGES,	/* so many are of one contact */
	PEOPLE_MERGE = PEOPLE_CHANGES, PEOPLE_UNMERGE, PEOPLE_IMPORT,
	PEOPLE_FORGET, PEOPLE_FORGET_NEVER
};

struct people_order {
	int64_t	 order;			/* a name of its own */
	int64_t	 when;
	int64_t	 what;			/* enum people_what + 1 */
	int64_t	 id, other;		/* contacts */
	slice	 words;			/* as typed behind the verb; of
					 * forgetting: who */
	slice	 cards;			/* of an import: people_card_put() */
};

extern const struct wire_shape wire_people;

/* "never" and its like; PEOPLE_CHANGES: it is none. */
enum people_what people_change_named(slice);
/* Made of the contact; false: *f says why it cannot be. */
bool	 people_change(struct arena *, struct contact *,
	    const struct people_order *, struct fault *f);
/* One more; false: it goes into the next order. */
bool	 people_card_put(struct sink *, const struct contact *);

/* In the transaction, as spool_obey(). */
bool	 people_obey(struct txn *, const struct people_order *, bool *write,
	    struct fault *says);
/* Is it to forget somebody? Then people_forget() it. */
bool	 people_forgets(slice order);
void	 people_forget(const struct config *, struct store *, slice order,
	    struct fault *says);
/* What came of that order, into the arena; false: not there (yet). */
bool	 people_forgotten(const struct config *, struct arena *,
	    int64_t order, bool *done, slice *text);

#endif
