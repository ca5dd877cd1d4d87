/*
 * label.h - the names of the issues: what is wrong, and why
 * (tests/judge/README.md).
 */
#ifndef CORE_LABEL_H
#define CORE_LABEL_H

#include "core/slice.h"

enum {
	LABELS = 49,
	WHATS = 12,		/* "staff" ... "trust", in the table's order */

	/* what the tables of core/judge/issue have for tenths: a label, or */
	LABEL_PLAIN = 63,	/* none, and hides what it holds */
	LABEL_WEAK = -1,	/* and less: label -1 - value */
	LABEL_WHAT = -64	/* and less: only what, -64 - value */
};

slice	 label_name(unsigned label);	/* "wait/late" */
unsigned label_what(unsigned label);
/* Below LABELS, or LABELS: there is no such label. */
unsigned label_named(slice);
/* The next known one of "wait/late, staff/rude", which is cut from the list;
 * LABELS: there is none. */
unsigned label_next(slice *list);
/* The same of "wait", below WHATS. */
unsigned label_what_named(slice);

#endif
