/*
 * finding.h - what was found for each of the labels of core/judge/label.h.
 *
 * Nothing is cleared but what is asked for: of fifty labels a text has two.
 */
#ifndef CORE_FINDING_H
#define CORE_FINDING_H

#include "core/judge/label.h"

enum { FINDING_WORDS = 3 };

struct finding {
	int	 points;
	size_t	 n;
	slice	 words[FINDING_WORDS];	/* of the text */
};

/* Begins with has = 0; the rest may be anything. */
struct findings {
	uint64_t has;		/* a bit for each that is there */
	struct finding of[LABELS];
};

static inline bool
findings_has(const struct findings *f, unsigned i)
{
	return (f->has >> i & 1) != 0;
}

/* The first of them, of those that are left: `for (left = f.has; left != 0;
 * left &= left - 1)`. */
static inline unsigned
findings_first(uint64_t left)
{
	return (unsigned)__builtin_ctzll(left);
}

static inline void
findings_drop(struct findings *f, unsigned i)
{
	f->has &= ~((uint64_t)1 << i);
}

/* Empty where there was none. */
struct finding *findings_at(struct findings *, unsigned i);

/* A word says so, with so many points; once. */
void	 finding_note(struct finding *, int points, slice raw);
/* To the one goes what the other has. */
void	 finding_join(struct finding *to, const struct finding *from);

#endif
