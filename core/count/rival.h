/*
 * rival.h - how soon another business answers, where its network shows that: a
 * review with the time of its answer, or a thread in which the business writes
 * itself. Of a source that is such a business's own page every entry counts,
 * whatever it says; nothing is kept of it but a hash of its id and two times.
 */
#ifndef CORE_RIVAL_H
#define CORE_RIVAL_H

#include "core/wire.h"

enum {
	RIVAL_KEPT = 100,		/* entries of a source: the latest */
	RIVAL_BYTES = 50 * RIVAL_KEPT
};

struct rival_seen {
	int64_t	 index;			/* of the source */
	int64_t	 id;			/* a hash */
	int64_t	 said;			/* 0: this is an answer alone */
	int64_t	 answered;		/* 0: not yet */
};

extern const struct wire_shape wire_rival;

struct rivals {
	size_t	 n;
	struct rival_seen of[RIVAL_KEPT];	/* the oldest first */
};

/* What an entry tells; `names`, a line each, is how the business signs there.
 * False: nothing. */
bool	 rival_look(slice names, const struct mention *, struct rival_seen *);
/* It may come from elsewhere. True: something has changed. The first answer
 * counts, also when it is taken away again. */
bool	 rival_note(struct rivals *, const struct rival_seen *);

/* Lines of a hash, when it was said, and seconds + 1 to the answer, or 0. */
void	 rival_put(struct sink *, const struct rivals *);
void	 rival_get(slice, struct rivals *);

#endif
