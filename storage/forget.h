/*
 * forget.h - a person is forgotten: every record that tells of them goes, the
 * file is written anew, and its bytes are searched for what was known.
 *
 * What goes: their mentions with identities, sketches, notes, tasks; letters
 * that tell of them alone (of others the lines that do), answers to them that
 * wait; words in taps; what we noted of answers to them; their contact and all
 * its parts; orders that wait and tell of them. Where others name them
 * by handle, address or full name, "[forgotten]" stands instead.
 *
 * What stays, and why: counts by day and by source, which hold no names;
 * weights learnt of words and authors, and lists of entries met, which are
 * hashes; a keyed hash of each post that went or was masked, so that the next
 * poll does not bring it back; what somebody else said in the same words. And
 * outside of the store: the system's log, backups, what was delivered.
 */
#ifndef STORAGE_FORGET_H
#define STORAGE_FORGET_H

#include "core/people/trace.h"
#include "storage/contacts.h"

enum { FORGET_STAYS = 8 };

struct forget {
	slice	 who;			/* as for contacts_find(), or a name or
					 * handle that mentions have */
	int64_t	 now;
	bool	 never_again;		/* keyed hashes of handles stay, and
					 * nothing they say is stored again */
	const char *spool;		/* a folder whose files go if they tell
					 * of them; NULL: none */
	int64_t	 order;			/* but not this: its name's number */
};

struct forgotten {
	size_t	 contacts, mentions, letters, rewritten, taps, named;
	size_t	 sent;			/* notes of what was sent to them */
	size_t	 orders;		/* files of the spool */
	size_t	 traces;		/* that were looked for */
	size_t	 found;			/* of them; 0 is the proof */
	uint64_t bytes;			/* of the new file: all were read */
	bool	 proven;		/* the file was written anew and read */
	bool	 more;			/* traces than could be looked for */
	uint64_t stays[FORGET_STAYS];	/* mentions of others that say the
					 * same, or 0: another record */
	size_t	 nstays;
};

/*
 * Between transactions, by the writer alone. Steps, each whole: the records
 * go in transactions of bounded size, the contact last; then the file. Cut off
 * at any of them, the same order once more does the rest.
 *
 * False: *f says why, and names nobody; then either nobody was found (nothing
 * is changed and *done is all zeros) or the store failed on the way.
 */
bool	 store_forget(struct store *, const struct forget *,
	    struct forgotten *done, struct fault *f);
/* To look for oneself, without a store: by what nobody else is known, and the
 * hits of it in every byte of a file. */
void	 forget_know(struct traces *, const struct contact *);
bool	 forget_scan(const char *path, struct traces *, uint64_t *bytes,
	    struct fault *);
/* For a person: "0 of 14 traces found in 1,204,224 bytes", and the rest. It
 * names nobody, so that it may stand in a log. */
void	 forgotten_put(struct sink *, const struct forgotten *);

/*
 * Writes the store's file anew, record by record, so that no byte of what was
 * deleted is left in free pages or in the gaps of others. The new file is
 * whole, synced and then renamed; a cut leaves the old one or the new one. A
 * look that has the old file open keeps it.
 *
 * False: *f says why; the store is then as it was, unless it could not be
 * opened again, when every transaction fails.
 */
bool	 store_rebuild(struct store *, struct fault *);
/* Was forgetting cut off before that? Then it is to be done at the start. */
bool	 store_rebuild_owed(struct store *);

#endif
