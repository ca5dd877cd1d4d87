/*
 * link.h - a report for somebody who has no part in the shop's box: an address
 * with a token in it, that shows numbers and words for some days and can be
 * taken back. Of the token only its hash (SHA-256) is kept, so that who reads
 * the store has no key to it.
 *
 * The worker that has the guest asks with a press_ask (core/desk/press.h), of
 * which the token is all behind "/r/". With status 200 it is told the type as
 * what the keeper says and the size as its item, and gets so many bytes in
 * PARTs; a link that is unknown, old or taken back is always answered the
 * same.
 */
#ifndef CORE_LINK_H
#define CORE_LINK_H

#include "core/wire.h"

enum {
	LINK_BYTES = 16, LINK_CHARS = 2 * LINK_BYTES,	/* of a token, in hex */
	LINK_HASH = 32,
	LINK_WHO = 40,			/* bytes */
	LINKS_MOST = 16,
	LINKS_BYTES = LINKS_MOST * 128,	/* of a list of them */
	LINK_PART = 32 << 10		/* bytes */
};

struct link {
	int64_t	 id;			/* 0: a new one */
	int64_t	 until;			/* 0: take the one of that id back */
	int64_t	 days;			/* that it shows */
	int64_t	 names;			/* 1: and what customers wrote */
	slice	 who;			/* whom it is for, by the owner */
	slice	 hash;			/* of its token */
};

/* "TOKEN" or "TOKEN/words.csv", of at most LINK_ADDRESS: false: no link. No
 * button has such a token. */
enum { LINK_ADDRESS = 48 };
bool	 link_target(slice address, slice *token, slice *table);

/* The list of them as it is stored; false: that was the last. */
bool	 links_next(slice *list, struct link *);
/* The one whose token has that hash and whose time is not over. It takes as
 * long, whichever it is, and if it is none. */
bool	 links_find(slice list, slice hash, int64_t now, struct link *);
/* Puts one in, which needs an id, or with `until` 0 takes it out; those whose
 * time is over go. False: there are too many. */
bool	 links_change(struct sink *, slice list, const struct link *,
	    int64_t now);

struct link_part { slice bytes; };

extern const struct wire_shape wire_link, link_part;

#endif
