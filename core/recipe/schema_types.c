#include "core/recipe/schema_types.h"

#include "core/recipe/midnight.h"

static bool
is_integer(const cJSON *v)
{
	return cJSON_IsNumber(v) && v->valuedouble > -1e15 &&
	    v->valuedouble < 1e15 &&
	    v->valuedouble == (double)(int64_t)v->valuedouble;
}

static bool
is_number(const cJSON *v)
{
	return v->valuedouble >= 0 && v->valuedouble < 1e9;
}

static bool
is_pointer(const cJSON *v)
{
	slice	 s = json_word(v, "");

	return s.n == 0 || slice_starts(s, SLICE("/")) ||
	    slice_starts(s, SLICE("^/"));
}

/* 200, or "5xx" */
static bool
is_status(const cJSON *v)
{
	slice	 s = json_word(v, "");

	return is_integer(v) || (s.n == 3 && ascii_digit(s.p[0]) &&
	    slice_eq(slice_from(s, 1), SLICE("xx")));
}

static bool
is_rate(const cJSON *v)
{
	return is_integer(json_get(v, "/0")) &&
	    (is_integer(json_get(v, "/1")) || json_is(v, "/1", "month"));
}

static bool
is_midnight(const cJSON *v)
{
	struct zone z;

	return midnight_zone(json_word(v, ""), &z);
}

static bool
template_of(const cJSON *v, const struct check_names *names,
    struct fault *fault)
{
	if (!cJSON_IsString(v))
		return fault_say(fault, SLICE("must be text"));
	return check_template(json_word(v, ""), names, fault);
}

static bool
query_of(const cJSON *v, const struct check_names *names, struct fault *fault)
{
	if (cJSON_IsNumber(v) || cJSON_IsBool(v))
		return true;
	if (!cJSON_IsArray(v))
		return template_of(v, names, fault);
	for (v = v->child; v != NULL; v = v->next)
		if (!query_of(v, names, fault))
			return false;
	return true;
}

/* "time" is the mention's. */
static bool
from_of(const cJSON *v, const struct check_names *names, struct fault *fault)
{
	return json_is(v, "", "time") || check_value(v, names, fault);
}

enum {
	TEXT = cJSON_String,
	NUMBER = cJSON_Number,
	FLAG = cJSON_True | cJSON_False,
	LIST = cJSON_Array,
	SCALAR = TEXT | NUMBER | FLAG
};

/* Which kinds of JSON (each element, when `each`; 2: or the only one), and of
 * those which; or a check that has its own words. */
static const struct {
	const char *name;
	short	 kinds, each;
	bool	 (*is)(const cJSON *);
	const char *wants;
	bool	 (*check)(const cJSON *, const struct check_names *,
		    struct fault *);
} types[] = {
	{ "text", TEXT, 0, NULL, "must be text", NULL },
	{ "int", NUMBER, 0, is_integer, "must be a whole number", NULL },
	{ "number", NUMBER, 0, is_number, "must be a number", NULL },
	{ "bool", FLAG, 0, NULL, "must be true or false", NULL },
	{ "scalar", SCALAR, 0, NULL, "must be text, a number or a boolean",
	    NULL },
	{ "texts", SCALAR, 1, NULL, "must be an array of texts", NULL },
	{ "pointer", TEXT, 0, is_pointer, "must be a JSON pointer", NULL },
	{ "pointers", TEXT, 2, is_pointer,
	    "must be a JSON pointer, or an array of them", NULL },
	{ "midnight", TEXT, 0, is_midnight, "must be \"midnight:\" and a "
	    "time zone, like midnight:Europe/Berlin", NULL },
	{ "statuses", TEXT | NUMBER, 1, is_status,
	    "must be an array of numbers such as 404 or \"4xx\"", NULL },
	{ "rates", LIST, 1, is_rate, "must be an array of [number, seconds]",
	    NULL },
	{ "template", 0, 0, NULL, NULL, template_of },
	{ "value", 0, 0, NULL, NULL, check_value },
	{ "tests", 0, 0, NULL, NULL, check_tests },
	{ "body", 0, 0, NULL, NULL, check_body },
	{ "query", 0, 0, NULL, NULL, query_of },
	{ "from", 0, 0, NULL, NULL, from_of },
};

static bool
is_one(size_t type, const cJSON *v)
{
	return (v->type & types[type].kinds) != 0 &&
	    (types[type].is == NULL || types[type].is(v));
}

bool
schema_fits(slice type, const cJSON *v, const struct check_names *names,
    struct fault *fault)
{
	size_t	 i = 0;
	bool	 list, good;

	while (i + 1 < COUNT(types) && !slice_eq(slice_of(types[i].name), type))
		i++;
	if (types[i].check != NULL)
		return types[i].check(v, names, fault);
	list = types[i].each && cJSON_IsArray(v);
	good = list || (types[i].each != 1 && is_one(i, v));
	for (v = list ? v->child : NULL; v != NULL && good; v = v->next)
		good = is_one(i, v);
	return good || fault_say(fault, slice_of(types[i].wants));
}
