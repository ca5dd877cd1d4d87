/*
 * address.h - mail addresses as an owner writes them (RFC 5322, 3.4).
 *
 * "Anna <a@b.org>", "\"Smith, Anna\" <a@b.org>", "a@b.org (Anna)", with commas
 * or semicolons between. What comes out may stand in an SMTP command: no
 * control bytes, no blanks, no angle brackets, valid UTF-8 (RFC 6531).
 */
#ifndef CORE_ADDRESS_H
#define CORE_ADDRESS_H

#include "core/fault.h"

struct address {
	slice	 name;		/* as written, quotes and all; may be empty */
	slice	 at;		/* local@domain */
};

/* Takes the next one from *list. False: the list is at its end, or *fault
 * has what is wrong with it. */
bool	 address_next(slice *list, struct address *, struct fault *);
/* Is that address one of the list? */
bool	 address_in(slice list, slice at);
/* All of them, at most `most`; 0 with *fault: one is bad, or too many. */
size_t	 address_list(slice list, struct address *, size_t most,
	    struct fault *);
/* The name without quotes and backslashes. */
void	 address_put_name(struct sink *, slice name);
bool	 address_is_ascii(slice);
/* Letters, digits, hyphens and single dots between: a domain's form. */
bool	 address_is_domain(slice);

#endif
