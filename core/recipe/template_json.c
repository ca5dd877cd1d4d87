#include "core/recipe/template.h"

#include "core/recipe/piece.h"
#include "core/recipe/room.h"
#include "core/recipe/value.h"

static bool
put_string(struct sink *k, slice text, const struct template_scope *scope,
    struct fault *fault)
{
	struct piece piece;
	size_t	 empty;
	bool	 good;

	if (piece_whole(text, &piece)) {
		value_put_json(k, value_piped(value_ref(piece.ref, scope),
		    piece.pipes, scope));
		return true;
	}
	sink_byte(k, '"');
	good = template_fill(k, text, TEMPLATE_JSON, scope, &empty, fault);
	sink_byte(k, '"');
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

/* Members and elements alike; false: *fault says why. */
static bool
put_members(struct sink *k, const cJSON *body,
    const struct template_scope *scope, struct fault *fault)
{
	size_t	 begin = k->len;

	for (const cJSON *at = body->child; at != NULL; at = at->next) {
		size_t	 mark = k->len, value;
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
		if (!template_fill_json(k, at, scope, fault))
			return false;
		if (optional && is_nothing(slice_from(sink_slice(k), value)))
			k->len = mark;
	}
	return true;
}

bool
template_fill_json(struct sink *k, const cJSON *body,
    const struct template_scope *scope, struct fault *fault)
{
	bool	 good;

	if (cJSON_IsString(body))
		return put_string(k, slice_of(body->valuestring), scope, fault);
	if (!cJSON_IsObject(body) && !cJSON_IsArray(body)) {
		json_put(k, body);
		return true;
	}
	sink_byte(k, cJSON_IsObject(body) ? '{' : '[');
	good = put_members(k, body, scope, fault);
	sink_byte(k, cJSON_IsObject(body) ? '}' : ']');
	return good;
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
