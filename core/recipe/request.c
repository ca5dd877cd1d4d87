#include "core/recipe/request.h"

#include "core/recipe/auth.h"
#include "core/recipe/room.h"
#include "core/web/url.h"
#include "core/recipe/value.h"

static bool
put_form(struct draft *d, const cJSON *form, struct room *room,
    struct fault *fault)
{
	struct template_scope inner = d->scope;
	size_t	 empty, mark, value;

	inner.arena = &room->upper;
	for (form = form->child; form != NULL; form = form->next) {
		slice	 key = json_key(form);
		bool	 optional = slice_ends(key, SLICE("?"));

		if (slice_starts(key, SLICE("//")))
			continue;
		mark = room->k.len;
		if (mark)
			sink_byte(&room->k, '&');
		url_escape(&room->k, slice_head(key, key.n - optional));
		sink_byte(&room->k, '=');
		value = room->k.len;
		if (!template_fill(&room->k, json_text(inner.arena, form),
		    TEMPLATE_FORM, &inner, &empty, fault))
			return false;
		if (optional && room->k.len == value)
			room->k.len = mark;
	}
	return true;
}

static bool
form_body(struct draft *d, const cJSON *form, struct fault *fault)
{
	struct room room = room_open(d->scope.arena);
	bool	 good = put_form(d, form, &room, fault);

	return room_close(&room, d->scope.arena, &d->body, fault) && good;
}

static bool
json_body(struct draft *d, const cJSON *body, struct fault *fault)
{
	return template_json(&d->scope, body, &d->body, fault);
}

static bool
text_body(struct draft *d, const cJSON *body, struct fault *fault)
{
	size_t	 empty;

	return template_text(&d->scope, json_text(d->scope.arena, body),
	    TEMPLATE_PLAIN, &d->body, &empty, fault);
}

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
		slice	 key;		/* as a pointer */
		slice	 type;
		bool	 (*make)(struct draft *, const cJSON *, struct fault *);
	} kinds[] = {
		{ { "/json", 5 }, { "application/json", 16 }, json_body },
		{ { "/form", 5 }, { "application/x-www-form-urlencoded", 33 },
		    form_body },
		{ { "/text", 5 }, { "text/plain; charset=utf-8", 25 },
		    text_body },
	};
	struct fault inner = { "" };
	slice	 type = SLICE("Content-Type");

	for (size_t i = 0; i < COUNT(kinds); i++) {
		const cJSON *body = json_at(request, kinds[i].key);

		if (body == NULL)
			continue;
		*any = true;
		if (!kinds[i].make(d, body, &inner))
			return draft_say(d, SLICE("request"),
			    slice_from(kinds[i].key, 1), slice_of(inner.text));
		return has_header(d, type) ||
		    draft_header(d, type, kinds[i].type);
	}
	return true;
}

/* The address with the query behind it. */
static bool
whole_url(struct draft *d, slice *url)
{
	struct sink k = sink_open(d->scope.arena);
	char	 glue = slice_index(d->url, '?') < d->url.n ? '&' : '?';
	struct url parts;

	sink_put(&k, d->url);
	for (size_t i = 0; i < d->nquery; i++) {
		sink_byte(&k, glue);
		url_escape(&k, d->query[i].name);
		sink_byte(&k, '=');
		url_escape(&k, d->query[i].value);
		glue = '&';
	}
	*url = url_join(d->scope.arena, SLICE(""),
	    sink_close(&k, d->scope.arena));
	return (!k.full && url_http(*url, &parts)) || draft_say(d,
	    SLICE("request"), SLICE("url"), SLICE("this gives no address that "
	    "begins with http:// or https:// and a host"));
}

static bool
put_parts(struct draft *d, const cJSON *request, bool auth, bool *any)
{
	const cJSON *url = json_at(request, SLICE("/url"));
	size_t	 empty;

	return draft_fill(d, json_text(d->scope.arena, url), TEMPLATE_URL,
	    SLICE("request"), SLICE("url"), &d->url, &empty) &&
	    draft_query(d, json_at(request, SLICE("/query")),
	    SLICE("request.query")) &&
	    draft_headers(d, json_at(request, SLICE("/headers")),
	    SLICE("request.headers")) &&
	    (!auth || auth_add(d)) && add_body(d, request, any) &&
	    (!auth || auth_sign(d));
}

bool
request_put(struct draft *d, const cJSON *request, bool auth,
    struct http_request *rq)
{
	struct arena *a = d->scope.arena;
	const cJSON *method = json_at(request, SLICE("/method"));
	bool	 body = false;
	size_t	 n;

	if (!put_parts(d, request, auth, &body) || !whole_url(d, &rq->url))
		return false;
	n = d->nheaders * sizeof(*rq->headers);
	rq->headers = arena_take(a, n);
	if (rq->headers == NULL)
		return draft_say(d, SLICE("request"), SLICE(""),
		    SLICE("too long for the memory of one job"));
	memcpy(rq->headers, d->headers, n);
	rq->nheaders = d->nheaders;
	rq->body = d->body;
	rq->secret = d->secret;
	rq->method = method ? json_text(a, method) :
	    body ? SLICE("POST") : SLICE("GET");
	return true;
}

bool
recipe_request(const struct recipe *r, const struct template_scope *scope,
    int64_t now, struct http_request *rq, struct fault *fault)
{
	struct draft d;

	memset(rq, 0, sizeof(*rq));
	if (!draft_open(&d, r, scope, now, fault))
		return false;
	if (r->transport != RECIPE_HTTP)
		return draft_say(&d, SLICE("transport"), SLICE(""),
		    SLICE("this one is not spoken over HTTP"));
	return request_put(&d, json_at(r->root, SLICE("/request")), true, rq);
}

bool
recipe_message(const struct recipe *r, const struct template_scope *scope,
    int64_t now, slice part, slice *out, struct fault *fault)
{
	const cJSON *message = json_at(r->root, SLICE("/message"));
	const cJSON *at = json_at(message, SLICE("/headers"));
	struct draft d;
	size_t	 empty;

	*out = SLICE("");
	if (slice_eq(part, SLICE("text")))
		at = json_at(message, SLICE("/text"));
	else
		for (at = at ? at->child : NULL; at != NULL; at = at->next)
			if (slice_ieq(json_key(at), part))
				break;
	return at == NULL || (draft_open(&d, r, scope, now, fault) &&
	    draft_fill(&d, json_text(scope->arena, at), TEMPLATE_PLAIN,
	    SLICE("message"), part, out, &empty));
}
