/*
 * align.h - two gists side by side: their longest common sequence of words,
 * and what stands between.
 */
#ifndef CORE_ALIGN_H
#define CORE_ALIGN_H

#include "core/arena.h"
#include "core/match/gist.h"

/* What differs, counted in words, or half ones of a script without blanks. */
struct align {
	const struct gist *a, *b;
	short	*to;		/* while it works: of each word of a, its
				 * word of b, or -1 */
	unsigned same;		/* words in common */
	unsigned body;		/* ... of the texts */
	unsigned typos;		/* places that differ only in spelling */
	unsigned title_typos;	/* ... of both titles */
	unsigned replaced;	/* words of one for words of the other */
	unsigned added;		/* inside, by one of them */
	unsigned longest;	/* of those, in one piece */
	unsigned ends;		/* before or behind, by one of them */
	unsigned tail;		/* the other goes on so long */
	bool	 tail_cut;	/* ... and the first says that it ends early */
	bool	 all_title;	/* ... with the title */
	unsigned facts;		/* a number or day for another */
	unsigned hard;		/* ... in a title, of money, a name, a day */
	unsigned clash;		/* loose words of both that are not the same */
	bool	 denies;	/* one has a "not" that the other has not */
	bool	 asks;		/* one asks what the other says */
};

/* Gives back what it takes of the arena. False: it was too small. */
bool	 align(struct align *, struct arena *, const struct gist *,
	    const struct gist *);

#endif
