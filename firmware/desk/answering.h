/*
 * answering.h - before an answer: whom it reaches, whether it may go, and what
 * there is to say; after it: what is remembered.
 *
 * People are spelled as in core/people/contact.h, so that a card, "never" and
 * forgetting find what was sent.
 */
#ifndef FIRMWARE_DESK_ANSWERING_H
#define FIRMWARE_DESK_ANSWERING_H

#include "firmware/config/config.h"
#include "storage/answers.h"

struct contact;
struct task;

struct answering {
	/* The caller's. */
	const struct config *c;
	struct txn	*txn;
	struct arena	*arena;
	uint64_t	 id;
	const struct item *item;
	const struct staff_person *by;	/* NULL: the owner alone */
	slice		 drafted;	/* who wrote it, if another sends it */
	bool		 send;
	bool		 offered;	/* by the box itself */
	bool		 again;		/* it was allowed when it was ordered */
	bool		 anyway;	/* a crisis or not */
	int64_t		 written;	/* the words were; 0: now */
	int64_t		 now;
	/* What answering_know() finds. */
	slice		 person;	/* empty: cannot be told from others */
	bool		 known;		/* there is a card */
	struct contact	*contact;	/* core/people/contact.h */
	int64_t		 pointed;	/* shown the way to others; 0: not of
					 * late */
	struct may_rules rules;
	struct may_ask	 ask;
	struct fault	 never;		/* why they are not to be contacted */
};

/* Who of ours: a name, or whoever comes first. NULL with a sentence: nobody is
 * called that. */
const struct staff_person *answering_by(const struct config *, slice name,
	    struct fault *);
void	 answering_know(struct answering *);
/* May it? `text` is what would be said, for pointing out the same words. *why
 * is as in core/answer/may.h. */
enum may answering_may(struct answering *, slice text, slice *why);

/* An answer is out: remembered, and counted where it was foreseen. False:
 * abort the transaction. */
bool	 answering_sent(const struct config *, struct txn *,
	    const struct letter *, int64_t now);

/* The last draft that somebody kept on an item, and when; false: there is
 * none. */
bool	 answering_draft(const struct task *, slice *who, slice *text,
	    int64_t *written);
#define DRAFT	"draft: "

#endif
