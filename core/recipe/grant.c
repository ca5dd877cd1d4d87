#include "core/recipe/grant.h"

#include "core/recipe/draft.h"
#include "core/recipe/grant_auth.h"
#include "core/recipe/texts.h"
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

bool
grant_is_session(const struct recipe *r)
{
	return slice_eq(grant_word(r, "kind"), SLICE("session"));
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

	s.told = NULL;
	return template_filled(&s, grant_word(r, key));
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
	if (grant_is_session(r))
		return GRANT_SESSION;
	if (!slice_eq(grant_word(r, "kind"), SLICE("oauth2")) ||
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

/* --- requests ----------------------------------------------------------- */

const cJSON *
grant_ready(struct arena *a, const char *pointer)
{
	return json_get(json_parse(a, slice_of(oauth2_text), NULL), pointer);
}

const cJSON *
grant_part(struct arena *a, const struct recipe *r, enum grant_ask ask,
    const char *part)
{
	static const char *const ways[] = { [GRANT_RENEW] = "/renew",
	    [GRANT_LOGIN] = "/login", [GRANT_CODE] = "/code",
	    [GRANT_DEVICE] = "/device", [GRANT_POLL] = "/poll",
	    [GRANT_BROWSER] = "/browser" };
	const cJSON *of;

	if (!grant_is_session(r) || ask == GRANT_BROWSER) {
		of = json_get(grant_ready(a, ways[ask]), part);
		return of ? of : grant_ready(a, part);
	}
	return json_get(json_get(r->auth, ways[ask == GRANT_RENEW ? ask :
	    GRANT_LOGIN]), part);
}

/* RFC 6749, 2.3.1: both are form-encoded first. */
static slice
basic(struct arena *a, slice id, slice secret)
{
	return sink_join(a, SLICE("Basic "), sink_made(a, sink_base64,
	    sink_join(a, sink_made(a, url_escape, id), SLICE(":"),
	    sink_made(a, url_escape, secret))));
}

/* What oauth2.json calls "auth.": the recipe's own templates, filled; and the
 * headers. Without a secret the program shows its name alone (RFC 6749, 2.3.1;
 * a public client). */
static bool
put_names(struct draft *d, const struct template_scope *scope)
{
	static const char *const names[] = { "auth.token_url",
	    "auth.device_url", "auth.authorize_url", "auth.scope",
	    "auth.client_id", "auth.refresh_token", "auth.id", "auth.secret" };
	enum { URLS = 3, REFRESH = 5, ID, SECRET };
	const struct recipe *r = d->recipe;
	slice	 id = filled(r, scope, "client_id"), header = SLICE("");
	slice	 secret = filled(r, scope, "client_secret");

	if (secret.n && slice_eq(grant_word(r, "client"), SLICE("basic"))) {
		header = basic(d->scope.arena, id, secret);
		id = secret = SLICE("");
	}
	for (size_t i = 0; i < COUNT(names); i++)
		template_put(&d->scope, (struct template_var){
		    .name = slice_of(names[i]), .value = i == ID ? id :
		    i == SECRET ? secret : filled(r, scope, names[i] + 5),
		    .owner = i < URLS, .secret = i == REFRESH || i == SECRET });
	return draft_put(d, json_get(grant_auth(r), "/headers"), "auth.headers",
	    TEMPLATE_HEADER) &&
	    draft_header(d, SLICE("Accept"), SLICE("application/json")) &&
	    draft_header(d, SLICE("Authorization"), header);
}

bool
grant_request(const struct recipe *r, const struct template_scope *scope,
    int64_t now, enum grant_ask ask, struct http_request *rq,
    struct fault *fault)
{
	bool	 browser = ask == GRANT_BROWSER;
	const cJSON *request;
	struct draft d;

	memset(rq, 0, sizeof(*rq));
	if (!draft_open(&d, r, scope, now, "auth", fault))
		return false;
	request = grant_part(scope->arena, r, ask, "/request");
	if (((browser || !grant_is_session(r)) && !put_names(&d, scope)) ||
	    (browser && !draft_put(&d, json_get(grant_auth(r), "/authorize"),
	    "auth.authorize", TEMPLATE_PLAIN)))
		return false;
	d.part = "auth";
	if (request == NULL)
		return draft_say(&d, SLICE(""), "has no request for that");
	if (!request_put(&d, request, false, rq))
		return false;
	rq->secret = true;		/* whatever it says */
	return true;
}
