/*
 * words.h - the distinct words and prefixes of all rules, looked up by token.
 */
#ifndef CORE_WORDS_H
#define CORE_WORDS_H

#include "core/match/rule.h"
#include "core/match/spelling.h"

/* Where a word counts: the places in one phrase. */
struct use {
	uint32_t leaf;
	uint8_t	 spellings;	/* bit: in mentions of that enum spelling */
	uint64_t places;	/* bit i: it is the phrase's word i */
	struct use *next;
};

struct word {
	slice	 fold;
	bool	 prefix;
	struct use *uses;
};

struct words {
	struct word *slots;	/* open addressing; an empty fold is free */
	size_t	 mask;
	uint64_t lengths;	/* bit i: there is a prefix of i bytes */
};

typedef void word_fn(void *, const struct use *);

size_t	 words_count(const struct term *);	/* entries that it needs */
/* A table for n entries; false when the arena is spent. */
bool	 words_init(struct words *, struct arena *, size_t n);
bool	 words_add(struct words *, struct arena *, const struct term *,
	    uint32_t leaf, size_t place);
/* Calls for every word or prefix that the token is, in any of its forms. It
 * may call for the same place of a phrase more than once. */
void	 words_find(const struct words *, enum spelling, const struct token *,
	    word_fn *, void *);

#endif
