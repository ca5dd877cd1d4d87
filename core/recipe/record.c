#include "core/recipe/record.h"

#include "core/recipe/extract.h"
#include "core/recipe/room.h"
#include "core/web/url.h"
#include "core/recipe/value.h"

enum {
	ID_MOST = 1000,		/* a longer one ends in its hash */
	HASH = 17,
	KEEP_MOST = 4096,
	LANG_MOST = 35		/* RFC 5646, 4.4.1 */
};

enum { AMOUNT, STARS, MOMENT };		/* kinds of number */

/* A field of one record on its way into the mention. */
struct filling {
	const struct recipe *r;
	const cJSON *fields;		/* the recipe's */
	struct arena *a;
	slice	 base;
	struct value v;
	slice	 text;			/* its, without white space around */
	size_t	 most;
};

/* --- text ---------------------------------------------------------------- */

/* All but the text itself is one line. */
static slice
read_text(const struct filling *f)
{
	return text_cut(f->a, sink_made(f->a, f->most == EXTRACT_TEXT_MAX ?
	    text_plain : text_line, f->text), f->most, TEXT_BYTES);
}

/* Ids that begin alike must stay different ones. */
static slice
read_id(const struct filling *f)
{
	char	 hash[8];
	struct sink k = sink_open(f->a), h = { .buf = hash, .cap = 8 };

	if (f->text.n <= ID_MOST)
		return f->text;
	text_repair(&k, slice_head(f->text, ID_MOST - 4 * HASH));
	sink_byte(&k, '~');
	sink_big(&h, slice_hash(f->text), sizeof(hash));
	sink_hex(&k, sink_slice(&h));
	return sink_close(&k, f->a);
}

/* A cut address would be a wrong one. */
static slice
read_link(const struct filling *f)
{
	slice	 url = f->text.n ? url_join(f->a, f->base, f->text) : f->text;
	struct url parts;

	return url.n <= f->most && url_http(url, &parts) ? url : SLICE("");
}

/* A language, a type: mention_type() knows which. */
static slice
read_word(const struct filling *f)
{
	for (size_t i = 0; i < f->text.n; i++)
		if (!ascii_alpha(f->text.p[i]) && !ascii_digit(f->text.p[i]) &&
		    f->text.p[i] != '-' && f->text.p[i] != '_')
			return SLICE("");
	return f->text.n <= f->most ? f->text : SLICE("");
}

/* 4.5 stars are 5; what is no number of stars is not told. */
static int64_t
read_number(const struct filling *f)
{
	int64_t	 n;
	double	 d;

	if (f->most == STARS)
		return value_as_number(f->a, f->v, &d) && d >= 1 && d <= 5 ?
		    (int64_t)(d + 0.5) : 0;
	return (f->most == MOMENT ? value_as_time(f->a, f->v,
	    json_count(f->r->root, "/tz", 0), &n) :
	    value_as_int(f->a, f->v, &n)) ? n : 0;
}

/* Fields of a recipe that no mention has yet (author_id, status) have no
 * line here. */
static const struct {
	const char *name;
	size_t	 at;
	size_t	 most;				/* or which kind of number */
	slice	 (*text)(const struct filling *);	/* NULL: a number */
} fields[] = {
#define AT(member)	offsetof(struct mention, member)
	{ "id", AT(id), ID_MOST, read_id },
	{ "type", AT(type), LANG_MOST, read_word },
	{ "url", AT(url), 4096, read_link },
	{ "title", AT(title), 4096, read_text },
	{ "text", AT(text), EXTRACT_TEXT_MAX, read_text },
	{ "author_name", AT(author), 1024, read_text },
	{ "author_handle", AT(handle), 1024, read_text },
	{ "author_url", AT(author_url), 4096, read_link },
	{ "lang", AT(lang), LANG_MOST, read_word },
	{ "parent", AT(parent), ID_MOST, read_id },
	{ "place", AT(place), 1024, read_text },
	{ "time", AT(time), MOMENT, NULL },
	{ "answered", AT(answered), MOMENT, NULL },
	{ "rating", AT(rating), STARS, NULL },
	{ "followers", AT(followers), AMOUNT, NULL },
	{ "likes", AT(likes), AMOUNT, NULL },
	{ "replies", AT(replies), AMOUNT, NULL },
#undef AT
};

static void
read_field(struct filling *f, const struct template_scope *scope, size_t i,
    struct mention *m)
{
	void	*at = (char *)m + fields[i].at;

	f->v = value_of(json_member(f->fields,
	    slice_of(fields[i].name)), scope);
	f->most = fields[i].most;
	if (value_empty(f->v))
		return;
	f->text = slice_trim(value_as_text(f->a, f->v));
	if (fields[i].text != NULL)
		*(slice *)at = fields[i].text(f);
	else
		*(int64_t *)at = read_number(f);
}

slice
record_values(const cJSON *map, const struct template_scope *scope,
    size_t most)
{
	struct room room;
	slice	 out;

	room_open(&room, scope);
	for (map = json_first(map, ""); map != NULL; map = map->next) {
		struct value v = value_of(map, &room.scope);

		if (value_empty(v))
			continue;
		sink_byte(&room.k, room.k.len ? ',' : '{');
		json_quote(&room.k, json_key(map));
		sink_byte(&room.k, ':');
		value_put_json(&room.k, v);
	}
	if (room.k.len)
		sink_byte(&room.k, '}');
	if (room.k.len > most)
		room.k.len = 0;
	room_close(&room, &out, NULL);
	return out;
}

bool
record_read(const struct recipe *r, const struct template_scope *scope,
    slice base, struct mention *m)
{
	struct filling f = { .r = r, .a = scope->arena, .base = base,
	    .fields = json_get(r->root, "/fields") };

	memset(m, 0, sizeof(*m));
	for (size_t i = 0; i < COUNT(fields); i++)
		read_field(&f, scope, i, m);
	m->keep = record_values(json_get(r->root, "/keep"), scope, KEEP_MOST);
	m->type = mention_type(m);
	if (m->type.n == 0)
		m->type = r->feed ? SLICE("article") : SLICE("post");
	return m->id.n > 0;
}
