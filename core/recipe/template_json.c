#include "core/recipe/template.h"

#include "core/recipe/piece.h"
#include "core/recipe/room.h"
#include "core/recipe/value.h"

/* A body on its way into a sink. */
struct body {
	struct sink	*k;
	const struct template_scope *scope;
	struct template_holes holes;
	struct fault	*fault;
};

/* A string that is one hole keeps the value's type. */
static bool
put_string(struct body *b, slice text)
{
	struct piece piece;
	struct value v;
	bool	 good;

	if (piece_whole(text, &piece)) {
		v = value_ref(piece.text, b->scope);
		b->holes.all++;
		b->holes.empty += value_empty(v);
		value_put_json(b->k, v);
		return true;
	}
	sink_byte(b->k, '"');
	good = template_fill(b->k, text, TEMPLATE_JSON, b->scope, &b->holes,
	    b->fault);
	sink_byte(b->k, '"');
	return good;
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
		struct template_holes before = b->holes;
		slice	 key = json_key(at);
		bool	 optional = slice_ends(key, SLICE("?"));

		if (slice_starts(key, SLICE("//")))
			continue;
		if (k->len > begin)
			sink_byte(k, ',');
		if (cJSON_IsObject(body)) {
			json_quote(k, slice_head(key, key.n - optional));
			sink_byte(k, ':');
		}
		value = k->len;
		if (!put_any(b, at))
			return false;
		before.all = b->holes.all - before.all;
		before.empty = b->holes.empty - before.empty;
		if (optional && ((before.all && before.all == before.empty) ||
		    slice_word("\"\" null [] {}",
		    slice_from(sink_slice(k), value)) >= 0))
			k->len = mark;
	}
	return true;
}

static bool
put_any(struct body *b, const cJSON *body)
{
	bool	 object = cJSON_IsObject(body), good;

	if (cJSON_IsString(body))
		return put_string(b, json_word(body, ""));
	if (!object && !cJSON_IsArray(body)) {
		json_put(b->k, body);
		return true;
	}
	sink_byte(b->k, object ? '{' : '[');
	good = put_members(b, body);
	sink_byte(b->k, object ? '}' : ']');
	return good;
}

bool
template_json(const struct template_scope *scope, const cJSON *body,
    slice *out, struct fault *fault)
{
	struct room room;
	struct body b = { .k = &room.k, .scope = &room.scope, .fault = fault };
	bool	 good;

	room_open(&room, scope);
	good = put_any(&b, body);
	return room_close(&room, out, fault) && good;
}
