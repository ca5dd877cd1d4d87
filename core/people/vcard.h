/*
 * vcard.h - address books in and out: vCard 3.0 (RFC 2426) and 4.0 (RFC 6350)
 * read, and 2.1 as phones still write it; 4.0 written.
 *
 * Folded lines, groups ("item1.TEL"), escapes, quoted-printable with its soft
 * breaks, character sets by parameter; text that is not UTF-8 and says nothing
 * is Windows-1252. Photos and what else a shop does not need are passed over.
 *
 * A card that cannot be read is named by its line; the next ones are read.
 */
#ifndef CORE_VCARD_H
#define CORE_VCARD_H

#include "core/people/contact.h"

enum { VCARD_LINE = 4096 };	/* bytes of one unfolded line that are read */

struct vcards {
	slice	 rest;
	size_t	 line;			/* of the file, read so far */
};

enum vcard { VCARD_END, VCARD_GOOD, VCARD_BAD };

/* Does it look like one? After a mark of byte order and blank lines. */
bool	 vcard_is(slice file);
/* A file in UTF-16 is decoded into the arena, which then must last. */
void	 vcards_init(struct vcards *, struct arena *, slice file);
/* The next card into *c; its slices live in the arena, which may be a new one
 * for each. id, counts and links are zero. VCARD_BAD: *f says which and why.
 * A card needs an address, a number or a handle. */
enum vcard vcard_next(struct vcards *, struct arena *, struct contact *,
	    struct fault *);

/* One card: CRLF, lines folded at 75 octets, between characters. What only we
 * know goes into X-EARSHOT- properties and is read back. */
void	 vcard_put(struct sink *, const struct contact *);

#endif
