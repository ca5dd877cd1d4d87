#include "core/recipe/request.h"

#include "core/recipe/auth.h"
#include "core/web/url.h"

/* a=b&c=d behind what there is; the values of a form are escaped already. */
static void
put_pairs(struct sink *k, const struct draft_pairs *pairs, slice glue,
    bool escaped)
{
	for (size_t i = 0; i < pairs->n; i++) {
		sink_put(k, glue);
		url_escape(k, pairs->at[i].name);
		sink_byte(k, '=');
		(escaped ? sink_put : url_escape)(k, pairs->at[i].value);
		glue = SLICE("&");
	}
}

static bool
has_header(const struct draft *d, slice name)
{
	for (size_t i = 0; i < d->headers.n; i++)
		if (slice_ieq(d->headers.at[i].name, name))
			return true;
	return false;
}

/* The body, if any, and its Content-Type unless the recipe has one. */
static bool
add_body(struct draft *d, const cJSON *request, bool *any)
{
	const cJSON *json = json_get(request, "/json");
	const cJSON *form = json_get(request, "/form");
	const cJSON *text = json_get(request, "/text");
	slice	 name = SLICE("Content-Type"), type = SLICE("");
	bool	 good = true;
	struct sink k;

	d->part = "request";
	if (json != NULL) {
		type = SLICE("application/json");
		good = draft_json(d, json, &d->body);
	} else if (form != NULL) {
		type = SLICE("application/x-www-form-urlencoded");
		good = draft_put(d, &d->form, form, "request.form",
		    TEMPLATE_FORM);
		k = sink_open(d->scope.arena);
		put_pairs(&k, &d->form, SLICE(""), true);
		d->body = sink_close(&k, d->scope.arena);
	} else if (text != NULL) {
		type = SLICE("text/plain; charset=utf-8");
		good = draft_fill(d, SLICE("text"), json_word(text, ""),
		    TEMPLATE_PLAIN, &d->body);
	}
	*any = type.n > 0;
	return good && (has_header(d, name) || draft_header(d, name, type));
}

/* The address with the query behind it. */
static bool
whole_url(struct draft *d, slice *url)
{
	struct sink k = sink_open(d->scope.arena);
	struct url parts;

	sink_put(&k, d->url);
	put_pairs(&k, &d->query, slice_index(d->url, '?') < d->url.n ?
	    SLICE("&") : SLICE("?"), false);
	*url = url_join(d->scope.arena, SLICE(""),
	    sink_close(&k, d->scope.arena));
	d->part = "request";
	return (!k.full && url_http(*url, &parts)) || draft_say(d,
	    SLICE("url"), "this gives no address that begins with http:// or "
	    "https:// and a host");
}

bool
request_put(struct draft *d, const cJSON *request, bool auth,
    struct http_request *rq)
{
	slice	 method = json_word(request, "/method");
	bool	 body = false;

	d->part = "request";
	if (!draft_fill(d, SLICE("url"), json_word(request, "/url"),
	    TEMPLATE_URL, &d->url) ||
	    !draft_put(d, &d->query, json_get(request, "/query"),
	    "request.query", TEMPLATE_PLAIN) ||
	    !draft_put(d, &d->headers, json_get(request, "/headers"),
	    "request.headers", TEMPLATE_HEADER) ||
	    (auth && !auth_add(d)) || !add_body(d, request, &body) ||
	    (auth && !auth_sign(d)) || !whole_url(d, &rq->url))
		return false;
	if (d->scope.arena->spent)
		return draft_say(d, SLICE(""),
		    "too long for the memory of one job");
	rq->headers = d->headers.at;
	rq->nheaders = d->headers.n;
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
	const cJSON *at = json_first(r->root, "/message/headers");
	struct draft d;

	*out = SLICE("");
	if (slice_eq(part, SLICE("text")))
		at = json_get(r->root, "/message/text");
	else
		while (at != NULL && !slice_ieq(json_key(at), part))
			at = at->next;
	return at == NULL ||
	    (draft_open(&d, r, scope, now, "message", fault) &&
	    draft_fill(&d, part, json_word(at, ""), TEMPLATE_PLAIN, out));
}
