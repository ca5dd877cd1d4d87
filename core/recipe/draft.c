#include "core/recipe/draft.h"

#include "core/recipe/auth.h"
#include "core/recipe/condition.h"
#include "core/web/url.h"

void
draft_say(struct draft *d, slice key, const char *words)
{
	d->failed = true;
	fault_say(d->fault, SLICE("recipe \""), d->recipe->id,
	    SLICE("\": "), slice_of(d->part), key.n ? SLICE(".") : SLICE(""),
	    key, SLICE(": "), slice_of(words));
}

slice
draft_text(struct draft *d, slice key, slice text, enum template_place place)
{
	struct fault inner = { "" };
	slice	 out;

	if (!template_text(&d->scope, text, place, &out, &d->empty, &inner))
		draft_say(d, key, inner.text);
	return out;
}

slice
draft_fill(struct draft *d, const cJSON *at, enum template_place place)
{
	struct fault inner = { "" };
	slice	 out;

	if (place != TEMPLATE_JSON)
		return draft_text(d, json_key(at),
		    json_text(d->scope.arena, at), place);
	if (!template_json(&d->scope, at, &out, &inner))
		draft_say(d, json_key(at), inner.text);
	return out;
}

void
draft_open(struct draft *d, const struct recipe *r,
    const struct template_scope *scope, int64_t now, const char *part,
    struct fault *fault)
{
	const cJSON *set = json_first(r->root, "/set"), *var;

	*d = (struct draft){ .recipe = r, .fault = fault, .part = part,
	    .rq.headers = arena_take(scope->arena,
	    DRAFT_MAX * sizeof(*d->rq.headers)),
	    .scope = recipe_scope(r, scope, now) };
	d->scope.told = &d->rq.secret;
	for (; set != NULL; set = set->next)
		if (condition_holds(json_get(set, "/if"), &d->scope))
			for (var = json_first(set, "/vars"); var != NULL;
			    var = var->next)
				template_put_member(&d->scope, var);
}

bool
draft_close(struct draft *d, struct http_request *rq)
{
	if (d->scope.arena->spent)
		draft_say(d, SLICE(""),
		    "too long for the memory of one job");
	if (rq != NULL)
		*rq = d->rq;
	return !d->failed;
}

void
draft_header(struct draft *d, slice name, slice value)
{
	struct http_request *rq = &d->rq;
	size_t	 i = 0;

	while (i < rq->nheaders && !slice_ieq(rq->headers[i].name, name))
		i++;
	if (rq->headers == NULL || value.n == 0 || i < rq->nheaders)
		return;
	if (i == DRAFT_MAX)
		draft_say(d, name, "too many of them");
	else
		rq->headers[rq->nheaders++] = (struct http_header){ name,
		    value };
}

static void
put_member(struct draft *d, slice key, const cJSON *node,
    enum template_place place)
{
	slice	*to = place == TEMPLATE_FORM ? &d->rq.body : &d->query;
	bool	 optional = slice_ends(key, SLICE("?"));
	struct arena *a = d->scope.arena;
	slice	 value = draft_text(d, key, json_text(a, node), place);

	if (optional && (value.n == 0 || (d->empty && place != TEMPLATE_FORM)))
		return;
	key = slice_head(key, key.n - optional);
	if (place == TEMPLATE_HEADER)
		draft_header(d, key, value);
	else
		*to = sink_join(a, *to, to->n ? SLICE("&") : SLICE(""),
		    sink_made(a, url_escape, key), SLICE("="),
		    place == TEMPLATE_FORM ? value :
		    sink_made(a, url_escape, value));
}

void
draft_put(struct draft *d, const cJSON *object, const char *part,
    enum template_place place)
{
	const cJSON *at = json_first(object, ""), *one;
	size_t	 empty = 0;

	d->part = part;
	for (; at != NULL; at = at->next)
		for (one = cJSON_IsArray(at) ? at->child : at; one != NULL;
		    one = one == at ? NULL : one->next) {
			put_member(d, json_key(at), one, place);
			empty += d->empty;
		}
	d->empty = empty;
}

slice
draft_body(struct draft *d, const cJSON *of, slice *type)
{
	static const struct {
		const char *key, *type;
		enum template_place place;
	} kinds[] = {
		{ "json", "application/json", TEMPLATE_JSON },
		{ "form", "application/x-www-form-urlencoded", TEMPLATE_FORM },
		{ "text", "text/plain; charset=utf-8", TEMPLATE_PLAIN },
	};
	const cJSON *at = NULL;
	size_t	 i = 0;

	while (i < COUNT(kinds) && at == NULL)
		at = json_member(of, slice_of(kinds[i++].key));
	*type = slice_of(at ? kinds[--i].type : NULL);
	if (at == NULL || kinds[i].place != TEMPLATE_FORM)
		return at ? draft_fill(d, at, kinds[i].place) : SLICE("");
	draft_put(d, at, "request.form", TEMPLATE_FORM);
	return d->rq.body;
}

void
draft_request(struct draft *d, const cJSON *request, bool auth)
{
	slice	 method = json_word(request, "/method"), type, url;
	struct arena *a = d->scope.arena;
	struct url parts;

	d->part = "request";
	url = draft_fill(d, json_get(request, "/url"), TEMPLATE_URL);
	draft_put(d, json_get(request, "/query"), "request.query",
	    TEMPLATE_PLAIN);
	draft_put(d, json_get(request, "/headers"), "request.headers",
	    TEMPLATE_HEADER);
	if (auth)
		auth_add(d);
	d->part = "request";
	d->rq.body = draft_body(d, request, &type);
	draft_header(d, SLICE("Content-Type"), type);
	if (auth)
		auth_sign(d);
	d->part = "request";
	d->rq.url = url_join(a, SLICE(""), sink_join(a, url, d->query.n == 0 ?
	    SLICE("") : slice_index(url, '?') < url.n ? SLICE("&") :
	    SLICE("?"), d->query));
	if (!a->spent && !url_http(d->rq.url, &parts))
		draft_say(d, SLICE("url"), "this gives no address that begins "
		    "with http:// or https:// and a host");
	d->rq.method = method.n ? method : type.n ? SLICE("POST") :
	    SLICE("GET");
}
