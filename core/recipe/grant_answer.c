#include "core/recipe/grant.h"

#include "core/mail/coding.h"
#include "core/recipe/grant_auth.h"
#include "core/recipe/value.h"

enum {
	VALUE_MOST = 1024,		/* bytes of one further value */
	LIFE_MOST = 10 * 365 * 86400,	/* seconds: somebody cannot count */
	EARLY = 120,			/* seconds before its end; of a short
					 * life a tenth is enough */
	INTERVAL = 5			/* RFC 8628, 3.2 */
};

/* --- names and values --------------------------------------------------- */

bool
grant_next(slice *list, slice *name, slice *value)
{
	slice	 line = slice_cut(list, '\n');

	*name = slice_cut(&line, '\t');
	*value = line;
	return name->n && value->n;
}

/* Tokens are of visible ASCII (RFC 6749, appendix A; RFC 6750). */
static bool
is_token(slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '!' || s.p[i] > '~')
			return false;
	return s.n > 0 && s.n <= GRANT_MOST;
}

static bool
is_text(slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 127)
			return false;
	return s.n > 0 && s.n <= VALUE_MOST;
}

bool
grant_note(struct sink *k, slice name, slice value)
{
	if (!is_text(name) || !is_text(value) ||
	    name.n + value.n + 2 > GRANT_EXTRAS - k->len)
		return false;
	sink_put(k, name);
	sink_byte(k, '\t');
	sink_put(k, value);
	sink_byte(k, '\n');
	return !k->full;
}

static bool
has(const struct template_var *have, size_t n, slice name)
{
	for (size_t i = 0; i < n; i++)
		if (slice_eq(have[i].name, name))
			return true;
	return false;
}

size_t
grant_vars(const struct grant *t, const struct template_var *have,
    size_t nhave, struct template_var *to, size_t most)
{
	const struct template_var own[] = {
		{ SLICE("access_token"), t->access, false, true, false },
		{ SLICE("refresh_token"), t->refresh, false, true, false },
	};
	slice	 took = t->took, pasted = t->pasted, name, value;
	size_t	 n = 0;

	for (size_t i = 0; i < COUNT(own); i++)
		if (own[i].value.n && n < most)
			to[n++] = own[i];
	while (n < most && grant_next(&took, &name, &value))
		to[n++] = (struct template_var){ .name = name, .value = value };
	while (n < most && grant_next(&pasted, &name, &value))
		if (!has(have, nhave, name))
			to[n++] = (struct template_var){ .name = name,
			    .value = value, .secret = true };
	return n;
}

bool
grant_fresh(const struct grant *t, int64_t now)
{
	int64_t	 early = (t->expires - t->obtained) / 10;

	if (early > EARLY || early < 0)
		early = EARLY;
	return t->access.n && (t->expires == 0 || t->expires - early > now);
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

static void
hear(struct heard *h, const struct recipe *r,
    const struct template_scope *scope, int64_t now,
    const struct http_head *head, slice body, struct fault *fault)
{
	struct fault unsaid = { "" };

	*h = (struct heard){ .r = r, .head = head, .now = now, .fault = fault };
	recipe_judge(r, head, body, scope, now, &h->judged);
	h->scope = recipe_scope(r, scope, now);
	h->body = json_parse(scope->arena, body, &unsaid);
	if (!cJSON_IsObject(h->body))
		h->body = NULL;
	h->scope.record = h->scope.whole = h->body;
}

static slice
text_at(const struct heard *h, const char *pointer)
{
	const cJSON *at = json_at(h->body, slice_of(pointer));

	return slice_of(cJSON_IsString(at) ? at->valuestring : NULL);
}

static enum grant_end
say(const struct heard *h, enum grant_end end, slice words)
{
	fault_say(h->fault, words);
	return end;
}

/* What the errors of RFC 6749 (5.2) and RFC 8628 (3.5) mean for the owner. */
static const struct {
	slice		 error;
	enum grant_end	 end;
	slice		 words;
} errors[] = {
#define ERROR(error, end, words) { { error, sizeof(error) - 1 }, end,	\
	{ words, sizeof(words) - 1 } }
	ERROR("authorization_pending", GRANT_PENDING, "not entered yet"),
	ERROR("slow_down", GRANT_SLOWER, "not so often"),
	ERROR("invalid_grant", GRANT_REFUSED, "the sign-in is no longer "
	    "valid: it ran out, was taken back, or was used elsewhere"),
	ERROR("expired_token", GRANT_REFUSED, "the time to enter the code is "
	    "over"),
	ERROR("access_denied", GRANT_REFUSED, "the sign-in was declined"),
	ERROR("invalid_client", GRANT_REFUSED, "the client id or its secret "
	    "is wrong"),
	ERROR("unauthorized_client", GRANT_REFUSED, "this client id may not "
	    "sign in this way"),
	ERROR("temporarily_unavailable", GRANT_AGAIN, "not now, it says"),
	ERROR("server_error", GRANT_AGAIN, "it has trouble of its own"),
#undef ERROR
};

/* No token came: whose fault is it? A page for people is nobody's answer. */
static enum grant_end
refused(const struct heard *h)
{
	slice	 error = text_at(h, "/error");
	int	 status = h->head->status;

	for (size_t i = 0; i < COUNT(errors); i++)
		if (slice_eq(errors[i].error, error))
			return say(h, errors[i].end, errors[i].words);
	fault_say(h->fault, slice_of(h->judged.why), h->body != NULL ||
	    h->judged.odd ? SLICE("") : SLICE(", and not as this service "
	    "does; is there a login page in between?"));
	return h->body != NULL && status >= 400 && status < 500 &&
	    status != 408 && status != 425 && status != 429 ?
	    GRANT_REFUSED : GRANT_AGAIN;
}

/* When a JSON Web Token ends, by its own word; 0: it is none. Nothing is
 * verified: who gave it to us knows whether it is good. */
static int64_t
jwt_ends(struct arena *a, slice jwt)
{
	struct fault unsaid = { "" };
	struct sink k;
	slice	 claims;

	(void)slice_cut(&jwt, '.');
	claims = slice_cut(&jwt, '.');
	k = sink_open(a);
	coding_base64(&k, claims);
	return json_int(json_at(json_parse(a, sink_close(&k, a), &unsaid),
	    SLICE("/exp")), 0);
}

static int64_t
expires(const struct heard *h, slice access)
{
	int64_t	 in = json_int(json_at(h->body, SLICE("/expires_in")), 0);
	int64_t	 at = 0;

	if (in > 0)
		at = h->now + (in < LIFE_MOST ? in : LIFE_MOST);
	else if (slice_eq(grant_word(h->r, "expiry"), SLICE("jwt")))
		at = jwt_ends(h->scope.arena, access);
	return at > h->now && at <= h->now + LIFE_MOST ? at : 0;
}

/* By the recipe's `take`; what cannot be kept is left out. */
static void
take(const struct heard *h, const cJSON *from, struct grant *t)
{
	struct arena *a = h->scope.arena;
	char	*room = arena_take(a, GRANT_EXTRAS);
	struct sink k = { .buf = room, .cap = room ? GRANT_EXTRAS : 0 };

	for (from = from ? from->child : NULL; from; from = from->next) {
		slice	 name = json_key(from);
		struct value v = value_of(from, &h->scope);

		if (v.node != NULL && !cJSON_IsString(v.node))
			continue;	/* a number is no token */
		if (slice_eq(name, SLICE("access_token")))
			t->access = value_as_text(a, v);
		else if (slice_eq(name, SLICE("refresh_token")))
			t->refresh = value_as_text(a, v);
		else
			(void)grant_note(&k, name, value_as_text(a, v));
	}
	t->took = sink_slice(&k);
}

static void
take_all(const struct heard *h, enum grant_ask ask, struct grant *t)
{
	if (slice_eq(grant_word(h->r, "kind"), SLICE("session"))) {
		take(h, json_at(h->r->root, ask == GRANT_RENEW ?
		    SLICE("/auth/renew/take") : SLICE("/auth/login/take")), t);
		return;
	}
	t->access = text_at(h, "/access_token");
	t->refresh = text_at(h, "/refresh_token");
}

enum grant_end
grant_answer(const struct recipe *r, const struct template_scope *scope,
    int64_t now, enum grant_ask ask, const struct http_head *head, slice body,
    struct grant *t, int64_t *wait, struct fault *fault)
{
	slice	 type;
	struct heard h;

	*t = (struct grant){ .obtained = now };
	hear(&h, r, scope, now, head, body, fault);
	*wait = h.judged.wait;
	if (head->status < 200 || head->status > 299 || h.body == NULL)
		return refused(&h);
	take_all(&h, ask, t);
	if (t->access.n == 0)		/* some say what is wrong with a 200 */
		return refused(&h);
	if (!is_token(t->access) || (t->refresh.n && !is_token(t->refresh)))
		return say(&h, GRANT_AGAIN, SLICE("what came is no token"));
	type = text_at(&h, "/token_type");
	if (type.n && !slice_ieq(type, SLICE("bearer")))
		return say(&h, GRANT_REFUSED, SLICE("it gives tokens that this "
		    "program cannot use"));
	t->expires = expires(&h, t->access);
	return GRANT_GOOD;
}

enum grant_end
grant_device_answer(const struct recipe *r, const struct template_scope *scope,
    int64_t now, const struct http_head *head, slice body,
    struct grant_device *d, struct fault *fault)
{
	struct heard h;

	hear(&h, r, scope, now, head, body, fault);
	*d = (struct grant_device){ .device_code = text_at(&h, "/device_code"),
	    .user_code = text_at(&h, "/user_code"),
	    .where = text_at(&h, "/verification_uri"),
	    .whole = text_at(&h, "/verification_uri_complete"),
	    .interval = json_int(json_at(h.body, SLICE("/interval")),
	    INTERVAL),
	    .seconds = json_int(json_at(h.body, SLICE("/expires_in")), 0) };
	if (d->where.n == 0)		/* as some spelled it before the RFC */
		d->where = text_at(&h, "/verification_url");
	if (d->interval < 1 || d->interval > 60)
		d->interval = INTERVAL;
	if (d->seconds < 1 || d->seconds > 3600)
		d->seconds = 900;
	if (head->status < 200 || head->status > 299 || h.body == NULL)
		return refused(&h);
	return is_token(d->device_code) && is_text(d->user_code) &&
	    is_text(d->where) ? GRANT_GOOD : refused(&h);
}
