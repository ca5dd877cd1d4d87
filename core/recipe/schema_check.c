#include "core/recipe/schema_check.h"

#include "core/recipe/check.h"
#include "core/recipe/schema.h"
#include "core/recipe/schema_types.h"

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
say(const struct check *c, const struct place *place, const char *a, slice b,
    const char *d)
{
	char	 buf[120];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	put_place(&k, place);
	return fault_say(c->fault, SLICE("recipe \""), c->id, SLICE("\": "),
	    sink_slice(&k), place ? SLICE(": ") : SLICE(""), slice_of(a), b,
	    slice_of(d));
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

static bool
is_known(const void *with, slice name)
{
	const struct check *c = with;
	const cJSON *set = json_at(c->root, SLICE("/set"));
	bool	 known = schema_word(SCHEMA_ALWAYS, name) ||
	    schema_word(c->channel ? SCHEMA_OF_LETTER : SCHEMA_OF_POLL, name) ||
	    json_member(json_at(c->root, SLICE("/spec")), name) ||
	    json_member(json_at(c->root, SLICE("/auth/login/take")), name);

	for (set = set ? set->child : NULL; set && !known; set = set->next)
		known = json_member(json_at(set, SLICE("/vars")), name);
	return known;
}

/* In `reply`: the letter's, what was kept, and what a step before took. */
static bool
is_known_there(const void *with, slice name)
{
	const struct check *c = with;
	const cJSON *step = json_at(c->root, SLICE("/reply/steps"));
	bool	 known = schema_word(SCHEMA_OF_REPLY, name) ||
	    is_known(with, name) ||
	    json_member(json_at(c->root, SLICE("/keep")), name);

	for (step = step ? step->child : NULL; step && !known;
	    step = step->next)
		known = json_member(json_at(step, SLICE("/take")), name);
	return known;
}

/* --- one value ------------------------------------------------------------ */

/* One of "json|feed". */
static bool
check_word(const struct check *c, const struct place *place, slice words,
    const cJSON *v)
{
	char	 buf[120];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	slice	 word = slice_of(cJSON_IsString(v) ? v->valuestring : "");
	bool	 good = false;

	if (!cJSON_IsString(v))
		return say(c, place, "must be text", SLICE(""), "");
	while (words.n) {
		slice	 one = slice_cut(&words, '|');

		good = good || slice_eq(one, word);
		sink_text(&k, k.len ? " " : "");
		sink_put(&k, one);
	}
	return good || say(c, place, "must be one of ", sink_slice(&k), "");
}

static bool
check_plain(const struct check *c, const struct place *place, slice type,
    const cJSON *v)
{
	struct fault inner = { "" };

	if (slice_index(type, '|') < type.n)
		return check_word(c, place, type, v);
	return schema_fits(type, v, &c->names, &inner) ||
	    say(c, place, inner.text, SLICE(""), "");
}

/* --- objects -------------------------------------------------------------- */

static bool check_shape(const struct check *, const struct place *, slice,
	    const cJSON *);

static bool
check_one(const struct check *c, const struct place *place, slice type,
    const cJSON *v)
{
	struct place in = { .up = place };

	if (type.p[0] == '@')
		return check_shape(c, place, slice_from(type, 1), v);
	if (type.p[0] != '[')
		return check_plain(c, place, type, v);
	if (!cJSON_IsArray(v))
		return say(c, place, "must be an array", SLICE(""), "");
	for (v = v->child; v != NULL; v = v->next, in.index++)
		if (!check_shape(c, &in, slice_from(type, 1), v))
			return false;
	return true;
}

static bool
has_flag(const struct schema_key *key, char flag)
{
	return slice_index(key->flags, flag) < key->flags.n;
}

static bool
check_key(const struct check *c, const struct place *place,
    const struct schema_key *key, const cJSON *v)
{
	struct check free = *c;

	if (has_flag(key, '~'))
		free.names.known = is_known_there;
	if (has_flag(key, c->channel ? '<' : '>'))
		return say(c, place, "belongs to the other kind of recipe",
		    SLICE(""), "");
	if (!has_flag(key, '*'))
		return check_one(&free, place, key->type, v);
	if (!cJSON_IsObject(v))
		return say(c, place, "must be an object", SLICE(""), "");
	for (v = v->child; v != NULL; v = v->next) {
		struct place in = { .up = place, .name = json_key(v) };

		if (!slice_starts(in.name, SLICE("//")) &&
		    !check_one(&free, &in, key->type, v))
			return false;
	}
	return true;
}

static bool
check_needs(const struct check *c, const struct place *place, slice keys,
    const cJSON *v)
{
	struct schema_key key;

	while (schema_next(&keys, &key))
		if (has_flag(&key, '!') && !json_member(v, key.name))
			return say(c, place, "\"", key.name,
			    "\" is missing");
	return true;
}

static bool
key_named(slice keys, slice name, struct schema_key *key)
{
	while (schema_next(&keys, key))
		if (slice_eq(key->name, name))
			return true;
	return false;
}

static bool
check_shape(const struct check *c, const struct place *place, slice which,
    const cJSON *v)
{
	struct schema_key key;
	slice	 keys;
	size_t	 i = 0;

	while (i + 1 < schema_nshapes &&
	    !slice_eq(slice_of(schema_shapes[i].name), which))
		i++;
	keys = slice_of(schema_shapes[i].keys);
	if (!cJSON_IsObject(v))
		return say(c, place, "must be an object", SLICE(""), "");
	if (!check_needs(c, place, keys, v))
		return false;
	for (v = v->child; v != NULL; v = v->next) {
		struct place in = { .up = place, .name = json_key(v) };

		if (slice_starts(in.name, SLICE("//")))
			continue;
		if (!key_named(keys, in.name, &key))
			return say(c, place, "no such key \"", in.name, "\"");
		if (!check_key(c, &in, &key, v))
			return false;
	}
	return true;
}

static bool
check_demand(const struct check *c, const struct schema_demand *d)
{
	const cJSON *at = json_at(c->root, slice_of(d->at));
	slice	 wants = slice_of(d->wants);

	while (cJSON_IsString(at) && wants.n &&
	    slice_eq(slice_of(d->word), slice_of(at->valuestring))) {
		slice	 want = slice_cut(&wants, ' ');
		slice	 last = slice_from(want, 1);
		struct place first = { .name = slice_cut(&last, '/') };
		struct place place = { .up = &first, .name = last };

		if (json_at(c->root, want) == NULL)
			return say(c, last.n ? &place : &first,
			    "is missing; ", slice_of(d->word), " wants it");
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
	bool	 good;

	c.names = (struct check_names){ is_known, &c };
	good = check_shape(&c, NULL, SLICE("top"), root);
	for (size_t i = 0; i < schema_ndemands && good; i++)
		good = check_demand(&c, &schema_demands[i]);
	return good;
}
