/*
 * sketch.h - is this mention another's once more: the same story in a second
 * feed, an edit under a new number, a repost?
 *
 * Asked in two steps. A sketch of 32 bytes is kept of each mention: the
 * smallest hashes (MinHash) of the pairs of words in its headline, and in the
 * beginning of its text. Two that are the same share some of them: whoever
 * shares too few is not read at all. For the others the words themselves are
 * laid side by side, and what differs decides: see twin.c.
 */
#ifndef CORE_SKETCH_H
#define CORE_SKETCH_H

#include "core/arena.h"
#include "core/mention.h"

enum {
	SKETCH_SIZE = 32,
	SKETCH_ROOM = 48 << 10		/* of arena, for sketch_same() */
};

/* False: so few words that it can be nobody's twin; out is zeros. */
bool	 sketch_make(struct arena *, const struct mention *,
	    unsigned char out[static SKETCH_SIZE]);
/* Could be the same; any bytes may be given. */
bool	 sketch_near(const unsigned char a[static SKETCH_SIZE],
	    const unsigned char b[static SKETCH_SIZE]);
/*
 * Are the same. `space`: both from one space (see storage/mentions.h). False
 * when the arena is too small. Symmetric.
 */
bool	 sketch_same(struct arena *, const struct mention *,
	    const struct mention *, bool space);
/* Signed with one name: by handle, or display name. */
bool	 sketch_author(const struct mention *, const struct mention *);

#endif
