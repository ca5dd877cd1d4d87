/*
 * shop.h - what the judge knows of the shop that listens.
 *
 * Lists are an entry a line; empty where the owner said nothing. A place is
 * the town, a quarter, a landmark or a postcode; "LS1*" is every postcode that
 * begins so.
 */
#ifndef CORE_SHOP_H
#define CORE_SHOP_H

#include "core/slice.h"

enum { SHOP_LIST_MAX = 4096 };	/* bytes of a list */

struct shop {
	slice	 name;
	slice	 handles;	/* its own accounts, "@joes@example.org" */
	slice	 places;
	slice	 rivals;	/* businesses beside it */
	slice	 critical;	/* words that always make a mention urgent */
};

#endif
