/*
 * entity.h - character references: "&eacute;", "&#233;", "&#xE9;".
 *
 * The 252 names of HTML 4 and apos, and the six in capitals that browsers
 * also take without a semicolon. HTML 5 moved two of them: lang and rang are
 * U+27E8 and U+27E9. Its 2,000 rarer names are not worth their bytes here.
 */
#ifndef CORE_ENTITY_H
#define CORE_ENTITY_H

#include "core/slice.h"

enum { ENTITY_NAME = 8 };		/* the longest: "thetasym" */

struct entity {
	char	 name[ENTITY_NAME];	/* filled with zeros, not terminated */
	uint16_t code;
};

enum { ENTITIES = 259 };
extern const struct entity entities[ENTITIES];	/* by name, memcmp order */

uint32_t entity_code(slice name);	/* 0 when unknown */

/*
 * *rest begins with '&': the reference that stands there, and *rest moved
 * behind it. 0 when it is none: then *rest is unchanged and the ampersand
 * is itself.
 */
uint32_t entity_next(slice *rest);

#endif
