/*
 * judge.h - from the findings of a text to class, points and reasons.
 */
#ifndef CORE_JUDGE_H
#define CORE_JUDGE_H

#include "core/arena.h"
#include "core/judge/class.h"
#include "core/judge/issue.h"
#include "core/judge/known.h"
#include "core/judge/read.h"
#include "core/learn/learn.h"
#include "core/mention.h"

struct judge {
	struct arena *arena;
	const struct mention *mention;
	const struct shop *shop;
	struct reader *reader;
	struct read *read;
	slice	 text;		/* that was read; the title where it has none */
	enum class class;
	struct match *known;	/* KNOWN_SORTS of them; */
	bool	 named;		/* false: there was nothing to look for */
	bool	 elsewhere;	/* it says where it is, and that is not here */
	int64_t	 now;		/* 0: age plays no part */
	const struct learn *learn;	/* NULL: nothing was ever tapped */
	const struct heard *heard;
	struct verdict *verdict;	/* all but reasons and priority are set */
	struct polarity_verdict polarity;
	struct issues issues;
};

/* Sets reasons and the priority that is their sum. */
void	 judge_reasons(struct judge *);

#endif
