#include "core/recipe/recipe.h"

#include "core/recipe/condition.h"
#include "core/recipe/schema.h"
#include "core/recipe/texts.h"
#include "core/web/url.h"
#include "core/recipe/value.h"
#include "core/when/when.h"

enum {				/* when the recipe does not say */
	EVERY = 900, EVERY_MIN = 60,	/* seconds */
	PAGES_MOST = 5
};

/* Which of these words stands there; none: the first. */
static unsigned
word_at(const cJSON *v, const char *pointer, const char *words)
{
	int	 i = slice_word(words, json_word(v, pointer));

	return i < 0 ? 0 : (unsigned)i;
}

/* Members with the name "//..." are gone before anybody looks. */
static void
drop_comments(cJSON *v)
{
	for (cJSON *at = v->child, *next; at != NULL; at = next) {
		next = at->next;
		if (slice_starts(json_key(at), SLICE("//")))
			cJSON_DetachItemViaPointer(v, at);
		else
			drop_comments(at);
	}
}

static void
read_parts(struct recipe *r)
{
	r->id = json_word(r->root, "/id");
	r->title = json_word(r->root, "/title");
	r->kind = (enum recipe_kind)word_at(r->root, "/kind",
	    "source channel");
	r->transport = (enum recipe_transport)word_at(r->root, "/transport",
	    "http smtp mqtt webpush imap exec");
	r->feed = json_is(r->root, "/decoder", "feed");
	r->request = json_get(r->root, "/request");
	r->auth = json_get(r->root, "/auth");
	r->limit = json_get(r->root, "/limit");
	r->ok = json_get(r->root, "/ok");
	r->errors = json_first(r->root, "/errors");
	if (json_is(r->root, "/cursor/kind", "max"))
		r->cursor = json_get(r->root, "/cursor");
	r->every = json_count(r->root, "/poll/every", EVERY);
	r->min = json_count(r->root, "/poll/min", EVERY_MIN);
	r->every = r->every < 1 ? 1 : r->every;
	r->min = r->min < 0 ? 0 : r->min > r->every ? r->every : r->min;
	r->pages = json_count(r->root, "/page/max", PAGES_MOST);
	r->overlap = json_count(r->root, "/cursor/overlap", 0);
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
check_ways(struct arena *a, const struct recipe *r, struct fault *fault)
{
	struct template_scope s = { .arena = a, .record = r->root };
	const cJSON *way = json_first(json_parse(a, slice_of(ways_text),
	    fault), "");

	if (way == NULL)
		return false;		/* no memory, and that was said */
	for (; way != NULL; way = way->next)
		if (condition_holds(json_get(way, "/if"), &s))
			return fault_say(fault, SLICE("recipe \""), r->id,
			    SLICE("\": "), json_word(way, "/say"));
	return r->id.n || fault_say(fault, SLICE("recipe: its id is empty"));
}

bool
recipe_load(struct arena *a, slice json, struct recipe *r, struct fault *fault)
{
	struct fault inner = { "" };
	cJSON	*root = (cJSON *)json_parse(a, json, &inner);

	*r = (struct recipe){ .root = root };
	if (root == NULL)
		return fault_say(fault, SLICE("recipe: "),
		    slice_of(inner.text));
	drop_comments(root);
	read_parts(r);
	return schema_check(r->root, r->id, fault) &&
	    check_ways(a, r, fault) && check_defaults(a, r, fault);
}

/* --- parameters ----------------------------------------------------------- */

static unsigned
type_of(const cJSON *param)
{
	return word_at(param, "/type", "text secret url int bool enum");
}

size_t
recipe_nparams(const struct recipe *r)
{
	return (size_t)cJSON_GetArraySize(json_get(r->root, "/spec"));
}

struct recipe_param
recipe_param(struct arena *a, const struct recipe *r, size_t i)
{
	const cJSON *at = cJSON_GetArrayItem(json_get(r->root, "/spec"),
	    (int)i);

	return (struct recipe_param){
		.name = json_key(at),
		.help = json_word(at, "/help"),
		.otherwise = json_text(a, json_get(at, "/default")),
		.type = (enum recipe_type)type_of(at),
		.optional = json_true(at, "/optional"),
	};
}

static bool
is_value_of(const cJSON *param, slice value)
{
	const cJSON *at = json_first(param, "/values");

	while (at != NULL && !(cJSON_IsString(at) &&
	    slice_eq(json_word(at, ""), value)))
		at = at->next;
	return at != NULL;
}

/* What is wrong with a value of that type; NULL: nothing. */
static const char *
objection(const cJSON *param, slice value)
{
	int64_t	 most = json_count(param, "/max", 0), n;
	unsigned type = type_of(param);
	struct url url;

	return !text_valid(value) || slice_index(value, '\0') < value.n ?
	    "must be UTF-8 text" :
	    most > 0 && text_length(value, TEXT_CHARS) > (uint64_t)most ?
	    "is too long" : type == RECIPE_URL && !url_http(value, &url) ?
	    "must be an address with http:// or https://" :
	    type == RECIPE_INT && !slice_int(value, &n) ?
	    "must be a whole number" :
	    type == RECIPE_BOOL && slice_word("true false", value) < 0 ?
	    "must be true or false" :
	    type == RECIPE_ENUM && !is_value_of(param, value) ?
	    "is none of the values it may have" : NULL;
}

bool
recipe_param_fits(const struct recipe *r, slice name, slice value,
    struct fault *fault)
{
	const cJSON *at = json_member(json_get(r->root, "/spec"), name);
	const char *words;

	if (at == NULL)
		return fault_say(fault, SLICE("there is no parameter \""),
		    name, SLICE("\""));
	words = objection(at, value);
	return words == NULL ||
	    fault_say(fault, name, SLICE(" "), slice_of(words));
}

/* --- scope ---------------------------------------------------------------- */

/* What the caller says, corrected by what the recipe knows of it. */
static void
put_params(struct template_scope *s, const struct recipe *r,
    const struct template_scope *given)
{
	for (size_t i = 0; i < recipe_nparams(r); i++) {
		struct recipe_param p = recipe_param(s->arena, r, i);
		const struct template_var *had = template_var(given, p.name);
		struct template_var v = had ? *had : (struct template_var){
		    .value = p.otherwise };

		v.name = p.name;
		v.owner = true;
		v.secret |= p.type == RECIPE_SECRET;
		template_put(s, v);
	}
}

struct template_scope
recipe_scope(const struct recipe *r, const struct template_scope *scope,
    int64_t now)
{
	struct template_scope s = *scope;
	char	 buf[40];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	s.nvars = s.room = 0;
	for (size_t i = 0; i < scope->nvars; i++) {
		struct template_var v = scope->vars[i];

		v.owner = false;
		template_put(&s, v);
	}
	put_params(&s, r, scope);
	when_put(&k, now);
	if (now) {
		template_put(&s, (struct template_var){ .name = SLICE("now"),
		    .value = arena_copy(s.arena, sink_slice(&k)) });
		template_put(&s, (struct template_var){
		    .name = SLICE("now_unix"),
		    .value = sink_number(s.arena, now) });
	}
	return s.arena->spent ? *scope : s;
}

/* --- channels ------------------------------------------------------------- */

slice
recipe_priority(struct arena *a, const struct recipe *r, slice level)
{
	const cJSON *at = json_member(json_get(r->root, "/priority"), level);

	return at ? json_made(a, at) : sink_made(a, json_quote, level);
}
