#include "core/recipe/draft.h"

#include "core/recipe/condition.h"

bool
draft_say(const struct draft *d, slice key, const char *words)
{
	return fault_say(d->fault, SLICE("recipe \""), d->recipe->id,
	    SLICE("\": "), slice_of(d->part), key.n ? SLICE(".") : SLICE(""),
	    key, SLICE(": "), slice_of(words));
}

bool
draft_fill(struct draft *d, slice key, slice text, enum template_place place,
    slice *out)
{
	struct fault inner = { "" };

	return template_text(&d->scope, text, place, out, &d->empty, &inner) ||
	    draft_say(d, key, inner.text);
}

bool
draft_json(struct draft *d, const cJSON *body, slice *out)
{
	struct fault inner = { "" };

	return template_json(&d->scope, body, out, &inner) ||
	    draft_say(d, SLICE("json"), inner.text);
}

/* `set`: more variables, where the tests of one hold. */
static bool
add_set(struct draft *d, const cJSON *set)
{
	for (; set != NULL; set = set->next) {
		const cJSON *vars = json_get(set, "/vars");
		struct template_var *v;

		if (!condition_holds(json_get(set, "/if"), &d->scope))
			continue;
		v = template_more(&d->scope,
		    (size_t)cJSON_GetArraySize(vars));
		if (v == NULL) {
			d->part = "set";
			return draft_say(d, SLICE(""), "too long");
		}
		for (vars = vars->child; vars != NULL; vars = vars->next)
			*v++ = (struct template_var){ .name = json_key(vars),
			    .value = json_text(d->scope.arena, vars),
			    .json = !cJSON_IsString(vars) };
	}
	return true;
}

bool
draft_open(struct draft *d, const struct recipe *r,
    const struct template_scope *scope, int64_t now, const char *part,
    struct fault *fault)
{
	struct http_header *room = arena_take(scope->arena,
	    3 * DRAFT_MAX * sizeof(*room));

	*d = (struct draft){ .recipe = r, .fault = fault,
	    .scope = recipe_scope(r, scope, now), .headers.at = room,
	    .part = part };
	d->scope.told = &d->secret;
	if (scope->arena->spent)
		return draft_say(d, SLICE(""), "no memory is left for it");
	d->query.at = room + DRAFT_MAX;
	d->form.at = d->query.at + DRAFT_MAX;
	return add_set(d, json_first(r->root, "/set"));
}

static bool
put_pair(struct draft *d, struct draft_pairs *to, slice name, slice value)
{
	if (to->n == DRAFT_MAX)
		return draft_say(d, name, "too many of them");
	to->at[to->n++] = (struct http_header){ name, value };
	return true;
}

bool
draft_header(struct draft *d, slice name, slice value)
{
	return value.n == 0 || put_pair(d, &d->headers, name, value);
}

static bool
put_member(struct draft *d, struct draft_pairs *to, slice key,
    const cJSON *node, enum template_place place)
{
	bool	 optional = slice_ends(key, SLICE("?"));
	slice	 value;

	if (!draft_fill(d, key, json_text(d->scope.arena, node), place,
	    &value))
		return false;
	if ((optional && d->empty && place != TEMPLATE_FORM) ||
	    ((optional || place == TEMPLATE_HEADER) && value.n == 0))
		return true;
	return put_pair(d, to, slice_head(key, key.n - optional), value);
}

bool
draft_put(struct draft *d, struct draft_pairs *to, const cJSON *object,
    const char *part, enum template_place place)
{
	const cJSON *at = object ? object->child : NULL;
	size_t	 empty = 0;

	d->part = part;
	for (; at != NULL; at = at->next) {
		const cJSON *one = cJSON_IsArray(at) ? at->child : at;

		for (; one != NULL; one = one == at ? NULL : one->next) {
			if (!put_member(d, to, json_key(at), one, place))
				return false;
			empty += d->empty;
		}
	}
	d->empty = empty;
	return true;
}
