#include "core/recipe/draft.h"

#include "core/recipe/condition.h"
#include "core/web/url.h"

bool
draft_say(const struct draft *d, slice key, const char *words)
{
	return fault_say(d->fault, SLICE("recipe \""), d->recipe->id,
	    SLICE("\": "), slice_of(d->part), key.n ? SLICE(".") : SLICE(""),
	    key, SLICE(": "), slice_of(words));
}

bool
draft_text(struct draft *d, slice key, slice text, enum template_place place,
    slice *out)
{
	struct fault inner = { "" };

	return template_text(&d->scope, text, place, out, &d->empty, &inner) ||
	    draft_say(d, key, inner.text);
}

bool
draft_fill(struct draft *d, const cJSON *at, enum template_place place,
    slice *out)
{
	struct fault inner = { "" };

	if (place != TEMPLATE_JSON)
		return draft_text(d, json_key(at),
		    json_text(d->scope.arena, at), place, out);
	return template_json(&d->scope, at, out, &inner) ||
	    draft_say(d, json_key(at), inner.text);
}

bool
draft_open(struct draft *d, const struct recipe *r,
    const struct template_scope *scope, int64_t now, const char *part,
    struct fault *fault)
{
	const cJSON *set = json_first(r->root, "/set"), *var;

	*d = (struct draft){ .recipe = r, .fault = fault,
	    .headers = arena_take(scope->arena,
	    DRAFT_MAX * sizeof(*d->headers)),
	    .scope = recipe_scope(r, scope, now), .part = part };
	d->scope.told = &d->secret;
	for (; set != NULL; set = set->next)
		if (condition_holds(json_get(set, "/if"), &d->scope))
			for (var = json_first(set, "/vars"); var != NULL;
			    var = var->next)
				template_put_member(&d->scope, var);
	return !scope->arena->spent ||
	    draft_say(d, SLICE(""), "no memory is left for it");
}

bool
draft_header(struct draft *d, slice name, slice value)
{
	if (value.n == 0)
		return true;
	if (d->nheaders == DRAFT_MAX)
		return draft_say(d, name, "too many of them");
	d->headers[d->nheaders++] = (struct http_header){ name, value };
	return true;
}

static bool
put_member(struct draft *d, slice key, const cJSON *node,
    enum template_place place)
{
	slice	*to = place == TEMPLATE_FORM ? &d->body : &d->query;
	bool	 optional = slice_ends(key, SLICE("?"));
	struct arena *a = d->scope.arena;
	slice	 value;

	if (!draft_text(d, key, json_text(a, node), place, &value))
		return false;
	if (optional && (value.n == 0 || (d->empty && place != TEMPLATE_FORM)))
		return true;
	key = slice_head(key, key.n - optional);
	if (place == TEMPLATE_HEADER)
		return draft_header(d, key, value);
	*to = sink_join(a, *to, to->n ? SLICE("&") : SLICE(""),
	    sink_made(a, url_escape, key), SLICE("="), place == TEMPLATE_FORM ?
	    value : sink_made(a, url_escape, value));
	return true;
}

bool
draft_put(struct draft *d, const cJSON *object, const char *part,
    enum template_place place)
{
	const cJSON *at = json_first(object, "");
	size_t	 empty = 0;

	d->part = part;
	for (; at != NULL; at = at->next) {
		const cJSON *one = cJSON_IsArray(at) ? at->child : at;

		for (; one != NULL; one = one == at ? NULL : one->next) {
			if (!put_member(d, json_key(at), one, place))
				return false;
			empty += d->empty;
		}
	}
	d->empty = empty;
	return true;
}
