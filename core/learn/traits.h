/*
 * traits.h - what can be learnt about a mention: its words, what stands beside
 * the words that the rule took, and where it comes from. Each is a hash, with
 * its words for a person.
 *
 * A long text is read in part; words that every text has are no traits.
 */
#ifndef CORE_TRAITS_H
#define CORE_TRAITS_H

#include "core/mention.h"
#include "core/sink.h"

/* How a mention came to us. Empty slices: it was not a rule that took it. */
struct heard {
	slice	 source, rule;
	slice	 words;		/* that the rule took, ", " between */
};

enum trait_sort {
	TRAIT_WORD,		/* anywhere in the text */
	TRAIT_NEAR,		/* at most three words from one of the rule */
	TRAIT_PAIR,		/* a word of the rule and its neighbour */
	TRAIT_SHAPE,		/* how a word of the rule is written here */
	TRAIT_PLACE,		/* a word of where its writer is */
	TRAIT_AUTHOR, TRAIT_SITE, TRAIT_SOURCE, TRAIT_RULE, TRAIT_CLASS,
	TRAIT_LANG,
	TRAIT_SORTS
};

enum {
	TRAITS_MOST = 192,
	TRAIT_LABEL = 24	/* bytes of its words for a person */
};

struct trait {
	uint32_t hash;
	enum trait_sort sort;
	slice	 words[2];	/* in the text; the second may be empty */
};

struct traits {
	struct trait t[TRAITS_MOST];
	size_t	 n;
};

/* Class and language are the verdict's. No trait comes twice. Slices point
 * into the mention, into *heard, and into the verdict. */
void	 traits_of(struct traits *, const struct mention *,
	    const struct heard *, const struct verdict *);
/* "focus group", "the site example.org": at most TRAIT_LABEL bytes. */
void	 trait_label(struct sink *, const struct trait *);

#endif
