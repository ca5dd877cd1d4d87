#include "core/recipe/schema_check.h"

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
	bool	 reply;			/* inside of it */
	struct check_names names;
	struct fault words;
	struct fault *fault;		/* the words with their place */
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

/* The words are there: says where. */
static bool
say_at(const struct check *c, const struct place *place)
{
	char	 buf[120];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	put_place(&k, place);
	return fault_say(c->fault, SLICE("recipe \""), c->id, SLICE("\": "),
	    sink_slice(&k), place ? SLICE(": ") : SLICE(""),
	    slice_of(c->words.text));
}
#define say(c, place, ...)						\
	(fault_say(&(c)->words, __VA_ARGS__) || say_at(c, place))

/* --- the names that templates may use ------------------------------------- */

/* Is the name a member of one of these, there? */
static bool
in_some(const cJSON *list, const char *where, slice name)
{
	for (; list != NULL; list = list->next)
		if (json_member(json_get(list, where), name))
			return true;
	return false;
}

/* In `reply` also the letter's, what was kept, and what a step before took. */
static bool
is_known(const void *with, slice name)
{
	const struct check *c = with;

	return slice_word(SCHEMA_ALWAYS, name) >= 0 ||
	    slice_word(c->channel ? SCHEMA_OF_LETTER : SCHEMA_OF_POLL,
	    name) >= 0 ||
	    json_member(json_get(c->root, "/spec"), name) ||
	    json_member(json_get(c->root, "/auth/login/take"), name) ||
	    in_some(json_first(c->root, "/set"), "/vars", name) ||
	    (c->reply && (slice_word(SCHEMA_OF_REPLY, name) >= 0 ||
	    json_member(json_get(c->root, "/keep"), name) ||
	    in_some(json_first(c->root, "/reply/steps"), "/take", name)));
}

/* --- one value ------------------------------------------------------------ */

/* One of "json|feed". */
static bool
check_word(struct check *c, const struct place *place, slice words,
    const cJSON *v)
{
	char	 buf[120];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	slice	 word = json_word(v, "");
	bool	 good = false;

	if (!cJSON_IsString(v))
		return say(c, place, SLICE("must be text"));
	while (words.n) {
		slice	 one = slice_cut(&words, '|');

		good = good || slice_eq(one, word);
		sink_text(&k, k.len ? " " : "");
		sink_put(&k, one);
	}
	return good || say(c, place, SLICE("must be one of "), sink_slice(&k));
}

/* --- objects -------------------------------------------------------------- */

static bool check_shape(struct check *, const struct place *, slice,
	    const cJSON *);

static bool
check_one(struct check *c, const struct place *place, slice type,
    const cJSON *v)
{
	struct place in = { .up = place };

	if (type.p[0] == '@')
		return check_shape(c, place, slice_from(type, 1), v);
	if (slice_index(type, '|') < type.n)
		return check_word(c, place, type, v);
	if (type.p[0] != '[')
		return schema_fits(type, v, &c->names, &c->words) ||
		    say_at(c, place);
	if (!cJSON_IsArray(v))
		return say(c, place, SLICE("must be an array"));
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
check_key(struct check *c, const struct place *place,
    const struct schema_key *key, const cJSON *v)
{
	if (has_flag(key, '~'))
		c->reply = true;
	if (has_flag(key, c->channel ? '<' : '>'))
		return say(c, place,
		    SLICE("belongs to the other kind of recipe"));
	if (!has_flag(key, '*'))
		return check_one(c, place, key->type, v);
	if (!cJSON_IsObject(v))
		return say(c, place, SLICE("must be an object"));
	for (v = v->child; v != NULL; v = v->next) {
		struct place in = { .up = place, .name = json_key(v) };

		if (!check_one(c, &in, key->type, v))
			return false;
	}
	return true;
}

static bool
check_needs(struct check *c, const struct place *place, slice keys,
    const cJSON *v)
{
	struct schema_key key;

	while (schema_next(&keys, &key))
		if (has_flag(&key, '!') && !json_member(v, key.name))
			return say(c, place, SLICE("\""), key.name,
			    SLICE("\" is missing"));
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
check_shape(struct check *c, const struct place *place, slice which,
    const cJSON *v)
{
	bool	 reply = c->reply, good = true;
	struct schema_key key;
	slice	 keys;
	size_t	 i = 0;

	while (i + 1 < schema_nshapes &&
	    !slice_eq(slice_of(schema_shapes[i].name), which))
		i++;
	keys = slice_of(schema_shapes[i].keys);
	if (!cJSON_IsObject(v))
		return say(c, place, SLICE("must be an object"));
	if (!check_needs(c, place, keys, v))
		return false;
	for (v = v->child; v != NULL && good; v = v->next) {
		struct place in = { .up = place, .name = json_key(v) };

		if (!key_named(keys, in.name, &key))
			return say(c, place, SLICE("no such key \""), in.name,
			    SLICE("\""));
		good = check_key(c, &in, &key, v);
		c->reply = reply;
	}
	return good;
}

static bool
check_demand(struct check *c, const struct schema_demand *d)
{
	slice	 wants = slice_of(d->wants);

	while (wants.n && json_is(c->root, d->at, d->word)) {
		slice	 want = slice_cut(&wants, ' ');
		slice	 last = slice_from(want, 1);
		struct place first = { .name = slice_cut(&last, '/') };
		struct place place = { .up = &first, .name = last };

		if (json_at(c->root, want) == NULL)
			return say(c, last.n ? &place : &first,
			    SLICE("is missing; "), slice_of(d->word),
			    SLICE(" wants it"));
	}
	return true;
}

bool
schema_check(const cJSON *root, slice id, struct fault *fault)
{
	struct check c = { .root = root, .id = id, .fault = fault,
	    .channel = json_is(root, "/kind", "channel"),
	    .names = { is_known, &c } };
	bool	 good = check_shape(&c, NULL, SLICE("top"), root);

	for (size_t i = 0; i < schema_ndemands && good; i++)
		good = check_demand(&c, &schema_demands[i]);
	return good;
}
