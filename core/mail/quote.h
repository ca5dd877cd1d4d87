/*
 * quote.h - what in a mail is its writer's own: without what it answers,
 * without a signature; and the mail that somebody passed on.
 */
#ifndef CORE_QUOTE_H
#define CORE_QUOTE_H

#include "core/sink.h"

/* Never empty for a text that is not: a mail of nothing but quotes is kept. */
slice	 quote_cut(struct arena *, slice text);

/* The same, but of a mail of nothing but quotes nothing is left. */
slice	 quote_own(struct arena *, slice text);

struct quote_forward {
	slice	 from;		/* "Anna <a@b.org>", as it stands there */
	slice	 subject;
	slice	 text;		/* what follows */
};
/* "---------- Forwarded message ---------" and its few lines of headers, in
 * the languages we know. */
bool	 quote_forward(slice text, struct quote_forward *);
/* Also what follows "-----Original Message-----", or nothing but "From:" and
 * "Subject:". *before: what stands above. */
bool	 quote_passed(slice text, slice *before, struct quote_forward *);

#endif
