#include "core/recipe/schema.h"

#include "core/recipe/condition.h"
#include "core/recipe/piece.h"
#include "core/recipe/pipes.h"
#include "core/recipe/texts.h"
#include "core/when/midnight.h"

/* A walk through a recipe; where it ends too early, it says where it was. */
struct walk {
	const cJSON *root;
	slice	 names[3];		/* that templates may use: everywhere,
					 * in this kind, inside of `reply` */
	bool	 channel;
	bool	 reply;			/* inside of it */
	struct fault *fault;
	struct sink at;			/* "request.query.foo" */
};

static bool check_type(struct walk *, slice type, const cJSON *);

slice
schema_line(slice word)
{
	slice	 rest = { format_text, format_size };

	while (rest.n) {
		slice	 line = slice_cut(&rest, '\n');

		if (line.n > word.n && line.p[word.n] == ' ' &&
		    slice_starts(line, word))
			return slice_from(line, word.n + 1);
	}
	return SLICE("");
}

bool
schema_next(slice *keys, struct schema_key *key)
{
	slice	 type = slice_trim(slice_cut(keys, ','));
	slice	 name = slice_cut(&type, ' ');
	size_t	 n = name.n;

	while (n > 0 && !ascii_alpha(name.p[n - 1]) &&
	    !ascii_digit(name.p[n - 1]))
		n--;
	*key = (struct schema_key){ slice_head(name, n), slice_from(name, n),
	    type };
	return n > 0;
}

/* --- templates and values ------------------------------------------------- */

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
check_name(const struct walk *w, slice name)
{
	for (int i = 0; i < 2 + w->reply; i++)
		if (is_named(w->root, w->names[i], name))
			return true;
	return fault_tell(w->fault, "nothing is called \"%\" here", name);
}

static bool
check_pipe(const struct walk *w, slice pipe)
{
	slice	 name;

	return pipe_check(pipe, &name, w->fault) &&
	    (name.n == 0 || check_name(w, name));
}

/* "ref|pipe|pipe" */
static bool
check_piped(const struct walk *w, slice pipes)
{
	slice	 ref = slice_cut(&pipes, '|');
	bool	 good = !piece_is_name(ref) || check_name(w, ref);

	if (!piece_is_ref(ref))
		return fault_tell(w->fault, "\"%\" is no pointer, name, "
		    "template or =literal", ref);
	while (pipes.n && good)
		good = check_pipe(w, slice_cut(&pipes, '|'));
	return good;
}

static bool
check_template(const struct walk *w, slice text)
{
	struct piece piece;

	while (text.n)
		if (!piece_next(&text, &piece, w->fault) ||
		    (piece.hole && !check_piped(w, piece.text)))
			return false;
	return true;
}

static bool
check_test(struct walk *w, const cJSON *v)
{
	const cJSON *with = json_get(v, "/2");
	slice	 op = json_word(v, "/1");
	int	 named = condition_named(op);
	bool	 wants = named > CONDITION_MISSING;

	if (named < 0)
		return fault_tell(w->fault, "no such test \"%\"", op);
	if (wants != (with != NULL))
		return fault_tell(w->fault, wants ? "the test % wants an "
		    "operand" : "the test % takes no operand", op);
	return check_template(w, json_word(with, "")) &&
	    check_type(w, SLICE("value"), json_get(v, "/0"));
}

/* --- types ---------------------------------------------------------------- */

static bool
is_whole(const cJSON *v)
{
	return cJSON_IsNumber(v) &&
	    v->valuedouble > -1e15 && v->valuedouble < 1e15 &&
	    v->valuedouble == (double)(int64_t)v->valuedouble;
}

/* "t:pointer": a kind of JSON, and of those which. */
static bool
is_one(struct walk *w, slice type, const cJSON *v)
{
	enum { TEMPLATE, WHOLE, AMOUNT, POINTER, PLACE, STATUS, RATE, MIDNIGHT,
		PIPE, TEST };
	slice	 kinds = slice_cut(&type, ':'), s = json_word(v, "");
	char	 kind = cJSON_IsString(v) ? 't' : cJSON_IsNumber(v) ? 'n' :
	    cJSON_IsBool(v) ? 'b' : cJSON_IsArray(v) ? 'a' : '-';
	bool	 fits = slice_index(kinds, kind) < kinds.n;
	struct zone z;

	if (!fits || type.n == 0)
		return fits;
	switch (slice_word("template whole amount pointer place status rate "
	    "midnight pipe test", type)) {
	case TEMPLATE:
		return check_template(w, s);
	case WHOLE:
		return is_whole(v);
	case AMOUNT:
		return v->valuedouble >= 0 && v->valuedouble < 1e9;
	case PLACE:
		return s.n == 0 || slice_starts(s, SLICE("/")) ||
		    slice_starts(s, SLICE("^/"));
	case POINTER:
		return s.n == 0 || slice_starts(s, SLICE("/"));
	case STATUS:			/* 200, or "5xx" */
		return is_whole(v) || (s.n == 3 && ascii_digit(s.p[0]) &&
		    slice_ends(s, SLICE("xx")));
	case RATE:
		return is_whole(json_get(v, "/0")) &&
		    (is_whole(json_get(v, "/1")) || json_is(v, "/1", "month"));
	case MIDNIGHT:
		return midnight_zone(s, &z);
	case PIPE:
		return check_pipe(w, s);
	case TEST:
		return cJSON_IsString(json_get(v, "/1")) && check_test(w, v);
	default:
		return true;
	}
}

/* False: it is said what it must be. */
static bool
check_kind(struct walk *w, slice name, const cJSON *v)
{
	slice	 words = schema_line(name), type = slice_cut(&words, ' ');
	bool	 any = slice_starts(type, SLICE("?"));
	bool	 list = slice_starts(type, SLICE("[")) ||
	    (any && cJSON_IsArray(v)), good;

	type = slice_from(type, any || list);
	good = list ? cJSON_IsArray(v) : is_one(w, type, v);
	for (v = list ? v->child : NULL; v != NULL && good; v = v->next)
		good = is_one(w, type, v);
	return good || fault_say(w->fault, words);
}

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
	slice	 name = json_key(v), one;
	struct schema_key key;

	do {
		one = slice_trim(slice_cut(&keys, ','));
		if (one.n == 0)
			return fault_tell(w->fault, "no such key \"%\"",
			    name);
	} while (!slice_starts(one, name) || !schema_next(&one, &key) ||
	    !slice_eq(key.name, name));
	enter(w, name, 0);
	if (slice_index(key.flags, w->channel ? '<' : '>') < key.flags.n)
		return fault_words(w->fault,
		    "belongs to the other kind of recipe");
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
		return fault_words(w->fault, "must be an object");
	while (schema_next(&rest, &key) && slice_starts(key.flags, SLICE("!")))
		if (!json_member(v, key.name))
			return fault_tell(w->fault, "\"%\" is missing",
			    key.name);
	for (v = v->child; v != NULL; v = v->next, *w = here)
		if (!check_member(w, keys, v))
			return false;
	return true;
}

/* A value: an expression; a scalar is itself. */
static bool
check_value(struct walk *w, const cJSON *v)
{
	slice	 s = json_word(v, "");

	if (cJSON_IsObject(v))
		return check_type(w, json_get(v, "/lookup") ? SLICE("@lookup") :
		    json_get(v, "/if") ? SLICE("@if") : SLICE("@from"), v);
	if (cJSON_IsArray(v))
		return check_each(w, SLICE("value"), v);
	if (v == NULL || cJSON_IsNull(v))
		return fault_words(w->fault, "a value is missing");
	return !cJSON_IsString(v) || slice_starts(s, SLICE("=")) ||
	    (value_is_template(s) ? check_template : check_piped)(w, s);
}

static bool
check_type(struct walk *w, slice type, const cJSON *v)
{
	enum { VALUE, FROM, TESTS, BODY };
	slice	 of = slice_from(type, 1), s = json_word(v, "");

	switch (type.p[0]) {
	case '@':
		return check_object(w, schema_line(type), v);
	case '=':
		return (cJSON_IsString(v) && is_named(NULL, of, s)) ||
		    fault_tell(w->fault, "must be one of %", of);
	case '[':
		return cJSON_IsArray(v) ? check_each(w, of, v) :
		    fault_words(w->fault, "must be an array");
	case '{':
		return cJSON_IsObject(v) ? check_each(w, of, v) :
		    fault_words(w->fault, "must be an object");
	}
	switch (slice_word("value from tests body", type)) {
	case FROM:
		return slice_eq(s, SLICE("time")) || check_value(w, v);
	case VALUE:
		return check_value(w, v);
	case TESTS:
		return (cJSON_IsArray(v) && cJSON_IsArray(v->child) &&
		    !cJSON_IsString(json_get(v, "/1")) ? check_each :
		    check_kind)(w, SLICE("test"), v);
	case BODY:
		return cJSON_IsString(v) ? check_template(w, s) :
		    check_each(w, type, v);
	default:
		return check_kind(w, type, v);
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
		return fault_tell(w->fault, "is missing; % wants it",
		    word);
	}
	return true;
}

bool
schema_check(const cJSON *root, slice id, struct fault *fault)
{
	char	 buf[120];
	struct fault words = { "" };
	bool	 channel = json_is(root, "/kind", "channel");
	struct walk w = { .fault = &words, .root = root,
	    .names = { schema_line(SLICE("names")), schema_line(channel ?
	    SLICE("names.channel") : SLICE("names.source")),
	    schema_line(SLICE("names.reply")) }, .channel = channel,
	    .at = { .buf = buf, .cap = sizeof(buf) } };

	return (check_type(&w, SLICE("@top"), root) &&
	    check_demands(&w, schema_line(SLICE("demands")))) ||
	    fault_say(fault, SLICE("recipe \""), id, SLICE("\": "),
	    sink_slice(&w.at), w.at.len ? SLICE(": ") : SLICE(""),
	    slice_of(words.text));
}
