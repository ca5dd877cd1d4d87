/*
 * digest_part.h - what a digest has gathered: digest.c adds to it,
 * digest_put.c writes it.
 */
#ifndef CORE_DIGEST_PART_H
#define CORE_DIGEST_PART_H

#include "core/judge/classes.h"
#include "core/report/digest.h"
#include "core/report/issues.h"

enum {
	TEXT = 12 << 10, HTML = 18 << 10,	/* as a letter may have */
	QUOTES = 5,			/* of each list */
	QUOTE = 120,			/* characters */
	BLIND = 8, RISING = 3,
	DELAYS = 64			/* first answers whose middle is told */
};

/* The few best of many. */
struct best {
	struct item item[QUOTES];
	struct task task[QUOTES];
	int64_t	 rank[QUOTES];
	size_t	 n, seen;
};

struct digest {
	struct arena *arena;
	struct digest_head head;
	size_t	 mentions, later;	/* those wait for its end */
	size_t	 classes[CLASSES];
	struct issue_sum *issues;
	struct best waiting, kept, would;
	int64_t	 delays[DELAYS];	/* sorted */
	size_t	 ndelays, answered;
	int64_t	 last;			/* an answer of ours, or a "done"; 0:
					 * none known */
	int64_t	 oldest;		/* that waits; 0: none */
	struct { slice source, trouble; } blind[BLIND];
	size_t	 nblind;
	slice	 rising[RISING];
	size_t	 nrising;
	struct tally tally;
	size_t	 sources;
};

/* Does somebody hope for an answer? */
bool	 digest_wants(const struct item *);
/* ": 3 complaints, 1 question." */
void	 digest_put_classes(struct sink *, const size_t n[static CLASSES]);

#endif
