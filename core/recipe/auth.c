#include "core/recipe/auth.h"

#include "core/mail/coding.h"

static slice
word(const struct draft *d, const char *name, const char *otherwise)
{
	const cJSON *at = json_member(d->recipe->auth, slice_of(name));

	return cJSON_IsString(at) ? json_word(at, "") : slice_of(otherwise);
}

/* Had all holes a value? If not, auth is left out when it is optional; else it
 * is a fault. */
static bool
is_filled(struct draft *d, const char *name)
{
	d->part = "auth";
	d->absent = d->absent || d->empty > 0;
	if (d->absent && !json_true(d->recipe->auth, "/optional"))
		draft_say(d, slice_of(name), "a value for it is not set");
	return !d->absent;
}

/* A template of auth. */
static slice
fill(struct draft *d, const char *name, const char *otherwise,
    enum template_place place)
{
	slice	 s = draft_text(d, slice_of(name), word(d, name, otherwise),
	    place);

	(void)is_filled(d, name);
	return s;
}

/* A token, or user and password. How {access_token} is come by:
 * core/recipe/grant.h. Here it is used. */
static void
add_authorization(struct draft *d, bool basic)
{
	struct arena *a = d->scope.arena;
	slice	 what = basic ? fill(d, "user", "", TEMPLATE_PLAIN) :
	    fill(d, "token", "{access_token}", TEMPLATE_HEADER);

	if (basic && slice_index(what, ':') < what.n)
		draft_say(d, SLICE("user"),
		    "a user name with a colon cannot be sent");
	if (basic)
		what = sink_made(a, sink_base64, sink_join(a, what, SLICE(":"),
		    fill(d, "password", "", TEMPLATE_PLAIN)));
	if (d->absent)
		return;
	d->rq.secret = true;
	draft_header(d, SLICE("Authorization"), sink_join(a, basic ?
	    SLICE("Basic") : word(d, "scheme", "Bearer"), SLICE(" "), what));
}

/* All of them, or none when a hole in one has no value. */
static void
add_members(struct draft *d, bool query)
{
	const struct draft before = *d;

	draft_put(d, json_get(d->recipe->auth, query ? "/query" : "/headers"),
	    query ? "auth.query" : "auth.headers", query ? TEMPLATE_PLAIN :
	    TEMPLATE_HEADER);
	if (is_filled(d, ""))
		return;
	d->rq.nheaders = before.rq.nheaders;
	d->query = before.query;
}

void
auth_add(struct draft *d)
{
	enum { SESSION, OAUTH2, BEARER, BASIC, HEADER, QUERY };
	int	 kind = slice_word("session oauth2 bearer basic header query",
	    word(d, "kind", "none"));
	const struct template_var *token = template_var(&d->scope,
	    SLICE("access_token"));

	d->part = "auth";
	if ((kind == SESSION || kind == OAUTH2) &&
	    (token == NULL || token->value.n == 0))
		draft_say(d, SLICE(""), "it is not signed in yet");
	else if (kind >= HEADER)
		add_members(d, kind == QUERY);
	else if (kind >= SESSION)
		add_authorization(d, kind == BASIC);
}

void
auth_sign(struct draft *d)
{
	struct template_scope outer = d->scope;
	unsigned char sum[32];
	slice	 text, secret;

	if (!json_is(d->recipe->auth, "/kind", "hmac"))
		return;
	d->part = "auth";
	d->scope.told = NULL;
	secret = fill(d, "secret", "", TEMPLATE_PLAIN);
	d->scope.told = outer.told;
	template_say(&d->scope, "body", d->rq.body);
	text = draft_text(d, SLICE("sign"), word(d, "sign", "{body}"),
	    TEMPLATE_PLAIN);
	d->scope = outer;
	if (d->scope.crypto == NULL && !d->absent)
		draft_say(d, SLICE(""), "signatures are not possible here");
	if (d->failed || d->absent)
		return;
	/* Standard Webhooks writes its keys so. */
	if (slice_starts(secret, SLICE("whsec_")))
		secret = sink_made(d->scope.arena, coding_base64,
		    slice_from(secret, 6));
	d->scope.crypto->hmac(secret, text, sum);
	draft_header(d, word(d, "header", ""), sink_join(d->scope.arena,
	    word(d, "prefix", ""), sink_made(d->scope.arena,
	    json_is(d->recipe->auth, "/encoding", "base64") ? sink_base64 :
	    sink_hex, (slice){ (const char *)sum, sizeof(sum) })));
}
