/*
 * drafting.h - a draft with all that the shop has on file for it. Whoever shows
 * it must have asked answering_know() before.
 */
#ifndef FIRMWARE_DESK_DRAFTING_H
#define FIRMWARE_DESK_DRAFTING_H

#include "firmware/desk/answering.h"

struct draft {
	struct wording	 wording;
	struct faq_hit	 faq;		/* entry NULL: none fits */
	const struct statement *statement;	/* NULL: none */
	struct statement holding;	/* ... in a crisis, if there is one: */
	bool	 pinned;
	const struct playbook *playbook;	/* NULL: none */
	slice		 why;		/* not, or what should be known */
};

/* `signer` NULL: whoever signs for the shop. False: there is none, and *why
 * says why; what is on file is there all the same. */
bool	 drafting_make(struct answering *, const struct staff_person *signer,
	    enum wording_kind, struct draft *);

/* A draft that the box offers by itself to who is about to answer; empty: none.
 * Both lie in the arena. */
struct offer { slice draft, careful; };
struct offer drafting_offer(const struct config *, struct txn *,
	    struct arena *, uint64_t id, const struct staff_person *by,
	    int64_t now);

#endif
