#include "core/recipe/recipe.h"

#include "core/recipe/schema_check.h"
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
	cJSON	**at = &v->child, *last = NULL;

	while (*at != NULL) {
		if (slice_starts(json_key(*at), SLICE("//"))) {
			*at = (*at)->next;
			continue;
		}
		drop_comments(*at);
		(*at)->prev = last;
		last = *at;
		at = &last->next;
	}
	if (v->child != NULL)
		v->child->prev = last;
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
	r->every = json_count(r->root, "/poll/every", EVERY);
	r->min = json_count(r->root, "/poll/min", EVERY_MIN);
	if (r->every < 1)
		r->every = 1;
	if (r->min > r->every)
		r->min = r->every;
	if (r->min < 0)
		r->min = 0;
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
check_ways(const struct recipe *r, struct fault *fault)
{
	bool	 http = r->transport == RECIPE_HTTP;
	bool	 source = r->kind == RECIPE_SOURCE;
	const struct {
		bool	 bad;
		const char *words;
	} ways[] = {
		{ json_count(r->root, "/recipe", 0) != 1,
		    "recipe: this program reads version 1 only" },
		{ http && r->request == NULL, "\"request\" is missing" },
		{ http && source && json_get(r->root, "/fields") == NULL,
		    "\"fields\" is missing" },
		{ !http && (r->transport == RECIPE_IMAP) != source,
		    "transport: imap is for sources, the others for channels" },
	};

	for (size_t i = 0; i < COUNT(ways); i++)
		if (ways[i].bad)
			return fault_say(fault, SLICE("recipe \""), r->id,
			    SLICE("\": "), slice_of(ways[i].words));
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
	return schema_check(r->root, r->id, fault) && check_ways(r, fault) &&
	    check_defaults(a, r, fault);
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

	if (!text_valid(value) || slice_index(value, '\0') < value.n)
		return "must be UTF-8 text";
	if (most > 0 && text_length(value, TEXT_CHARS) > (uint64_t)most)
		return "is too long";
	if (type == RECIPE_URL && !url_http(value, &url))
		return "must be an address with http:// or https://";
	if (type == RECIPE_INT && !slice_int(value, &n))
		return "must be a whole number";
	if (type == RECIPE_BOOL && slice_word("true false", value) < 0)
		return "must be true or false";
	if (type == RECIPE_ENUM && !is_value_of(param, value))
		return "is none of the values it may have";
	return NULL;
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
put_params(struct template_var *at, const struct recipe *r,
    const struct template_scope *scope)
{
	for (size_t i = 0; i < recipe_nparams(r); i++, at++) {
		struct recipe_param p = recipe_param(scope->arena, r, i);
		const struct template_var *given = template_var(scope, p.name);

		*at = given ? *given : (struct template_var){
		    .value = p.otherwise };
		at->name = p.name;
		at->owner = true;
		at->secret |= p.type == RECIPE_SECRET;
	}
}

struct template_scope
recipe_scope(const struct recipe *r, const struct template_scope *scope,
    int64_t now)
{
	struct template_scope s = *scope;
	size_t	 n = recipe_nparams(r);
	struct template_var *more = template_more(&s, n + 2);
	char	 buf[40];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	if (more == NULL)
		return s;
	for (size_t i = 1; i <= scope->nvars; i++)
		(more - i)->owner = false;
	put_params(more, r, scope);
	s.nvars -= now ? 0 : 2;
	if (now) {
		when_put(&k, now);
		more[n].name = SLICE("now");
		more[n].value = arena_copy(s.arena, sink_slice(&k));
		more[n + 1].name = SLICE("now_unix");
		more[n + 1].value = sink_number(s.arena, now);
	}
	return s;
}

/* --- channels ------------------------------------------------------------- */

slice
recipe_priority(struct arena *a, const struct recipe *r, slice level)
{
	const cJSON *at = json_member(json_get(r->root, "/priority"), level);
	struct sink k = sink_open(a);

	value_put_json(&k, at ? value_node(at) : value_text(level));
	return sink_close(&k, a);
}
