#include "core/recipe/reply.h"

#include "core/recipe/condition.h"
#include "core/recipe/facets.h"
#include "core/recipe/limit.h"
#include "core/recipe/record.h"
#include "core/recipe/value.h"
#include "core/text/links.h"

enum { LOOKED_AT = 200 };		/* records of a look */

bool
reply_is(const struct letter *l, slice *source)
{
	slice	 lane = SLICE(REPLY_LANE);

	*source = slice_from(l->channel, lane.n);
	return slice_starts(l->channel, lane);
}

/* --- the recipe of a step ------------------------------------------------- */

/* The reply's rules, then the source's, but none by which a poll would be
 * content: an answer is there or it is not. */
bool
reply_step(const struct recipe *r, int64_t step, struct reply_step *out)
{
	const cJSON *steps = json_get(r->reply, "/steps");
	const cJSON *auth = json_get(r->reply, "/auth");
	const cJSON *at = step == REPLY_LOOK ? json_get(r->reply, "/look") :
	    steps == NULL ? r->reply : step < 0 || step > INT32_MAX ?
	    NULL : cJSON_GetArrayItem(steps, (int)step);

	*out = (struct reply_step){ .at = at, .asks = *r,
	    .last = step + 1 >= cJSON_GetArraySize(steps),
	    .pause = json_count(at, "/then_wait", 0),
	    .safe = json_count(at, "/idempotent", 0) };
	out->asks.kind = RECIPE_CHANNEL;
	out->asks.request = json_get(at, "/request");
	out->asks.auth = auth ? auth : r->auth;
	out->asks.limit = json_get(r->reply, "/limit");
	out->asks.ok = step != REPLY_LOOK && out->last ?
	    json_get(r->reply, "/ok") : NULL;
	out->asks.errors = json_first(r->reply, "/errors");
	out->asks.fallback = r->errors;
	return at != NULL;
}

/* --- what templates see --------------------------------------------------- */

/* One without a value hides none of that name. */
static void
put(struct template_scope *s, slice name, slice value, bool json)
{
	if (value.n)
		template_put(s, (struct template_var){ .name = name,
		    .value = value, .json = json });
}

/* What strangers' answers held: never in the place of an owner's word. */
static void
put_object(struct template_scope *s, const struct recipe *r, slice json,
    const struct template_scope *owned)
{
	const cJSON *at = json_first(json.n ? json_parse(s->arena, json,
	    NULL) : NULL, "");

	for (; at != NULL; at = at->next)
		if (!json_member(json_get(r->root, "/spec"), json_key(at)) &&
		    !template_var(owned, json_key(at)) &&
		    (!cJSON_IsString(at) || at->valuestring[0] != '\0'))
			template_put_member(s, at);
}

/* AT Protocol's time-ordered key: it must be the same at every try, so it is
 * made of when the letter was born, its number, and this box. */
static slice
make_tid(struct arena *a, const struct outgoing *o)
{
	static const char digits[] = "234567abcdefghijklmnopqrstuvwxyz";
	uint64_t us = (uint64_t)o->letter->born * 1000000 +
	    (uint64_t)o->letter->id % 1000000;
	uint64_t v = ((us & ((UINT64_C(1) << 53) - 1)) << 10) |
	    (slice_hash(o->host_id) & 1023);
	char	 out[13];

	for (size_t i = sizeof(out); i-- > 0; v >>= 5)
		out[i] = digits[v & 31];
	return arena_copy(a, (slice){ out, sizeof(out) });
}

struct template_scope
reply_scope(struct arena *a, const struct recipe *r, const struct outgoing *o,
    const struct template_var *params, size_t nparams)
{
	struct template_scope s = { .arena = a, .vars = params,
	    .nvars = nparams }, owned = s;
	slice	 text = o->letter->text, before;

	put_object(&s, r, o->item->mention.keep, &owned);
	put_object(&s, r, o->letter->state, &owned);
	/* "@{acct}", unless the owner began so. */
	before = template_filled(&s, json_word(r->reply, "/before"));
	put(&s, SLICE("said"), text, false);
	if (!slice_istarts(text, before))
		text = sink_join(a, before, SLICE(" "), text);
	put(&s, SLICE("text"), text, false);
	put(&s, SLICE("id"), outgoing_id(a, o), false);
	put(&s, SLICE("host_id"), o->host_id, false);
	put(&s, SLICE("tid"), make_tid(a, o), false);
	put(&s, SLICE("facets"), sink_made(a, facets_put, text), true);
	return s;
}

/* --- before it is queued -------------------------------------------------- */

static bool
say_needs(const struct recipe *r, const struct template_scope *s, slice need,
    slice handles, const struct mention *m, struct fault *f)
{
	const struct template_var *v = template_var(s, need);

	if (json_member(json_get(r->root, "/spec"), need))
		return true;
	if (!slice_eq(need, SLICE("summoned")))
		return (v != NULL && v->value.n) || fault_tell(f,
		    "this mention came without its \"%\", which an answer "
		    "needs", need);
	if (handles.n == 0)		/* the network will tell */
		return true;
	while (handles.n) {
		slice	 one = slice_trim(slice_cut(&handles, '\n'));

		if (one.n && condition_has(m->text, one))
			return true;
	}
	return fault_words(f, "answers are allowed there only to who calls you "
	    "by your name, and this one does not");
}

static bool
say_window(const struct recipe *r, const struct mention *m, int64_t now,
    struct fault *f)
{
	int64_t	 window = json_count(r->reply, "/window", 0);
	bool	 days = window >= 2 * 86400;
	char	 buf[24];

	if (window <= 0 || m->time <= 0 || now - m->time < window)
		return true;
	return fault_tell(f, days ? "too late: answers are taken there for % "
	    "days" : "too late: answers are taken there for % hours",
	    fault_int(buf, days ? window / 86400 : window / 3600));
}

bool
reply_fits(struct arena *a, const struct recipe *r, const struct item *item,
    slice text, slice handles, int64_t now, struct fault *f)
{
	struct letter l = { .text = text, .born = now, .id = 1 };
	struct outgoing o = { .letter = &l, .item = item, .now = now,
	    .host_id = SLICE("x") };
	struct template_scope s = reply_scope(a, r, &o, NULL, 0);
	const cJSON *need = json_first(r->reply, "/needs");
	const struct template_var *whole = template_var(&s, SLICE("text"));
	struct reply_step one;

	if (whole == NULL || !reply_step(r, 0, &one))
		return fault_words(f, "there is nothing in it");
	for (; need != NULL; need = need->next)
		if (!say_needs(r, &s, json_text(a, need), handles,
		    &item->mention, f))
			return false;
	return say_window(r, &item->mention, now, f) &&
	    limit_fits(a, &one.asks, SLICE("text"), whole->value, f);
}

/* --- what came of it: for the next step, for the owner -------------------- */

/* The scope in which values point into the body. */
static struct template_scope
scope_of(const struct template_scope *scope, slice body)
{
	struct template_scope s = *scope;

	s.record = s.whole = json_parse(scope->arena, body, NULL);
	return s;
}

/* The address where people read it, or else the id. */
static slice
result_of(const cJSON *map, const struct template_scope *s)
{
	slice	 url = value_text_of(json_get(map, "/url"), s);

	return slice_starts(url, SLICE("http")) ? url :
	    value_text_of(json_get(map, "/id"), s);
}

slice
reply_takes(const struct reply_step *step, const struct template_scope *scope,
    slice state, slice body)
{
	const cJSON *take = json_get(step->at, "/take");
	struct template_scope s = scope_of(scope, body);
	slice	 more;

	if (s.whole == NULL)
		return SLICE("");
	if (step->last)
		return result_of(json_get(step->asks.reply, "/result"), &s);
	more = record_values(take, &s, REPLY_STATE);
	for (take = json_first(take, ""); take != NULL; take = take->next)
		if (value_empty(value_of(take, &s)))
			return SLICE("");
	if (state.n < 3 || more.n < 3)
		return more.n < 3 ? state : more;
	return sink_join(scope->arena, slice_head(state, state.n - 1),
	    SLICE(","), slice_from(more, 1));
}

/* The next word, addresses left out: networks show them shortened. */
static slice
next_word(slice *rest)
{
	slice	 from, before;

	while (rest->n) {
		if (links_scheme(*rest))
			while (rest->n && !ascii_space(rest->p[0]))
				*rest = slice_from(*rest, 1);
		from = before = *rest;
		while (rest->n && text_is_word(text_next(rest)))
			before = *rest;
		if (before.p != from.p)
			return slice_head(from, (size_t)(before.p - from.p));
	}
	return SLICE("");
}

/* Our words in their order, and not many others: networks change quotes, put
 * a name in front, or make links of words. */
static bool
same_words(slice there, slice ours)
{
	const unsigned most = 12;
	unsigned others = 0;
	slice	 all = ours, want = next_word(&ours), is;

	if (want.n == 0)		/* no words: a heart, perhaps */
		return slice_find(there, slice_trim(all)) < there.n;
	while (others <= most && (is = next_word(&there)).n) {
		if (want.n && slice_eq(is, want))
			want = next_word(&ours);
		else
			others++;
	}
	return want.n == 0 && others <= most;
}

bool
reply_found(const struct recipe *r, const struct template_scope *scope,
    slice body, slice *result)
{
	const cJSON *look = json_get(r->reply, "/look");
	const cJSON *text = json_get(look, "/text");
	const struct template_var *ours = template_var(scope, SLICE("said"));
	struct template_scope s = scope_of(scope, body);
	const cJSON *list = json_at(s.whole, json_word(look, "/at"));

	*result = SLICE("");
	s.record = cJSON_IsArray(list) ? list->child : list;
	for (int i = 0; ours && s.record && i < LOOKED_AT; i++) {
		if (condition_holds(json_get(look, "/where"), &s) &&
		    (text == NULL || same_words(value_text_of(text, &s),
		    ours->value))) {
			*result = result_of(json_get(look, "/result"), &s);
			return true;
		}
		s.record = s.record == list ? NULL : s.record->next;
	}
	return false;
}
