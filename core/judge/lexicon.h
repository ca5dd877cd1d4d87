/*
 * lexicon.h - words and phrases that tell how a customer means it.
 *
 * The tables are made by toolchain/lexicon.c from core/judge/lexicon/LANG.txt
 * (and core/judge/valence.bin for English): no text is left in them, only
 * hashes (core/judge/hash.h) of 27 bits and more for a first word, 15 for
 * each that follows. Among entries that begin at the same word the one of
 * most words counts, so "no complaints" hides "no"; a whole word hides one
 * with a star.
 */
#ifndef CORE_LEXICON_H
#define CORE_LEXICON_H

#include "core/judge/sentence.h"

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
	CUE_IRONY = 'o',	/* "thanks for nothing" */
	CUE_NOT = 'n',
	CUE_MORE = 'i',		/* "very" */
	CUE_LESS = 'd',		/* "a bit" */
	CUE_BUT = 'b',
	CUE_PLAIN = 'x'		/* means nothing, hides what it holds */
};

struct cue {
	int	 tenths;	/* as VADER rates words: -39 to 39 */
	enum cue_kind kind;
	size_t	 words;		/* of the text */
};

/* Hashes in order; the first bits of one are the number of its bucket. */
struct lexicon_index {
	const uint16_t *starts;	/* of the buckets, and the end of the last */
	const uint16_t *marks;	/* the last 16 bits of each */
	const uint8_t *filter;	/* a bit for some first bits: there may be
				 * one of them */
	unsigned bits, filter_bits;
};

struct lexicon_meaning {
	int8_t	 tenths;
	char	 kind;
};

enum {
	LEXICON_MEANINGS = 64,	/* a value: of the meanings, from here on */
	LEXICON_STEM = 3,	/* fewest bytes before a star, */
	LEXICON_PREFIX = 15,	/* and most */
	LEXICON_STEMS = 128	/* places in lengths[] */
};

struct lexicon {
	struct lexicon_index words;	/* entries of one word */
	const int8_t *values;	/* tenths, or as above */
	struct lexicon_index groups;	/* the others, by their first */
	const uint16_t *offsets;	/* of the groups in phrases */
	const uint8_t *phrases;
	const uint8_t *pairs;	/* a filter for two plain words */
	unsigned pair_bits;
	const uint16_t *lengths;	/* by lexicon_stem(); bit n: a star
					 * stands behind n bytes; bit 0: such a
					 * word and what is no plain word */
	const struct lexicon_meaning *meanings;
	unsigned number;	/* below 13: a bit of core/judge/memo.h */
};

/* The place of the first bytes of a word. */
static inline unsigned
lexicon_stem(slice word)
{
	unsigned h = word.n ? (unsigned char)word.p[0] : 0;

	h += word.n > 1 ? 11u * (unsigned char)word.p[1] : 0;
	h += word.n > 2 ? 53u * (unsigned char)word.p[2] : 0;
	return h % LEXICON_STEMS;
}

/* Where the filter has two words. */
static inline uint32_t
lexicon_pair(uint32_t first, uint32_t second)
{
	return (first ^ (second << 9 | second >> 23)) * 0x9e3779b1u;
}

extern const struct lexicon lexicon_en, lexicon_de, lexicon_fr, lexicon_es,
    lexicon_it, lexicon_pt;
extern const struct lexicon lexicon_emoji;	/* of all languages */

/* Where in the index, or -1. */
int	 lexicon_search(const struct lexicon_index *, uint32_t hash);

/* The longest entry that begins at this word of the sentence; "sooo" is
 * looked up as "soo" and "so", too. */
bool	 lexicon_find(const struct lexicon *, const struct sentence *,
	    size_t word, struct cue *);

/* A word at which an entry may begin. */
struct lexicon_place {
	uint16_t word;
	uint16_t pair;		/* 1: the next word may belong to it, too */
};

/* Those among the words from one on up to another, the last one first, and how
 * many: of most words one look tells that there is none. And what
 * lexicon_find() finds at one of them. */
size_t	 lexicon_places(const struct lexicon *, const struct sentence *,
	    size_t from, size_t to, struct lexicon_place *);
bool	 lexicon_find_at(const struct lexicon *, const struct sentence *,
	    struct lexicon_place, struct cue *);

/* One word by itself; false: not among the entries. */
bool	 lexicon_knows(const struct lexicon *, uint32_t hash, int *tenths);
/* Does an entry begin with it, or with a star that takes it? */
bool	 lexicon_begins(const struct lexicon *, slice word, uint32_t hash);

#endif
