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
	FEATURE_PLACES_MOST = 2 * SENTENCE_WORDS + 1,	/* of a sentence */
	FEATURE_MARKS_MOST = 12		/* of the whole text */
};

/* What of a text is counted for its marks; begins as zeros. */
struct features {
	size_t	 words, capitals, drawn, exclamations, questions, dots;
	size_t	 emoji, numbers;
};

/* A word in its place: how many hashes, and if a "not" reaches it. */
struct feature_place {
	uint8_t	 hashes;
	bool	 turned;
};

/* Hashes into out; how many. */
size_t	 feature_word(const struct sentence *, size_t word,
	    uint32_t out[static FEATURE_WORD_MOST]);
/* Of all words of a sentence in their places, and one of its end. */
size_t	 feature_places(struct features *, const struct sentence *,
	    struct feature_place of[static SENTENCE_WORDS],
	    uint32_t out[static FEATURE_PLACES_MOST]);
/* Behind the last sentence. */
size_t	 feature_marks(const struct features *, const struct sentences *,
	    uint32_t out[static FEATURE_MARKS_MOST]);

/* What of the marks tells one text from another, below 2^63. */
uint64_t feature_marks_key(const struct features *, const struct sentences *);

/* Is this the hash_bytes() of a "not", in one of the six languages? */
bool	 feature_denies(uint32_t word);

#endif
