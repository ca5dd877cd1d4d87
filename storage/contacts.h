/*
 * contacts.h - who wrote, by handle; put together by hand; kept as long as
 * core/people/contact.h says.
 *
 *	contact	1, id		-> struct contact
 *	contact	2, key		-> id of the record whose key it is
 *	contact	3, 8 bytes	-> time	a mark: that post, or that person, is
 *				not to be stored again (a keyed hash, from
 *				which nobody is read)
 *
 * Only what a rule took is noted, so only what is public or was said to the
 * shop's own account. What a person said is found by reading the mentions: it
 * is seldom asked, and an index would cost flash with every mention.
 *
 * Slices of a contact that is got live in the arena. False from a call that
 * writes: the transaction must be aborted.
 */
#ifndef STORAGE_CONTACTS_H
#define STORAGE_CONTACTS_H

#include "core/people/contact.h"
#include "storage/store.h"

enum { CONTACTS_FOUND = 16, MARK_DAYS = 400 };

/* Notes the writer of a mention that was stored as new. *id is the head of
 * who it is; 0: cannot be told from others. */
bool	 contacts_meet(struct txn *, struct arena *, slice space,
	    const struct item *, uint64_t *id);
/* The head of who wrote it; 0: nobody we know. Writes nothing. */
uint64_t contacts_of(struct txn *, struct arena *, slice space,
	    const struct mention *);
/* Who wrote a mention that is stored: the head; 0: nobody we know. */
uint64_t contacts_by(struct txn *, struct arena *, uint64_t mention);
/* We answered a mention: counted with its writer, if we know them. */
bool	 contacts_replied(struct txn *, struct arena *, uint64_t mention,
	    int64_t now);

bool	 contacts_get(struct txn *, struct arena *, uint64_t id,
	    struct contact *);		/* the record alone */
/* All that is one with it, as one; id is the head's. */
bool	 contacts_whole(struct txn *, struct arena *, uint64_t id,
	    struct contact *);
uint64_t contacts_head(struct txn *, struct arena *, uint64_t id);
/* Heads that may be meant by what was typed: a number, a handle, an address,
 * a name. How many, at most CONTACTS_FOUND. */
size_t	 contacts_find(struct txn *, struct arena *, slice who,
	    uint64_t ids[static CONTACTS_FOUND]);
/* Every person once, as a whole; each() must not write. */
void	 contacts_walk(struct txn *, struct arena *, bool (*each)(void *,
	    const struct contact *), void *);
/* What they said, the newest first. */
void	 contacts_mentions(struct txn *, struct arena *, uint64_t id,
	    bool (*each)(void *, uint64_t mention, const struct item *),
	    void *);

/* A record that was changed, or (id 0) a new one, which gets its number. Keys
 * that are another's are left out of it. */
bool	 contacts_put(struct txn *, struct arena *, struct contact *);
/* From the shop's own list: who is known by a key of it learns the rest; what
 * others have keys of it is merged into one (contacts_unmerge() undoes that).
 * Marks of a person that was forgotten do not keep the owner from this. */
bool	 contacts_import(struct txn *, struct arena *, const struct contact *,
	    int64_t now, uint64_t *id, bool *fresh);
/* "never" and wishes are said of every part. */
bool	 contacts_change(struct txn *, struct arena *, uint64_t id,
	    bool (*change)(void *, struct arena *, struct contact *),
	    void *);
/* False with *f, and nothing written: it cannot be. */
bool	 contacts_merge(struct txn *, struct arena *, uint64_t head,
	    uint64_t part, struct fault *f);
bool	 contacts_unmerge(struct txn *, struct arena *, uint64_t part,
	    struct fault *f);

/* Forgets strangers and customers whose time is over, at most `most` of them;
 * how many. Marks go too. */
size_t	 contacts_retire(struct txn *, struct arena *,
	    const struct contact_days *, int64_t now, size_t most);
/* The record, its keys, its parts; each() is told of every one before. */
bool	 contacts_remove(struct txn *, struct arena *, uint64_t id,
	    bool (*each)(void *, const struct contact *), void *);

/* --- marks ------------------------------------------------------------ */

/* Was it, or its writer, forgotten for good? Then it must not be stored. */
bool	 contacts_barred(struct txn *, struct arena *, slice space,
	    slice canonical, const struct mention *);
bool	 contacts_bar(struct txn *, slice what, int64_t now);

/* What is broken in words, NULL: nothing; *number is the contact. `last` is
 * the highest number ever given. */
const char *contacts_broken(struct txn *, struct arena *, uint64_t last,
	    uint64_t *number);

#endif
