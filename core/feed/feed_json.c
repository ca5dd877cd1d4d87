#include "core/feed/feed_json.h"

#include "core/feed/feed_draft.h"
#include "core/feed/feed_text.h"
#include "core/json/json.h"

/* Later in the table only fills what earlier left empty. */
static const struct {
	const char *pointer;
	enum feed_slot slot;
	uint8_t	 kind;
	bool	 plain;			/* text, to be escaped as markup */
} members[] = {
	{ "/id",		FEED_ID,	FEED_IS_ID, false },
	{ "/url",		FEED_LINK,	FEED_IS_LINK, false },
	{ "/external_url",	FEED_LINK,	FEED_IS_LINK, false },
	{ "/title",		FEED_TITLE,	FEED_IS_TEXT, true },
	{ "/summary",		FEED_SUMMARY,	FEED_IS_TEXT, true },
	{ "/content_html",	FEED_CONTENT,	FEED_IS_TEXT, false },
	{ "/content_text",	FEED_CONTENT,	FEED_IS_TEXT, true },
	{ "/authors/0/name",	FEED_AUTHOR,	FEED_IS_TEXT, false },
	{ "/author/name",	FEED_AUTHOR,	FEED_IS_TEXT, false },
	{ "/language",		FEED_LANG,	FEED_IS_TEXT, false },
	{ "/date_published",	FEED_PUBLISHED,	FEED_IS_DATE, false },
	{ "/date_modified",	FEED_UPDATED,	FEED_IS_DATE, false },
};

static slice
text_at(struct arena *a, const cJSON *at, const char *pointer)
{
	return slice_trim(json_text(a, json_at(at, slice_of(pointer))));
}

static bool
read_item(struct arena *a, const cJSON *item, slice base, struct feed *f)
{
	struct feed_draft d = { 0 };

	for (size_t i = 0; i < COUNT(members); i++) {
		slice	 text = text_at(a, item, members[i].pointer);

		if (members[i].plain)
			text = feed_escape(a, text);
		if (members[i].kind == FEED_IS_LINK)
			feed_draft_link(&d, a, FEED_OWN, base, text);
		else if (members[i].kind == FEED_IS_DATE)
			feed_draft_date(&d, members[i].slot, FEED_OWN, text);
		else
			feed_draft_text(&d, a, members[i].slot, FEED_OWN,
			    text);
	}
	return feed_draft_enter(&d, a, f);
}

static void
inherit(struct arena *a, const cJSON *root, struct feed *f)
{
	slice	 author = text_at(a, root, "/authors/0/name");

	if (author.n == 0)
		author = text_at(a, root, "/author/name");
	for (size_t i = 0; i < f->nentries; i++)
		if (f->entries[i].author.n == 0)
			f->entries[i].author = author;
}

bool
feed_json(struct arena *a, slice text, slice base, struct feed *f,
    struct fault *fault)
{
	const cJSON *root = json_parse(a, text, fault);
	const cJSON *items = json_at(root, SLICE("/items"));
	struct feed_draft d = { 0 };

	if (root == NULL)
		return false;
	if (!cJSON_IsArray(items))
		return fault_words(fault, "this is JSON, but no JSON Feed: it "
		    "has no list called \"items\"");
	f->title = feed_escape(a, text_at(a, root, "/title"));
	f->lang = text_at(a, root, "/language");
	feed_draft_link(&d, a, FEED_OWN, base,
	    text_at(a, root, "/home_page_url"));
	f->link = d.text[FEED_LINK];
	for (const cJSON *item = items->child; item; item = item->next)
		if (cJSON_IsObject(item) && feed_draft_room(f) &&
		    !read_item(a, item, base, f)) {
			f->broken = true;
			fault_words(fault, "the feed needs more memory than "
			    "one job has");
			break;
		}
	inherit(a, root, f);
	return true;
}
