#include "core/recipe/answer.h"

#include "core/recipe/condition.h"
#include "core/recipe/recipe.h"
#include "core/recipe/texts.h"
#include "core/text/html.h"
#include "core/when/midnight.h"

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
	int64_t	 now;
	const cJSON *every;		/* answer.json */
	enum recipe_do meant;		/* by its status, when no rule says */
	bool	 odd;			/* who answered is not whom we asked */
};

/* --- looking at the answer ------------------------------------------------ */

/* Is the status one that this rule names? */
static bool
is_status(const struct trial *t, const cJSON *rule)
{
	const cJSON *at = json_first(rule, "/status");

	for (; at != NULL; at = at->next)
		if (cJSON_IsString(at) ?
		    at->valuestring[0] - '0' == t->head->status / 100 :
		    json_int(at, -1) == t->head->status)
			return true;
	return false;
}

/* The conditions of a rule and of `ok`; what is not there holds. They look at
 * a header, a place in the body, or all of it. */
static bool
holds(const struct trial *t, const cJSON *rule)
{
	const cJSON *is = json_get(rule, json_get(rule, "/in") ? "/in" : "/eq");
	const cJSON *exists = json_get(rule, "/exists");
	const cJSON *empty = json_get(rule, "/empty");
	slice	 header = json_word(rule, "/header");
	slice	 all = slice_trim(t->body);
	struct value v = header.n ? value_text(http_value(t->head, header)) :
	    json_get(rule, "/at") ? value_of(json_get(rule, "/at"),
	    &t->scope) : value_text(all);

	return (!json_get(rule, "/status") || is_status(t, rule)) &&
	    (!is || condition_equal(t->scope.arena, v, value_node(is))) &&
	    (!json_get(rule, "/has") || slice_ihas(value_as_text(t->scope.arena,
	    v), json_word(rule, "/has"))) &&
	    (!exists || cJSON_IsTrue(exists) != value_empty(v)) &&
	    (!empty || cJSON_IsTrue(empty) == value_empty(v)) &&
	    (!json_get(rule, "/body") ||
	    slice_eq(json_word(rule, "/body"), all));
}

static enum recipe_do
outcome(const cJSON *rule)
{
	int	 what = slice_word("success ignore retry rate_limited refresh "
	    "config_error", json_word(rule, "/do"));

	return what < 0 ? RECIPE_FAIL : (enum recipe_do)what;
}

/* The first of these rules that names the status; NULL: none. */
static const cJSON *
by_status(const struct trial *t, const cJSON *rule)
{
	while (rule != NULL && !is_status(t, rule))
		rule = rule->next;
	return rule;
}

/* The rule that says what to do, NULL: none. A source's success is only
 * touched by rules that name a status. */
static const cJSON *
rule_for(const struct trial *t, bool success)
{
	for (int i = 0; i < 2; i++) {
		const cJSON *rule = i ? t->r->fallback : t->r->errors;

		for (; rule != NULL; rule = rule->next)
			if ((!success || json_get(rule, "/status")) &&
			    (i == 0 || outcome(rule) > RECIPE_IGNORE) &&
			    holds(t, rule))
				return rule;
	}
	return NULL;
}

/* --- how long to wait ----------------------------------------------------- */

/* Seconds in the body, `per` of them a second, rounded up; -1: none there. */
static int64_t
wait_at(const struct trial *t, const cJSON *rule, const char *key, double per)
{
	double	 d;

	if (!value_as_number(t->scope.arena, value_of(json_get(rule, key),
	    &t->scope), &d))
		return -1;
	d /= per;
	if (!(d > 0) || d > WAIT_MOST)
		return d > 0 ? WAIT_MOST : 0;
	return (int64_t)d + ((double)(int64_t)d < d);
}

static int64_t
larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static struct http_rates
rates_of(const struct trial *t)
{
	return http_rates(t->scope.arena, t->head, json_word(t->r->limits,
	    "/remaining"), json_word(t->r->limits, "/reset"), t->now);
}

/* What the rule says, else what the server says. */
static int64_t
wait_for(const struct trial *t, const cJSON *rule, enum recipe_do what)
{
	int64_t	 wait = larger(wait_at(t, rule, "/wait_at", 1),
	    wait_at(t, rule, "/wait_ms_at", 1000));

	if (wait < 0)
		wait = json_count(rule, "/wait", -1);
	if (wait < 0)
		wait = midnight_in(json_word(rule, "/until"), t->now);
	if (wait < 0)
		wait = http_retry_after(http_value(t->head,
		    SLICE("Retry-After")), t->now);
	if (wait < 0 && what == RECIPE_LIMITED)
		wait = rates_of(t).wait;
	wait = larger(wait, json_count(rule, "/min_wait", -1));
	return wait > WAIT_MOST ? WAIT_MOST : wait;
}

/* After a success: 0 left means no asking before the reset. */
static int64_t
wait_though_good(const struct trial *t)
{
	const cJSON *limits = t->r->limits;
	struct http_rates rates = rates_of(t);
	int64_t	 n, wait = wait_at(t, limits, "/backoff", 1);

	if (rates.spent)
		wait = larger(wait, rates.wait);
	if (value_as_int(t->scope.arena, value_of(json_get(limits,
	    "/remaining_at"), &t->scope), &n) && n <= 0)
		wait = larger(wait, midnight_in(SLICE("midnight:UTC"),
		    t->now));
	return wait;
}

/* --- words ---------------------------------------------------------------- */

/* What the server says in words that it did not like. Nothing that holds a
 * secret is repeated: they quote what they refuse. */
static void
explain(const struct trial *t, struct recipe_answer *answer)
{
	const cJSON *place = answer->what == RECIPE_SUCCESS ? NULL :
	    json_first(t->every, "/words");
	slice	 reason = t->head->reason, more = answer->odd && place ?
	    SLICE("not this service's answer; is there a login page in "
	    "between, or is the address wrong?") : SLICE("");
	char	 status[24];

	for (; place != NULL && more.n == 0; place = place->next) {
		more = value_text_of(place, &t->scope);
		if (template_tells(&t->scope, more, false))
			more = SLICE("");
	}
	answer->why.text[0] = '\0';
	fault_say(&answer->why, SLICE("answered "),
	    fault_int(status, t->head->status), reason.n ? SLICE(" ") :
	    SLICE(""), slice_head(reason, 30), more.n ? SLICE(": ") :
	    SLICE(""), text_cut(t->scope.arena, more, WORDS_MOST, TEXT_BYTES));
}

/* --- the verdict ---------------------------------------------------------- */

/* Something else than this service answers: a page for people, somebody's
 * login, the portal of a hotel; no JSON where `ok` looks into it. */
static bool
is_odd(const struct trial *t)
{
	return !t->r->feed && t->meant == RECIPE_SUCCESS &&
	    (html_is_page(t->body) ||
	    (json_get(t->r->ok, "/at") && t->scope.record == NULL));
}

/* Does the answer ask for a new token? Without a word about that in the
 * recipe, a 401 does where there are tokens that can be renewed. */
static bool
asks_renewal(const struct trial *t, const cJSON *rule)
{
	const cJSON *when = json_first(t->r->auth, "/when");

	for (; when != NULL; when = when->next)
		if (holds(t, when))
			return true;
	return rule == NULL && t->head->status == 401 &&
	    slice_word("session oauth2", json_word(t->r->auth, "/kind")) >= 0;
}

static void
decide(const struct trial *t, struct recipe_answer *answer)
{
	const cJSON *ok = t->r->ok, *rule = NULL;
	bool	 good = !t->odd && (ok ? holds(t, ok) :
	    t->meant == RECIPE_SUCCESS);

	if (!t->odd && !(ok && good))
		rule = rule_for(t, good);
	/* A page of somebody else's: the letter is not lost for that. A 200,
	 * but not what `ok` wants to see. */
	answer->what = !good && !t->odd && asks_renewal(t, rule) ?
	    RECIPE_REFRESH : rule != NULL ? outcome(rule) :
	    good ? RECIPE_SUCCESS : t->odd ? RECIPE_RETRY :
	    t->meant == RECIPE_SUCCESS ? RECIPE_FAIL : t->meant;
	answer->odd = t->odd;
	answer->wait = answer->what == RECIPE_SUCCESS && rule == NULL ?
	    wait_though_good(t) : wait_for(t, rule, answer->what);
}

void
recipe_judge(const struct recipe *r, const struct http_head *head, slice body,
    const struct template_scope *scope, int64_t now,
    struct recipe_answer *answer)
{
	struct arena before = *scope->arena;
	struct trial t = { .r = r, .head = head, .body = body, .now = now,
	    .scope = recipe_scope(r, scope, now) };
	char	 id[ID_MOST];
	slice	 result;

	*answer = (struct recipe_answer){ .what = RECIPE_RETRY, .wait = -1,
	    .why = { "no answer" } };
	if (head->status == 0)
		return;
	t.every = json_parse(scope->arena, slice_of(answer_text), NULL);
	t.meant = t.every == NULL ? RECIPE_RETRY :	/* no memory */
	    outcome(by_status(&t, json_first(t.every, "/errors")));
	/* Does the recipe look into it at all? A page of a source is large. */
	if (by_status(&t, r->errors) || r->kind == RECIPE_CHANNEL ||
	    t.meant != RECIPE_SUCCESS || json_get(r->limits, "/backoff") ||
	    json_get(r->limits, "/remaining_at"))
		t.scope.record = t.scope.whole = json_parse(scope->arena, body,
		    NULL);
	t.odd = is_odd(&t);
	decide(&t, answer);
	explain(&t, answer);
	result = slice_head(value_text_of(json_get(r->root, "/result/id"),
	    &t.scope), sizeof(id));
	if (result.n)
		memcpy(id, result.p, result.n);
	*scope->arena = before;		/* the body was only looked at */
	if (answer->what == RECIPE_SUCCESS)
		answer->result = arena_copy(scope->arena,
		    (slice){ id, result.n });
}
