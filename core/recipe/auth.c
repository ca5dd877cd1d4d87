#include "core/recipe/auth.h"

#include "core/mail/coding.h"

static slice
word(const struct draft *d, const char *name, const char *otherwise)
{
	const cJSON *at = json_member(d->recipe->auth, slice_of(name));

	return cJSON_IsString(at) ? json_word(at, "") : slice_of(otherwise);
}

/* Had all holes a value? If not, *absent is set when the whole of auth is
 * optional; else it is a fault. */
static bool
filled(struct draft *d, const char *name, bool *absent)
{
	if (d->empty == 0)
		return true;
	d->part = "auth";
	*absent = json_true(d->recipe->auth, "/optional");
	return *absent || draft_say(d, slice_of(name),
	    "a value for it is not set");
}

/* A template of auth. */
static bool
fill(struct draft *d, const char *name, const char *otherwise,
    enum template_place place, slice *out, bool *absent)
{
	return draft_text(d, slice_of(name), word(d, name, otherwise), place,
	    out) && filled(d, name, absent);
}

/* A token, or user and password. How {access_token} is come by:
 * core/recipe/grant.h. Here it is used. */
static bool
add_authorization(struct draft *d, bool basic)
{
	struct arena *a = d->scope.arena;
	slice	 what, password;
	bool	 absent = false;

	if (!(basic ? fill(d, "user", "", TEMPLATE_PLAIN, &what, &absent) &&
	    fill(d, "password", "", TEMPLATE_PLAIN, &password, &absent) :
	    fill(d, "token", "{access_token}", TEMPLATE_HEADER, &what,
	    &absent)))
		return false;
	if (absent)
		return true;
	if (basic && slice_index(what, ':') < what.n)
		return draft_say(d, SLICE("user"),
		    "a user name with a colon cannot be sent");
	if (basic)
		what = sink_made(a, sink_base64,
		    sink_join(a, what, SLICE(":"), password));
	d->secret = true;
	return draft_header(d, SLICE("Authorization"), sink_join(a, basic ?
	    SLICE("Basic") : word(d, "scheme", "Bearer"), SLICE(" "), what));
}

/* All of them, or none when a hole in one has no value. */
static bool
add_members(struct draft *d, bool query)
{
	const struct draft before = *d;
	bool	 absent = false, good;

	good = draft_put(d, json_get(d->recipe->auth, query ? "/query" :
	    "/headers"), query ? "auth.query" : "auth.headers", query ?
	    TEMPLATE_PLAIN : TEMPLATE_HEADER) && filled(d, "", &absent);
	if (absent) {
		d->nheaders = before.nheaders;
		d->query = before.query;
	}
	return good;
}

bool
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
		return draft_say(d, SLICE(""), "it is not signed in yet");
	return kind < SESSION || (kind <= BASIC ?
	    add_authorization(d, kind == BASIC) :
	    add_members(d, kind == QUERY));
}

/* --- signatures ----------------------------------------------------------- */

/* The text that is signed: the recipe's, with {body}. */
static bool
signed_text(struct draft *d, slice *text)
{
	struct template_scope outer = d->scope;
	bool	 good;

	template_say(&d->scope, "body", d->body);
	good = draft_text(d, SLICE("sign"), word(d, "sign", "{body}"),
	    TEMPLATE_PLAIN, text);
	d->scope = outer;
	return good && (!d->scope.arena->spent || draft_say(d, SLICE("sign"),
	    "too long"));
}

bool
auth_sign(struct draft *d)
{
	bool	 absent = false, good;
	unsigned char sum[32];
	slice	 text, secret;
	struct sink k;

	if (!json_is(d->recipe->auth, "/kind", "hmac"))
		return true;
	d->part = "auth";
	d->scope.told = NULL;
	good = fill(d, "secret", "", TEMPLATE_PLAIN, &secret, &absent);
	d->scope.told = &d->secret;
	if (!good || absent)
		return good;
	if (d->scope.crypto == NULL)
		return draft_say(d, SLICE(""),
		    "signatures are not possible here");
	if (!signed_text(d, &text))
		return false;
	/* Standard Webhooks writes its keys so. */
	if (slice_starts(secret, SLICE("whsec_")))
		secret = sink_made(d->scope.arena, coding_base64,
		    slice_from(secret, 6));
	d->scope.crypto->hmac(secret, text, sum);
	k = sink_open(d->scope.arena);
	sink_put(&k, word(d, "prefix", ""));
	(json_is(d->recipe->auth, "/encoding", "base64") ? sink_base64 :
	    sink_hex)(&k, (slice){ (const char *)sum, sizeof(sum) });
	return draft_header(d, word(d, "header", ""),
	    sink_close(&k, d->scope.arena));
}
