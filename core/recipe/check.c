#include "core/recipe/check.h"

#include "core/recipe/condition.h"
#include "core/recipe/piece.h"
#include "core/recipe/pipes.h"

static bool
check_name(slice name, const struct check_names *names, struct fault *fault)
{
	return !piece_is_name(name) || names->known == NULL ||
	    names->known(names->with, name) ||
	    fault_say(fault, SLICE("nothing is called \""), name,
	    SLICE("\" here"));
}

static bool
check_pipe(slice pipe, const struct check_names *names, struct fault *fault)
{
	slice	 hmac = SLICE("hmac:");		/* names the secret it uses */

	return pipe_check(pipe, fault) && (!slice_starts(pipe, hmac) ||
	    check_name(slice_from(pipe, hmac.n), names, fault));
}

/* "ref|pipe|pipe" */
static bool
check_piped(slice pipes, const struct check_names *names, struct fault *fault)
{
	slice	 ref = slice_cut(&pipes, '|');
	bool	 good;

	if (!piece_is_ref(ref))
		return fault_say(fault, SLICE("\""), ref, SLICE("\" is no "
		    "pointer, name, template or =literal"));
	good = check_name(ref, names, fault);
	while (pipes.n && good)
		good = check_pipe(slice_cut(&pipes, '|'), names, fault);
	return good;
}

bool
check_template(slice text, const struct check_names *names,
    struct fault *fault)
{
	struct piece piece;

	while (text.n)
		if (!piece_next(&text, &piece, fault) || (piece.hole &&
		    !check_piped(piece.text, names, fault)))
			return false;
	return true;
}

/* Of the members of an array or object, each. */
static bool
each(const cJSON *list, bool (*check)(const cJSON *,
    const struct check_names *, struct fault *),
    const struct check_names *names, struct fault *fault)
{
	for (list = list->child; list != NULL; list = list->next)
		if (!check(list, names, fault))
			return false;
	return true;
}

static bool
is_pointer(const cJSON *v)
{
	slice	 s = json_word(v, "");

	return cJSON_IsString(v) && (s.n == 0 || s.p[0] == '/');
}

static bool
check_step(const cJSON *pipe, const struct check_names *names,
    struct fault *fault)
{
	return check_pipe(json_word(pipe, ""), names, fault);
}

/* What stands at one key of a value that is an object. */
static bool
check_member(const cJSON *at, const struct check_names *names,
    struct fault *fault)
{
	enum { KEY = 4, IF, PIPE, MAP };
	int	 key = slice_word("from then else lookup key if pipe map "
	    "default by get", json_key(at));

	if (key < 0)
		return fault_say(fault, SLICE("a value has no key \""),
		    json_key(at), SLICE("\""));
	if (key == PIPE && !cJSON_IsArray(at))
		return fault_say(fault, SLICE("\"pipe\" wants an array"));
	if (key == MAP && !cJSON_IsObject(at))
		return fault_say(fault, SLICE("\"map\" wants an object"));
	return key <= KEY ? check_value(at, names, fault) :
	    key == IF ? check_tests(at, names, fault) :
	    key != PIPE || each(at, check_step, names, fault);
}

static bool
check_object(const cJSON *expr, const struct check_names *names,
    struct fault *fault)
{
	bool	 lookup = json_get(expr, "/lookup") != NULL;

	if (!each(expr, check_member, names, fault))
		return false;
	if (lookup && (json_get(expr, "/key") == NULL ||
	    !is_pointer(json_get(expr, "/by")) ||
	    !is_pointer(json_get(expr, "/get"))))
		return fault_say(fault, SLICE("a lookup wants \"key\", and "
		    "\"by\" and \"get\" as pointers"));
	return lookup || json_get(expr, json_get(expr, "/if") ? "/then" :
	    "/from") || fault_say(fault, SLICE("a value is missing"));
}

bool
check_value(const cJSON *expr, const struct check_names *names,
    struct fault *fault)
{
	slice	 s = json_word(expr, "");

	if (expr == NULL || cJSON_IsNull(expr))
		return fault_say(fault, SLICE("a value is missing"));
	if (cJSON_IsObject(expr))
		return check_object(expr, names, fault);
	if (cJSON_IsArray(expr))
		return each(expr, check_value, names, fault);
	if (!cJSON_IsString(expr) || slice_starts(s, SLICE("=")))
		return true;
	if (value_is_template(s))
		return check_template(s, names, fault);
	return check_piped(s, names, fault);
}

static bool
check_test(const cJSON *test, const struct check_names *names,
    struct fault *fault)
{
	const cJSON *op = json_get(test, "/1");
	const cJSON *with = json_get(test, "/2");
	int	 wants = condition_operands(json_word(op, ""));

	if (!cJSON_IsArray(test) || !cJSON_IsString(op))
		return fault_say(fault, SLICE("a test is [value, operation, "
		    "operand]"));
	if (wants < 0)
		return fault_say(fault, SLICE("no such test \""),
		    json_word(op, ""), SLICE("\""));
	if (wants != (with != NULL))
		return fault_say(fault, SLICE("the test "), json_word(op, ""),
		    wants ? SLICE(" wants an operand") :
		    SLICE(" takes no operand"));
	return check_template(json_word(with, ""), names, fault) &&
	    check_value(json_get(test, "/0"), names, fault);
}

bool
check_tests(const cJSON *tests, const struct check_names *names,
    struct fault *fault)
{
	if (!cJSON_IsArray(tests) || tests->child == NULL ||
	    cJSON_IsString(json_get(tests, "/1")))
		return check_test(tests, names, fault);
	return each(tests, check_test, names, fault);
}

bool
check_body(const cJSON *body, const struct check_names *names,
    struct fault *fault)
{
	return cJSON_IsString(body) ?
	    check_template(json_word(body, ""), names, fault) :
	    each(body, check_body, names, fault);
}
