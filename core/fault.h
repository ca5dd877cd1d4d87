/*
 * fault.h - what is wrong, where, in words for a person: one sentence.
 *
 * The first fault stays: what follows from it would only confuse.
 */
#ifndef CORE_FAULT_H
#define CORE_FAULT_H

#include "core/sink.h"

enum { FAULT_MAX = 240 };

struct fault {
	char	 text[FAULT_MAX];	/* terminated; empty: no fault */
};

/*
 * Joins the parts into the sentence; returns false, so that a parser may say
 * "return fault_say(...)". Bytes that are not printable UTF-8 become '?', a
 * sentence that is too long ends in an ellipsis. NULL: nobody will read it.
 */
bool	 fault_join(struct fault *, const slice *parts, size_t n);
#define fault_say(f, ...) fault_join((f), (const slice[]){ __VA_ARGS__ },	\
	    sizeof((const slice[]){ __VA_ARGS__ }) / sizeof(slice))

/* Its words in one piece: each '%' of them, eight at most, is the next part, or
 * nothing where there is no more. */
bool	 fault_fill(struct fault *, const char *words, const slice *parts,
	    size_t n);
#define fault_tell(f, words, ...) fault_fill((f), (words),		\
	    (const slice[]){ __VA_ARGS__ },				\
	    sizeof((const slice[]){ __VA_ARGS__ }) / sizeof(slice))
bool	 fault_words(struct fault *, const char *);	/* without any */

/* An integer as a slice in the caller's buffer, for fault_say(). */
slice	 fault_int(char buf[static 24], int64_t);

#endif
