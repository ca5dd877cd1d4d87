#include "core/json/json.h"

#include "core/json/json_check.h"
#include "core/json/lend.h"

/* cJSON copies every number to look at it and returns the copy at once. */
static cJSON *
parse_checked(struct arena *a, slice text)
{
	cJSON_Hooks hooks = { lend_push, lend_pop };
	cJSON	*root;

	lend_begin(a);
	cJSON_InitHooks(&hooks);
	root = cJSON_ParseWithLength(text.p, text.n);
	cJSON_InitHooks(NULL);
	lend_end();
	return root;
}

static const cJSON *
spent(struct arena *a, struct fault *fault)
{
	a->spent = true;
	fault_words(fault, "this JSON needs more memory than one job has");
	return NULL;
}

/* The copy stands at the far end of the arena while cJSON reads it, so that
 * its room is free again afterwards. */
const cJSON *
json_parse(struct arena *a, slice text, struct fault *fault)
{
	struct sink copy = sink_open(a);
	size_t	 cap = a->cap;
	const cJSON *root;
	char	*end;

	if (!json_scan(text, &copy, fault))
		return NULL;
	if (copy.full)
		return spent(a, fault);
	end = a->base + cap - copy.len;
	memmove(end, copy.buf, copy.len);
	a->cap = cap - copy.len;
	root = parse_checked(a, (slice){ end, copy.len });
	a->cap = cap;
	return root != NULL ? root : spent(a, fault);
}

bool
json_check(slice text, struct fault *fault)
{
	return json_scan(text, NULL, fault);
}

/* RFC 6901, 4: ~1 is a slash and ~0 a tilde. */
static bool
token_is(slice token, const char *name)
{
	for (; token.n; token = slice_from(token, 1), name++) {
		char	 c = token.p[0];

		if (c == '~' && token.n > 1 &&
		    (token.p[1] == '0' || token.p[1] == '1')) {
			c = token.p[1] == '0' ? '~' : '/';
			token = slice_from(token, 1);
		}
		if (*name == '\0' || *name != c)
			return false;
	}
	return *name == '\0';
}

static const cJSON *
member(const cJSON *of, slice token)
{
	const cJSON *at = of->child;

	while (at != NULL && (at->string == NULL ||
	    !token_is(token, at->string)))
		at = at->next;
	return at;
}

static const cJSON *
element(const cJSON *of, slice token)
{
	const cJSON *at = of->child;
	int64_t	 i;

	if (!slice_int(token, &i) || (token.n > 1 && token.p[0] == '0'))
		return NULL;
	if (i < 0) {			/* the first one knows the last */
		for (at = at ? at->prev : NULL; at != NULL && ++i < 0; )
			at = at == of->child ? NULL : at->prev;
		return at;
	}
	while (at != NULL && i-- > 0)
		at = at->next;
	return at;
}

const cJSON *
json_at(const cJSON *at, slice pointer)
{
	if (pointer.n && pointer.p[0] != '/')
		return NULL;
	while (at != NULL && pointer.n) {
		slice	 token;

		pointer = slice_from(pointer, 1);
		token = slice_head(pointer, slice_index(pointer, '/'));
		pointer = slice_from(pointer, token.n);
		if (cJSON_IsObject(at))
			at = member(at, token);
		else if (cJSON_IsArray(at))
			at = element(at, token);
		else
			at = NULL;
	}
	return at;
}

slice
json_key(const cJSON *v)
{
	return slice_of(v != NULL ? v->string : NULL);
}

const cJSON *
json_member(const cJSON *object, slice name)
{
	const cJSON *at = object ? object->child : NULL;

	while (at != NULL && !slice_eq(json_key(at), name))
		at = at->next;
	return at;
}

/* A whole number, or one with a fraction that is dropped. */
static bool
text_int(slice text, int64_t *value)
{
	slice	 fraction = slice_trim(text);
	slice	 whole = slice_cut(&fraction, '.');

	for (size_t i = 0; i < fraction.n; i++)
		if (!ascii_digit(fraction.p[i]))
			return false;
	return slice_int(whole, value);
}

int64_t
json_int(const cJSON *v, int64_t otherwise)
{
	const double most = 9223372036854774784.0;
	int64_t	 i;

	if (v == NULL)
		return otherwise;
	if (cJSON_IsNumber(v)) {
		if (v->valuedouble >= -most && v->valuedouble <= most)
			return (int64_t)v->valuedouble;
		return otherwise;
	}
	if ((cJSON_IsString(v) || cJSON_IsRaw(v)) &&
	    text_int(slice_of(v->valuestring), &i))
		return i;
	return otherwise;
}
