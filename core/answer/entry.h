/*
 * entry.h - what somebody wants of the FAQ, as an order: one entry more, or
 * one less.
 */
#ifndef CORE_ENTRY_H
#define CORE_ENTRY_H

#include "core/answer/faq.h"

struct entry {
	int64_t	 order;			/* a name of its own */
	int64_t	 remove;		/* number of one; 0: `faq` is new */
	slice	 faq;			/* a record of wire_faq, without number */
};

extern const struct wire_shape wire_entry;

#endif
