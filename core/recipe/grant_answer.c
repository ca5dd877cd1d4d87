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

/* Tokens are of visible ASCII (RFC 6749, appendix A; RFC 6750); other values
 * of text without control characters. */
enum clean { TEXT, TOKEN };

static bool
is_clean(slice s, enum clean as)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c < (as == TOKEN ? '!' : ' ') || c == 127 ||
		    (as == TOKEN && c > 127))
			return false;
	}
	return s.n > 0 && s.n <= (as == TOKEN ? GRANT_MOST : VALUE_MOST);
}

bool
grant_note(struct sink *k, slice name, slice value)
{
	if (!is_clean(name, TEXT) || !is_clean(value, TEXT) ||
	    name.n + value.n + 2 > GRANT_EXTRAS - k->len)
		return false;
	sink_put(k, name);
	sink_byte(k, '\t');
	sink_put(k, value);
	sink_byte(k, '\n');
	return !k->full;
}

size_t
grant_vars(const struct grant *t, const struct template_var *have,
    size_t nhave, struct template_var *to, size_t most)
{
	const struct template_scope given = { .vars = have, .nvars = nhave };
	slice	 took = t->took, pasted = t->pasted, name, value;
	size_t	 n = 0;

#define PUT(called, is, hidden)						\
	to[n++] = (struct template_var){ .name = called, .value = is,	\
	    .secret = hidden }
	if (t->access.n && n < most)
		PUT(SLICE("access_token"), t->access, true);
	if (t->refresh.n && n < most)
		PUT(SLICE("refresh_token"), t->refresh, true);
	while (n < most && grant_next(&took, &name, &value))
		PUT(name, value, false);
	while (n < most && grant_next(&pasted, &name, &value))
		if (template_var(&given, name) == NULL)
			PUT(name, value, true);
#undef PUT
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

static enum grant_end
say(const struct heard *h, enum grant_end end, const char *words)
{
	fault_say(h->fault, slice_of(words));
	return end;
}

/* No token came: whose fault is it? By the errors of RFC 6749 (5.2) and RFC
 * 8628 (3.5). A page for people is nobody's answer. */
static enum grant_end
refused(const struct heard *h)
{
	const cJSON *known = json_member(grant_ready(h->scope.arena,
	    "/errors"), json_word(h->body, "/error"));
	int	 status = h->head->status;

	if (known != NULL)
		return say(h, (enum grant_end)slice_word("good pending slower "
		    "again refused", json_word(known, "/0")),
		    json_get(known, "/1")->valuestring);
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
	(void)slice_cut(&jwt, '.');
	return json_count(json_parse(a, sink_made(a, coding_base64,
	    slice_cut(&jwt, '.')), NULL), "/exp", 0);
}

static int64_t
expires(const struct heard *h, slice access)
{
	int64_t	 in = json_count(h->body, "/expires_in", 0);
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
	slice	 type;
	struct heard h;
	bool	 good = hear(&h, r, scope, now, head, body, fault);

	*t = (struct grant){ .obtained = now };
	*wait = h.judged.wait;
	if (!good)
		return refused(&h);
	take(&h, json_first(grant_part(scope->arena, r, ask, "/take"), ""), t);
	if (t->access.n == 0)		/* some say what is wrong with a 200 */
		return refused(&h);
	if (!is_clean(t->access, TOKEN) ||
	    (t->refresh.n && !is_clean(t->refresh, TOKEN)))
		return say(&h, GRANT_AGAIN, "what came is no token");
	type = json_word(h.body, "/token_type");
	if (type.n && !slice_ieq(type, SLICE("bearer")))
		return say(&h, GRANT_REFUSED, "it gives tokens that this "
		    "program cannot use");
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

	*d = (struct grant_device){
	    .device_code = json_word(h.body, "/device_code"),
	    .user_code = json_word(h.body, "/user_code"),
	    .where = json_word(h.body, "/verification_uri"),
	    .whole = json_word(h.body, "/verification_uri_complete"),
	    .interval = json_count(h.body, "/interval", INTERVAL),
	    .seconds = json_count(h.body, "/expires_in", 0) };
	if (d->where.n == 0)		/* as some spelled it before the RFC */
		d->where = json_word(h.body, "/verification_url");
	if (d->interval < 1 || d->interval > 60)
		d->interval = INTERVAL;
	if (d->seconds < 1 || d->seconds > 3600)
		d->seconds = 900;
	return good && is_clean(d->device_code, TOKEN) &&
	    is_clean(d->user_code, TEXT) && is_clean(d->where, TEXT) ?
	    GRANT_GOOD : refused(&h);
}
