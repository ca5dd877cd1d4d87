/*
 * feed_clean.h - a feed as it is to XML that a strict parser can read.
 *
 * One pass, in pieces. What goes: comments, processing instructions, the XML
 * declaration wherever it stands, the DOCTYPE (never read, never fetched) and
 * whatever surrounds the outermost element. What is mended:
 *
 *	&nbsp; &eacute; ...		the character itself
 *	a & b, &nobody;			&amp;
 *	a < b				&lt;
 *	&#146; and the byte 0x92	what Windows-1252 means by it
 *	bytes that are not UTF-8	the same, or U+FFFD if `foreign`
 *	control characters		dropped
 *	<td nowrap align=left a="1"a="2">   quoted, named once
 *	<b><i>x</b>, </stray>		closed in order, dropped
 *
 * Every line break stays, so that a line number is that of the original.
 * What the document leaves open at its end stays open: it is cut off.
 */
#ifndef CORE_FEED_CLEAN_H
#define CORE_FEED_CLEAN_H

#include "core/fault.h"

enum {
	FEED_DEPTH = 200,		/* elements in each other */
	FEED_ATTRS = 40,		/* attributes of one element */
	FEED_NAME = 128,		/* bytes of a name */
	FEED_PIECE = 1024		/* room that feed_clean() wants */
};

struct feed_clean {
	slice	 rest;			/* still to read, nearly UTF-8 */
	bool	 foreign;		/* charset unknown: no guess at bytes */
	struct fault *fault;
	bool	 refused;		/* *fault says why; no more comes */
	/* its own business from here */
	unsigned state;
	unsigned depth;
	unsigned close_to;		/* end tags due down to this depth */
	unsigned nattrs;
	char	 quote;
	bool	 mute;			/* inside a value that is dropped */
	size_t	 skip;			/* bytes to pass over */
	slice	 open[FEED_DEPTH];	/* names of the open elements */
	slice	 attrs[FEED_ATTRS];
};

/* `text` must outlive it. */
void	 feed_clean_init(struct feed_clean *, slice text, struct fault *);
/* Fills the sink, at least FEED_PIECE bytes of room, with the next piece.
 * False: nothing is left, or it is refused. */
bool	 feed_clean(struct feed_clean *, struct sink *);

#endif
