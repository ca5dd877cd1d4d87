#include "core/recipe/recipe.h"

#include "core/recipe/schema.h"
#include "core/web/url.h"
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
	r->limits = json_get(r->root, "/limits");
	r->reply = json_get(r->root, "/reply");
	r->params = json_first(r->root, "/spec");
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
	for (const cJSON *p = r->params; p != NULL; p = p->next) {
		slice	 value = json_text(a, json_get(p, "/default"));
		struct fault inner = { "" };

		if (value.n && !recipe_fits(p, value, &inner))
			return fault_tell(fault, "recipe \"%\": spec.%."
			    "default: %", r->id, json_key(p),
			    slice_of(inner.text));
	}
	return true;
}

/* What hangs on more than one key. */
static bool
check_whole(const struct recipe *r, struct fault *fault)
{
	bool	 http = r->transport == RECIPE_HTTP;
	bool	 source = r->kind == RECIPE_SOURCE;
	const char *words = json_count(r->root, "/recipe", 0) != 1 ?
	    "recipe: this program reads version 1 only" :
	    http && r->request == NULL ? "\"request\" is missing" :
	    http && source && json_get(r->root, "/fields") == NULL ?
	    "\"fields\" is missing" :
	    !http && source != (r->transport == RECIPE_IMAP) ?
	    "transport: imap is for sources, the others for channels" :
	    r->id.n == 0 ? "its id is empty" : NULL;

	return words == NULL || fault_tell(fault, r->id.n ?
	    "recipe \"%\": %" : "recipe%: %", r->id, slice_of(words));
}

bool
recipe_load(struct arena *a, slice json, struct recipe *r, struct fault *fault)
{
	struct fault inner = { "" };
	cJSON	*root = (cJSON *)json_parse(a, json, &inner);

	*r = (struct recipe){ .root = root };
	if (root == NULL)
		return fault_tell(fault, "recipe: %", slice_of(inner.text));
	drop_comments(root);
	read_parts(r);
	return schema_check(r->root, r->id, fault) &&
	    check_whole(r, fault) && check_defaults(a, r, fault);
}

/* --- parameters ----------------------------------------------------------- */

enum recipe_type
recipe_type(const cJSON *param)
{
	return (enum recipe_type)word_at(param, "/type",
	    "text secret url int bool enum");
}

bool
recipe_fits(const cJSON *param, slice value, struct fault *fault)
{
	int64_t	 most = json_count(param, "/max", 0), n;
	enum recipe_type type = recipe_type(param);
	const cJSON *one = json_first(param, "/values");
	struct url url;
	const char *words;

	while (one != NULL && !slice_eq(json_word(one, ""), value))
		one = one->next;
	words = !text_valid(value) ||
	    slice_index(value, '\0') < value.n ? "% must be UTF-8 text" :
	    most > 0 && text_length(value, TEXT_CHARS) > (uint64_t)most ?
	    "% is too long" : type == RECIPE_URL && !url_http(value, &url) ?
	    "% must be an address with http:// or https://" :
	    type == RECIPE_INT && !slice_int(value, &n) ?
	    "% must be a whole number" :
	    type == RECIPE_BOOL && slice_word("true false", value) < 0 ?
	    "% must be true or false" :
	    type == RECIPE_ENUM && one == NULL ?
	    "% is none of the values it may have" : NULL;
	return words == NULL || fault_tell(fault, words, json_key(param));
}

/* --- scope ---------------------------------------------------------------- */

struct template_scope
recipe_scope(const struct recipe *r, const struct template_scope *scope,
    int64_t now)
{
	struct template_scope s = *scope;
	struct sink k;

	s.nvars = s.room = 0;
	for (size_t i = 0; i < scope->nvars; i++) {
		struct template_var v = scope->vars[i];

		v.owner = false;
		template_put(&s, v);
	}
	/* What the caller says, corrected by what the recipe knows of it. */
	for (const cJSON *p = r->params; p != NULL; p = p->next) {
		slice	 name = json_key(p);
		const struct template_var *had = template_var(scope, name);

		template_put(&s, (struct template_var){ .name = name,
		    .value = had ? had->value : json_text(s.arena,
		    json_get(p, "/default")), .json = had && had->json,
		    .owner = true, .secret = (had && had->secret) ||
		    recipe_type(p) == RECIPE_SECRET });
	}
	if (now) {
		k = sink_open(s.arena);
		when_put(&k, now);
		template_say(&s, "now", sink_close(&k, s.arena));
		template_say(&s, "now_unix", sink_number(s.arena, now));
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
