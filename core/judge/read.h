/*
 * read.h - one pass over a mention: in which language it is, what its words
 * say, and what the trained tables make of them.
 */
#ifndef CORE_READ_H
#define CORE_READ_H

#include "core/judge/reading.h"
#include "core/judge/tone.h"

/* The trained tables, in the order of struct reading. */
enum { READ_POLARITY, READ_CLASS, READ_TABLES };

enum {
	READ_AHEAD = 4,		/* sentences that wait for the tongue, */
	READ_KEPT = 8,		/* and that are kept for who reads again */
	READ_HEAVY = 3		/* words */
};

/* What reading needs beside the text, kept from one to the next. */
struct reader {
	struct memo memo;
	struct sentence kept[READ_KEPT + 1];
	struct slips slips;
	struct table tables[READ_TABLES];
	struct memo_marks marks[MEMO_MARKS];
};

/* What was read. */
struct read {
	const struct tongue *tongue;
	slice	 text, title;
	size_t	 kept, kept_text;	/* of both, and of them of the text */
	bool	 more;		/* than could be kept */
	struct reading reading;
	struct tone tone;
};

/* The sentences of a text or title once more. */
struct again {
	struct reader *reader;
	const struct read *read;
	const struct sentence *at, *end;	/* NULL: they are not kept */
	struct sentences k;
};

/* The memo is of a power of two of words, MEMO_LEAST or more, all zeros. False:
 * the tables are not for this program. */
bool	 reader_init(struct reader *, struct memo_word *, size_t nwords);

/* A title may be empty. `said` is the source's language. */
void	 read_mention(struct reader *, struct read *, slice title, slice text,
	    slice said);

/* Until another mention is read. What again_next() gives lasts until it is
 * asked for the next; NULL: there is none. */
void	 read_again(struct again *, struct reader *, const struct read *,
	    bool title);
const struct sentence *again_next(struct again *);

/* The words of the text that a head of the tables heard most in: the head-th
 * of all, in the order of struct reading. */
void	 read_heavy(struct reader *, const struct read *, size_t head,
	    struct tone_list *);

#endif
