#include "core/recipe/draft.h"

#include "core/recipe/condition.h"

bool
draft_say(const struct draft *d, slice part, slice key, slice words)
{
	return fault_say(d->fault, SLICE("recipe \""), d->recipe->id,
	    SLICE("\": "), part, key.n ? SLICE(".") : SLICE(""), key,
	    SLICE(": "), words);
}

bool
draft_fill(struct draft *d, slice text, enum template_place place, slice part,
    slice key, slice *out, size_t *empty)
{
	struct fault inner = { "" };

	return template_text(&d->scope, text, place, out, empty, &inner) ||
	    draft_say(d, part, key, slice_of(inner.text));
}

/* `set`: more variables, where the tests of one hold. */
static bool
add_set(struct draft *d, const cJSON *set)
{
	for (set = set ? set->child : NULL; set != NULL; set = set->next) {
		const cJSON *vars = json_at(set, SLICE("/vars"));
		size_t	 n = d->scope.nvars;
		struct template_var *all;

		if (!condition_holds(json_at(set, SLICE("/if")), &d->scope))
			continue;
		all = arena_take(d->scope.arena, (n +
		    (size_t)cJSON_GetArraySize(vars)) * sizeof(*all));
		if (all == NULL)
			return draft_say(d, SLICE("set"), SLICE(""),
			    SLICE("too long"));
		memcpy(all, d->scope.vars, n * sizeof(*all));
		for (vars = vars->child; vars != NULL; vars = vars->next)
			all[n++] = (struct template_var){
			    .name = json_key(vars),
			    .value = json_text(d->scope.arena, vars),
			    .json = !cJSON_IsString(vars) };
		d->scope.vars = all;
		d->scope.nvars = n;
	}
	return true;
}

bool
draft_open(struct draft *d, const struct recipe *r,
    const struct template_scope *scope, int64_t now, struct fault *fault)
{
	memset(d, 0, sizeof(*d));
	d->recipe = r;
	d->fault = fault;
	d->scope = recipe_scope(r, scope, now);
	d->scope.told = &d->secret;
	if (scope->arena->spent)
		return draft_say(d, SLICE("request"), SLICE(""),
		    SLICE("no memory is left for it"));
	return add_set(d, json_at(r->root, SLICE("/set")));
}

static bool
put_pair(struct draft *d, struct http_header *list, size_t *n, slice name,
    slice value)
{
	if (*n == DRAFT_MAX)
		return draft_say(d, SLICE("request"), name,
		    SLICE("too many of them"));
	list[(*n)++] = (struct http_header){ name, value };
	return true;
}

bool
draft_header(struct draft *d, slice name, slice value)
{
	return value.n == 0 ||
	    put_pair(d, d->headers, &d->nheaders, name, value);
}

static slice
without_mark(slice key)
{
	return slice_head(key, key.n - slice_ends(key, SLICE("?")));
}

bool
draft_headers(struct draft *d, const cJSON *object, slice part)
{
	const cJSON *at = object ? object->child : NULL;
	slice	 value;
	size_t	 empty;

	for (; at != NULL; at = at->next) {
		slice	 key = json_key(at);

		if (slice_starts(key, SLICE("//")))
			continue;
		if (!draft_fill(d, json_text(d->scope.arena, at),
		    TEMPLATE_HEADER, part, key, &value, &empty))
			return false;
		if (empty && slice_ends(key, SLICE("?")))
			continue;
		if (!draft_header(d, without_mark(key), value))
			return false;
	}
	return true;
}

/* One value of one parameter. */
static bool
put_query(struct draft *d, slice key, const cJSON *node, slice part)
{
	slice	 value = json_text(d->scope.arena, node);
	size_t	 empty = 0;

	if (cJSON_IsString(node) && !draft_fill(d, value, TEMPLATE_PLAIN,
	    part, key, &value, &empty))
		return false;
	if (slice_ends(key, SLICE("?")) && (empty || value.n == 0))
		return true;
	return put_pair(d, d->query, &d->nquery, without_mark(key), value);
}

bool
draft_query(struct draft *d, const cJSON *object, slice part)
{
	const cJSON *at = object ? object->child : NULL;

	for (; at != NULL; at = at->next) {
		const cJSON *one = cJSON_IsArray(at) ? at->child : at;

		if (slice_starts(json_key(at), SLICE("//")))
			continue;
		while (one != NULL) {
			if (!put_query(d, json_key(at), one, part))
				return false;
			one = cJSON_IsArray(at) ? one->next : NULL;
		}
	}
	return true;
}
