/*
 * drafting.h - a draft with all that the shop has on file for it. Whoever shows
 * it must have asked answering_know() before.
 */
#ifndef FIRMWARE_DRAFTING_H
#define FIRMWARE_DRAFTING_H

#include "firmware/answering.h"

struct draft {
	struct wording	 wording;
	struct faq_hit	 faq;		/* entry NULL: none fits */
	const struct statement *statement;	/* NULL: none */
	const struct playbook *playbook;	/* NULL: none */
	slice		 why;		/* not, or what should be known */
};

/* `signer` NULL: whoever signs for the shop. False: there is none, and *why
 * says why; what is on file is there all the same. */
bool	 drafting_make(struct answering *, const struct staff_person *signer,
	    enum wording_kind, struct draft *);

#endif
