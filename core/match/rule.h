/*
 * rule.h - what a query is once compiled: a tree over words.
 *
 * Made by core/match/query.c, looked over by core/match/lint.c, run by
 * core/match/match.c.
 */
#ifndef CORE_RULE_H
#define CORE_RULE_H

#include "core/match/query.h"

enum node_kind {
	NODE_AND, NODE_OR, NODE_NOT,	/* children */
	NODE_PHRASE,			/* terms; a word is a phrase of one */
	NODE_NEAR,			/* two: PHRASE, or OR of such */
	NODE_SITE, NODE_LANG, NODE_TYPE,	/* value */
	NODE_STARS			/* low..high */
};

enum {
	FIELD_TITLE = 1,
	FIELD_TEXT = 2,
	FIELD_AUTHOR = 4,
	FIELD_PLAIN = FIELD_TITLE | FIELD_TEXT
};

struct term {
	slice	 fold;
	slice	 pairs;		/* "mueller" of what folds to "muller" */
	bool	 prefix;	/* and whatever follows it */
	bool	 bare;		/* one letter, which lint minds */
};

struct node {
	enum node_kind kind;
	unsigned at;		/* the character of the rule, from 1 */
	const struct node *child, *next;
	const struct term *terms;
	size_t	 nterms;
	uint32_t leaf;		/* PHRASE and NEAR: its number in the rule */
	uint8_t	 fields;
	bool	 quoted;
	bool	 single;	/* began with a single quote */
	bool	 path;		/* SITE: an address with a path was given */
	slice	 value;
	int64_t	 low, high;	/* NEAR: high words at most */
};

struct query {
	const struct node *root;
	uint32_t nleaves;
};

#endif
