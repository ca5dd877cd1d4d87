#include "core/recipe/grant.h"

#include "core/mail/coding.h"
#include "core/recipe/draft.h"
#include "core/recipe/texts.h"
#include "core/recipe/value.h"
#include "core/web/url.h"

/* --- what the recipe says ----------------------------------------------- */

/* `auth`, or for mail `auth.oauth2`. */
static const cJSON *
auth_of(const struct recipe *r)
{
	const cJSON *more = json_get(r->auth, "/oauth2");

	return more ? more : r->auth;
}

slice
grant_value(const struct recipe *r, const struct template_scope *scope,
    const char *key)
{
	struct template_scope s = recipe_scope(r, scope, 0);
	const cJSON *at = json_member(auth_of(r), slice_of(key));
	bool	 usual = at == NULL &&
	    slice_eq(slice_of(key), SLICE("refresh_token"));

	s.told = NULL;
	return template_filled(&s, usual ? SLICE("{refresh_token}") :
	    json_word(at, ""));
}

enum grant_kind
grant_kind(const struct recipe *r, const struct template_scope *scope)
{
	if (json_is(r->auth, "/kind", "session"))
		return GRANT_SESSION;
	if (!json_is(auth_of(r), "/kind", "oauth2") ||
	    grant_value(r, scope, "token_url").n == 0)
		return GRANT_NONE;
	return json_is(auth_of(r), "/grant", "client_credentials") ?
	    GRANT_CLIENT : GRANT_OWNER;
}

int64_t
grant_seed(const struct recipe *r, const struct template_scope *scope)
{
	enum grant_kind kind = grant_kind(r, scope);
	struct http_request rq;

	if (kind == GRANT_NONE || (kind == GRANT_OWNER &&
	    grant_value(r, scope, "refresh_token").n == 0) ||
	    !grant_request(r, scope, 0, kind == GRANT_OWNER ? GRANT_RENEW :
	    GRANT_LOGIN, &rq, NULL))
		return 0;
	return (int64_t)((slice_hash(rq.url) * 31 ^ slice_hash(rq.body)) >> 1) +
	    1;
}

/* --- requests ----------------------------------------------------------- */

/* What oauth2.json has there. */
static const cJSON *
ready(struct arena *a, const char *pointer)
{
	return json_get(json_parse(a, slice_of(oauth2_text), NULL), pointer);
}

/* The "request" or "take" of that way to sign in: the recipe's own, or
 * oauth2.json's. */
static const cJSON *
part_of(struct arena *a, const struct recipe *r, enum grant_ask ask,
    const char *part)
{
	static const char *const ways[] = { "/renew", "/login", "/code",
	    "/device", "/poll", "/browser" };	/* enum grant_ask */
	const cJSON *of;

	if (json_is(r->auth, "/kind", "session") && ask != GRANT_BROWSER)
		return json_get(json_get(r->auth, ask == GRANT_RENEW ?
		    "/renew" : "/login"), part);
	of = json_get(ready(a, ways[ask]), part);
	return of ? of : ready(a, part);
}

/* What oauth2.json calls "auth.": the recipe's own templates, filled; and the
 * headers. Without a secret the program shows its name alone (RFC 6749, 2.3.1;
 * a public client). */
static void
put_names(struct draft *d, const struct template_scope *scope)
{
	static const char *const names[] = { "auth.token_url",
	    "auth.device_url", "auth.authorize_url", "auth.scope",
	    "auth.client_id", "auth.refresh_token", "auth.id", "auth.secret" };
	enum { URLS = 3, REFRESH = 5, ID, SECRET };
	const struct recipe *r = d->recipe;
	slice	 id = grant_value(r, scope, "client_id"), header = SLICE("");
	slice	 secret = grant_value(r, scope, "client_secret");
	struct arena *a = d->scope.arena;

	if (secret.n && json_is(auth_of(r), "/client", "basic")) {
		/* RFC 6749, 2.3.1: both are form-encoded first. */
		header = sink_join(a, SLICE("Basic "), sink_made(a,
		    sink_base64, sink_join(a, sink_made(a, url_escape, id),
		    SLICE(":"), sink_made(a, url_escape, secret))));
		id = secret = SLICE("");
	}
	for (size_t i = 0; i < COUNT(names); i++)
		template_put(&d->scope, (struct template_var){
		    .name = slice_of(names[i]), .value = i == ID ? id :
		    i == SECRET ? secret : grant_value(r, scope, names[i] + 5),
		    .owner = i < URLS, .secret = i == REFRESH || i == SECRET });
	draft_put(d, json_get(auth_of(r), "/headers"), "auth.headers",
	    TEMPLATE_HEADER);
	draft_header(d, SLICE("Accept"), SLICE("application/json"));
	draft_header(d, SLICE("Authorization"), header);
}

bool
grant_request(const struct recipe *r, const struct template_scope *scope,
    int64_t now, enum grant_ask ask, struct http_request *rq,
    struct fault *fault)
{
	bool	 browser = ask == GRANT_BROWSER;
	const cJSON *request = part_of(scope->arena, r, ask, "/request");
	struct draft d;

	draft_open(&d, r, scope, now, "auth", fault);
	if (request == NULL)
		draft_say(&d, SLICE(""), "has no request for that");
	if (browser || !json_is(r->auth, "/kind", "session"))
		put_names(&d, scope);
	if (browser)
		draft_put(&d, json_get(auth_of(r), "/authorize"),
		    "auth.authorize", TEMPLATE_PLAIN);
	draft_request(&d, request, false);
	d.rq.secret = true;		/* whatever it says */
	return draft_close(&d, rq);
}

/* --- what came ---------------------------------------------------------- */

struct heard {
	const struct recipe *r;
	struct template_scope scope;	/* record and whole: the body */
	const cJSON	*body;		/* NULL: no JSON */
	const struct http_head *head;
	int64_t		 now;
	struct recipe_answer judged;	/* for its words and its wait */
	struct fault	*fault;
};

/* False: it is no answer that could be good. */
static bool
hear(struct heard *h, const struct recipe *r,
    const struct template_scope *scope, int64_t now,
    const struct http_head *head, slice body, struct fault *fault)
{
	*h = (struct heard){ .r = r, .head = head, .now = now, .fault = fault };
	recipe_judge(r, head, body, scope, now, &h->judged);
	h->scope = recipe_scope(r, scope, now);
	h->body = json_parse(scope->arena, body, NULL);
	if (!cJSON_IsObject(h->body))
		h->body = NULL;
	h->scope.record = h->scope.whole = h->body;
	return head->status >= 200 && head->status <= 299 && h->body != NULL;
}

/* No token came: whose fault is it? By the errors of RFC 6749 (5.2) and RFC
 * 8628 (3.5). A page for people is nobody's answer. */
static enum grant_end
refused(const struct heard *h, slice error)
{
	const cJSON *known = json_member(ready(h->scope.arena, "/errors"),
	    error);
	int	 status = h->head->status;

	if (known != NULL) {
		fault_say(h->fault, json_word(known, "/1"));
		return (enum grant_end)slice_word("good pending slower again "
		    "refused", json_word(known, "/0"));
	}
	fault_tell(h->fault, h->body != NULL || h->judged.odd ? "%" :
	    "%, and not as this service does; is there a login page in "
	    "between?", slice_of(h->judged.why.text));
	return h->body != NULL && status >= 400 && status < 500 &&
	    status != 408 && status != 425 && status != 429 ?
	    GRANT_REFUSED : GRANT_AGAIN;
}

/* As the answer says, or a JSON Web Token by its own word. Nothing is verified:
 * who gave it to us knows whether it is good. 0: not told. */
static int64_t
expires(const struct heard *h, slice access)
{
	const int64_t most = 10 * 365 * 86400;	/* somebody cannot count */
	int64_t	 in = json_count(h->body, "/expires_in", 0), at = 0;
	struct arena *a = h->scope.arena;

	(void)slice_cut(&access, '.');
	if (in > 0)
		at = h->now + (in < most ? in : most);
	else if (json_is(auth_of(h->r), "/expiry", "jwt"))
		at = json_count(json_parse(a, sink_made(a, coding_base64,
		    slice_cut(&access, '.')), NULL), "/exp", 0);
	return at > h->now && at <= h->now + most ? at : 0;
}

/* By the recipe's `take`; what cannot be kept is left out. */
static void
take(const struct heard *h, const cJSON *from, struct grant *t)
{
	char	*room = arena_take(h->scope.arena, GRANT_EXTRAS);
	struct sink k = { .buf = room, .cap = room ? GRANT_EXTRAS : 0 };

	for (; from != NULL; from = from->next) {
		slice	 name = json_key(from);
		struct value v = value_of(from, &h->scope);

		if (v.node != NULL)
			continue;	/* a number is no token */
		if (slice_eq(name, SLICE("access_token")))
			t->access = v.text;
		else if (slice_eq(name, SLICE("refresh_token")))
			t->refresh = v.text;
		else
			(void)grant_note(&k, name, v.text);
	}
	t->took = sink_slice(&k);
}

enum grant_end
grant_answer(const struct recipe *r, const struct template_scope *scope,
    int64_t now, enum grant_ask ask, const struct http_head *head, slice body,
    struct grant *t, int64_t *wait, struct fault *fault)
{
	struct heard h;
	bool	 good = hear(&h, r, scope, now, head, body, fault);
	slice	 type = json_word(h.body, "/token_type");
	slice	 error = json_word(h.body, "/error");

	*t = (struct grant){ .obtained = now };
	*wait = h.judged.wait;
	if (good)
		take(&h, json_first(part_of(scope->arena, r, ask, "/take"), ""),
		    t);
	if (t->access.n == 0)		/* some say what is wrong with a 200 */
		return refused(&h, error);
	if (!grant_is_token(t->access) ||
	    (t->refresh.n && !grant_is_token(t->refresh)))
		return refused(&h, SLICE("no token"));
	if (type.n && !slice_ieq(type, SLICE("bearer")))
		return refused(&h, SLICE("no bearer"));
	t->expires = expires(&h, t->access);
	return GRANT_GOOD;
}

enum grant_end
grant_device_answer(const struct recipe *r, const struct template_scope *scope,
    int64_t now, const struct http_head *head, slice body,
    struct grant_device *d, struct fault *fault)
{
	struct heard h;
	bool	 good = hear(&h, r, scope, now, head, body, fault);

	return grant_device_read(h.body, d) && good ? GRANT_GOOD :
	    refused(&h, json_word(h.body, "/error"));
}
