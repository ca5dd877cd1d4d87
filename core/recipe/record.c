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

/* A field of one record on its way into the mention. */
struct filling {
	const struct recipe *r;
	const struct template_scope *scope;
	slice	 base;
	struct value v;
	size_t	 most;
};

/* --- text ---------------------------------------------------------------- */

static slice
read_line(const struct filling *f)
{
	slice	 text = value_as_text(f->scope->arena, f->v);
	struct sink k = sink_open(f->scope->arena);

	text_tidy(&k, text, false);
	return text_cut(f->scope->arena, sink_close(&k, f->scope->arena),
	    f->most, TEXT_BYTES);
}

/* Blanks stay: they may be verse, code or a table. Lines end in '\n', one of
 * them at most is empty in a row, and there is no other control character. */
static void
put_plain(struct sink *k, slice s)
{
	unsigned breaks = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool	 line = c == '\n' || (c == '\r' &&
		    (i + 1 == s.n || s.p[i + 1] != '\n'));

		breaks = line ? breaks + 1 : c == '\r' ? breaks : 0;
		if (line && breaks <= 2)
			sink_byte(k, '\n');
		else if (!line && (c >= 0x20 || c == '\t') && c != 0x7f)
			sink_byte(k, (char)c);
	}
}

static slice
read_text(const struct filling *f)
{
	slice	 text = slice_trim(value_as_text(f->scope->arena, f->v));
	struct sink k = sink_open(f->scope->arena);

	put_plain(&k, text);
	return text_cut(f->scope->arena, sink_close(&k, f->scope->arena),
	    f->most, TEXT_BYTES);
}

/* Ids that begin alike must stay different ones. */
static slice
read_id(const struct filling *f)
{
	static const char hex[] = "0123456789abcdef";
	slice	 id = slice_trim(value_as_text(f->scope->arena, f->v));
	uint64_t hash = slice_hash(id);
	struct sink k = sink_open(f->scope->arena);

	if (id.n <= ID_MOST)
		return id;
	text_repair(&k, slice_head(id, ID_MOST - 4 * HASH));
	sink_byte(&k, '~');
	for (int shift = 60; shift >= 0; shift -= 4)
		sink_byte(&k, hex[hash >> shift & 15]);
	return sink_close(&k, f->scope->arena);
}

/* A cut address would be a wrong one. */
static slice
read_link(const struct filling *f)
{
	slice	 text = value_as_text(f->scope->arena, f->v);
	slice	 url = text.n ? url_join(f->scope->arena, f->base, text) : text;
	struct url parts;

	return url.n <= f->most && url_http(url, &parts) ? url : SLICE("");
}

static slice
read_lang(const struct filling *f)
{
	slice	 s = slice_trim(value_as_text(f->scope->arena, f->v));

	for (size_t i = 0; i < s.n; i++)
		if (!ascii_alpha(s.p[i]) && !ascii_digit(s.p[i]) &&
		    s.p[i] != '-' && s.p[i] != '_')
			return SLICE("");
	return s.n <= f->most ? s : SLICE("");
}

static slice
read_type(const struct filling *f)
{
	return mention_type_named(slice_trim(value_as_text(f->scope->arena,
	    f->v)));
}

/* --- numbers ------------------------------------------------------------- */

static int64_t
read_count(const struct filling *f)
{
	int64_t	 n;

	return value_as_int(f->scope->arena, f->v, &n) ? n : 0;
}

/* 4.5 stars are 5; what is no number of stars is not told. */
static int64_t
read_stars(const struct filling *f)
{
	double	 d;

	if (!value_as_number(f->scope->arena, f->v, &d) ||
	    !(d >= 1 && d <= 5))
		return 0;
	return (int64_t)(d + 0.5);
}

static int64_t
read_time(const struct filling *f)
{
	int64_t	 east = json_int(json_at(f->r->root, SLICE("/tz")), 0), t;

	return value_as_time(f->scope->arena, f->v, east, &t) ? t : 0;
}

/* --- all of them --------------------------------------------------------- */

/* Either `text` or `number`. Fields of a recipe that no mention has yet
 * (author_id, answered, status) have no line here. */
static const struct {
	slice	 name;
	size_t	 at;
	size_t	 most;
	slice	 (*text)(const struct filling *);
	int64_t	 (*number)(const struct filling *);
} fields[] = {
#define TEXT(name, member, most, read)	{ { name, sizeof(name) - 1 },	\
	offsetof(struct mention, member), most, read, NULL }
#define NUMBER(name, member, read)	{ { name, sizeof(name) - 1 },	\
	offsetof(struct mention, member), 0, NULL, read }
	TEXT("id", id, ID_MOST, read_id),
	TEXT("type", type, 0, read_type),
	TEXT("url", url, 4096, read_link),
	TEXT("title", title, 4096, read_line),
	TEXT("text", text, EXTRACT_TEXT_MAX, read_text),
	TEXT("author_name", author, 1024, read_line),
	TEXT("author_handle", handle, 1024, read_line),
	TEXT("author_url", author_url, 4096, read_link),
	TEXT("lang", lang, LANG_MOST, read_lang),
	TEXT("parent", parent, ID_MOST, read_id),
	TEXT("place", place, 1024, read_line),
	NUMBER("time", time, read_time),
	NUMBER("rating", rating, read_stars),
	NUMBER("followers", followers, read_count),
	NUMBER("likes", likes, read_count),
	NUMBER("replies", replies, read_count),
};

static void
read_field(struct filling *f, const cJSON *recipe, size_t i, struct mention *m)
{
	void	*at = (char *)m + fields[i].at;

	f->v = value_of(json_member(recipe, fields[i].name), f->scope);
	f->most = fields[i].most;
	if (value_empty(f->v))
		return;
	if (fields[i].text != NULL)
		*(slice *)at = fields[i].text(f);
	else
		*(int64_t *)at = fields[i].number(f);
}

slice
record_values(const cJSON *map, const struct template_scope *scope,
    size_t most)
{
	struct template_scope inner = *scope;
	struct fault unsaid = { "" };
	struct room room;
	slice	 out;

	if (map == NULL)
		return SLICE("");
	room = room_open(scope->arena);
	inner.arena = &room.upper;
	for (const cJSON *at = map->child; at != NULL; at = at->next) {
		struct value v = value_of(at, &inner);

		if (value_empty(v) || slice_starts(json_key(at), SLICE("//")))
			continue;
		sink_text(&room.k, room.k.len ? ",\"" : "{\"");
		json_escape(&room.k, json_key(at));
		sink_text(&room.k, "\":");
		value_put_json(&room.k, v);
	}
	if (room.k.len)
		sink_byte(&room.k, '}');
	if (room.k.len > most)
		room.k.len = 0;
	room_close(&room, scope->arena, &out, &unsaid);
	return out;
}

bool
record_read(const struct recipe *r, const struct template_scope *scope,
    slice base, struct mention *m)
{
	struct filling f = { .r = r, .scope = scope, .base = base };
	const cJSON *own = json_at(r->root, SLICE("/fields"));

	memset(m, 0, sizeof(*m));
	for (size_t i = 0; i < COUNT(fields); i++)
		read_field(&f, own, i, m);
	m->keep = record_values(json_at(r->root, SLICE("/keep")), scope,
	    KEEP_MOST);
	m->type = mention_type(m);
	if (m->type.n == 0)
		m->type = r->feed ? SLICE("article") : SLICE("post");
	return m->id.n > 0;
}
