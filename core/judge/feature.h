/*
 * feature.h - a text as the features that trained tables know, each a hash.
 *
 * What a word is by itself (its letters whole and in pieces) comes apart from
 * what it is in its place (behind which word, behind a "not"), because the
 * first may be remembered. The trainer and the router run this same code.
 */
#ifndef CORE_FEATURE_H
#define CORE_FEATURE_H

#include "core/judge/sentence.h"

enum {
	FEATURE_WORD_MOST = 56,		/* of one word */
	FEATURE_PLACE_MOST = 3,		/* of one place, or of an end */
	FEATURE_MARKS_MOST = 12		/* of the whole text */
};

/* Reads on through a text; begins as zeros. */
struct features {
	uint32_t before;	/* the word before this one, or 0 */
	unsigned denied;	/* words that a "not" still reaches */
	bool	 turned;	/* one has reached the last word */
	/* counted for the marks */
	size_t	 words, capitals, drawn, exclamations, questions, dots;
	size_t	 emoji, numbers;
};

/* Hashes into out; how many. */
size_t	 feature_word(const struct sentence *, size_t word,
	    uint32_t out[static FEATURE_WORD_MOST]);
size_t	 feature_place(struct features *, const struct sentence *,
	    size_t word, uint32_t out[static FEATURE_PLACE_MOST]);
/* Behind the last word of a sentence, and behind the last sentence. */
size_t	 feature_end(struct features *, const struct sentence *,
	    uint32_t out[static FEATURE_PLACE_MOST]);
size_t	 feature_marks(const struct features *, const struct sentences *,
	    uint32_t out[static FEATURE_MARKS_MOST]);

/* What of the marks tells one text from another, below 2^63. */
uint64_t feature_marks_key(const struct features *, const struct sentences *);

/* Is this the hash_bytes() of a "not", in one of the six languages? */
bool	 feature_denies(uint32_t word);

#endif
