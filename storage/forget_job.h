/*
 * forget_job.h - what the steps of forgetting share. Inside storage only.
 */
#ifndef STORAGE_FORGET_JOB_H
#define STORAGE_FORGET_JOB_H

#include "storage/forget.h"
#include "storage/tables.h"

#define FORGOTTEN	SLICE("[forgotten]")

enum { FORGET_BATCH = 64 };		/* mentions in one transaction */

struct forget_job {
	struct store	*s;
	const struct forget *o;
	struct forgotten *done;
	struct arena	 arena;		/* of one step */
	struct traces	*traces;
	uint64_t	 head;		/* of their contact; 0: none */
	slice		 keys[CONTACT_KEYS];	/* what was typed may be */
	size_t		 nkeys;
	uint64_t	 ids[FORGET_BATCH];	/* of their mentions */
	size_t		 n;
};

/* Something only they are called stands here. */
bool	 forget_names(const struct forget_job *, slice);

/* "[forgotten]" instead; in the arena, when there is any. */
slice	 forget_masked(struct forget_job *, slice);

/* In the transaction; false: it must be aborted. */
bool	 forget_letters(struct forget_job *, struct txn *);
bool	 forget_taps(struct forget_job *, struct txn *);
bool	 forget_sent(struct forget_job *, struct txn *);
bool	 forget_answers(struct forget_job *, struct txn *);
/* Mentions of others that name them: some of them at a time, *more: again. */
bool	 forget_mask(struct forget_job *, struct txn *, bool *more);

/* Between transactions: the file anew, and what is left in it. */
bool	 forget_prove(struct forget_job *, struct fault *);

#endif
