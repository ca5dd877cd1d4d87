/*
 * judge.h - from the findings of a text to class, points and reasons.
 */
#ifndef CORE_JUDGE_H
#define CORE_JUDGE_H

#include "core/arena.h"
#include "core/mention.h"
#include "core/judge/tone.h"

struct judge {
	struct arena *arena;
	const struct mention *mention;
	const struct tongue *tongue;
	struct tone tone;
	int64_t	 now;		/* 0: age plays no part */
	struct verdict *verdict;	/* polarity and sentiment are set */
};

/* Sets class, reasons and the priority that is their sum. */
void	 judge_reasons(struct judge *);

#endif
