/*
 * hole.h - a text with holes, "{me}", and what fills them: the ready phrases,
 * and what the owner has written to be used instead.
 *
 * What is filled in is never read again, so that no customer's brace means
 * anything.
 */
#ifndef CORE_HOLE_H
#define CORE_HOLE_H

#include "core/sink.h"

/* What somebody fills in. In a phrase it is this one byte. */
#define HOLE_LIST(X)							\
	X(NAME, "name")		/* of the customer */			\
	X(ISSUE, "issue")	/* a phrase of ours */			\
	X(WORDS, "words")	/* the customer's own */		\
	X(LINK, "link")							\
	X(CONTACT, "contact")						\
	X(ME, "me")		/* who signs */				\
	X(SHOP, "shop")
#define HOLE_ENUM(hole, name)	HOLE_##hole,
enum hole { HOLE_NONE, HOLE_LIST(HOLE_ENUM) HOLES };

/* The owner's own text with its braces, "{me}", as holes. False: a brace that
 * means nothing, and *bad is it. */
bool	 hole_read(struct sink *, slice text, slice *bad);

/* Fills the holes. False: one of them is empty; the sink is as it was. */
struct holes { slice value[HOLES]; };
bool	 hole_fill(struct sink *, slice phrase, const struct holes *);

#endif
