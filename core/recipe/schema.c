#include "core/recipe/schema.h"

#include "core/recipe/midnight.h"
#include "core/recipe/texts.h"

/* A walk through a recipe; where it ends too early, it says where it was. */
struct walk {
	struct check check;
	const cJSON *root;
	bool	 channel;
	bool	 reply;			/* inside of it */
	struct sink at;			/* "request.query.foo" */
};

#define say(w, ...)	fault_say((w)->check.fault, __VA_ARGS__)

slice
schema_line(slice word)
{
	slice	 rest = { format_text, format_size };

	while (rest.n) {
		slice	 line = slice_cut(&rest, '\n');

		if (slice_eq(slice_cut(&line, ' '), word))
			return line;
	}
	return SLICE("");
}

bool
schema_next(slice *keys, struct schema_key *key)
{
	slice	 type = slice_trim(slice_cut(keys, ','));
	slice	 name = slice_cut(&type, ' ');
	size_t	 n = name.n;

	while (n > 0 && memchr("!<>~", name.p[n - 1], 4) != NULL)
		n--;
	*key = (struct schema_key){ slice_head(name, n), slice_from(name, n),
	    type };
	return n > 0;
}

/* --- types that are no objects -------------------------------------------- */

static bool
is_whole(const cJSON *v)
{
	return cJSON_IsNumber(v) &&
	    v->valuedouble > -1e15 && v->valuedouble < 1e15 &&
	    v->valuedouble == (double)(int64_t)v->valuedouble;
}

static bool
is_amount(const cJSON *v)
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

	return is_whole(v) || (s.n == 3 && ascii_digit(s.p[0]) &&
	    slice_ends(s, SLICE("xx")));
}

static bool
is_rate(const cJSON *v)
{
	return is_whole(json_get(v, "/0")) &&
	    (is_whole(json_get(v, "/1")) || json_is(v, "/1", "month"));
}

static bool
is_midnight(const cJSON *v)
{
	struct zone z;

	return midnight_zone(json_word(v, ""), &z);
}

/* "t:pointer": a kind of JSON, and of those which. */
static bool
is_one(slice type, const cJSON *v)
{
	static bool (*const which[])(const cJSON *) = { is_whole, is_amount,
	    is_pointer, is_status, is_rate, is_midnight };
	slice	 kinds = slice_cut(&type, ':');
	char	 kind = cJSON_IsString(v) ? 't' : cJSON_IsNumber(v) ? 'n' :
	    cJSON_IsBool(v) ? 'b' : cJSON_IsArray(v) ? 'a' : '-';
	int	 i = slice_word("whole amount pointer status rate midnight",
	    type);

	return slice_index(kinds, kind) < kinds.n && (i < 0 || which[i](v));
}

/* False: it is said what it must be. */
static bool
fits(const struct check *c, slice name, const cJSON *v)
{
	static bool (*const checks[])(const struct check *, const cJSON *) = {
	    check_text, check_query, check_body, check_value, check_from,
	    check_tests };
	int	 i = slice_word("template query body value from tests", name);
	slice	 words, type;
	bool	 list, any, good;

	if (i >= 0)
		return checks[i](c, v);
	words = schema_line(name);
	type = slice_cut(&words, ' ');
	any = slice_starts(type, SLICE("?"));
	list = slice_starts(type, SLICE("[")) || (any && cJSON_IsArray(v));
	type = slice_from(type, any || list);
	good = list ? cJSON_IsArray(v) : is_one(type, v);
	for (v = list ? v->child : NULL; v != NULL && good; v = v->next)
		good = is_one(type, v);
	return good || fault_say(c->fault, words);
}

/* --- the names that templates may use ------------------------------------- */

static bool
is_named(const cJSON *root, slice words, slice name)
{
	while (words.n) {
		slice	 each = slice_cut(&words, ' ');
		slice	 at = slice_cut(&each, '*');
		const cJSON *in = json_at(root, at);

		if (slice_eq(at, name))
			return true;
		for (in = each.n && in ? in->child : in; in != NULL;
		    in = each.n ? in->next : NULL)
			if (json_member(json_at(in, each), name))
				return true;
	}
	return false;
}

static bool
is_known(const void *with, slice name)
{
	const struct walk *w = with;

	return is_named(w->root, schema_line(SLICE("names")), name) ||
	    is_named(w->root, schema_line(w->channel ? SLICE("names.channel") :
	    SLICE("names.source")), name) || (w->reply &&
	    is_named(w->root, schema_line(SLICE("names.reply")), name));
}

/* --- what stands where ---------------------------------------------------- */

/* One step further in; to come back, `at` is put back. */
static void
enter(struct walk *w, slice name, int64_t index)
{
	if (name.n == 0) {
		sink_byte(&w->at, '[');
		sink_int(&w->at, index);
		sink_byte(&w->at, ']');
		return;
	}
	if (w->at.len)
		sink_byte(&w->at, '.');
	sink_put(&w->at, name);
}

static bool
check_word(struct walk *w, slice words, const cJSON *v)
{
	if (!cJSON_IsString(v))
		return say(w, SLICE("must be text"));
	return is_named(NULL, words, json_word(v, "")) ||
	    say(w, SLICE("must be one of "), words);
}

static bool check_type(struct walk *, slice type, const cJSON *);

/* Of the members of an array or object, each. */
static bool
check_each(struct walk *w, slice type, const cJSON *v)
{
	struct sink here = w->at;
	int64_t	 i = 0;

	for (v = v->child; v != NULL; v = v->next) {
		enter(w, json_key(v), i++);
		if (!check_type(w, type, v))
			return false;
		w->at = here;
	}
	return true;
}

/* One of an object, by the keys that there may be. */
static bool
check_member(struct walk *w, slice keys, const cJSON *v)
{
	struct schema_key key;

	while (schema_next(&keys, &key) && !slice_eq(key.name, json_key(v)))
		continue;
	if (key.name.n == 0)
		return say(w, SLICE("no such key \""), json_key(v),
		    SLICE("\""));
	enter(w, json_key(v), 0);
	if (slice_index(key.flags, w->channel ? '<' : '>') < key.flags.n)
		return say(w, SLICE("belongs to the other kind of recipe"));
	w->reply = w->reply || slice_index(key.flags, '~') < key.flags.n;
	return check_type(w, key.type, v);
}

static bool
check_object(struct walk *w, slice keys, const cJSON *v)
{
	struct walk here = *w;
	slice	 rest = keys;
	struct schema_key key;

	if (!cJSON_IsObject(v))
		return say(w, SLICE("must be an object"));
	while (schema_next(&rest, &key))
		if (slice_index(key.flags, '!') < key.flags.n &&
		    !json_member(v, key.name))
			return say(w, SLICE("\""), key.name,
			    SLICE("\" is missing"));
	for (v = v->child; v != NULL; v = v->next, *w = here)
		if (!check_member(w, keys, v))
			return false;
	return true;
}

static bool
check_type(struct walk *w, slice type, const cJSON *v)
{
	slice	 of = slice_from(type, 1);

	switch (type.p[0]) {
	case '@':
		return check_object(w, schema_line(type), v);
	case '=':
		return check_word(w, of, v);
	case '[':
		return cJSON_IsArray(v) ? check_each(w, of, v) :
		    say(w, SLICE("must be an array"));
	case '{':
		return cJSON_IsObject(v) ? check_each(w, of, v) :
		    say(w, SLICE("must be an object"));
	default:
		return fits(&w->check, type, v);
	}
}

static bool
check_demands(struct walk *w, slice demands)
{
	while (demands.n) {
		slice	 want = slice_trim(slice_cut(&demands, ','));
		slice	 at = slice_cut(&want, ' ');
		slice	 word = slice_cut(&want, ' ');

		if (!slice_eq(json_word(json_at(w->root, at), ""), word) ||
		    json_at(w->root, want) != NULL)
			continue;
		for (want = slice_from(want, 1); want.n; )
			enter(w, slice_cut(&want, '/'), 0);
		return say(w, SLICE("is missing; "), word, SLICE(" wants it"));
	}
	return true;
}

bool
schema_check(const cJSON *root, slice id, struct fault *fault)
{
	char	 buf[120];
	struct fault words = { "" };
	struct walk w = { .check = { is_known, &w, &words }, .root = root,
	    .channel = json_is(root, "/kind", "channel"),
	    .at = { .buf = buf, .cap = sizeof(buf) } };

	return (check_type(&w, SLICE("@top"), root) &&
	    check_demands(&w, schema_line(SLICE("demands")))) ||
	    fault_say(fault, SLICE("recipe \""), id, SLICE("\": "),
	    sink_slice(&w.at), w.at.len ? SLICE(": ") : SLICE(""),
	    slice_of(words.text));
}
