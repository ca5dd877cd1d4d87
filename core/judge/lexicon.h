/*
 * lexicon.h - words and phrases that tell how a customer means it.
 *
 * A table is 27 pages, one for each first letter and one for all else (emoji,
 * digits). On a page stand entries, folded and without apostrophes, in groups
 * that end in what they weigh and mean: "dear|rude=-3|third time=-2a". A star
 * takes the rest of a word, "_" one to three words. Among entries that begin
 * at the same word the longest counts, so "no complaints" hides "no".
 */
#ifndef CORE_LEXICON_H
#define CORE_LEXICON_H

#include "core/slice.h"

enum { LEXICON_PAGES = 27, LEXICON_OTHER = 26 };

/* What an entry means beside its weight; the letters of the tables. */
enum cue_kind {
	CUE_NONE = 0,
	CUE_AGAIN = 'a',	/* not the first time, still not solved */
	CUE_MONEY = 'm',
	CUE_THREAT = 't',	/* leaves, or tells others */
	CUE_CRITICAL = 'c',	/* somebody may come to harm */
	CUE_LEAD = 'l',
	CUE_QUESTION = 'q',
	CUE_IDEA = 'w',		/* "wish you had" */
	CUE_RUMOUR = 'r',
	CUE_SPAM = 's',
	CUE_NEWS = 'v',
	CUE_COMPETITOR = 'k',
	CUE_NOT = 'n',
	CUE_MORE = 'i',		/* "very" */
	CUE_LESS = 'd',		/* "a bit" */
	CUE_BUT = 'b',
	CUE_PLAIN = 'x'		/* means nothing, hides what it holds */
};

struct cue {
	int	 weight;	/* -4 to 4 */
	enum cue_kind kind;
	size_t	 n;		/* bytes of the text */
};

extern const char *const lexicon_en[LEXICON_PAGES];
extern const char *const lexicon_en_cues[LEXICON_PAGES];
extern const char *const lexicon_de[LEXICON_PAGES];

/* The longest entry of either table at the start of a text, which is folded
 * words with one blank between. `cues` may be NULL; of two as long it has the
 * one that counts. */
bool	 lexicon_find(const char *const *words, const char *const *cues,
	    slice text, struct cue *);

#endif
