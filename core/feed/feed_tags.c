#include "core/feed/feed_tags.h"

#define CHANNEL	FEED_CHANNEL
#define ENTRY	FEED_ENTRY
#define PARTS	(FEED_ENTRY | FEED_GROUP)
#define BOTH	(FEED_CHANNEL | FEED_ENTRY)
#define OUTER	(FEED_TOP | FEED_CHANNEL)

#define CORE	FEED_NS_CORE
#define DC	FEED_NS_DC
#define TERMS	FEED_NS_DCTERMS
#define MEDIA	FEED_NS_MEDIA
#define ITUNES	FEED_NS_ITUNES
#define RDF	FEED_NS_RDF

#define ROOT	FEED_IS_ROOT
#define TEXT	FEED_IS_TEXT
#define DATE	FEED_IS_DATE
#define PERSON	FEED_IS_PERSON

static const struct feed_tag tags[] = {
	/* name, namespace, inside, kind, slot, rank */
	{ "rss",	CORE,	FEED_TOP,	ROOT, 0, 0 },
	{ "rdf",	RDF,	FEED_TOP,	ROOT, 0, 0 },
	{ "rdf",	CORE,	FEED_TOP,	ROOT, 0, 0 },
	{ "channel",	CORE,	FEED_TOP,	FEED_IS_CHANNEL, 0, 0 },
	{ "feed",	CORE,	FEED_TOP,	FEED_IS_CHANNEL, 0, 0 },
	{ "items",	CORE,	CHANNEL,	ROOT, 0, 0 },	/* RSS 1.1 */
	{ "item",	CORE,	OUTER,		FEED_IS_ENTRY, 0, 0 },
	{ "entry",	CORE,	OUTER,		FEED_IS_ENTRY, 0, 0 },
	{ "group",	MEDIA,	PARTS,		FEED_IS_GROUP, 0, 0 },
	{ "content",	MEDIA,	PARTS,		FEED_IS_GROUP, 0, 0 },

	{ "title",	CORE,	BOTH,		TEXT, FEED_TITLE, 9 },
	{ "title",	DC,	BOTH,		TEXT, FEED_TITLE, 4 },
	{ "title",	MEDIA,	PARTS,		TEXT, FEED_TITLE, 2 },
	{ "title",	ITUNES,	ENTRY,		TEXT, FEED_TITLE, 1 },

	{ "description", CORE,	ENTRY,		TEXT, FEED_SUMMARY, 9 },
	{ "summary",	CORE,	ENTRY,		TEXT, FEED_SUMMARY, 9 },
	{ "abstract",	CORE,	ENTRY,		TEXT, FEED_SUMMARY, 9 },
	{ "description", DC,	ENTRY,		TEXT, FEED_SUMMARY, 4 },
	{ "abstract",	TERMS,	ENTRY,		TEXT, FEED_SUMMARY, 4 },
	{ "summary",	ITUNES,	ENTRY,		TEXT, FEED_SUMMARY, 3 },
	{ "description", MEDIA,	PARTS,		TEXT, FEED_SUMMARY, 2 },
	{ "subtitle",	ITUNES,	ENTRY,		TEXT, FEED_SUMMARY, 1 },

	{ "encoded",	FEED_NS_CONTENT, ENTRY,	TEXT, FEED_CONTENT, 9 },
	{ "content",	CORE,	ENTRY,		TEXT, FEED_CONTENT, 9 },
	{ "body",	FEED_NS_XHTML, ENTRY,	TEXT, FEED_CONTENT, 9 },
	{ "body",	CORE,	ENTRY,		TEXT, FEED_CONTENT, 9 },
	{ "div",	FEED_NS_XHTML, ENTRY,	TEXT, FEED_CONTENT, 8 },
	{ "fullitem",	CORE,	ENTRY,		TEXT, FEED_CONTENT, 9 },

	{ "id",		CORE,	ENTRY,		FEED_IS_ID, FEED_ID, 9 },
	{ "guid",	CORE,	ENTRY,		FEED_IS_GUID, FEED_ID, 9 },
	{ "identifier",	DC,	ENTRY,		FEED_IS_ID, FEED_ID, 2 },
	{ "link",	CORE,	BOTH,		FEED_IS_LINK, FEED_LINK, 9 },

	{ "author",	CORE,	BOTH,		PERSON, FEED_AUTHOR, 9 },
	{ "creator",	DC,	ENTRY,		PERSON, FEED_AUTHOR, 8 },
	{ "author",	DC,	ENTRY,		PERSON, FEED_AUTHOR, 8 },
	{ "creator",	TERMS,	ENTRY,		PERSON, FEED_AUTHOR, 7 },
	{ "author",	ITUNES,	ENTRY,		PERSON, FEED_AUTHOR, 4 },
	{ "name",	CORE,	FEED_PERSON,	FEED_IS_NAME, 0, 9 },
	{ "email",	CORE,	FEED_PERSON,	FEED_IS_NAME, 0, 1 },
	{ "source",	CORE,	ENTRY,		FEED_IS_SOURCE, FEED_FROM, 9 },
	{ "title",	CORE,	FEED_SOURCE,	FEED_IS_NAME, 0, 9 },

	{ "language",	CORE,	BOTH,		TEXT, FEED_LANG, 9 },
	{ "language",	DC,	BOTH,		TEXT, FEED_LANG, 9 },

	{ "pubdate",	CORE,	ENTRY,		DATE, FEED_PUBLISHED, 9 },
	{ "published",	CORE,	ENTRY,		DATE, FEED_PUBLISHED, 9 },
	{ "issued",	CORE,	ENTRY,		DATE, FEED_PUBLISHED, 8 },
	{ "created",	CORE,	ENTRY,		DATE, FEED_PUBLISHED, 7 },
	{ "issued",	TERMS,	ENTRY,		DATE, FEED_PUBLISHED, 4 },
	{ "created",	TERMS,	ENTRY,		DATE, FEED_PUBLISHED, 3 },
	{ "date",	DC,	ENTRY,		DATE, FEED_PUBLISHED, 2 },
	{ "updated",	CORE,	ENTRY,		DATE, FEED_UPDATED, 9 },
	{ "modified",	CORE,	ENTRY,		DATE, FEED_UPDATED, 8 },
	{ "modified",	TERMS,	ENTRY,		DATE, FEED_UPDATED, 4 },
};

/* Without "http://"; longer before what they begin with. */
static const struct {
	const char *uri;
	enum feed_ns ns;
} uris[] = {
	{ "www.w3.org/2005/atom",		CORE },
	{ "purl.org/atom/",			CORE },
	{ "purl.org/echo/",			CORE },
	{ "purl.org/net/rss1.1",		CORE },
	{ "purl.org/rss/1.0/modules/content",	FEED_NS_CONTENT },
	{ "purl.org/rss/1.0/modules/",		FEED_NS_OTHER },
	{ "purl.org/rss/",			CORE },
	{ "backend.userland.com/",		CORE },
	{ "blogs.law.harvard.edu/tech/rss",	CORE },
	{ "cyber.law.harvard.edu/rss",		CORE },
	{ "my.netscape.com/",			CORE },
	{ "channel.netscape.com/",		CORE },
	{ "purl.org/dc/elements/",		DC },
	{ "purl.org/dc/terms",			TERMS },
	{ "search.yahoo.com/mrss",		MEDIA },
	{ "video.search.yahoo.com/mrss",	MEDIA },
	{ "www.rssboard.org/media-rss",		MEDIA },
	{ "www.itunes.com/dtds/",		ITUNES },
	{ "www.w3.org/1999/02/22-rdf",		FEED_NS_RDF },
	{ "www.w3.org/1999/xhtml",		FEED_NS_XHTML },
};

/* What people mean by a prefix that they forgot to declare. */
static const struct {
	const char *prefix;
	enum feed_ns ns;
} prefixes[] = {
	{ "",		CORE },
	{ "atom",	CORE },		{ "atom03",	CORE },
	{ "atom10",	CORE },		{ "a10",	CORE },
	{ "rss",	CORE },		{ "rss10",	CORE },
	{ "content",	FEED_NS_CONTENT },
	{ "dc",		DC },		{ "dcterms",	TERMS },
	{ "itunes",	ITUNES },	{ "media",	MEDIA },
	{ "rdf",	FEED_NS_RDF },	{ "xhtml",	FEED_NS_XHTML },
};

const struct feed_tag *
feed_tag(enum feed_ns ns, slice name, enum feed_place in)
{
	for (size_t i = 0; i < COUNT(tags); i++)
		if (tags[i].ns == ns && (tags[i].in & in) != 0 &&
		    slice_ieq(name, slice_of(tags[i].name)))
			return &tags[i];
	return NULL;
}

enum feed_ns
feed_ns_uri(slice uri)
{
	static const slice schemes[] = { { "http://", 7 }, { "https://", 8 } };

	uri = slice_trim(uri);
	for (size_t i = 0; i < COUNT(schemes); i++)
		if (slice_istarts(uri, schemes[i]))
			uri = slice_from(uri, schemes[i].n);
	for (size_t i = 0; i < COUNT(uris); i++)
		if (slice_istarts(uri, slice_of(uris[i].uri)))
			return uris[i].ns;
	return FEED_NS_OTHER;
}

enum feed_ns
feed_ns_prefix(slice prefix)
{
	for (size_t i = 0; i < COUNT(prefixes); i++)
		if (slice_ieq(prefix, slice_of(prefixes[i].prefix)))
			return prefixes[i].ns;
	return FEED_NS_OTHER;
}

bool
feed_void(slice name)
{
	static const char *const names[] = {
		"area", "base", "br", "col", "embed", "hr", "img", "input",
		"link", "meta", "param", "source", "track", "wbr",
	};

	for (size_t i = 0; i < COUNT(names); i++)
		if (slice_ieq(name, slice_of(names[i])))
			return true;
	return false;
}
