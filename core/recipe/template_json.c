#include "core/recipe/template.h"

#include "core/recipe/piece.h"
#include "core/recipe/room.h"
#include "core/recipe/value.h"

/* A body on its way into a sink. */
struct body {
	struct sink	*k;
	const struct template_scope *scope;
	struct fault	*fault;
	size_t		 holes, empty;
};

static bool
put_whole(struct body *b, const struct piece *piece)
{
	struct value v = value_piped(value_ref(piece->ref, b->scope),
	    piece->pipes, b->scope);

	b->holes++;
	b->empty += value_empty(v);
	value_put_json(b->k, v);
	return true;
}

static size_t
holes_of(slice text)
{
	struct fault unsaid = { "" };
	struct piece piece;
	size_t	 n = 0;

	while (text.n && piece_next(&text, &piece, &unsaid))
		n += piece.hole;
	return n;
}

static bool
put_string(struct body *b, slice text)
{
	struct piece piece;
	size_t	 empty;
	bool	 good;

	if (piece_whole(text, &piece))
		return put_whole(b, &piece);
	sink_byte(b->k, '"');
	good = template_fill(b->k, text, TEMPLATE_JSON, b->scope, &empty,
	    b->fault);
	sink_byte(b->k, '"');
	b->holes += holes_of(text);
	b->empty += empty;
	return good;
}

static bool
is_nothing(slice json)
{
	static const slice nothings[] = {
		{ "\"\"", 2 }, { "null", 4 }, { "[]", 2 }, { "{}", 2 },
	};

	for (size_t i = 0; i < COUNT(nothings); i++)
		if (slice_eq(json, nothings[i]))
			return true;
	return false;
}

static bool put_any(struct body *, const cJSON *);

/* Members and elements alike; false: the fault says why. */
static bool
put_members(struct body *b, const cJSON *body)
{
	struct sink *k = b->k;
	size_t	 begin = k->len;

	for (const cJSON *at = body->child; at != NULL; at = at->next) {
		size_t	 mark = k->len, value;
		size_t	 holes = b->holes, empty = b->empty;
		slice	 key = json_key(at);
		bool	 optional = slice_ends(key, SLICE("?"));

		if (slice_starts(key, SLICE("//")))
			continue;
		if (k->len > begin)
			sink_byte(k, ',');
		if (cJSON_IsObject(body)) {
			sink_byte(k, '"');
			json_escape(k, slice_head(key, key.n - optional));
			sink_text(k, "\":");
		}
		value = k->len;
		if (!put_any(b, at))
			return false;
		holes = b->holes - holes;
		empty = b->empty - empty;
		if (optional && ((holes && holes == empty) ||
		    is_nothing(slice_from(sink_slice(k), value))))
			k->len = mark;
	}
	return true;
}

static bool
put_any(struct body *b, const cJSON *body)
{
	bool	 good;

	if (cJSON_IsString(body))
		return put_string(b, slice_of(body->valuestring));
	if (!cJSON_IsObject(body) && !cJSON_IsArray(body)) {
		json_put(b->k, body);
		return true;
	}
	sink_byte(b->k, cJSON_IsObject(body) ? '{' : '[');
	good = put_members(b, body);
	sink_byte(b->k, cJSON_IsObject(body) ? '}' : ']');
	return good;
}

bool
template_fill_json(struct sink *k, const cJSON *body,
    const struct template_scope *scope, struct fault *fault)
{
	struct body b = { .k = k, .scope = scope, .fault = fault };

	return put_any(&b, body);
}

bool
template_json(const struct template_scope *scope, const cJSON *body,
    slice *out, struct fault *fault)
{
	struct template_scope inner = *scope;
	struct room room = room_open(scope->arena);
	bool	 good;

	inner.arena = &room.upper;
	good = template_fill_json(&room.k, body, &inner, fault);
	return room_close(&room, scope->arena, out, fault) && good;
}
