#include "core/recipe/condition.h"

static bool
same(struct arena *a, struct value v, const cJSON *with)
{
	slice	 text = value_as_text(a, v);
	slice	 other = json_text(a, with);

	return cJSON_IsBool(v.node) ? slice_ieq(text, other) :
	    slice_eq(text, other);
}

bool
condition_equal(struct arena *a, struct value v, const cJSON *with)
{
	size_t	 used = a->used;
	bool	 equal = false;

	if (!cJSON_IsArray(with))
		equal = with != NULL && same(a, v, with);
	else
		for (with = with->child; with && !equal; with = with->next)
			equal = same(a, v, with);
	a->used = used;			/* digits of numbers */
	return equal;
}

bool
condition_has(slice text, slice part)
{
	for (size_t i = 0; i + part.n <= text.n; i++)
		if (slice_ieq((slice){ text.p + i, part.n }, part))
			return true;
	return false;
}

static bool
op_exists(struct arena *a, struct value v, const cJSON *with)
{
	(void)a, (void)with;
	return !value_empty(v);
}

static bool
op_missing(struct arena *a, struct value v, const cJSON *with)
{
	(void)a, (void)with;
	return value_empty(v);
}

static bool
op_differs(struct arena *a, struct value v, const cJSON *with)
{
	return !condition_equal(a, v, with);
}

static bool
op_greater(struct arena *a, struct value v, const cJSON *with)
{
	double	 x, y;

	return value_as_number(a, v, &x) &&
	    value_as_number(a, value_node(with), &y) && x > y;
}

static bool
op_has(struct arena *a, struct value v, const cJSON *with)
{
	return with != NULL &&
	    condition_has(value_as_text(a, v), json_text(a, with));
}

static const struct {
	slice	 name;
	bool	 (*holds)(struct arena *, struct value, const cJSON *);
	int	 operands;
} ops[] = {
	{ { "exists", 6 },	op_exists,		0 },
	{ { "missing", 7 },	op_missing,		0 },
	{ { "eq", 2 },		condition_equal,	1 },
	{ { "ne", 2 },		op_differs,		1 },
	{ { "in", 2 },		condition_equal,	1 },
	{ { "nin", 3 },		op_differs,		1 },
	{ { "gt", 2 },		op_greater,		1 },
	{ { "has", 3 },		op_has,			1 },
};

int
condition_operands(slice op)
{
	for (size_t i = 0; i < COUNT(ops); i++)
		if (slice_eq(ops[i].name, op))
			return ops[i].operands;
	return -1;
}

/* An operand may be a template ("{page_id}"), never a pointer or a name. One
 * without a value is NULL: nothing is equal to it. */
static const cJSON *
operand(const cJSON *node, const struct template_scope *scope)
{
	slice	 text = json_text(scope->arena, node);

	if (!cJSON_IsString(node) || !value_is_template(text))
		return node;
	text = value_as_text(scope->arena, value_of(node, scope));
	return text.n ? json_new_text(scope->arena, text) : NULL;
}

static bool
one_holds(const cJSON *test, const struct template_scope *scope)
{
	slice	 op = json_text(scope->arena, json_at(test, SLICE("/1")));
	struct value v = value_of(json_at(test, SLICE("/0")), scope);

	for (size_t i = 0; i < COUNT(ops); i++)
		if (slice_eq(ops[i].name, op))
			return ops[i].holds(scope->arena, v,
			    operand(json_at(test, SLICE("/2")), scope));
	return false;
}

bool
condition_holds(const cJSON *tests, const struct template_scope *scope)
{
	if (tests == NULL || cJSON_IsString(json_at(tests, SLICE("/1"))))
		return tests == NULL || one_holds(tests, scope);
	for (tests = tests->child; tests != NULL; tests = tests->next)
		if (!one_holds(tests, scope))
			return false;
	return true;
}
