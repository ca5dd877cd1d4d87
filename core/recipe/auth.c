#include "core/recipe/auth.h"

#include "core/mail/coding.h"
#include "core/recipe/value.h"

static const cJSON *
part(const struct draft *d, const char *name)
{
	const cJSON *at = json_at(d->recipe->root, SLICE("/auth"));

	for (at = at ? at->child : NULL; at != NULL; at = at->next)
		if (slice_eq(json_key(at), slice_of(name)))
			break;
	return at;
}

static slice
word(const struct draft *d, const char *name, slice otherwise)
{
	const cJSON *at = part(d, name);

	return cJSON_IsString(at) ? slice_of(at->valuestring) : otherwise;
}

/* A template of auth. An empty hole: true with *absent set when the whole of
 * auth is optional, else a fault. */
static bool
fill(struct draft *d, const char *name, slice otherwise,
    enum template_place place, slice *out, bool *absent)
{
	size_t	 empty;

	if (!draft_fill(d, word(d, name, otherwise), place, SLICE("auth"),
	    slice_of(name), out, &empty))
		return false;
	if (empty == 0)
		return true;
	*absent = cJSON_IsTrue(part(d, "optional"));
	return *absent || draft_say(d, SLICE("auth"), slice_of(name),
	    SLICE("a value for it is not set"));
}

/* "Bearer xyz" into *out, of these two. */
static bool
join(struct draft *d, slice a, slice b, slice *out)
{
	struct sink k = sink_open(d->scope.arena);

	sink_put(&k, a);
	sink_put(&k, b);
	*out = sink_close(&k, d->scope.arena);
	return !k.full || draft_say(d, SLICE("auth"), SLICE(""),
	    SLICE("too long"));
}

/* How {access_token} is come by: core/recipe/token.h. Here it is used. */
static bool
add_token(struct draft *d)
{
	slice	 scheme = word(d, "scheme", SLICE("Bearer")), token;
	bool	 absent = false;

	if (!fill(d, "token", SLICE("{access_token}"), TEMPLATE_HEADER, &token,
	    &absent))
		return false;
	if (absent)
		return true;
	d->secret = true;
	return join(d, scheme, SLICE(" "), &scheme) &&
	    join(d, scheme, token, &token) &&
	    draft_header(d, SLICE("Authorization"), token);
}

static bool
add_basic(struct draft *d)
{
	slice	 user, password, both;
	bool	 absent = false, no_password = false;
	struct sink k;

	if (!fill(d, "user", SLICE(""), TEMPLATE_PLAIN, &user, &absent) ||
	    !fill(d, "password", SLICE(""), TEMPLATE_PLAIN, &password,
	    &no_password))
		return false;
	if (absent || no_password)
		return true;
	if (slice_index(user, ':') < user.n)
		return draft_say(d, SLICE("auth"), SLICE("user"),
		    SLICE("a user name with a colon cannot be sent"));
	d->secret = true;
	if (!join(d, user, SLICE(":"), &user) ||
	    !join(d, user, password, &both))
		return false;
	k = sink_open(d->scope.arena);
	sink_put(&k, SLICE("Basic "));
	sink_base64(&k, both);
	return draft_header(d, SLICE("Authorization"),
	    sink_close(&k, d->scope.arena));
}

/* Is a hole in one of these templates without a value? */
static bool
lacks(struct draft *d, const cJSON *object)
{
	size_t	 empty = 0;
	slice	 value;

	for (object = object ? object->child : NULL; object && !empty;
	    object = object->next)
		if (!draft_fill(d, json_text(d->scope.arena, object),
		    TEMPLATE_PLAIN, SLICE("auth"), json_key(object), &value,
		    &empty))
			return false;
	return empty > 0;
}

static bool
add_members(struct draft *d, const cJSON *object, bool headers)
{
	if (lacks(d, object))
		return cJSON_IsTrue(part(d, "optional")) ||
		    draft_say(d, SLICE("auth"), SLICE(""),
		    SLICE("a value for it is not set"));
	return headers ? draft_headers(d, object, SLICE("auth.headers")) :
	    draft_query(d, object, SLICE("auth.query"));
}

static bool
add_headers(struct draft *d)
{
	return add_members(d, part(d, "headers"), true);
}

static bool
add_query(struct draft *d)
{
	return add_members(d, part(d, "query"), false);
}

bool
auth_add(struct draft *d)
{
	static const struct {
		slice	 kind;
		bool	 (*add)(struct draft *);
	} kinds[] = {
		{ { "bearer", 6 },	add_token },
		{ { "session", 7 },	add_token },
		{ { "oauth2", 6 },	add_token },
		{ { "basic", 5 },	add_basic },
		{ { "header", 6 },	add_headers },
		{ { "query", 5 },	add_query },
	};
	slice	 kind = word(d, "kind", SLICE("none"));
	const struct template_var *token = template_var(&d->scope,
	    SLICE("access_token"));

	if ((slice_eq(kind, SLICE("session")) ||
	    slice_eq(kind, SLICE("oauth2"))) &&
	    (token == NULL || token->value.n == 0))
		return draft_say(d, SLICE("auth"), SLICE(""),
		    SLICE("it is not signed in yet"));
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (slice_eq(kinds[i].kind, kind))
			return kinds[i].add(d);
	return true;
}

/* --- signatures ----------------------------------------------------------- */

/* Standard Webhooks writes its keys "whsec_" and base64. */
static slice
key_of(struct draft *d, slice secret)
{
	struct sink k = sink_open(d->scope.arena);

	if (!slice_starts(secret, SLICE("whsec_")))
		return secret;
	coding_base64(&k, slice_from(secret, 6));
	return sink_close(&k, d->scope.arena);
}

/* The text that is signed: the recipe's, with {body}. */
static bool
signed_text(struct draft *d, slice *text)
{
	size_t	 n = d->scope.nvars, empty;
	struct template_scope outer = d->scope;
	struct template_var *vars = arena_take(outer.arena,
	    (n + 1) * sizeof(*vars));
	bool	 good;

	if (vars == NULL)
		return draft_say(d, SLICE("auth"), SLICE("sign"),
		    SLICE("too long"));
	memcpy(vars, outer.vars, n * sizeof(*vars));
	vars[n] = (struct template_var){ SLICE("body"), d->body, false, false,
	    false };
	d->scope.vars = vars;
	d->scope.nvars = n + 1;
	good = draft_fill(d, word(d, "sign", SLICE("{body}")), TEMPLATE_PLAIN,
	    SLICE("auth"), SLICE("sign"), text, &empty);
	d->scope = outer;
	return good;
}

bool
auth_sign(struct draft *d)
{
	bool	*told = d->scope.told, absent = false, good;
	unsigned char sum[32];
	slice	 text, secret;
	struct sink k;

	if (!slice_eq(word(d, "kind", SLICE("")), SLICE("hmac")))
		return true;
	d->scope.told = NULL;
	good = fill(d, "secret", SLICE(""), TEMPLATE_PLAIN, &secret, &absent);
	d->scope.told = told;
	if (!good || absent)
		return good;
	if (d->scope.crypto == NULL)
		return draft_say(d, SLICE("auth"), SLICE(""),
		    SLICE("signatures are not possible here"));
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
