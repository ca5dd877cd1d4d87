/*
 * spread.h - does one post, or one story, go further than posts of this shop
 * do? Its reach is a number that the caller makes of likes, replies and
 * sightings, always in the same way.
 *
 * How far posts go is learnt, by octaves. Reach has a heavy tail, so beyond
 * the farthest tenth it is taken for a power law, whose slope is Hill's
 * estimate (1975, Ann. Stat. 3, 1163) made careful with eight posts of slope
 * one. A post is told when no more than one in `quiet` days goes as far.
 */
#ifndef CORE_SPREAD_H
#define CORE_SPREAD_H

#include "core/sink.h"

enum {
	SPREAD_OCTAVES = 32,
	SPREAD_LEAST = 32,		/* less is never told */
	SPREAD_NEW = 256,		/* ... while few posts are known */
	SPREAD_KNOWN = 20,
	SPREAD_QUIET_DAYS = 360,	/* for one false alarm: the default */
	SPREAD_BYTES = 400
};

struct spread {
	int64_t	 posts[SPREAD_OCTAVES];	/* by how far they went, in 16ths */
	int64_t	 since;			/* they came since then */
};

void	 spread_init(struct spread *);
/* A reach of this or more is told; at least SPREAD_LEAST. */
int64_t	 spread_limit(const struct spread *, int64_t now, int quiet);
/*
 * A post's reach went from `before` (-1: a new post) to `after`. *told is the
 * post's own: the reach that was last told, 0 never. True: tell it, for the
 * first time or because it is half as much again.
 */
bool	 spread_grew(struct spread *, int64_t now, int64_t before,
	    int64_t after, int64_t *told, int quiet);

void	 spread_put(struct sink *, const struct spread *);
bool	 spread_get(slice, struct spread *);	/* false: as new */

#endif
