#include "core/recipe/condition.h"

bool
condition_equal(struct arena *a, struct value v, struct value with)
{
	bool	 (*same)(slice, slice) = cJSON_IsBool(v.node) ? slice_ieq :
	    slice_eq;
	const cJSON *at = cJSON_IsArray(with.node) ? with.node->child : NULL;
	size_t	 used = a->used;
	slice	 text = value_as_text(a, v);
	bool	 equal = !cJSON_IsArray(with.node) &&
	    same(text, value_as_text(a, with));

	for (; at != NULL && !equal; at = at->next)
		equal = same(text, json_text(a, at));
	a->used = used;			/* digits of numbers */
	return equal;
}

int
condition_named(slice op)
{
	return slice_word("exists missing eq in ne nin gt has", op);
}

/* An operand may be a template ("{page_id}"), never a pointer or a name.
 * Nothing is equal to one without a value. */
static bool
one_holds(const cJSON *test, const struct template_scope *scope)
{
	int	 op = condition_named(json_word(test, "/1"));
	struct value v = value_of(json_get(test, "/0"), scope);
	const cJSON *operand = json_get(test, "/2");
	bool	 holes = value_is_template(json_word(operand, ""));
	struct value with = holes ? value_text(value_text_of(operand, scope)) :
	    value_node(operand);
	bool	 none = holes && value_empty(with);
	struct arena *a = scope->arena;
	double	 x, y;

	switch (op) {
	case CONDITION_EXISTS:
	case CONDITION_MISSING:
		return value_empty(v) == (op == CONDITION_MISSING);
	case CONDITION_GT:
		return value_as_number(a, v, &x) &&
		    value_as_number(a, with, &y) && x > y;
	case CONDITION_HAS:
		return !none && slice_ihas(value_as_text(a, v),
		    value_as_text(a, with));
	default:
		return op >= 0 && (!none && condition_equal(a, v, with)) ==
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
