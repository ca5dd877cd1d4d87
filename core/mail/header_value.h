/*
 * header_value.h - header values that have a structure of their own: a type
 * with its parameters (RFC 2045, 5; RFC 2231), mailboxes (RFC 5322, 3.4), ids.
 */
#ifndef CORE_HEADER_VALUE_H
#define CORE_HEADER_VALUE_H

#include "core/sink.h"

/* "text/plain" of "Text/Plain; charset=x": without comments and blanks. */
slice	 header_word(slice value);
/* The parameter of that name, decoded, its pieces joined; empty: there is
 * none. */
slice	 header_param(struct arena *, slice value, slice name);

/* The first mailbox of a list or group: name as UTF-8, address without angle
 * brackets and in lower case; either may be empty. */
struct header_mailbox {
	slice	 name, at;
};
struct header_mailbox header_mailbox(struct arena *, slice value);

/* What stands between the first < and the >, or else the first word. */
slice	 header_id(slice value);

#endif
