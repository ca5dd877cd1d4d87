#include "core/recipe/auth.h"

#include "core/mail/coding.h"

#define NOT_SET	"a value for it is not set"

static slice
word(const struct draft *d, const char *name, slice otherwise)
{
	const cJSON *at = json_member(d->recipe->auth, slice_of(name));

	return cJSON_IsString(at) ? json_word(at, "") : otherwise;
}

/* A template of auth. An empty hole: true with *absent set when the whole of
 * auth is optional, else a fault. */
static bool
fill(struct draft *d, const char *name, slice otherwise,
    enum template_place place, slice *out, bool *absent)
{
	if (!draft_text(d, slice_of(name), word(d, name, otherwise), place,
	    out))
		return false;
	if (d->empty == 0)
		return true;
	*absent = json_true(d->recipe->auth, "/optional");
	return *absent || draft_say(d, slice_of(name), NOT_SET);
}

/* A token, or user and password. How {access_token} is come by:
 * core/recipe/grant.h. Here it is used. */
static bool
add_authorization(struct draft *d, bool basic)
{
	slice	 what, password, scheme = SLICE("Basic");
	struct arena *a = d->scope.arena;
	bool	 absent = false;

	if (!basic)
		scheme = word(d, "scheme", SLICE("Bearer"));
	if (!(basic ? fill(d, "user", SLICE(""), TEMPLATE_PLAIN, &what,
	    &absent) && fill(d, "password", SLICE(""), TEMPLATE_PLAIN,
	    &password, &absent) : fill(d, "token", SLICE("{access_token}"),
	    TEMPLATE_HEADER, &what, &absent)))
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
	return draft_header(d, SLICE("Authorization"),
	    sink_join(a, scheme, SLICE(" "), what));
}

/* All of them, or none when a hole in one has no value. */
static bool
add_members(struct draft *d, bool query)
{
	const struct draft before = *d;

	if (!draft_put(d, json_get(d->recipe->auth, query ? "/query" :
	    "/headers"), query ? "auth.query" : "auth.headers", query ?
	    TEMPLATE_PLAIN : TEMPLATE_HEADER))
		return false;
	if (d->empty == 0)
		return true;
	d->nheaders = before.nheaders;
	d->query = before.query;
	d->part = "auth";
	return json_true(d->recipe->auth, "/optional") ||
	    draft_say(d, SLICE(""), NOT_SET);
}

bool
auth_add(struct draft *d)
{
	enum { SESSION, OAUTH2, BEARER, BASIC, HEADER, QUERY };
	int	 kind = slice_word("session oauth2 bearer basic header query",
	    word(d, "kind", SLICE("none")));
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

/* Standard Webhooks writes its keys "whsec_" and base64. */
static slice
key_of(struct draft *d, slice secret)
{
	return slice_starts(secret, SLICE("whsec_")) ?
	    sink_made(d->scope.arena, coding_base64, slice_from(secret, 6)) :
	    secret;
}

/* The text that is signed: the recipe's, with {body}. */
static bool
signed_text(struct draft *d, slice *text)
{
	struct template_scope outer = d->scope;
	bool	 good;

	template_put(&d->scope, (struct template_var){ .name = SLICE("body"),
	    .value = d->body });
	good = draft_text(d, SLICE("sign"), word(d, "sign", SLICE("{body}")),
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

	if (!slice_eq(word(d, "kind", SLICE("")), SLICE("hmac")))
		return true;
	d->part = "auth";
	d->scope.told = NULL;
	good = fill(d, "secret", SLICE(""), TEMPLATE_PLAIN, &secret, &absent);
	d->scope.told = &d->secret;
	if (!good || absent)
		return good;
	if (d->scope.crypto == NULL)
		return draft_say(d, SLICE(""),
		    "signatures are not possible here");
	if (!signed_text(d, &text))
		return false;
	d->scope.crypto->hmac(key_of(d, secret), text, sum);
	k = sink_open(d->scope.arena);
	sink_put(&k, word(d, "prefix", SLICE("")));
	(slice_eq(word(d, "encoding", SLICE("hex")), SLICE("base64")) ?
	    sink_base64 : sink_hex)(&k, (slice){ (const char *)sum, 32 });
	return draft_header(d, word(d, "header", SLICE("")),
	    sink_close(&k, d->scope.arena));
}
