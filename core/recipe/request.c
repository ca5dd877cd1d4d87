#include "core/recipe/request.h"

#include "core/recipe/auth.h"
#include "core/web/url.h"

static bool
has_header(const struct draft *d, slice name)
{
	for (size_t i = 0; i < d->nheaders; i++)
		if (slice_ieq(d->headers[i].name, name))
			return true;
	return false;
}

/* The body, if any, and its Content-Type unless the recipe has one. */
static bool
add_body(struct draft *d, const cJSON *request, bool *any)
{
	static const struct {
		const char *key, *type;
		enum template_place place;
	} kinds[] = {
		{ "json", "application/json", TEMPLATE_JSON },
		{ "form", "application/x-www-form-urlencoded", TEMPLATE_FORM },
		{ "text", "text/plain; charset=utf-8", TEMPLATE_PLAIN },
	};
	slice	 name = SLICE("Content-Type");
	const cJSON *at = NULL;
	size_t	 i = 0;

	while (i < COUNT(kinds) && at == NULL)
		at = json_member(request, slice_of(kinds[i++].key));
	*any = at != NULL;
	d->part = "request";
	if (at == NULL)
		return true;
	return (kinds[--i].place == TEMPLATE_FORM ?
	    draft_put(d, at, "request.form", TEMPLATE_FORM) :
	    draft_fill(d, at, kinds[i].place, &d->body)) &&
	    (has_header(d, name) ||
	    draft_header(d, name, slice_of(kinds[i].type)));
}

/* The address with the query behind it. */
static bool
whole_url(struct draft *d, slice *url)
{
	struct arena *a = d->scope.arena;
	bool	 more = slice_index(d->url, '?') < d->url.n;
	struct url parts;

	*url = url_join(a, SLICE(""), sink_join(a, d->url, d->query.n == 0 ?
	    SLICE("") : more ? SLICE("&") : SLICE("?"), d->query));
	d->part = "request";
	return url_http(*url, &parts) || draft_say(d, SLICE("url"),
	    "this gives no address that begins with http:// or https:// and a "
	    "host");
}

bool
request_put(struct draft *d, const cJSON *request, bool auth,
    struct http_request *rq)
{
	slice	 method = json_word(request, "/method");
	bool	 body = false;

	d->part = "request";
	if (!draft_fill(d, json_get(request, "/url"), TEMPLATE_URL, &d->url) ||
	    !draft_put(d, json_get(request, "/query"), "request.query",
	    TEMPLATE_PLAIN) ||
	    !draft_put(d, json_get(request, "/headers"), "request.headers",
	    TEMPLATE_HEADER) ||
	    (auth && !auth_add(d)) || !add_body(d, request, &body) ||
	    (auth && !auth_sign(d)) || !whole_url(d, &rq->url))
		return false;
	if (d->scope.arena->spent)
		return draft_say(d, SLICE(""),
		    "too long for the memory of one job");
	rq->headers = d->headers;
	rq->nheaders = d->nheaders;
	rq->body = d->body;
	rq->secret = d->secret;
	rq->method = method.n ? method : body ? SLICE("POST") : SLICE("GET");
	return true;
}

bool
recipe_request(const struct recipe *r, const struct template_scope *scope,
    int64_t now, struct http_request *rq, struct fault *fault)
{
	struct draft d;

	memset(rq, 0, sizeof(*rq));
	if (!draft_open(&d, r, scope, now, "request", fault))
		return false;
	d.part = "transport";
	if (r->transport != RECIPE_HTTP)
		return draft_say(&d, SLICE(""),
		    "this one is not spoken over HTTP");
	return request_put(&d, r->request, true, rq);
}

bool
recipe_message(const struct recipe *r, const struct template_scope *scope,
    int64_t now, slice part, slice *out, struct fault *fault)
{
	const cJSON *message = json_get(r->root, "/message");
	const cJSON *at = json_member(message, part);
	bool	 json = slice_eq(part, SLICE("json"));
	struct draft d;

	*out = SLICE("");
	if (!json && !slice_eq(part, SLICE("text")))
		for (at = json_first(message, "/headers"); at != NULL &&
		    !slice_ieq(json_key(at), part); )
			at = at->next;
	return at == NULL ||
	    (draft_open(&d, r, scope, now, "message", fault) &&
	    draft_fill(&d, at, json ? TEMPLATE_JSON : TEMPLATE_PLAIN, out));
}
