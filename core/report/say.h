/*
 * say.h - a sentence with numbers and a name in it, for the rooms that write
 * many of them.
 */
#ifndef CORE_REPORT_SAY_H
#define CORE_REPORT_SAY_H

#include "core/sink.h"

/* In the text `%` is the next of the numbers, `^` an s unless the last number
 * was one, and `$` the name as a person may see it. */
void	 say_put(struct sink *, const char *text, slice name, int64_t a,
	    int64_t b, int64_t c);
/* "what they said", in quotes. */
void	 say_quote(struct sink *, slice said, size_t most);

#endif
