/*
 * read.h - one pass over a mention: in which language it is, what its words
 * say, and what the trained tables make of them.
 */
#ifndef CORE_READ_H
#define CORE_READ_H

#include "core/judge/table.h"
#include "core/judge/tone.h"

/* The trained tables, in the order of struct reading. */
enum { READ_POLARITY, READ_CLASS, READ_TABLES };

enum {
	READ_AHEAD = 4,		/* sentences kept until the tongue is known */
	READ_HEAVY = 3		/* words */
};

/* What reading needs beside the text, kept from one to the next. */
struct reader {
	struct table tables[READ_TABLES];
	struct table_memo memo;
	struct sentence ahead[READ_AHEAD];
	int32_t	 parts[SENTENCE_WORDS][TABLE_HEADS];
};

/* What was read. */
struct read {
	const struct tongue *tongue;
	struct tone tone;
	struct reading reading;
};

/* Begins as zeros. False: the tables are not for this program. */
bool	 reader_init(struct reader *);

/* A title may be empty. `said` is the source's language. */
void	 read_mention(struct reader *, struct read *, slice title, slice text,
	    slice said);

/* The words of a text that a head of the tables heard most in: the head-th
 * of all, in the order of struct reading. */
void	 read_heavy(struct reader *, slice text, size_t head,
	    struct tone_list *);

#endif
