/*
 * feed_tags.h - what the elements of all feed formats mean: one table.
 */
#ifndef CORE_FEED_TAGS_H
#define CORE_FEED_TAGS_H

#include "core/slice.h"

enum feed_ns {
	FEED_NS_CORE,			/* RSS, Atom and CDF, or no namespace */
	FEED_NS_CONTENT, FEED_NS_DC, FEED_NS_DCTERMS, FEED_NS_ITUNES,
	FEED_NS_MEDIA, FEED_NS_RDF, FEED_NS_XHTML,
	FEED_NS_OTHER
};

/* Where an element stands: what its parent is. */
enum feed_place {
	FEED_ELSEWHERE = 0,		/* nothing in here is ours */
	FEED_TOP = 1,			/* outermost, or directly in that */
	FEED_CHANNEL = 2,
	FEED_ENTRY = 4,
	FEED_PERSON = 8,
	FEED_SOURCE = 16,
	FEED_GROUP = 32			/* media:group and such in an entry */
};

enum feed_kind {
	FEED_IS_ROOT, FEED_IS_CHANNEL, FEED_IS_ENTRY, FEED_IS_GROUP,
	FEED_IS_PERSON, FEED_IS_SOURCE,	/* text, or children that say it */
	FEED_IS_TEXT,			/* may be markup */
	FEED_IS_ID, FEED_IS_GUID,	/* an RSS guid may be a link too */
	FEED_IS_LINK, FEED_IS_DATE,
	FEED_IS_NAME			/* of the person or source around it */
};

enum feed_slot {
	FEED_ID, FEED_LINK, FEED_TITLE, FEED_SUMMARY, FEED_CONTENT,
	FEED_AUTHOR, FEED_LANG, FEED_FROM, FEED_PUBLISHED, FEED_UPDATED,
	FEED_SLOTS
};

enum { FEED_OWN = 9 };			/* rank of the format's own elements */

struct feed_tag {
	char	 name[12];		/* in lower case, terminated */
	uint8_t	 ns;
	uint8_t	 in;			/* places, added up */
	uint8_t	 kind;
	uint8_t	 slot;
	uint8_t	 rank;			/* of several the highest wins */
};

/* NULL: it means nothing here. Case is ignored: CDF is written in capitals. */
const struct feed_tag *feed_tag(enum feed_ns, slice name, enum feed_place);
/* The namespace of a URI; of a prefix that nobody declared. */
enum feed_ns feed_ns_uri(slice uri);
enum feed_ns feed_ns_prefix(slice prefix);
bool	 feed_void(slice name);		/* an HTML element without content */

#endif
