/*
 * mood.h - the weights of the words of a text, a sentence at a time; a part
 * of core/judge/tone.h.
 */
#ifndef CORE_MOOD_H
#define CORE_MOOD_H

#include "core/judge/sentence.h"
#include "core/judge/tone.h"

/* Of several words the last has the role, those before it belong to it. */
enum role { ROLE_NONE, ROLE_WEIGHT, ROLE_MORE, ROLE_LESS, ROLE_NOT, ROLE_SAME };

struct mood {
	struct tone *tone;
	slice	 text;
	const struct lexicon *lexicon;
	const char *seen;	/* the text before this is done */

	/* of the sentence */
	const struct sentence *s;
	int64_t	 plus, minus;	/* thousandths, both positive */
	int64_t	 lost_praise, lost_blame;	/* as in tone.h */
	int64_t	 owed;		/* a "no" that has turned nothing yet */
	size_t	 owed_at;
	size_t	 turned;	/* behind the last word that a "not" reached */
	bool	 turned_praise;	/* which that was */
	bool	 but;		/* has come */
	bool	 loud;		/* most of it is: no stress then */
	bool	 asks;		/* the words of a question have come */
	uint8_t	 role[SENTENCE_WORDS];
};

/* Adds what a sentence says to the tone. */
void	 mood_feel(struct mood *, const struct sentence *);
/* What stands behind the last one. */
void	 mood_end(struct mood *);

/* A finding, once. */
void	 mood_note(struct tone *, enum tone_sort, slice raw);
/* n words of a sentence as they stand in the text. */
slice	 mood_raw(const struct sentence *, size_t first, size_t n);

#endif
