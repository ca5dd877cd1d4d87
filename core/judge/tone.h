/*
 * tone.h - what stands in a text that speaks for or against, sentence by
 * sentence, in whole numbers.
 *
 * Not the judgement (core/judge/score.h), only the findings: how much praise and
 * how much blame, and which words of the text are the evidence. A text of any
 * length is read in one pass with a fixed amount of memory.
 */
#ifndef CORE_TONE_H
#define CORE_TONE_H

#include "core/judge/tongue.h"

enum { TONE_WORDS = 5 };

/* Findings of one sort; what they are in the text, in its order. */
struct tone_list {
	size_t	 count;
	slice	 words[TONE_WORDS];
};

enum tone_sort {
	TONE_PRAISE, TONE_BLAME,
	TONE_AGAIN, TONE_MONEY, TONE_THREAT, TONE_CRITICAL,
	TONE_LEAD, TONE_QUESTION, TONE_IDEA, TONE_RUMOUR,
	TONE_SPAM, TONE_NEWS, TONE_COMPETITOR,
	TONE_OWN_CRITICAL, TONE_SHOP, TONE_TOWN,	/* asked for */
	TONE_SORTS
};

/* Words to look for beside the tables, folded, one blank between. */
struct tone_watch {
	slice	 words;
	enum tone_sort sort;
};

struct tone {
	struct tone_list found[TONE_SORTS];
	int64_t	 praise, blame;	/* hundredths of a point, both positive */
	int64_t	 emoji;		/* the same, both in one */
	size_t	 words, letters_only;
	size_t	 capitals;	/* words of two capitals or more */
	size_t	 exclamations, questions, addresses;
};

/* Adds to *tone, which begins as zeros. */
void	 tone_read(struct tone *, slice text, const struct tongue *,
	    const struct tone_watch *, size_t nwatch);

#endif
