/*
 * lexicon_table.h - one table on its way from a word list to C.
 */
#ifndef LEXICON_TABLE_H
#define LEXICON_TABLE_H

#include "core/judge/lexicon.h"

/* An entry has three bits for its elements and five for their bytes. */
enum { MAXENTRIES = 20000, MAXBYTES = 31, MAXELEMENTS = 7, MAXGROUP = 255 };

struct entry {
	uint32_t first;		/* hash of the first word, star and all */
	int	 value;
	int	 line;		/* 0: not ours */
	slice	 text;
	unsigned stem;
	bool	 starred;	/* the first word */
	bool	 alike;		/* no index tells it from one of ours */
	uint32_t second;	/* hash, 0: a star or "_" */
	size_t	 count, n;	/* elements behind it; their bytes */
	unsigned char elements[MAXBYTES];
};

struct table {
	const char *file;
	char	 name[16];
	bool	 labels;	/* are its values, not weights */
	int	 line;
	struct entry entry[MAXENTRIES];
	size_t	 n;
	struct lexicon_meaning meaning[LEXICON_MEANINGS];
	size_t	 meanings;
	unsigned lengths[LEXICON_STEMS];
	size_t	 bytes;
};

/* The one that is being made: the tool makes one at a time. */
extern struct table table;

/* Says where and why, and ends the program. */
void	 die(const char *why, slice what);
/* As C. Sorts the entries; what is there twice is a fault, unless one of the
 * two is not ours. */
void	 put_table(void);
/* The same of small words: one word of several languages is one entry. */
void	 put_small_words(void);

#endif
