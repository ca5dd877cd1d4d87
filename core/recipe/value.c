#include "core/recipe/value.h"

#include "core/recipe/condition.h"
#include "core/recipe/piece.h"
#include "core/recipe/pipes.h"
#include "core/text/text.h"
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
	if (node == NULL || cJSON_IsNull(node))
		return value_text(SLICE(""));
	return (struct value){ .node = node, .text = SLICE("") };
}

struct value
value_int(struct arena *a, int64_t v)
{
	return value_node(json_new_int(a, v));
}

struct value
value_bool(struct arena *a, bool v)
{
	return value_node(json_new(a, v ? cJSON_True : cJSON_False));
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
	if (v.node != NULL) {
		json_put(k, v.node);
		return;
	}
	sink_byte(k, '"');
	json_escape(k, v.text);
	sink_byte(k, '"');
}

bool
value_as_number(struct arena *a, struct value v, double *d)
{
	struct fault unsaid = { "" };
	slice	 s = slice_trim(value_as_text(a, v));
	int64_t	 i;

	if (cJSON_IsNumber(v.node)) {
		*d = v.node->valuedouble;
		return true;
	}
	if (slice_int(s, &i)) {
		*d = (double)i;
		return true;
	}
	if (s.n == 0 || s.n > 40 || !(ascii_digit(s.p[0]) || s.p[0] == '-'))
		return false;
	v = value_node(json_parse(a, s, &unsaid));
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

static struct value
variable(slice name, const struct template_scope *scope)
{
	const struct template_var *var = template_var(scope, name);
	struct fault unsaid = { "" };
	const cJSON *node;

	if (var == NULL)
		return value_text(SLICE(""));
	if (var->secret && var->value.n && scope->told != NULL)
		*scope->told = true;
	if (!var->json || var->value.n == 0)
		return value_text(var->value);
	node = json_parse(scope->arena, var->value, &unsaid);
	return node ? value_node(node) : value_text(var->value);
}

struct value
value_ref(slice ref, const struct template_scope *scope)
{
	if (slice_eq(ref, SLICE(".")))
		return value_node(scope->record);
	if (slice_starts(ref, SLICE("/")))
		return value_node(json_at(scope->record, ref));
	if (slice_starts(ref, SLICE("^")))
		return value_node(json_at(scope->whole, slice_from(ref, 1)));
	if (slice_starts(ref, SLICE("<")))
		return value_node(json_at(scope->parent, slice_from(ref, 1)));
	return variable(ref, scope);
}

struct value
value_piped(struct value v, slice pipes, const struct template_scope *scope)
{
	while (pipes.n)
		v = pipe_run(piece_pipe(&pipes), v, scope);
	return v;
}

bool
value_is_template(slice s)
{
	return slice_index(s, '{') < s.n || slice_index(s, '}') < s.n;
}

/* A template in a value: with an empty hole it is no value. */
static struct value
filled(slice text, const struct template_scope *scope)
{
	struct fault unsaid = { "" };
	struct piece piece;
	size_t	 empty;
	slice	 out;

	if (piece_whole(text, &piece))
		return value_piped(value_ref(piece.ref, scope), piece.pipes,
		    scope);
	if (!template_text(scope, text, TEMPLATE_PLAIN, &out, &empty, &unsaid)
	    || empty)
		return value_text(SLICE(""));
	return value_text(out);
}

static struct value
of_string(slice s, const struct template_scope *scope)
{
	slice	 pipes = s;
	slice	 ref;

	if (slice_starts(s, SLICE("=")))
		return value_text(slice_from(s, 1));
	if (value_is_template(s))
		return filled(s, scope);
	ref = slice_cut(&pipes, '|');
	return value_piped(value_ref(ref, scope), pipes, scope);
}

/* {"lookup": list, "key": value, "by": pointer, "get": pointer} */
static struct value
joined(const cJSON *expr, const struct template_scope *scope)
{
	slice	 key = value_as_text(scope->arena,
	    value_of(json_at(expr, SLICE("/key")), scope));
	struct value list = value_of(json_at(expr, SLICE("/lookup")), scope);
	slice	 by = json_text(scope->arena, json_at(expr, SLICE("/by")));
	slice	 get = json_text(scope->arena, json_at(expr, SLICE("/get")));
	const cJSON *at = list.node && key.n ? list.node->child : NULL;

	for (size_t i = 0; at != NULL && i < LOOKUP_MAX; i++, at = at->next) {
		size_t	 used = scope->arena->used;
		bool	 same = slice_eq(key, json_text(scope->arena,
		    json_at(at, by)));

		scope->arena->used = used;
		if (same)
			return value_node(json_at(at, get));
	}
	return value_text(SLICE(""));
}

static struct value
mapped(struct value v, const cJSON *map, const struct template_scope *scope)
{
	const cJSON *to;

	if (map == NULL || value_empty(v))
		return v;
	to = json_member(map, value_as_text(scope->arena, v));
	return value_node(to ? to : json_member(map, SLICE("*")));
}

static struct value
of_object(const cJSON *expr, const struct template_scope *scope)
{
	const cJSON *test = json_at(expr, SLICE("/if"));
	const cJSON *pipe = json_at(expr, SLICE("/pipe"));
	struct value v;

	if (json_at(expr, SLICE("/lookup")) != NULL)
		v = joined(expr, scope);
	else if (test != NULL)
		v = value_of(json_at(expr, condition_holds(test, scope) ?
		    SLICE("/then") : SLICE("/else")), scope);
	else
		v = value_of(json_at(expr, SLICE("/from")), scope);
	for (pipe = pipe ? pipe->child : NULL; pipe; pipe = pipe->next)
		v = pipe_run(json_text(scope->arena, pipe), v, scope);
	v = mapped(v, json_at(expr, SLICE("/map")), scope);
	return value_empty(v) ?
	    value_node(json_at(expr, SLICE("/default"))) : v;
}

struct value
value_of(const cJSON *expr, const struct template_scope *scope)
{
	struct value v = value_text(SLICE(""));

	if (cJSON_IsString(expr))
		return of_string(slice_of(expr->valuestring), scope);
	if (cJSON_IsObject(expr))
		return of_object(expr, scope);
	if (!cJSON_IsArray(expr))
		return value_node(expr);
	for (expr = expr->child; expr && value_empty(v); expr = expr->next)
		v = value_of(expr, scope);
	return v;
}
