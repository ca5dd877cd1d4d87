#include "core/recipe/grant.h"

#include "core/recipe/draft.h"
#include "core/recipe/grant_auth.h"
#include "core/web/url.h"

#define PART(tag, type, s, f, most) { tag, type, offsetof(struct s, f), most }
#define FIELD(tag, type, f, most) PART(tag, type, grant, f, most)

static const struct wire_field fields[] = {
	FIELD(1, WIRE_SLICE, account, 256),
	FIELD(2, WIRE_SLICE, access, GRANT_MOST),
	FIELD(3, WIRE_SLICE, refresh, GRANT_MOST),
	FIELD(4, WIRE_SLICE, took, GRANT_EXTRAS),
	FIELD(5, WIRE_SLICE, pasted, GRANT_EXTRAS),
	FIELD(6, WIRE_TEXT, trouble, 256),
	FIELD(7, WIRE_INT, obtained, 0),
	FIELD(8, WIRE_INT, expires, 0),
	FIELD(9, WIRE_INT, seed, 0),
	FIELD(10, WIRE_INT, order, 0),
};

const struct wire_shape wire_grant = { 'U', fields, COUNT(fields),
	sizeof(struct grant) };

static const struct wire_field device[] = {
	PART(1, WIRE_SLICE, grant_device, device_code, GRANT_MOST),
	PART(2, WIRE_SLICE, grant_device, user_code, 1024),
	PART(3, WIRE_SLICE, grant_device, where, 1024),
	PART(4, WIRE_WHOLE, grant_device, whole, 1024),
	PART(5, WIRE_INT, grant_device, interval, 0),
	PART(6, WIRE_INT, grant_device, seconds, 0),
};

const struct wire_shape wire_device = { 'Y', device, COUNT(device),
	sizeof(struct grant_device) };

/* --- what the recipe says ----------------------------------------------- */

const cJSON *
grant_auth(const struct recipe *r)
{
	const cJSON *more = json_get(r->auth, "/oauth2");

	return more ? more : r->auth;
}

slice
grant_word(const struct recipe *r, const char *key)
{
	const cJSON *at = json_member(grant_auth(r), slice_of(key));

	if (at == NULL && slice_eq(slice_of(key), SLICE("refresh_token")))
		return SLICE("{refresh_token}");
	return json_word(at, "");
}

/* A template of auth, filled; empty when a hole of it is. */
static slice
filled(const struct recipe *r, const struct template_scope *scope,
    const char *key)
{
	struct template_scope s = recipe_scope(r, scope, 0);
	size_t	 empty = 0;
	slice	 out;

	s.told = NULL;
	if (!template_text(&s, grant_word(r, key), TEMPLATE_PLAIN, &out,
	    &empty, NULL) || empty)
		return SLICE("");
	return out;
}

bool
grant_offers(const struct recipe *r, const struct template_scope *scope,
    const char *key)
{
	return filled(r, scope, key).n > 0;
}

enum grant_kind
grant_kind(const struct recipe *r, const struct template_scope *scope)
{
	slice	 kind = grant_word(r, "kind");

	if (slice_eq(kind, SLICE("session")))
		return GRANT_SESSION;
	if (!slice_eq(kind, SLICE("oauth2")) ||
	    !grant_offers(r, scope, "token_url"))
		return GRANT_NONE;
	return slice_eq(grant_word(r, "grant"), SLICE("client_credentials")) ?
	    GRANT_CLIENT : GRANT_OWNER;
}

int64_t
grant_seed(const struct recipe *r, const struct template_scope *scope)
{
	enum grant_kind kind = grant_kind(r, scope);
	struct http_request rq;
	uint64_t h;

	if (kind == GRANT_NONE || (kind == GRANT_OWNER &&
	    !grant_offers(r, scope, "refresh_token")))
		return 0;
	if (!grant_request(r, scope, 0, kind == GRANT_OWNER ? GRANT_RENEW :
	    GRANT_LOGIN, &rq, NULL))
		return 0;
	h = slice_hash(rq.url) * 31 ^ slice_hash(rq.body);
	return (int64_t)(h >> 1) + 1;
}

/* --- ready-made requests ------------------------------------------------ */

/* Names in capitals are made by draft_names(). */
#define CLIENT	"\"client_id?\":\"{ID}\",\"client_secret?\":\"{SECRET}\"}}"
static const char *const ready[] = {
	[GRANT_RENEW] = "{\"url\":\"{URL}\",\"form\":{\"grant_type\":"
	    "\"refresh_token\",\"refresh_token\":\"{REFRESH}\"," CLIENT,
	[GRANT_LOGIN] = "{\"url\":\"{URL}\",\"form\":{\"grant_type\":"
	    "\"client_credentials\",\"scope?\":\"{SCOPE}\"," CLIENT,
	[GRANT_CODE] = "{\"url\":\"{URL}\",\"form\":{\"grant_type\":"
	    "\"authorization_code\",\"code\":\"{code}\",\"redirect_uri\":"
	    "\"{redirect_uri}\",\"code_verifier\":\"{verifier}\"," CLIENT,
	[GRANT_DEVICE] = "{\"url\":\"{DEVICE}\",\"form\":{\"client_id\":"
	    "\"{WHO}\",\"scope?\":\"{SCOPE}\"}}",
	[GRANT_POLL] = "{\"url\":\"{URL}\",\"form\":{\"grant_type\":"
	    "\"urn:ietf:params:oauth:grant-type:device_code\","
	    "\"device_code\":\"{device_code}\"," CLIENT,
};

static const char browser[] = "{\"url\":\"{BROWSER}\",\"query\":{"
    "\"response_type\":\"code\",\"client_id\":\"{WHO}\",\"redirect_uri\":"
    "\"{redirect_uri}\",\"scope?\":\"{SCOPE}\",\"state\":\"{state}\","
    "\"code_challenge\":\"{challenge}\",\"code_challenge_method\":\"S256\"}}";

/* RFC 6749, 2.3.1: both are form-encoded first. */
static slice
basic(struct arena *a, slice id, slice secret)
{
	struct sink k = sink_open(a);
	slice	 both;

	url_escape(&k, id);
	sink_byte(&k, ':');
	url_escape(&k, secret);
	both = sink_close(&k, a);
	k = sink_open(a);
	sink_text(&k, "Basic ");
	sink_base64(&k, both);
	return sink_close(&k, a);
}

/* What the recipe's own templates give, by the names above. Without a secret
 * the program shows its name alone (RFC 6749, 2.3.1; a public client). */
static bool
draft_names(struct draft *d, const struct recipe *r,
    const struct template_scope *scope, slice *header)
{
	struct template_var *v = template_more(&d->scope, 8);
	slice	 id = filled(r, scope, "client_id");
	slice	 secret = filled(r, scope, "client_secret"), none = { "", 0 };
	bool	 by_header = secret.n &&
	    slice_eq(grant_word(r, "client"), SLICE("basic"));

	if (v == NULL)
		return false;
#define PUT(word, text, hidden, known)					\
	*v++ = (struct template_var){ .name = SLICE(word), .value = text, \
	    .secret = hidden, .owner = known }
	PUT("URL", filled(r, scope, "token_url"), false, true);
	PUT("DEVICE", filled(r, scope, "device_url"), false, true);
	PUT("BROWSER", filled(r, scope, "authorize_url"), false, true);
	PUT("SCOPE", filled(r, scope, "scope"), false, false);
	PUT("REFRESH", filled(r, scope, "refresh_token"), true, false);
	PUT("WHO", id, false, false);
	PUT("ID", by_header ? none : id, false, false);
	PUT("SECRET", by_header ? none : secret, true, false);
#undef PUT
	*header = by_header ? basic(d->scope.arena, id, secret) : none;
	return !d->scope.arena->spent;
}

/* The parsed text of a ready-made request and its names. */
static const cJSON *
draft_ready(struct draft *d, const struct recipe *r,
    const struct template_scope *scope, const char *text)
{
	const cJSON *request = json_parse(scope->arena, slice_of(text),
	    d->fault);
	slice	 header;

	if (request == NULL || !draft_names(d, r, scope, &header)) {
		draft_say(d, SLICE(""), "too long");
		return NULL;
	}
	return draft_put(d, &d->headers, json_get(grant_auth(r), "/headers"),
	    "auth.headers", TEMPLATE_HEADER) &&
	    draft_header(d, SLICE("Accept"), SLICE("application/json")) &&
	    draft_header(d, SLICE("Authorization"), header) ? request : NULL;
}

bool
grant_request(const struct recipe *r, const struct template_scope *scope,
    int64_t now, enum grant_ask ask, struct http_request *rq,
    struct fault *fault)
{
	const cJSON *request;
	struct draft d;

	memset(rq, 0, sizeof(*rq));
	if (!draft_open(&d, r, scope, now, "auth", fault))
		return false;
	if (!slice_eq(grant_word(r, "kind"), SLICE("session")))
		request = draft_ready(&d, r, scope, ready[ask]);
	else
		request = json_get(r->auth, ask == GRANT_RENEW ?
		    "/renew/request" : "/login/request");
	d.part = "auth";
	if (request == NULL)
		return draft_say(&d, SLICE(""), "has no request for that");
	if (!request_put(&d, request, false, rq))
		return false;
	rq->secret = true;		/* whatever it says */
	return true;
}

bool
grant_browser(const struct recipe *r, const struct template_scope *scope,
    slice *url, struct fault *fault)
{
	struct http_request rq;
	const cJSON *request;
	struct draft d;

	if (!draft_open(&d, r, scope, 0, "auth", fault))
		return false;
	d.scope.told = NULL;
	request = draft_ready(&d, r, scope, browser);
	if (request == NULL || !draft_put(&d, &d.query, json_get(grant_auth(r),
	    "/authorize"), "auth.authorize", TEMPLATE_PLAIN) ||
	    !request_put(&d, request, false, &rq))
		return false;
	*url = rq.url;
	return true;
}
