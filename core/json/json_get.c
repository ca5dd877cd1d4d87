#include "core/json/json.h"

const cJSON *
json_get(const cJSON *v, const char *pointer)
{
	return json_at(v, slice_of(pointer));
}

const cJSON *
json_first(const cJSON *v, const char *pointer)
{
	v = json_get(v, pointer);
	return v ? v->child : NULL;
}

slice
json_word(const cJSON *v, const char *pointer)
{
	v = json_get(v, pointer);
	return slice_of(cJSON_IsString(v) ? v->valuestring : NULL);
}

bool
json_is(const cJSON *v, const char *pointer, const char *word)
{
	return slice_eq(json_word(v, pointer), slice_of(word));
}

bool
json_true(const cJSON *v, const char *pointer)
{
	return cJSON_IsTrue(json_get(v, pointer));
}

int64_t
json_count(const cJSON *v, const char *pointer, int64_t otherwise)
{
	return json_int(json_get(v, pointer), otherwise);
}
