#include "core/feed/feed_reader.h"

#include "core/web/url.h"

static slice
attr(const char **attrs, const char *name)
{
	for (; attrs[0] != NULL; attrs += 2)
		if (slice_ieq(slice_of(attrs[0]), slice_of(name)))
			return slice_trim(slice_of(attrs[1]));
	return SLICE("");
}

static struct feed_frame *
top(struct feed_reader *r)
{
	return &r->frames[r->depth];
}

static struct feed_draft *
draft(struct feed_reader *r, enum feed_place in)
{
	return in == FEED_CHANNEL ? &r->channel : &r->entry;
}

static void
stop(struct feed_reader *r, slice why)
{
	fault_say(r->fault, why);
	XML_StopParser(r->expat, XML_FALSE);
}

static void
declare(struct feed_reader *r, const char **attrs)
{
	for (; attrs[0] != NULL; attrs += 2) {
		slice	 name = slice_of(attrs[0]), prefix = SLICE("");
		enum feed_ns ns = feed_ns_uri(slice_of(attrs[1]));

		if (slice_starts(name, SLICE("xmlns:")))
			prefix = arena_copy(r->arena, slice_from(name, 6));
		else if (!slice_eq(name, SLICE("xmlns")))
			continue;
		/* names of nobody's without prefix are read as RSS: what
		 * stands in the wrong place is not taken anyway */
		if (prefix.n == 0 && ns == FEED_NS_OTHER)
			ns = FEED_NS_CORE;
		if (r->nprefixes < FEED_PREFIXES)
			r->prefixes[r->nprefixes++] =
			    (struct feed_prefix){ prefix, ns };
	}
}

static enum feed_ns
ns_of(const struct feed_reader *r, slice prefix)
{
	for (unsigned i = r->nprefixes; i-- > 0; )
		if (slice_eq(r->prefixes[i].name, prefix))
			return r->prefixes[i].ns;
	return feed_ns_prefix(prefix);
}

static slice
local_name(slice name, slice *prefix)
{
	size_t	 colon = slice_index(name, ':');

	*prefix = SLICE("");
	if (colon == name.n)
		return name;
	*prefix = slice_head(name, colon);
	return slice_from(name, colon + 1);
}

static void
push(struct feed_reader *r, const char **attrs)
{
	struct feed_frame inner = *top(r);
	slice	 base = attr(attrs, "xml:base");
	slice	 lang = attr(attrs, "xml:lang");

	inner.nprefixes = r->nprefixes;
	inner.place = FEED_ELSEWHERE;
	inner.tag = NULL;
	declare(r, attrs);
	if (base.n)
		inner.base = url_join(r->arena, inner.base, base);
	if (lang.n)
		inner.lang = arena_copy(r->arena, lang);
	r->frames[++r->depth] = inner;
}

/* A link with its address in an attribute is Atom's; its text is RSS's. */
static void
begin_link(struct feed_reader *r, const char **attrs, struct feed_draft *d)
{
	static const struct {
		const char *rel;
		uint8_t	 rank;
	} rels[] = {
		{ "",		FEED_OWN },
		{ "alternate",	FEED_OWN },
		{ "related",	3 },
		{ "via",	3 },
	};
	slice	 rel = attr(attrs, "rel"), href = attr(attrs, "href");
	unsigned rank = 1;

	for (size_t i = 0; i < COUNT(rels); i++)
		if (slice_ieq(rel, slice_of(rels[i].rel)))
			rank = rels[i].rank;
	if (href.n)
		feed_draft_link(d, r->arena, rank, top(r)->base, href);
	if (href.n || rel.n)
		r->tag = NULL;
}

static void
begin_text(struct feed_reader *r, const struct feed_tag *tag,
    const char **attrs, enum feed_place in)
{
	struct feed_draft *d = draft(r, in);
	slice	 type = attr(attrs, "type"), mode = attr(attrs, "mode");
	bool	 content = tag->slot == FEED_CONTENT;
	bool	 markup = tag->kind == FEED_IS_TEXT ||
	    tag->kind == FEED_IS_NAME;

	r->tag = tag;
	r->tag_depth = r->depth;
	r->permalink = tag->kind == FEED_IS_GUID &&
	    !slice_ieq(attr(attrs, "ispermalink"), SLICE("false"));
	feed_text_begin(&r->text, markup ? type : SLICE(""),
	    markup ? mode : SLICE(""));
	if (tag->kind == FEED_IS_LINK)
		begin_link(r, attrs, d);
	else if (content && in == FEED_ENTRY)
		feed_draft_link(d, r->arena, 2, top(r)->base,
		    attr(attrs, "src"));
}

/* What CDF and RDF say in attributes. */
static void
begin_outer(struct feed_reader *r, const struct feed_tag *tag,
    const char **attrs)
{
	enum feed_place place = tag->kind == FEED_IS_ENTRY ? FEED_ENTRY :
	    FEED_CHANNEL;
	struct feed_draft *d = draft(r, place);

	if (place == FEED_ENTRY) {
		if (!feed_draft_room(r->feed))
			return;
		memset(d, 0, sizeof(*d));
		feed_draft_text(d, r->arena, FEED_ID, 4,
		    attr(attrs, "rdf:about"));
		feed_draft_date(d, FEED_UPDATED, 1, attr(attrs, "lastmod"));
	}
	feed_draft_link(d, r->arena, FEED_OWN, top(r)->base,
	    attr(attrs, "href"));
	feed_draft_text(d, r->arena, FEED_LANG, 1, top(r)->lang);
	top(r)->place = place;
}

static void
begin(struct feed_reader *r, const struct feed_tag *tag, const char **attrs,
    enum feed_place in)
{
	static const enum feed_place places[] = {
		[FEED_IS_ROOT] = FEED_TOP, [FEED_IS_GROUP] = FEED_GROUP,
		[FEED_IS_PERSON] = FEED_PERSON, [FEED_IS_SOURCE] = FEED_SOURCE,
	};

	r->seen = true;
	if (tag->kind == FEED_IS_CHANNEL || tag->kind == FEED_IS_ENTRY)
		begin_outer(r, tag, attrs);
	else if (tag->kind <= FEED_IS_SOURCE)
		top(r)->place = places[tag->kind];
	else
		begin_text(r, tag, attrs, in);
	if (tag->kind == FEED_IS_PERSON || tag->kind == FEED_IS_SOURCE) {
		feed_text_begin(&r->text, SLICE(""), SLICE(""));
		r->named = SLICE("");
		r->named_rank = 0;
	}
}

static void
refuse_root(struct feed_reader *r, slice name)
{
	if (slice_ieq(name, SLICE("html")))
		stop(r, SLICE("this is a page (HTML), not a feed"));
	else {
		fault_tell(r->fault, "this is XML, but no feed: its outermost "
		    "element is <%>", slice_head(name, 40));
		XML_StopParser(r->expat, XML_FALSE);
	}
}

void XMLCALL
feed_on_start(void *data, const XML_Char *qname, const XML_Char **attrs)
{
	struct feed_reader *r = data;
	const struct feed_tag *tag;
	enum feed_place in = top(r)->place;
	slice	 prefix, name = local_name(slice_of(qname), &prefix);

	if (r->depth == FEED_DEPTH) {
		stop(r, SLICE("elements are nested too deeply"));
		return;
	}
	push(r, attrs);
	if (r->tag != NULL) {
		feed_text_open(&r->text, name, attrs);
		return;
	}
	tag = feed_tag(ns_of(r, prefix), name, in);
	top(r)->tag = tag;
	if (tag != NULL)
		begin(r, tag, attrs, in);
	else if (r->depth == 1)
		refuse_root(r, slice_of(qname));
}

static void
end_text(struct feed_reader *r, enum feed_place in)
{
	const struct feed_tag *tag = r->tag;
	struct feed_draft *d = draft(r, in);
	slice	 text = feed_text_end(&r->text);

	r->tag = NULL;
	if (tag->kind == FEED_IS_DATE)
		feed_draft_date(d, tag->slot, tag->rank, text);
	else if (tag->kind == FEED_IS_LINK)
		feed_draft_link(d, r->arena, tag->rank, top(r)->base, text);
	else if (tag->kind != FEED_IS_NAME) {
		/* a second text is not lost: RSS with <summary> as well */
		if (tag->slot == FEED_SUMMARY && tag->rank == FEED_OWN &&
		    d->rank[FEED_SUMMARY] == FEED_OWN)
			feed_draft_text(d, r->arena, FEED_CONTENT, 1, text);
		feed_draft_text(d, r->arena, tag->slot, tag->rank, text);
		if (tag->kind == FEED_IS_TEXT && in == FEED_ENTRY)
			feed_draft_text(d, r->arena, FEED_LANG, 2,
			    top(r)->lang);
	} else if (tag->rank > r->named_rank && text.n) {
		r->named = arena_copy(r->arena, text);
		r->named_rank = tag->rank;
	}
	if (r->permalink && slice_istarts(text, SLICE("http")))
		feed_draft_link(d, r->arena, 5, SLICE(""), text);
	r->text.n = 0;
}

static void
end(struct feed_reader *r, const struct feed_tag *tag, enum feed_place in)
{
	if (tag->kind == FEED_IS_PERSON || tag->kind == FEED_IS_SOURCE) {
		if (r->named_rank == 0)
			r->named = feed_text_end(&r->text);
		if (tag->kind == FEED_IS_PERSON)
			r->named = feed_person(r->named);
		feed_draft_text(draft(r, in), r->arena, tag->slot, tag->rank,
		    r->named);
	} else if (top(r)->place == FEED_ENTRY && tag->kind == FEED_IS_ENTRY &&
	    !feed_draft_enter(&r->entry, r->arena, r->feed)) {
		stop(r, SLICE("the feed needs more memory than one job has"));
	}
}

void XMLCALL
feed_on_end(void *data, const XML_Char *qname)
{
	struct feed_reader *r = data;
	const struct feed_tag *tag = top(r)->tag;
	slice	 prefix, name = local_name(slice_of(qname), &prefix);
	enum feed_place in = r->frames[r->depth - 1].place;

	if (r->tag != NULL && r->depth == r->tag_depth)
		end_text(r, in);
	else if (r->tag != NULL)
		feed_text_close(&r->text, name);
	else if (tag != NULL)
		end(r, tag, in);
	r->nprefixes = top(r)->nprefixes;
	r->depth--;
}

void XMLCALL
feed_on_text(void *data, const XML_Char *p, int n)
{
	struct feed_reader *r = data;

	if (r->tag != NULL || top(r)->place == FEED_PERSON ||
	    top(r)->place == FEED_SOURCE)
		feed_text_put(&r->text, (slice){ p, (size_t)n });
}
