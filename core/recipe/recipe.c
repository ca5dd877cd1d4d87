#include "core/recipe/recipe.h"

#include "core/recipe/schema_check.h"
#include "core/web/url.h"
#include "core/recipe/value.h"
#include "core/when/when.h"

enum {				/* when the recipe does not say */
	EVERY = 900, EVERY_MIN = 60,	/* seconds */
	PAGES_MOST = 5
};

static slice
text_at(const cJSON *v, slice pointer)
{
	v = json_at(v, pointer);
	return slice_of(cJSON_IsString(v) ? v->valuestring : NULL);
}

static size_t
word_at(const cJSON *v, slice pointer, const slice *words, size_t n)
{
	slice	 word = text_at(v, pointer);
	size_t	 i = 0;

	while (i < n && !slice_eq(words[i], word))
		i++;
	return i < n ? i : 0;
}

static void
read_poll(struct recipe *r)
{
	r->every = json_int(json_at(r->root, SLICE("/poll/every")), EVERY);
	r->min = json_int(json_at(r->root, SLICE("/poll/min")), EVERY_MIN);
	if (r->every < 1)
		r->every = 1;
	if (r->min > r->every)
		r->min = r->every;
	if (r->min < 0)
		r->min = 0;
	r->pages = json_int(json_at(r->root, SLICE("/page/max")), PAGES_MOST);
	r->overlap = json_int(json_at(r->root, SLICE("/cursor/overlap")), 0);
}

/* Every default must be a value that an owner might give. */
static bool
check_defaults(struct arena *a, const struct recipe *r, struct fault *fault)
{
	for (size_t i = 0; i < recipe_nparams(r); i++) {
		struct recipe_param p = recipe_param(a, r, i);
		struct fault inner = { "" };

		if (p.otherwise.n &&
		    !recipe_param_fits(r, p.name, p.otherwise, &inner))
			return fault_say(fault, SLICE("recipe \""), r->id,
			    SLICE("\": spec."), p.name, SLICE(".default: "),
			    slice_of(inner.text));
	}
	return true;
}

static bool
check_ways(const struct recipe *r, struct fault *fault)
{
	const cJSON *version = json_at(r->root, SLICE("/recipe"));

	if (json_int(version, 0) != 1)
		return fault_say(fault, SLICE("recipe \""), r->id, SLICE("\": "
		    "recipe: this program reads version 1 only"));
	if (r->transport == RECIPE_HTTP &&
	    json_at(r->root, SLICE("/request")) == NULL)
		return fault_say(fault, SLICE("recipe \""), r->id,
		    SLICE("\": \"request\" is missing"));
	if (r->transport == RECIPE_HTTP && r->kind == RECIPE_SOURCE &&
	    json_at(r->root, SLICE("/fields")) == NULL)
		return fault_say(fault, SLICE("recipe \""), r->id,
		    SLICE("\": \"fields\" is missing"));
	if ((r->transport == RECIPE_IMAP) != (r->kind == RECIPE_SOURCE) &&
	    r->transport != RECIPE_HTTP)
		return fault_say(fault, SLICE("recipe \""), r->id, SLICE("\": "
		    "transport: imap is for sources, the others for channels"));
	if (r->id.n == 0)
		return fault_say(fault, SLICE("recipe: its id is empty"));
	return true;
}

bool
recipe_load(struct arena *a, slice json, struct recipe *r, struct fault *fault)
{
	static const slice kinds[] = { { "source", 6 }, { "channel", 7 } };
	static const slice transports[] = { { "http", 4 }, { "smtp", 4 },
	    { "mqtt", 4 }, { "webpush", 7 }, { "imap", 4 },
	    { "exec", 4 } };
	struct fault inner = { "" };

	*r = (struct recipe){ .root = json_parse(a, json, &inner) };
	if (r->root == NULL)
		return fault_say(fault, SLICE("recipe: "),
		    slice_of(inner.text));
	r->id = text_at(r->root, SLICE("/id"));
	r->title = text_at(r->root, SLICE("/title"));
	r->kind = (enum recipe_kind)word_at(r->root, SLICE("/kind"), kinds,
	    COUNT(kinds));
	r->transport = (enum recipe_transport)word_at(r->root,
	    SLICE("/transport"), transports, COUNT(transports));
	r->feed = slice_eq(text_at(r->root, SLICE("/decoder")), SLICE("feed"));
	read_poll(r);
	return schema_check(r->root, r->id, fault) && check_ways(r, fault) &&
	    check_defaults(a, r, fault);
}

/* --- parameters ----------------------------------------------------------- */

static const cJSON *
spec_of(const struct recipe *r)
{
	const cJSON *spec = json_at(r->root, SLICE("/spec"));

	return spec ? spec->child : NULL;
}

static bool
is_comment(const cJSON *member)
{
	return slice_starts(json_key(member), SLICE("//"));
}

size_t
recipe_nparams(const struct recipe *r)
{
	size_t	 n = 0;

	for (const cJSON *at = spec_of(r); at != NULL; at = at->next)
		n += !is_comment(at);
	return n;
}

static const slice types[] = {
	[RECIPE_TEXT] = { "text", 4 }, [RECIPE_SECRET] = { "secret", 6 },
	[RECIPE_URL] = { "url", 3 }, [RECIPE_INT] = { "int", 3 },
	[RECIPE_BOOL] = { "bool", 4 }, [RECIPE_ENUM] = { "enum", 4 },
};

struct recipe_param
recipe_param(struct arena *a, const struct recipe *r, size_t i)
{
	const cJSON *at = spec_of(r);

	while (at != NULL && (is_comment(at) || i-- > 0))
		at = at->next;
	return (struct recipe_param){
		.name = json_key(at),
		.help = text_at(at, SLICE("/help")),
		.otherwise = json_text(a, json_at(at, SLICE("/default"))),
		.type = (enum recipe_type)word_at(at, SLICE("/type"), types,
		    COUNT(types)),
		.optional = cJSON_IsTrue(json_at(at, SLICE("/optional"))),
	};
}

static bool
is_value_of(const cJSON *param, slice value)
{
	const cJSON *at = json_at(param, SLICE("/values"));

	for (at = at ? at->child : NULL; at != NULL; at = at->next)
		if (cJSON_IsString(at) &&
		    slice_eq(slice_of(at->valuestring), value))
			return true;
	return false;
}

/* What is wrong with a value of that type; empty: nothing. */
static slice
objection(const cJSON *param, size_t type, slice value)
{
	int64_t	 most = json_int(json_at(param, SLICE("/max")), 0), n;
	struct url url;

	if (!text_valid(value) || slice_index(value, '\0') < value.n)
		return SLICE("must be UTF-8 text");
	if (most > 0 && text_length(value, TEXT_CHARS) > (uint64_t)most)
		return SLICE("is too long");
	if (type == RECIPE_URL && !url_http(value, &url))
		return SLICE("must be an address with http:// or https://");
	if (type == RECIPE_INT && !slice_int(value, &n))
		return SLICE("must be a whole number");
	if (type == RECIPE_BOOL && !schema_word("true false", value))
		return SLICE("must be true or false");
	if (type == RECIPE_ENUM && !is_value_of(param, value))
		return SLICE("is none of the values it may have");
	return SLICE("");
}

bool
recipe_param_fits(const struct recipe *r, slice name, slice value,
    struct fault *fault)
{
	const cJSON *at = spec_of(r);
	slice	 words;

	while (at != NULL && (is_comment(at) || !slice_eq(json_key(at), name)))
		at = at->next;
	if (at == NULL)
		return fault_say(fault, SLICE("there is no parameter \""),
		    name, SLICE("\""));
	words = objection(at, word_at(at, SLICE("/type"), types, COUNT(types)),
	    value);
	return words.n == 0 || fault_say(fault, name, SLICE(" "), words);
}

/* --- scope ---------------------------------------------------------------- */

static struct template_var *
put_var(struct template_var *at, slice name, slice value)
{
	*at = (struct template_var){ .name = name, .value = value };
	return at + 1;
}

/* What the caller says, corrected by what the recipe knows of it. */
static struct template_var *
put_params(struct template_var *at, const struct recipe *r,
    const struct template_scope *scope)
{
	for (size_t i = 0; i < recipe_nparams(r); i++) {
		struct recipe_param p = recipe_param(scope->arena, r, i);
		const struct template_var *given = template_var(scope, p.name);

		*at = given ? *given : (struct template_var){
		    .value = p.otherwise };
		at->name = p.name;
		at->owner = true;
		at->secret |= p.type == RECIPE_SECRET;
		at++;
	}
	return at;
}

struct template_scope
recipe_scope(const struct recipe *r, const struct template_scope *scope,
    int64_t now)
{
	struct template_scope s = *scope;
	size_t	 n = scope->nvars + recipe_nparams(r) + 2;
	struct template_var *vars = arena_take(s.arena, n * sizeof(*vars));
	struct template_var *at = vars;
	char	 buf[40];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	if (vars == NULL)
		return s;
	for (size_t i = 0; i < scope->nvars; i++) {
		*at = scope->vars[i];
		at->owner = false;
		at++;
	}
	at = put_params(at, r, scope);
	if (now) {
		when_put(&k, now);
		at = put_var(at, SLICE("now"), arena_copy(s.arena,
		    sink_slice(&k)));
		at = put_var(at, SLICE("now_unix"), arena_copy(s.arena,
		    fault_int(buf, now)));
	}
	s.vars = vars;
	s.nvars = (size_t)(at - vars);
	return s;
}

/* --- channels ------------------------------------------------------------- */

slice
recipe_priority(struct arena *a, const struct recipe *r, slice level)
{
	const cJSON *at = json_member(json_at(r->root, SLICE("/priority")),
	    level);
	struct sink k = sink_open(a);

	value_put_json(&k, at ? value_node(at) : value_text(level));
	return sink_close(&k, a);
}
