/*
 * lines.h - a text a line, or JSON lines with "text": what match and score
 * read.
 */
#ifndef FIRMWARE_VERB_LINES_H
#define FIRMWARE_VERB_LINES_H

#include "core/mention.h"
#include "core/sink.h"

struct lines {
	struct arena	 arena;		/* what is taken before the first line
					 * stays, the rest lives for one line */
	slice		 rest;
	size_t		 mark;
	bool		 begun;

	/* the last line, and what it is: until the next is read */
	slice		 line;
	bool		 object;	/* of JSON; else it is a text itself */
	struct mention	 mention;
};

/* The whole file, or standard input ("-"). False: the reason was told. */
bool	 lines_open(struct lines *, const char *name);
/* The next line. False: there is none. */
bool	 lines_read(struct lines *);

#endif
