/*
 * spread.h - does one post, or one story, go further than posts of this shop
 * do? Its reach is one number: a like counts one; an answer, or somebody who
 * says the same elsewhere, counts four.
 *
 * How far posts go is learnt, by octaves. Reach has a heavy tail, so beyond
 * the farthest tenth it is taken for a power law, whose slope is Hill's
 * estimate (1975, Ann. Stat. 3, 1163) made careful with eight posts of slope
 * one. A post is told when no more than one in `quiet` days goes as far: one
 * in 360, so that with spike.h's one in 120 all alarms together are false no
 * more than once in 90 days (tests/bench/spike.md).
 */
#ifndef CORE_SPREAD_H
#define CORE_SPREAD_H

#include "core/sink.h"

enum {
	SPREAD_OCTAVES = 32,
	SPREAD_ANSWER = 4,		/* likes that an answer is worth */
	SPREAD_LEAST = 32,		/* less is never told */
	SPREAD_NEW = 256,		/* ... while few posts are known */
	SPREAD_KNOWN = 20,
	SPREAD_MORE = 4,		/* so many times as far: told again */
	SPREAD_FRESH = 7 * 86400,	/* what went far before is old */
	SPREAD_QUIET_DAYS = 360,	/* for one false alarm: the default */
	SPREAD_BYTES = 400
};

struct spread {
	int64_t	 posts[SPREAD_OCTAVES];	/* by how far they went, in 16ths */
	int64_t	 since;			/* they came since then */
};

int64_t	 spread_reach(int64_t likes, int64_t answers);
/* Half an octave of it, from 1 on; 0: hardly anything. Whoever polls tells
 * only when this has grown. */
unsigned spread_step(int64_t reach);

void	 spread_init(struct spread *);
/* The posts of a first poll are older than the poll. */
void	 spread_since(struct spread *, int64_t now, int64_t when);
/* A reach of this or more is told; at least SPREAD_LEAST. */
int64_t	 spread_limit(const struct spread *, int64_t now, int quiet);
/* Nine of ten posts go no further; -1: too few are known. */
int64_t	 spread_usual(const struct spread *);
/*
 * A post's reach went from `before` (-1: a new post) to `after`. *told is the
 * post's own: the reach that was last told, 0 never. True: tell it, for the
 * first time or because it is SPREAD_MORE times as much.
 */
bool	 spread_grew(struct spread *, int64_t now, int64_t before,
	    int64_t after, int64_t *told, int quiet);

void	 spread_put(struct sink *, const struct spread *);
bool	 spread_get(slice, struct spread *);	/* false: as new */

#endif
