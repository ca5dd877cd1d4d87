/*
 * tone.h - what stands in a text that speaks for or against, sentence by
 * sentence, in whole numbers.
 *
 * Not the judgement (core/judge/score.h), only the findings: how much praise
 * and how much blame, and which words of the text are the evidence. A text of
 * any length is read in one pass with a fixed amount of memory.
 *
 * What a word weighs is changed by its neighbours as Hutto and Gilbert (2014)
 * measured it for VADER: "very" and "a bit" up to three words before it,
 * "not", "but", capitals, and the marks at the end.
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
	/* and those that core/judge/class.h measures, in its order */
	TONE_AGAIN, TONE_MONEY, TONE_THREAT, TONE_CRITICAL,
	TONE_CRITICAL_ASKED,	/* "no injuries", "is it safe with an
				 * allergy?": not said to have happened */
	TONE_LEAD, TONE_QUESTION, TONE_IDEA, TONE_RUMOUR,
	TONE_SPAM, TONE_NEWS, TONE_COMPETITOR,
	TONE_IRONY,		/* the praise beside it is none */
	TONE_SORTS
};

struct tone {
	int64_t	 praise, blame;	/* hundredths of a point, both positive */
	int64_t	 emoji;		/* the same, both in one */
	int64_t	 plus, minus;	/* of all, in thousandths as VADER sums */
	int64_t	 phrases;	/* what of it several words together say */
	int64_t	 lost_praise, lost_blame;	/* what words weighed before
				 * a "not" turned them; both positive */
	int	 compound;	/* -1000 to 1000: both in one, with the
				 * marks */
	size_t	 words, letters_only;
	size_t	 capitals;	/* words of two capitals or more */
	size_t	 names;		/* begin with one inside a sentence, */
	size_t	 humps;		/* or have one behind a small letter */
	size_t	 exclamations, questions, addresses;
	size_t	 marks;		/* "??" */
	bool	 turned;	/* "/s", "#sarcasm": praise is blame */
	struct tone_list found[TONE_SORTS];	/* (last: what is near the
				 * beginning has shorter code) */
};

/* Nothing is found yet; as zeros, but for lists that are none. */
void	 tone_init(struct tone *);

/*
 * Adds to *tone, which begins so: a text is begun, its sentences follow
 * in their order, with the lexicon of its language or NULL, and then its end.
 * struct mood is in core/judge/mood.h.
 */
struct mood;
struct sentence;
struct sentences;

void	 tone_begin(struct tone *, struct mood *, slice text);
/* True: most of what the sentence says is praise. */
bool	 tone_sentence(struct mood *, const struct lexicon *,
	    const struct sentence *);
void	 tone_end(struct mood *, const struct sentences *);

/* Thousandths of "a lot", for the plus or the minus of a tone: 4 points are
 * half of it. */
int16_t	 tone_much(int64_t thousandths);

/* All of that for a text of a known language. */
void	 tone_read(struct tone *, slice text, const struct tongue *);

#endif
