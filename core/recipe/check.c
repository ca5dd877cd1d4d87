#include "core/recipe/check.h"

#include "core/recipe/condition.h"
#include "core/recipe/piece.h"
#include "core/recipe/pipes.h"

bool
check_name(const struct check *c, slice name)
{
	return !piece_is_name(name) || c->known == NULL ||
	    c->known(c->with, name) || fault_say(c->fault,
	    SLICE("nothing is called \""), name, SLICE("\" here"));
}

/* "ref|pipe|pipe" */
static bool
check_piped(const struct check *c, slice pipes)
{
	slice	 ref = slice_cut(&pipes, '|');
	bool	 good;

	if (!piece_is_ref(ref))
		return fault_say(c->fault, SLICE("\""), ref, SLICE("\" is no "
		    "pointer, name, template or =literal"));
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
each(const struct check *c, const cJSON *list,
    bool (*check)(const struct check *, const cJSON *))
{
	for (list = list->child; list != NULL; list = list->next)
		if (!check(c, list))
			return false;
	return true;
}

bool
check_text(const struct check *c, const cJSON *v)
{
	return cJSON_IsString(v) ? check_template(c, json_word(v, "")) :
	    fault_say(c->fault, SLICE("must be text"));
}

bool
check_query(const struct check *c, const cJSON *v)
{
	return cJSON_IsNumber(v) || cJSON_IsBool(v) ||
	    (cJSON_IsArray(v) ? each(c, v, check_query) : check_text(c, v));
}

bool
check_body(const struct check *c, const cJSON *v)
{
	return cJSON_IsString(v) ? check_text(c, v) : each(c, v, check_body);
}

bool
check_from(const struct check *c, const cJSON *v)
{
	return json_is(v, "", "time") || check_value(c, v);
}

static bool
is_pointer(const cJSON *v)
{
	slice	 s = json_word(v, "");

	return cJSON_IsString(v) && (s.n == 0 || s.p[0] == '/');
}

static bool
check_pipe(const struct check *c, const cJSON *v)
{
	return pipe_check(c, json_word(v, ""));
}

/* What stands at one key of a value that is an object. */
static bool
check_member(const struct check *c, const cJSON *v)
{
	enum { KEY = 4, IF, PIPE, MAP };
	int	 key = slice_word("from then else lookup key if pipe map "
	    "default by get", json_key(v));

	if (key < 0)
		return fault_say(c->fault, SLICE("a value has no key \""),
		    json_key(v), SLICE("\""));
	if (key == PIPE && !cJSON_IsArray(v))
		return fault_say(c->fault, SLICE("\"pipe\" wants an array"));
	if (key == MAP && !cJSON_IsObject(v))
		return fault_say(c->fault, SLICE("\"map\" wants an object"));
	return key <= KEY ? check_value(c, v) : key == IF ? check_tests(c, v) :
	    key != PIPE || each(c, v, check_pipe);
}

static bool
check_object(const struct check *c, const cJSON *v)
{
	bool	 lookup = json_get(v, "/lookup") != NULL;

	if (!each(c, v, check_member))
		return false;
	if (lookup && (json_get(v, "/key") == NULL ||
	    !is_pointer(json_get(v, "/by")) ||
	    !is_pointer(json_get(v, "/get"))))
		return fault_say(c->fault, SLICE("a lookup wants \"key\", and "
		    "\"by\" and \"get\" as pointers"));
	return lookup || json_get(v, json_get(v, "/if") ? "/then" : "/from") ||
	    fault_say(c->fault, SLICE("a value is missing"));
}

bool
check_value(const struct check *c, const cJSON *v)
{
	slice	 s = json_word(v, "");

	if (v == NULL || cJSON_IsNull(v))
		return fault_say(c->fault, SLICE("a value is missing"));
	if (cJSON_IsObject(v))
		return check_object(c, v);
	if (cJSON_IsArray(v))
		return each(c, v, check_value);
	if (!cJSON_IsString(v) || slice_starts(s, SLICE("=")))
		return true;
	return value_is_template(s) ? check_template(c, s) : check_piped(c, s);
}

static bool
check_test(const struct check *c, const cJSON *v)
{
	const cJSON *with = json_get(v, "/2");
	slice	 op = json_word(v, "/1");
	int	 wants = condition_operands(op);

	if (!cJSON_IsArray(v) || !cJSON_IsString(json_get(v, "/1")))
		return fault_say(c->fault, SLICE("a test is [value, operation, "
		    "operand]"));
	if (wants < 0)
		return fault_say(c->fault, SLICE("no such test \""), op,
		    SLICE("\""));
	if (wants != (with != NULL))
		return fault_say(c->fault, SLICE("the test "), op, wants ?
		    SLICE(" wants an operand") : SLICE(" takes no operand"));
	return check_template(c, json_word(with, "")) &&
	    check_value(c, json_get(v, "/0"));
}

bool
check_tests(const struct check *c, const cJSON *v)
{
	if (!cJSON_IsArray(v) || v->child == NULL ||
	    cJSON_IsString(json_get(v, "/1")))
		return check_test(c, v);
	return each(c, v, check_test);
}
