#include "core/recipe/answer.h"

#include "core/recipe/condition.h"
#include "core/recipe/midnight.h"
#include "core/recipe/rates.h"
#include "core/recipe/recipe.h"

enum {
	WAIT_MOST = 30 * 86400,
	ID_MOST = 256,			/* of what a channel made */
	WORDS_MOST = 120		/* of a server's own explanation */
};

/* One answer before the judge. */
struct trial {
	const struct recipe *r;
	const struct http_head *head;
	slice	 body;
	struct template_scope scope;	/* record and whole: the body as JSON */
	struct arena *arena;
	int64_t	 now;
};

/* --- looking at the answer ------------------------------------------------ */

static struct value
at_pointer(const struct trial *t, const cJSON *pointer)
{
	slice	 p = json_text(t->arena, pointer);

	if (slice_starts(p, SLICE("^")))
		p = slice_from(p, 1);
	return value_node(json_at(pointer ? t->scope.record : NULL, p));
}

static bool
status_in(const struct trial *t, const cJSON *list)
{
	for (list = list->child; list != NULL; list = list->next)
		if (cJSON_IsString(list) ?
		    list->valuestring[0] - '0' == t->head->status / 100 :
		    json_int(list, -1) == t->head->status)
			return true;
	return false;
}

/* What a rule looks at: a header, a place in the body, or all of it. */
static struct value
subject(const struct trial *t, const cJSON *rule)
{
	const cJSON *header = json_at(rule, SLICE("/header"));
	const cJSON *at = json_at(rule, SLICE("/at"));

	if (header != NULL)
		return value_text(http_value(t->head,
		    json_text(t->arena, header)));
	return at ? at_pointer(t, at) : value_text(slice_trim(t->body));
}

/* The conditions of a rule and of `ok`; what is not there holds. */
static bool
holds(const struct trial *t, const cJSON *rule)
{
	const cJSON *status = json_at(rule, SLICE("/status"));
	const cJSON *in = json_at(rule, SLICE("/in"));
	const cJSON *eq = json_at(rule, SLICE("/eq"));
	const cJSON *has = json_at(rule, SLICE("/has"));
	const cJSON *exists = json_at(rule, SLICE("/exists"));
	const cJSON *empty = json_at(rule, SLICE("/empty"));
	const cJSON *body = json_at(rule, SLICE("/body"));
	struct value v = subject(t, rule);

	return (!status || status_in(t, status)) &&
	    (!in || condition_equal(t->arena, v, in)) &&
	    (!eq || condition_equal(t->arena, v, eq)) &&
	    (!has || condition_has(value_as_text(t->arena, v),
	    json_text(t->arena, has))) &&
	    (!exists || cJSON_IsTrue(exists) != value_empty(v)) &&
	    (!empty || cJSON_IsTrue(empty) == value_empty(v)) &&
	    (!body || slice_eq(slice_trim(t->body),
	    json_text(t->arena, body)));
}

/* The rule that says what to do, NULL: none. A source's success is only
 * touched by rules that name a status. */
static const cJSON *
rule_for(const struct trial *t, bool success)
{
	const cJSON *rule = json_at(t->r->root, SLICE("/errors"));

	for (rule = rule ? rule->child : NULL; rule; rule = rule->next)
		if ((!success || json_at(rule, SLICE("/status"))) &&
		    holds(t, rule))
			return rule;
	return NULL;
}

/* --- how long to wait ----------------------------------------------------- */

static int64_t
seconds(double d)
{
	if (!(d > 0))
		return 0;
	if (d > WAIT_MOST)
		return WAIT_MOST;
	return (int64_t)d + ((double)(int64_t)d < d);
}

/* Seconds in the body, `per` of them a second; -1: none there. */
static int64_t
wait_at(const struct trial *t, const cJSON *pointer, double per)
{
	double	 d;

	if (pointer == NULL || !value_as_number(t->arena,
	    at_pointer(t, pointer), &d))
		return -1;
	return seconds(d / per);
}

static int64_t
larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* What the rule says, else what the server says. */
static int64_t
wait_for(const struct trial *t, const cJSON *rule, enum recipe_do what)
{
	int64_t	 wait = larger(wait_at(t, json_at(rule, SLICE("/wait_at")), 1),
	    wait_at(t, json_at(rule, SLICE("/wait_ms_at")), 1000));

	if (wait < 0)
		wait = json_int(json_at(rule, SLICE("/wait")), -1);
	if (wait < 0 && json_at(rule, SLICE("/until")) != NULL)
		wait = midnight_in(json_text(t->arena, json_at(rule,
		    SLICE("/until"))), t->now);
	if (wait < 0)
		wait = http_retry_after(http_value(t->head,
		    SLICE("Retry-After")), t->now);
	if (wait < 0 && what == RECIPE_LIMITED)
		wait = rates_read(t->r, t->arena, t->head, t->now).wait;
	wait = larger(wait, json_int(json_at(rule, SLICE("/min_wait")), -1));
	return wait > WAIT_MOST ? WAIT_MOST : wait;
}

/* After a success: 0 left means no asking before the reset. */
static int64_t
wait_though_good(const struct trial *t)
{
	struct rates rates = rates_read(t->r, t->arena, t->head, t->now);
	struct value quota = at_pointer(t, json_at(t->r->root,
	    SLICE("/limits/remaining_at")));
	int64_t	 n, wait = wait_at(t, json_at(t->r->root,
	    SLICE("/limits/backoff")), 1);

	if (rates.spent)
		wait = larger(wait, rates.wait);
	if (value_as_int(t->arena, quota, &n) && n <= 0)
		wait = larger(wait, midnight_in(SLICE("midnight:UTC"),
		    t->now));
	return wait;
}

/* --- words ---------------------------------------------------------------- */

/* Nothing that holds a secret is repeated: servers quote what they refuse. */
static bool
holds_secret(const struct trial *t, slice words)
{
	for (size_t i = 0; i < t->scope.nvars; i++)
		if (t->scope.vars[i].secret && t->scope.vars[i].value.n &&
		    slice_find(words, t->scope.vars[i].value) < words.n)
			return true;
	return false;
}

/* Where servers say in words what they did not like. */
static slice
server_words(const struct trial *t)
{
	static const char *const places[] = { "/description",
	    "/error/message", "/error_description", "/error/error_user_msg",
	    "/errors/0/message", "/errors/0", "/message", "/detail",
	    "/error_message", "/title", "/error" };

	for (size_t i = 0; i < COUNT(places); i++) {
		slice	 s = json_text(t->arena, json_at(t->scope.record,
		    slice_of(places[i])));

		if (s.n && !holds_secret(t, s))
			return text_cut(t->arena, s, WORDS_MOST, TEXT_BYTES);
	}
	return SLICE("");
}

static void
explain(const struct trial *t, struct recipe_answer *answer)
{
	struct fault words = { "" };
	char	 buf[24];
	slice	 all, reason = t->head->reason;
	slice	 more = answer->what == RECIPE_SUCCESS ? SLICE("") :
	    answer->odd ? SLICE("not this service's answer; is there a login "
	    "page in between, or is the address wrong?") :
	    server_words(t);

	fault_say(&words, SLICE("answered "), fault_int(buf, t->head->status),
	    reason.n ? SLICE(" ") : SLICE(""), slice_head(reason, 30),
	    more.n ? SLICE(": ") : SLICE(""), more);
	all = text_cut(t->arena, slice_of(words.text),
	    sizeof(answer->why) - 1, TEXT_BYTES);
	memcpy(answer->why, all.p, all.n);
	answer->why[all.n] = '\0';
}

/* --- the verdict ---------------------------------------------------------- */

/* What a status means when the recipe has no rule for it. */
static enum recipe_do
usual(int status)
{
	static const struct {
		short	 from, to;
		enum recipe_do what;
	} table[] = {
		{ 200, 299, RECIPE_SUCCESS },	{ 304, 304, RECIPE_SUCCESS },
		{ 300, 399, RECIPE_CONFIG },
		{ 401, 401, RECIPE_CONFIG },	{ 403, 403, RECIPE_CONFIG },
		{ 407, 407, RECIPE_CONFIG },
		{ 408, 408, RECIPE_RETRY },	{ 425, 425, RECIPE_RETRY },
		{ 429, 429, RECIPE_LIMITED },
		{ 500, 599, RECIPE_RETRY },
	};

	for (size_t i = 0; i < COUNT(table); i++)
		if (status >= table[i].from && status <= table[i].to)
			return table[i].what;
	return RECIPE_FAIL;
}

static enum recipe_do
outcome(const struct trial *t, const cJSON *rule)
{
	static const slice names[] = {
		[RECIPE_SUCCESS] = { "success", 7 },
		[RECIPE_IGNORE] = { "ignore", 6 },
		[RECIPE_RETRY] = { "retry", 5 },
		[RECIPE_LIMITED] = { "rate_limited", 12 },
		[RECIPE_REFRESH] = { "refresh", 7 },
		[RECIPE_CONFIG] = { "config_error", 12 },
	};
	slice	 name = json_text(t->arena, json_at(rule, SLICE("/do")));

	for (size_t i = 0; i < COUNT(names); i++)
		if (slice_eq(names[i], name))
			return (enum recipe_do)i;
	return RECIPE_FAIL;
}

/* Something else than this service answers: a page for people, somebody's
 * login, the portal of a hotel; no JSON where `ok` looks into it. */
static bool
is_odd(const struct trial *t, const cJSON *ok)
{
	slice	 s = t->body;

	if (slice_starts(s, SLICE("\xef\xbb\xbf")))
		s = slice_from(s, 3);
	s = slice_trim(s);
	return !t->r->feed && usual(t->head->status) == RECIPE_SUCCESS &&
	    (slice_istarts(s, SLICE("<!doctype html")) ||
	    slice_istarts(s, SLICE("<html")) ||
	    (json_at(ok, SLICE("/at")) && t->scope.record == NULL));
}

/* Does the answer ask for a new token? Without a word about that in the
 * recipe, a 401 does where there are tokens that can be renewed. */
static bool
asks_renewal(const struct trial *t, const cJSON *rule)
{
	const cJSON *when = json_at(t->r->root, SLICE("/auth/when"));
	slice	 kind = json_text(t->arena, json_at(t->r->root,
	    SLICE("/auth/kind")));

	for (when = when ? when->child : NULL; when; when = when->next)
		if (holds(t, when))
			return true;
	return rule == NULL && t->head->status == 401 &&
	    (slice_eq(kind, SLICE("session")) ||
	    slice_eq(kind, SLICE("oauth2")));
}

static void
decide(const struct trial *t, struct recipe_answer *answer)
{
	const cJSON *ok = json_at(t->r->root, SLICE("/ok"));
	enum recipe_do meant = usual(t->head->status);
	bool	 good = ok ? holds(t, ok) : meant == RECIPE_SUCCESS;
	const cJSON *rule;

	answer->odd = is_odd(t, ok);
	good = good && !answer->odd;
	rule = (ok && good) || answer->odd ? NULL : rule_for(t, good);
	if (!good && !answer->odd && asks_renewal(t, rule))
		answer->what = RECIPE_REFRESH;
	else if (rule != NULL)
		answer->what = outcome(t, rule);
	else if (good)
		answer->what = RECIPE_SUCCESS;
	else if (answer->odd)	/* the letter is not lost for that */
		answer->what = RECIPE_RETRY;
	else			/* 200, but not what `ok` wants to see */
		answer->what = meant == RECIPE_SUCCESS ? RECIPE_FAIL : meant;
	answer->wait = answer->what == RECIPE_SUCCESS && rule == NULL ?
	    wait_though_good(t) : wait_for(t, rule, answer->what);
}

/* Does the recipe look into the body at all? A page of a source is large. */
static bool
wants_body(const struct trial *t)
{
	const cJSON *rule = json_at(t->r->root, SLICE("/errors"));
	const cJSON *status;
	bool	 wants = t->r->kind == RECIPE_CHANNEL ||
	    usual(t->head->status) != RECIPE_SUCCESS ||
	    json_at(t->r->root, SLICE("/limits/backoff")) != NULL ||
	    json_at(t->r->root, SLICE("/limits/remaining_at")) != NULL;

	for (rule = rule ? rule->child : NULL; rule && !wants;
	    rule = rule->next) {
		status = json_at(rule, SLICE("/status"));
		wants = status != NULL && status_in(t, status);
	}
	return wants;
}

void
recipe_judge(const struct recipe *r, const struct http_head *head, slice body,
    const struct template_scope *scope, int64_t now,
    struct recipe_answer *answer)
{
	struct arena before = *scope->arena;
	struct trial t = { .r = r, .head = head, .body = body, .now = now,
	    .scope = recipe_scope(r, scope, now), .arena = scope->arena };
	struct fault unsaid = { "" };
	char	 id[ID_MOST];
	slice	 result;

	*answer = (struct recipe_answer){ .what = RECIPE_RETRY, .wait = -1,
	    .why = "no answer" };
	if (head->status == 0)
		return;
	if (wants_body(&t))
		t.scope.record = t.scope.whole = json_parse(scope->arena, body,
		    &unsaid);
	decide(&t, answer);
	explain(&t, answer);
	result = value_as_text(scope->arena, value_of(json_at(r->root,
	    SLICE("/result/id")), &t.scope));
	result = slice_head(result, sizeof(id));
	if (result.n)
		memcpy(id, result.p, result.n);
	*scope->arena = before;		/* the body was only looked at */
	if (answer->what == RECIPE_SUCCESS)
		answer->result = arena_copy(scope->arena,
		    (slice){ id, result.n });
}
