/*
 * status.h - how a box is, for who looks after many of them (R96). Nothing of
 * what anybody said, no name, no word: only counts; what the shop allows beside
 * them is its own name, and those of the sources that are blind.
 */
#ifndef CORE_REPORT_STATUS_H
#define CORE_REPORT_STATUS_H

#include "core/wire.h"

struct status {
	slice	 box, version;
	int64_t	 seq;			/* above that of every one before; 0: it
					 * was asked for by hand */
	int64_t	 time, up;		/* when; seconds since it began */
	int64_t	 sources, blind;
	int64_t	 waiting, refused;	/* letters */
	struct tally sum;		/* since ever */
	bool	 holds;			/* it adds up */
	slice	 shop;			/* empty: not allowed */
	slice	 names;			/* of blind sources, a line each; the
					 * same */
};

enum { STATUS_EPOCH = 1000000 };	/* numbers between two beginnings */

/* One JSON object in a line. */
void	 status_put(struct sink *, const struct status *);

#endif
