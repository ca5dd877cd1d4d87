#include "core/recipe/value.h"

#include "core/recipe/condition.h"
#include "core/recipe/piece.h"
#include "core/recipe/pipes.h"
#include "core/when/when.h"

enum { LOOKUP_MAX = 1000 };	/* members a join looks at: a hostile answer
				 * must not make it quadratic */

struct value
value_text(slice s)
{
	return (struct value){ .text = s };
}

struct value
value_node(const cJSON *node)
{
	if (cJSON_IsString(node))
		return value_text(slice_of(node->valuestring));
	return (struct value){ .text = SLICE(""),
	    .node = node == NULL || cJSON_IsNull(node) ? NULL : node };
}

bool
value_empty(struct value v)
{
	if (cJSON_IsArray(v.node) || cJSON_IsObject(v.node))
		return v.node->child == NULL;
	return v.node == NULL && v.text.n == 0;
}

slice
value_as_text(struct arena *a, struct value v)
{
	return v.node ? json_text(a, v.node) : v.text;
}

void
value_put_json(struct sink *k, struct value v)
{
	if (v.node != NULL)
		json_put(k, v.node);
	else
		json_quote(k, v.text);
}

bool
value_as_number(struct arena *a, struct value v, double *d)
{
	slice	 s = slice_trim(v.node ? SLICE("") : v.text);
	int64_t	 i;

	if (slice_int(s, &i)) {
		*d = (double)i;
		return true;
	}
	if (s.n > 0 && s.n <= 40 && (ascii_digit(s.p[0]) || s.p[0] == '-'))
		v = value_node(json_parse(a, s, NULL));
	*d = cJSON_IsNumber(v.node) ? v.node->valuedouble : 0;
	return cJSON_IsNumber(v.node);
}

bool
value_as_int(struct arena *a, struct value v, int64_t *i)
{
	const double most = 9.2e18;
	double	 d;

	if (slice_int(slice_trim(value_as_text(a, v)), i))
		return true;
	if (!value_as_number(a, v, &d) || !(d > -most && d < most))
		return false;
	*i = (int64_t)d;
	return true;
}

bool
value_as_time(struct arena *a, struct value v, int64_t east, int64_t *t)
{
	const int64_t ms_above = 100000000000;	/* the year 5138 in seconds */

	if (v.node == NULL)
		return v.text.n &&
		    when_parse_zone(slice_trim(v.text), east, t);
	if (cJSON_IsBool(v.node) || !value_as_int(a, v, t))
		return false;
	if (*t > ms_above)
		*t /= 1000;
	return true;
}

const struct template_var *
template_var(const struct template_scope *scope, slice name)
{
	for (size_t i = scope->nvars; i-- > 0; )
		if (slice_eq(scope->vars[i].name, name))
			return &scope->vars[i];
	return NULL;
}

bool
template_tells(const struct template_scope *scope, slice text, bool all)
{
	for (size_t i = 0; i < scope->nvars; i++) {
		slice	 value = scope->vars[i].value;

		if (scope->vars[i].secret && value.n && (all ?
		    slice_eq(text, value) : slice_find(text, value) < text.n))
			return true;
	}
	return false;
}

void
template_put(struct template_scope *scope, struct template_var var)
{
	size_t	 had = scope->nvars;
	struct template_var *vars = (struct template_var *)scope->vars;

	if (scope->room == 0) {
		vars = arena_take(scope->arena, (2 * had + 8) * sizeof(*vars));
		if (vars == NULL)
			return;
		if (had)
			memcpy(vars, scope->vars, had * sizeof(*vars));
		scope->room = had + 8;
		scope->vars = vars;
	}
	vars[scope->nvars++] = var;
	scope->room--;
}

void
template_say(struct template_scope *scope, const char *name, slice value)
{
	template_put(scope, (struct template_var){ .name = slice_of(name),
	    .value = value });
}

void
template_say_json(struct template_scope *scope, const char *name, slice json)
{
	template_put(scope, (struct template_var){ .name = slice_of(name),
	    .value = json, .json = true });
}

void
template_put_member(struct template_scope *scope, const cJSON *at)
{
	bool	 json = !cJSON_IsString(at);

	template_put(scope, (struct template_var){ .name = json_key(at),
	    .value = json ? json_made(scope->arena, at) : json_word(at, ""),
	    .json = json });
}

static struct value
variable(slice name, const struct template_scope *scope)
{
	const struct template_var *var = template_var(scope, name);
	const cJSON *node;

	if (var == NULL)
		return value_node(NULL);
	if (var->secret && var->value.n && scope->told != NULL)
		*scope->told = true;
	node = var->json ? json_parse(scope->arena, var->value, NULL) : NULL;
	return node ? value_node(node) : value_text(var->value);
}

struct value
value_ref(slice pipes, const struct template_scope *scope)
{
	slice	 ref = slice_cut(&pipes, '|'), pointer = slice_from(ref, 1);
	char	 c = ref.n ? ref.p[0] : '\0';
	struct value v = c == '/' || c == '\0' ?
	    value_node(json_at(scope->record, ref)) :
	    c == '.' ? value_node(json_at(scope->record, pointer)) :
	    c == '^' ? value_node(json_at(scope->whole, pointer)) :
	    c == '<' ? value_node(json_at(scope->parent, pointer)) :
	    variable(ref, scope);

	while (pipes.n)
		v = pipe_run(slice_cut(&pipes, '|'), v, scope);
	return v;
}

bool
value_is_template(slice s)
{
	return slice_index(s, '{') < s.n || slice_index(s, '}') < s.n;
}

/* {"lookup": list, "key": value, "by": pointer, "get": pointer} */
static struct value
joined(const cJSON *expr, const struct template_scope *scope)
{
	slice	 key = value_text_of(json_get(expr, "/key"), scope);
	struct value list = value_of(json_get(expr, "/lookup"), scope);
	slice	 by = json_word(expr, "/by"), get = json_word(expr, "/get");
	const cJSON *at = list.node && key.n ? list.node->child : NULL;

	for (size_t i = 0; at != NULL && i < LOOKUP_MAX; i++, at = at->next)
		if (condition_equal(scope->arena, value_text(key),
		    value_node(json_at(at, by))))
			return value_node(json_at(at, get));
	return value_node(NULL);
}

static struct value
of_object(const cJSON *expr, const struct template_scope *scope)
{
	const cJSON *test = json_get(expr, "/if"), *to;
	const cJSON *pipe = json_first(expr, "/pipe");
	const cJSON *map = json_get(expr, "/map");
	struct value v = json_get(expr, "/lookup") ? joined(expr, scope) :
	    value_of(json_get(expr, test == NULL ? "/from" :
	    condition_holds(test, scope) ? "/then" : "/else"), scope);

	for (; pipe != NULL; pipe = pipe->next)
		v = pipe_run(json_word(pipe, ""), v, scope);
	if (map != NULL && !value_empty(v)) {
		to = json_member(map, value_as_text(scope->arena, v));
		v = value_node(to ? to : json_member(map, SLICE("*")));
	}
	return value_empty(v) ? value_node(json_get(expr, "/default")) : v;
}

struct value
value_of(const cJSON *expr, const struct template_scope *scope)
{
	struct value v = value_node(NULL);
	slice	 s = json_word(expr, "");
	struct piece piece;

	if (slice_starts(s, SLICE("=")))
		return value_text(slice_from(s, 1));
	if (cJSON_IsString(expr) && piece_whole(s, &piece))
		return value_ref(piece.text, scope);
	if (cJSON_IsString(expr))
		return value_is_template(s) ? value_text(template_filled(scope,
		    s)) : value_ref(s, scope);
	if (cJSON_IsObject(expr))
		return of_object(expr, scope);
	if (!cJSON_IsArray(expr))
		return value_node(expr);
	for (expr = expr->child; expr && value_empty(v); expr = expr->next)
		v = value_of(expr, scope);
	return v;
}

slice
value_text_of(const cJSON *expr, const struct template_scope *scope)
{
	return value_as_text(scope->arena, value_of(expr, scope));
}
