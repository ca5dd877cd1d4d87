/*
 * missing.h - what was asked and has no entry in the FAQ, the same questions
 * together: what to write on the shop's page next.
 */
#ifndef CORE_MISSING_H
#define CORE_MISSING_H

#include "core/answer/faq.h"

enum {
	MISSING_GROUPS = 48,		/* different questions */
	MISSING_ASKED = 400,		/* that are looked at */
	MISSING_NUMBERS = 8		/* kept of one */
};

struct missing_group {
	struct faq as;			/* the question, as an entry */
	const struct faq_book *book;	/* of it alone */
	size_t	 n;
	uint64_t ids[MISSING_NUMBERS];
};

struct missing {
	struct arena *arena;
	const struct faq_book *book;	/* what there is */
	size_t	 left;
	struct missing_group groups[MISSING_GROUPS];
	size_t	 n;
};

/* NULL: the arena is spent. The entries must live as long. */
struct missing *missing_open(struct arena *, const struct faq *, size_t n);
/* One mention; what it is made of must last. False: no more are looked at. */
bool	 missing_add(struct missing *, uint64_t id, const struct item *);
/* The most asked, each once; of two, the one that came first. NULL: the
 * end. */
struct missing_group *missing_next(struct missing *);

#endif
