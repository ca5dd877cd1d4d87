/*
 * quote.h - the words of a customer in a line of ours.
 */
#ifndef CORE_QUOTE_H
#define CORE_QUOTE_H

#include "core/sink.h"

enum { QUOTE_CHARS = 40 };

/* As they were written, at most QUOTE_CHARS of them: what cannot be seen or is
 * broken is left out; white space, and the ASCII signs that part our line, are
 * one blank. False: there is more of it. */
bool	 quote_put(struct sink *, slice words, const char *signs);

#endif
