#include "core/recipe/check.h"

#include "core/recipe/condition.h"
#include "core/recipe/piece.h"
#include "core/recipe/pipes.h"

bool
check_name(const struct check *c, slice name)
{
	return !piece_is_name(name) || c->known == NULL ||
	    c->known(c->with, name) ||
	    fault_tell(c->fault, "nothing is called \"%\" here", name);
}

/* "ref|pipe|pipe" */
static bool
check_piped(const struct check *c, slice pipes)
{
	slice	 ref = slice_cut(&pipes, '|');
	bool	 good;

	if (!piece_is_ref(ref))
		return fault_tell(c->fault, "\"%\" is no pointer, name, "
		    "template or =literal", ref);
	good = check_name(c, ref);
	while (pipes.n && good)
		good = pipe_check(c, slice_cut(&pipes, '|'));
	return good;
}

bool
check_template(const struct check *c, slice text)
{
	struct piece piece;

	while (text.n)
		if (!piece_next(&text, &piece, c->fault) ||
		    (piece.hole && !check_piped(c, piece.text)))
			return false;
	return true;
}

/* Of the members of an array or object, each. */
static bool
each(const struct check *c, enum check_kind kind, const cJSON *list)
{
	for (list = list->child; list != NULL; list = list->next)
		if (!check_node(c, kind, list))
			return false;
	return true;
}

static bool
is_pointer(const cJSON *v)
{
	slice	 s = json_word(v, "");

	return cJSON_IsString(v) && (s.n == 0 || s.p[0] == '/');
}

/* What stands at one key of a value that is an object. */
static bool
check_member(const struct check *c, const cJSON *v)
{
	enum { KEY = 4, IF, PIPE, MAP };
	int	 key = slice_word("from then else lookup key if pipe map "
	    "default by get", json_key(v));

	if (key < 0)
		return fault_tell(c->fault, "a value has no key \"%\"",
		    json_key(v));
	if (key == PIPE && !cJSON_IsArray(v))
		return fault_words(c->fault, "\"pipe\" wants an array");
	if (key == MAP && !cJSON_IsObject(v))
		return fault_words(c->fault, "\"map\" wants an object");
	return key == IF ? check_node(c, CHECK_TESTS, v) :
	    key == PIPE ? each(c, CHECK_PIPE, v) :
	    key > KEY || check_value(c, v);
}

static bool
check_object(const struct check *c, const cJSON *v)
{
	bool	 lookup = json_get(v, "/lookup") != NULL;

	if (!each(c, CHECK_MEMBER, v))
		return false;
	if (lookup && (json_get(v, "/key") == NULL ||
	    !is_pointer(json_get(v, "/by")) ||
	    !is_pointer(json_get(v, "/get"))))
		return fault_words(c->fault, "a lookup wants \"key\", and "
		    "\"by\" and \"get\" as pointers");
	return lookup || json_get(v, json_get(v, "/if") ? "/then" : "/from") ||
	    fault_words(c->fault, "a value is missing");
}

bool
check_value(const struct check *c, const cJSON *v)
{
	slice	 s = json_word(v, "");

	if (v == NULL || cJSON_IsNull(v))
		return fault_words(c->fault, "a value is missing");
	if (cJSON_IsObject(v))
		return check_object(c, v);
	if (cJSON_IsArray(v))
		return each(c, CHECK_VALUE, v);
	if (!cJSON_IsString(v) || slice_starts(s, SLICE("=")))
		return true;
	return value_is_template(s) ? check_template(c, s) : check_piped(c, s);
}

static bool
check_test(const struct check *c, const cJSON *v)
{
	const cJSON *with = json_get(v, "/2");
	slice	 op = json_word(v, "/1");
	int	 named = condition_named(op);
	bool	 wants = named > CONDITION_MISSING;

	if (!cJSON_IsArray(v) || !cJSON_IsString(json_get(v, "/1")))
		return fault_words(c->fault,
		    "a test is [value, operation, operand]");
	if (named < 0)
		return fault_tell(c->fault, "no such test \"%\"", op);
	if (wants != (with != NULL))
		return fault_tell(c->fault, wants ? "the test % wants an "
		    "operand" : "the test % takes no operand", op);
	return check_template(c, json_word(with, "")) &&
	    check_value(c, json_get(v, "/0"));
}

bool
check_node(const struct check *c, enum check_kind kind, const cJSON *v)
{
	slice	 s = json_word(v, "");

	switch (kind) {
	case CHECK_QUERY:
		if (cJSON_IsNumber(v) || cJSON_IsBool(v))
			return true;
		if (cJSON_IsArray(v))
			return each(c, kind, v);
		/* FALLTHROUGH */
	case CHECK_TEMPLATE:
		return cJSON_IsString(v) ? check_template(c, s) :
		    fault_words(c->fault, "must be text");
	case CHECK_BODY:
		return cJSON_IsString(v) ? check_template(c, s) :
		    each(c, kind, v);
	case CHECK_FROM:
		return slice_eq(s, SLICE("time")) || check_value(c, v);
	case CHECK_TESTS:
		if (cJSON_IsArray(v) && v->child != NULL &&
		    !cJSON_IsString(json_get(v, "/1")))
			return each(c, CHECK_TEST, v);
		/* FALLTHROUGH */
	case CHECK_TEST:
		return check_test(c, v);
	case CHECK_PIPE:
		return pipe_check(c, s);
	case CHECK_MEMBER:
		return check_member(c, v);
	default:
		return check_value(c, v);
	}
}
