#include "core/feed/feed_doc.h"

#include "core/json/json.h"

static void
put_head(struct sink *k, const struct feed *f)
{
	struct json_line line = json_line_open(k);

	json_line_text(&line, "title", f->title);
	json_line_text(&line, "link", f->link);
	json_line_text(&line, "lang", f->lang);
	sink_byte(k, '}');
}

static void
put_entry(struct sink *k, const struct feed_entry *e)
{
	struct json_line line = json_line_open(k);

	json_line_text(&line, "id", e->id);
	json_line_text(&line, "link", e->link);
	json_line_text(&line, "title", e->title);
	json_line_text(&line, "summary", e->summary);
	json_line_text(&line, "content", e->content);
	json_line_text(&line, "author", e->author);
	json_line_text(&line, "lang", e->lang);
	json_line_text(&line, "source", e->source);
	json_line_int(&line, "published", e->published);
	json_line_int(&line, "updated", e->updated);
	sink_byte(k, '}');
}

void
feed_doc_put(struct sink *k, const struct feed *f)
{
	sink_text(k, "{\"feed\":");
	put_head(k, f);
	sink_text(k, ",\"entries\":[");
	for (size_t i = 0; i < f->nentries; i++) {
		if (i > 0)
			sink_byte(k, ',');
		put_entry(k, &f->entries[i]);
	}
	sink_text(k, "]}\n");
}
