#include "core/recipe/schema_types.h"

#include "core/recipe/midnight.h"

static bool
is_scalar(const cJSON *v)
{
	return cJSON_IsString(v) || cJSON_IsNumber(v) || cJSON_IsBool(v);
}

static bool
is_integer(const cJSON *v)
{
	return cJSON_IsNumber(v) && v->valuedouble > -1e15 &&
	    v->valuedouble < 1e15 &&
	    v->valuedouble == (double)(int64_t)v->valuedouble;
}

static bool
is_pointer(const cJSON *v)
{
	slice	 s = slice_of(cJSON_IsString(v) ? v->valuestring : "no");

	return s.n == 0 || slice_starts(s, SLICE("/")) ||
	    slice_starts(s, SLICE("^/"));
}

/* 200, or "5xx" */
static bool
is_status(const cJSON *v)
{
	slice	 s = slice_of(cJSON_IsString(v) ? v->valuestring : "");

	return is_integer(v) || (s.n == 3 && ascii_digit(s.p[0]) &&
	    slice_eq(slice_from(s, 1), SLICE("xx")));
}

static bool
is_number(const cJSON *v)
{
	return cJSON_IsNumber(v) && v->valuedouble >= 0 &&
	    v->valuedouble < 1e9;
}

static bool
is_rate(const cJSON *v)
{
	const cJSON *span = json_at(v, SLICE("/1"));

	return is_integer(json_at(v, SLICE("/0"))) && (is_integer(span) ||
	    (cJSON_IsString(span) &&
	    slice_eq(slice_of(span->valuestring), SLICE("month"))));
}

static bool
is_text(const cJSON *v)
{
	return cJSON_IsString(v);
}

static bool
is_midnight(const cJSON *v)
{
	struct zone z;

	return cJSON_IsString(v) && midnight_zone(slice_of(v->valuestring),
	    &z);
}

static bool
is_bool(const cJSON *v)
{
	return cJSON_IsBool(v);
}

typedef bool check_fn(const cJSON *, const struct check_names *,
	    struct fault *);

static bool
template_of(const cJSON *v, const struct check_names *names,
    struct fault *fault)
{
	if (!cJSON_IsString(v))
		return fault_say(fault, SLICE("must be text"));
	return check_template(slice_of(v->valuestring), names, fault);
}

static bool
query_of(const cJSON *v, const struct check_names *names, struct fault *fault)
{
	if (cJSON_IsArray(v)) {
		for (v = v->child; v != NULL; v = v->next)
			if (!query_of(v, names, fault))
				return false;
		return true;
	}
	return is_scalar(v) && !cJSON_IsString(v) ? true :
	    template_of(v, names, fault);
}

/* "time" is the mention's. */
static bool
from_of(const cJSON *v, const struct check_names *names, struct fault *fault)
{
	return (cJSON_IsString(v) &&
	    slice_eq(slice_of(v->valuestring), SLICE("time"))) ||
	    check_value(v, names, fault);
}

/* Either a look at the value (of each element, when `each`; 2: or at the only
 * one), or a check. */
static const struct {
	const char *name;
	bool	 (*is)(const cJSON *);
	int	 each;
	check_fn *check;
	const char *wants;
} types[] = {
	{ "text", is_text, 0, NULL, "must be text" },
	{ "int", is_integer, 0, NULL, "must be a whole number" },
	{ "number", is_number, 0, NULL, "must be a number" },
	{ "bool", is_bool, 0, NULL, "must be true or false" },
	{ "scalar", is_scalar, 0, NULL, "must be text, a number or a boolean" },
	{ "texts", is_scalar, 1, NULL, "must be an array of texts" },
	{ "pointer", is_pointer, 0, NULL, "must be a JSON pointer" },
	{ "pointers", is_pointer, 2, NULL,
	    "must be a JSON pointer, or an array of them" },
	{ "midnight", is_midnight, 0, NULL, "must be \"midnight:\" and a "
	    "time zone, like midnight:Europe/Berlin" },
	{ "statuses", is_status, 1, NULL,
	    "must be an array of numbers such as 404 or \"4xx\"" },
	{ "rates", is_rate, 1, NULL, "must be an array of [number, seconds]" },
	{ "template", NULL, 0, template_of, "" },
	{ "value", NULL, 0, check_value, "" },
	{ "tests", NULL, 0, check_tests, "" },
	{ "body", NULL, 0, check_body, "" },
	{ "query", NULL, 0, query_of, "" },
	{ "from", NULL, 0, from_of, "" },
};

/* Of each element, or of the value itself. */
static bool
all_are(size_t type, const cJSON *v)
{
	if (types[type].each == 0 ||
	    (types[type].each == 2 && !cJSON_IsArray(v)))
		return types[type].is(v);
	if (!cJSON_IsArray(v))
		return false;
	for (v = v->child; v != NULL; v = v->next)
		if (!types[type].is(v))
			return false;
	return true;
}

bool
schema_fits(slice type, const cJSON *v, const struct check_names *names,
    struct fault *fault)
{
	size_t	 i = 0;

	while (i + 1 < COUNT(types) && !slice_eq(slice_of(types[i].name), type))
		i++;
	if (types[i].check != NULL)
		return types[i].check(v, names, fault);
	return all_are(i, v) || fault_say(fault, slice_of(types[i].wants));
}
