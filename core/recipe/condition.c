#include "core/recipe/condition.h"

bool
condition_equal(struct arena *a, struct value v, const cJSON *with)
{
	size_t	 used = a->used;
	slice	 text = value_as_text(a, v);
	bool	 list = cJSON_IsArray(with), equal = false;

	if (list)
		with = with->child;
	for (; with != NULL && !equal; with = list ? with->next : NULL)
		equal = (cJSON_IsBool(v.node) ? slice_ieq : slice_eq)(text,
		    json_text(a, with));
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

int
condition_named(slice op)
{
	return slice_word("exists missing eq in ne nin gt has", op);
}

/* An operand may be a template ("{page_id}"), never a pointer or a name. One
 * without a value is NULL: nothing is equal to it. */
static const cJSON *
operand(const cJSON *node, const struct template_scope *scope)
{
	slice	 text = json_word(node, "");

	if (!value_is_template(text))
		return node;
	text = value_text_of(node, scope);
	return text.n ? json_new_text(scope->arena, text) : NULL;
}

static bool
one_holds(const cJSON *test, const struct template_scope *scope)
{
	int	 op = condition_named(json_word(test, "/1"));
	struct value v = value_of(json_get(test, "/0"), scope);
	const cJSON *with = operand(json_get(test, "/2"), scope);
	struct arena *a = scope->arena;
	double	 x, y;

	switch (op) {
	case CONDITION_EXISTS:
	case CONDITION_MISSING:
		return value_empty(v) == (op == CONDITION_MISSING);
	case CONDITION_GT:
		return value_as_number(a, v, &x) &&
		    value_as_number(a, value_node(with), &y) && x > y;
	case CONDITION_HAS:
		return with != NULL && condition_has(value_as_text(a, v),
		    json_text(a, with));
	default:
		return op >= 0 && condition_equal(a, v, with) ==
		    (op <= CONDITION_IN);
	}
}

bool
condition_holds(const cJSON *tests, const struct template_scope *scope)
{
	if (tests == NULL || cJSON_IsString(json_get(tests, "/1")))
		return tests == NULL || one_holds(tests, scope);
	for (tests = tests->child; tests != NULL; tests = tests->next)
		if (!one_holds(tests, scope))
			return false;
	return true;
}
