#include "core/feed/feed_xml.h"

#include "core/feed/feed_reader.h"
#include "core/json/lend.h"

enum {
	WORK = 1 << 20,			/* at most, of the arena's far end */
	PIECE = 8192			/* what expat gets at a time */
};

/* What only reading needs; it stands at the far end of the arena, with all
 * of expat's memory, so that its room is free again afterwards. */
struct desk {
	struct feed_reader reader;
	struct feed_clean clean;
	char	 piece[PIECE];
	char	 text[FEED_TEXT_MAX];
};

static bool
no_memory(struct fault *fault)
{
	return fault_words(fault, "the feed needs more memory than one job "
	    "has");
}

static bool
failed(XML_Parser expat, const struct feed_reader *r)
{
	enum XML_Error e = XML_GetErrorCode(expat);
	struct fault *fault = r->fault;
	char	 line[24];

	if (e == XML_ERROR_NO_MEMORY)
		return no_memory(fault);
	if (!r->seen)
		return fault_words(fault, "this is no feed: it is no JSON, and "
		    "no XML begins in it");
	return fault_tell(fault, "the feed breaks off in line %: %",
	    fault_int(line, (int64_t)XML_GetCurrentLineNumber(expat)),
	    slice_of(XML_ErrorString(e)));
}

static bool
feed_expat(XML_Parser expat, struct desk *desk)
{
	bool	 more = true;

	while (more) {
		struct sink k = { .buf = desk->piece, .cap = PIECE };

		more = feed_clean(&desk->clean, &k);
		if (XML_Parse(expat, k.buf, (int)k.len, !more) !=
		    XML_STATUS_OK)
			return failed(expat, &desk->reader);
	}
	return true;
}

/* The cleaned text has no DTD, so none of expat's entities are needed. */
static bool
read_all(struct desk *desk)
{
	static const XML_Memory_Handling_Suite memory = {
		lend_take, lend_retake, lend_drop,
	};
	XML_Parser expat = XML_ParserCreate_MM("UTF-8", &memory, NULL);
	bool	 good;

	if (expat == NULL)
		return no_memory(desk->reader.fault);
	desk->reader.expat = expat;
	XML_SetUserData(expat, &desk->reader);
	XML_SetElementHandler(expat, feed_on_start, feed_on_end);
	XML_SetCharacterDataHandler(expat, feed_on_text);
	good = feed_expat(expat, desk);
	XML_ParserFree(expat);
	return good;
}

static void
take_channel(struct feed *f, const struct feed_draft *channel)
{
	f->title = channel->text[FEED_TITLE];
	f->link = channel->text[FEED_LINK];
	f->lang = channel->text[FEED_LANG];
	/* RFC 4287, 4.2.1: who wrote the feed wrote its entries */
	for (size_t i = 0; i < f->nentries; i++)
		if (f->entries[i].author.n == 0)
			f->entries[i].author = channel->text[FEED_AUTHOR];
}

static bool
with_desk(struct desk *desk, struct arena *work, slice text, bool foreign)
{
	struct feed_reader *r = &desk->reader;

	feed_clean_init(&desk->clean, text, r->fault);
	desk->clean.foreign = foreign;
	r->text.buf = desk->text;
	r->frames[0].place = FEED_TOP;
	lend_begin(work);
	r->feed->broken = !read_all(desk);
	lend_end();
	take_channel(r->feed, &r->channel);
	return r->seen;
}

bool
feed_xml(struct arena *a, slice text, bool foreign, slice base,
    struct feed *f, struct fault *fault)
{
	size_t	 room = a->cap - a->used, part = room / 2;
	struct arena work;
	struct desk *desk;
	bool	 good = false;

	if (part > WORK)
		part = WORK;
	a->cap -= part;
	arena_init(&work, a->base + a->cap, part);
	desk = arena_take(&work, sizeof(*desk));
	if (desk != NULL) {
		desk->reader.arena = a;
		desk->reader.feed = f;
		desk->reader.fault = fault;
		desk->reader.frames[0].base = base;
		good = with_desk(desk, &work, text, foreign);
	} else
		no_memory(fault);
	a->cap += part;
	return good;
}
