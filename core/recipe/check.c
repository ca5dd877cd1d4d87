#include "core/recipe/check.h"

#include "core/recipe/condition.h"
#include "core/recipe/piece.h"
#include "core/recipe/pipes.h"

static slice
string_of(const cJSON *v)
{
	return slice_of(cJSON_IsString(v) ? v->valuestring : NULL);
}

static bool
check_name(slice name, const struct check_names *names, struct fault *fault)
{
	if (!piece_is_name(name) || names->known == NULL ||
	    names->known(names->with, name))
		return true;
	return fault_say(fault, SLICE("nothing is called \""), name,
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

	if (!piece_is_ref(ref))
		return fault_say(fault, SLICE("\""), ref, SLICE("\" is no "
		    "pointer, name, template or =literal"));
	if (!check_name(ref, names, fault))
		return false;
	while (pipes.n)
		if (!check_pipe(piece_pipe(&pipes), names, fault))
			return false;
	return true;
}

bool
check_template(slice text, const struct check_names *names,
    struct fault *fault)
{
	struct piece piece;

	while (text.n) {
		if (!piece_next(&text, &piece, fault))
			return false;
		if (piece.hole && !check_piped(piece.text, names, fault))
			return false;
	}
	return true;
}

static bool
is_pointer(const cJSON *v)
{
	slice	 s = string_of(v);

	return cJSON_IsString(v) && (s.n == 0 || s.p[0] == '/');
}

static bool
check_lookup(const cJSON *expr, const struct check_names *names,
    struct fault *fault)
{
	const cJSON *key = json_at(expr, SLICE("/key"));

	if (key == NULL || !is_pointer(json_at(expr, SLICE("/by"))) ||
	    !is_pointer(json_at(expr, SLICE("/get"))))
		return fault_say(fault, SLICE("a lookup wants \"key\", and "
		    "\"by\" and \"get\" as pointers"));
	return check_value(json_at(expr, SLICE("/lookup")), names, fault) &&
	    check_value(key, names, fault);
}

static bool
check_keys(const cJSON *expr, struct fault *fault)
{
	static const slice keys[] = {
		{ "from", 4 }, { "pipe", 4 }, { "map", 3 }, { "default", 7 },
		{ "if", 2 }, { "then", 4 }, { "else", 4 }, { "lookup", 6 },
		{ "key", 3 }, { "by", 2 }, { "get", 3 },
	};

	for (expr = expr->child; expr != NULL; expr = expr->next) {
		size_t	 i = 0;

		while (i < COUNT(keys) && !slice_eq(keys[i], json_key(expr)))
			i++;
		if (i == COUNT(keys) &&
		    !slice_starts(json_key(expr), SLICE("//")))
			return fault_say(fault, SLICE("a value has no key \""),
			    json_key(expr), SLICE("\""));
	}
	return true;
}

static bool
check_if(const cJSON *expr, const struct check_names *names,
    struct fault *fault)
{
	const cJSON *otherwise = json_at(expr, SLICE("/else"));

	return check_tests(json_at(expr, SLICE("/if")), names, fault) &&
	    check_value(json_at(expr, SLICE("/then")), names, fault) &&
	    (!otherwise || check_value(otherwise, names, fault));
}

static bool
check_object(const cJSON *expr, const struct check_names *names,
    struct fault *fault)
{
	const cJSON *pipe = json_at(expr, SLICE("/pipe"));
	const cJSON *map = json_at(expr, SLICE("/map"));
	bool	 good = check_keys(expr, fault);

	if (good && json_at(expr, SLICE("/lookup")))
		good = check_lookup(expr, names, fault);
	else if (good && json_at(expr, SLICE("/if")))
		good = check_if(expr, names, fault);
	else if (good)
		good = check_value(json_at(expr, SLICE("/from")), names, fault);
	if (good && pipe != NULL && !cJSON_IsArray(pipe))
		return fault_say(fault, SLICE("\"pipe\" wants an array"));
	if (good && map != NULL && !cJSON_IsObject(map))
		return fault_say(fault, SLICE("\"map\" wants an object"));
	for (pipe = pipe ? pipe->child : NULL; pipe && good; pipe = pipe->next)
		good = check_pipe(string_of(pipe), names, fault);
	return good;
}

bool
check_value(const cJSON *expr, const struct check_names *names,
    struct fault *fault)
{
	slice	 s = string_of(expr);

	if (expr == NULL || cJSON_IsNull(expr))
		return fault_say(fault, SLICE("a value is missing"));
	if (cJSON_IsObject(expr))
		return check_object(expr, names, fault);
	if (cJSON_IsArray(expr)) {
		for (expr = expr->child; expr != NULL; expr = expr->next)
			if (!check_value(expr, names, fault))
				return false;
		return true;
	}
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
	const cJSON *op = json_at(test, SLICE("/1"));
	const cJSON *with = json_at(test, SLICE("/2"));
	int	 wants = condition_operands(string_of(op));

	if (!cJSON_IsArray(test) || !cJSON_IsString(op))
		return fault_say(fault, SLICE("a test is [value, operation, "
		    "operand]"));
	if (wants < 0)
		return fault_say(fault, SLICE("no such test \""),
		    string_of(op), SLICE("\""));
	if (wants != (with != NULL))
		return fault_say(fault, SLICE("the test "), string_of(op),
		    wants ? SLICE(" wants an operand") :
		    SLICE(" takes no operand"));
	if (cJSON_IsString(with) && !check_template(string_of(with), names,
	    fault))
		return false;
	return check_value(json_at(test, SLICE("/0")), names, fault);
}

bool
check_tests(const cJSON *tests, const struct check_names *names,
    struct fault *fault)
{
	const cJSON *at;

	if (!cJSON_IsArray(tests) || tests->child == NULL ||
	    cJSON_IsString(json_at(tests, SLICE("/1"))))
		return check_test(tests, names, fault);
	for (at = tests->child; at != NULL; at = at->next)
		if (!check_test(at, names, fault))
			return false;
	return true;
}

bool
check_body(const cJSON *body, const struct check_names *names,
    struct fault *fault)
{
	if (slice_starts(json_key(body), SLICE("//")))
		return true;
	if (cJSON_IsString(body))
		return check_template(string_of(body), names, fault);
	for (body = body->child; body != NULL; body = body->next)
		if (!check_body(body, names, fault))
			return false;
	return true;
}
