#include "core/recipe/schema_check.h"

#include "core/recipe/check.h"
#include "core/recipe/schema.h"

/* Where we are, from the inside out; so that no path is ever built in vain. */
struct place {
	const struct place *up;
	slice	 name;			/* empty: the index */
	int64_t	 index;
};

struct check {
	const cJSON *root;
	slice	 id;
	bool	 channel;
	struct check_names names;
	struct fault *fault;
};

/* --- words ---------------------------------------------------------------- */

static void
put_place(struct sink *k, const struct place *place)
{
	if (place == NULL)
		return;
	put_place(k, place->up);
	if (place->name.n == 0) {
		sink_byte(k, '[');
		sink_int(k, place->index);
		sink_byte(k, ']');
		return;
	}
	if (k->len)
		sink_byte(k, '.');
	sink_put(k, place->name);
}

static bool
say(const struct check *c, const struct place *place, slice a, slice b,
    slice d)
{
	char	 buf[120];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	put_place(&k, place);
	return fault_say(c->fault, SLICE("recipe \""), c->id, SLICE("\": "),
	    sink_slice(&k), place ? SLICE(": ") : SLICE(""), a, b, d);
}

/* What another module found wrong, with the place before it. */
static bool
pass_on(const struct check *c, const struct place *place,
    const struct fault *inner)
{
	return say(c, place, slice_of(inner->text), SLICE(""), SLICE(""));
}

bool
schema_word(const char *words, slice word)
{
	slice	 rest = slice_of(words);

	while (rest.n)
		if (slice_eq(slice_cut(&rest, ' '), word))
			return true;
	return false;
}

/* --- the names that templates may use ------------------------------------- */

#define ALWAYS	"access_token refresh_token now now_unix host_id body endpoint"
#define OF_POLL	"cursor"
#define OF_LETTER "id title text url url_label reply_url priority level " \
	"source author time rating tags actions"

static bool
is_member(const cJSON *object, slice name)
{
	const cJSON *at = object ? object->child : NULL;

	while (at != NULL && !slice_eq(json_key(at), name))
		at = at->next;
	return at != NULL;
}

static bool
is_known(const void *with, slice name)
{
	const struct check *c = with;
	const cJSON *set = json_at(c->root, SLICE("/set"));
	bool	 known = schema_word(ALWAYS, name) ||
	    schema_word(c->channel ? OF_LETTER : OF_POLL, name) ||
	    is_member(json_at(c->root, SLICE("/spec")), name) ||
	    is_member(json_at(c->root, SLICE("/auth/login/take")), name);

	for (set = set ? set->child : NULL; set && !known; set = set->next)
		known = is_member(json_at(set, SLICE("/vars")), name);
	return known;
}

/* --- one value of each type ----------------------------------------------- */

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
is_bool(const cJSON *v)
{
	return cJSON_IsBool(v);
}

static bool
is_anything(const cJSON *v)
{
	return v != NULL;
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

static bool
from_of(const cJSON *v, const struct check_names *names, struct fault *fault)
{
	return (cJSON_IsString(v) &&
	    slice_eq(slice_of(v->valuestring), SLICE("time"))) ||
	    check_value(v, names, fault);
}

/* Either a look at the value (of each element, when `each`), or a check. */
static const struct {
	bool	 (*is)(const cJSON *);
	bool	 each;
	check_fn *check;
	slice	 wants;
} types[] = {
#define IS(fn, each, wants) { fn, each, NULL, { wants, sizeof(wants) - 1 } }
#define CHECKS(fn)	{ NULL, false, fn, { "", 0 } }
	[ANY] =		IS(is_anything, false, ""),
	[TEXT] =	IS(is_text, false, "must be text"),
	[INT] =		IS(is_integer, false, "must be a whole number"),
	[BOOL] =	IS(is_bool, false, "must be true or false"),
	[SCALAR] =	IS(is_scalar, false, "must be text, a number or a "
			    "boolean"),
	[WORD] =	IS(is_text, false, "must be text"),
	[TEXTS] =	IS(is_scalar, true, "must be an array of texts"),
	[POINTER] =	IS(is_pointer, false, "must be a JSON pointer"),
	[POINTERS] =	IS(is_pointer, true, "must be a JSON pointer, or an "
			    "array of them"),
	[STATUSES] =	IS(is_status, true, "must be an array of numbers "
			    "such as 404 or \"4xx\""),
	[RATES] =	IS(is_rate, true, "must be an array of [number, "
			    "seconds]"),
	[TEMPLATE] =	CHECKS(template_of),
	[VALUE] =	CHECKS(check_value),
	[TESTS] =	CHECKS(check_tests),
	[BODY] =	CHECKS(check_body),
	[QUERY] =	CHECKS(query_of),
	[FROM] =	CHECKS(from_of),
};

static bool
fits(unsigned type, const cJSON *v)
{
	if (!types[type].each || (type == POINTERS && !cJSON_IsArray(v)))
		return types[type].is(v);
	if (!cJSON_IsArray(v))
		return false;
	for (v = v->child; v != NULL; v = v->next)
		if (!types[type].is(v))
			return false;
	return true;
}

static bool
check_plain(const struct check *c, const struct place *place,
    const struct schema_key *key, const cJSON *v)
{
	struct fault inner = { "" };

	if (types[key->type].check != NULL)
		return types[key->type].check(v, &c->names, &inner) ||
		    pass_on(c, place, &inner);
	if (!fits(key->type, v))
		return say(c, place, types[key->type].wants, SLICE(""),
		    SLICE(""));
	if (key->type == WORD && !schema_word(key->words,
	    slice_of(v->valuestring)))
		return say(c, place, SLICE("must be one of "),
		    slice_of(key->words), SLICE(""));
	return true;
}

/* --- objects -------------------------------------------------------------- */

static bool check_shape(const struct check *, const struct place *,
	    enum schema_shape, const cJSON *);

static bool
check_list(const struct check *c, const struct place *place,
    enum schema_shape shape, const cJSON *list)
{
	struct place in = { .up = place };

	if (!cJSON_IsArray(list))
		return say(c, place, SLICE("must be an array"), SLICE(""),
		    SLICE(""));
	for (const cJSON *at = list->child; at; at = at->next, in.index++)
		if (!check_shape(c, &in, shape, at))
			return false;
	return true;
}

static bool
check_one(const struct check *c, const struct place *place,
    const struct schema_key *key, const cJSON *v)
{
	if (key->type == LIST)
		return check_list(c, place, (enum schema_shape)key->shape, v);
	if (key->type == SHAPE)
		return check_shape(c, place, (enum schema_shape)key->shape, v);
	return check_plain(c, place, key, v);
}

static bool
check_key(const struct check *c, const struct place *place,
    const struct schema_key *key, const cJSON *v)
{
	struct check free = *c;

	if (key->flags & FREE)
		free.names.known = NULL;
	if ((key->flags & SOURCE && c->channel) ||
	    (key->flags & CHANNEL && !c->channel))
		return say(c, place, SLICE("belongs to the other kind of "
		    "recipe"), SLICE(""), SLICE(""));
	if (!(key->flags & MAP))
		return check_one(&free, place, key, v);
	if (!cJSON_IsObject(v))
		return say(c, place, SLICE("must be an object"), SLICE(""),
		    SLICE(""));
	for (v = v->child; v != NULL; v = v->next) {
		struct place in = { .up = place, .name = json_key(v) };

		if (!slice_starts(json_key(v), SLICE("//")) &&
		    !check_one(&free, &in, key, v))
			return false;
	}
	return true;
}

static bool
check_needs(const struct check *c, const struct place *place,
    const struct schema_keys *shape, const cJSON *v)
{
	for (size_t i = 0; i < shape->n; i++)
		if (shape->keys[i].flags & NEED &&
		    !is_member(v, slice_of(shape->keys[i].name)))
			return say(c, place, SLICE("\""),
			    slice_of(shape->keys[i].name),
			    SLICE("\" is missing"));
	return true;
}

static bool
check_shape(const struct check *c, const struct place *place,
    enum schema_shape which, const cJSON *v)
{
	const struct schema_keys *shape = &schema_shapes[which];

	if (!cJSON_IsObject(v))
		return say(c, place, SLICE("must be an object"), SLICE(""),
		    SLICE(""));
	if (!check_needs(c, place, shape, v))
		return false;
	for (v = v->child; v != NULL; v = v->next) {
		struct place in = { .up = place, .name = json_key(v) };
		size_t	 i = 0;

		if (slice_starts(in.name, SLICE("//")))
			continue;
		while (i < shape->n &&
		    !slice_eq(slice_of(shape->keys[i].name), in.name))
			i++;
		if (i == shape->n)
			return say(c, place, SLICE("no such key \""), in.name,
			    SLICE("\""));
		if (!check_key(c, &in, &shape->keys[i], v))
			return false;
	}
	return true;
}

static bool
check_demands(const struct check *c)
{
	for (size_t i = 0; i < schema_ndemands; i++) {
		const struct schema_demand *d = &schema_demands[i];
		const cJSON *at = json_at(c->root, slice_of(d->at));
		slice	 last = slice_of(d->wants + 1);
		struct place first = { .name = slice_cut(&last, '/') };
		struct place place = { .up = &first, .name = last };

		if (cJSON_IsString(at) && slice_eq(slice_of(d->word),
		    slice_of(at->valuestring)) &&
		    json_at(c->root, slice_of(d->wants)) == NULL)
			return say(c, last.n ? &place : &first,
			    SLICE("is missing; "), slice_of(d->word),
			    SLICE(" wants it"));
	}
	return true;
}

bool
schema_check(const cJSON *root, slice id, struct fault *fault)
{
	const cJSON *kind = json_at(root, SLICE("/kind"));
	struct check c = { .root = root, .id = id, .fault = fault,
	    .channel = cJSON_IsString(kind) &&
	    slice_eq(slice_of(kind->valuestring), SLICE("channel")) };

	c.names = (struct check_names){ is_known, &c };
	return check_shape(&c, NULL, TOP, root) && check_demands(&c);
}
