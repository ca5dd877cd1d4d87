#include "core/recipe/reply.h"

#include "core/recipe/condition.h"
#include "core/recipe/limit.h"
#include "core/recipe/record.h"
#include "core/recipe/value.h"
#include "core/text/links.h"
#include "core/web/atproto.h"

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

/* What strangers' answers held: never in the place of an owner's word. */
static void
put_object(struct template_scope *s, const struct recipe *r, slice json,
    const struct template_scope *owned)
{
	const cJSON *at = json_first(json_parse(s->arena, json, NULL), "");

	for (; at != NULL; at = at->next)
		if (!json_member(json_get(r->root, "/spec"), json_key(at)) &&
		    !template_var(owned, json_key(at)) &&
		    (!cJSON_IsString(at) || at->valuestring[0] != '\0'))
			template_put_member(s, at);
}

struct template_scope
reply_scope(struct arena *a, const struct recipe *r, const struct outgoing *o,
    const struct template_var *params, size_t nparams)
{
	struct template_scope s = { .arena = a, .vars = params,
	    .nvars = nparams }, owned = s;
	slice	 text = o->letter->text, before;
	struct sink k;

	put_object(&s, r, o->item->mention.keep, &owned);
	put_object(&s, r, o->letter->state, &owned);
	/* "@{acct}", unless the owner began so. */
	before = template_filled(&s, json_word(r->reply, "/before"));
	template_say(&s, "said", text);
	if (!slice_istarts(text, before))
		text = sink_join(a, before, SLICE(" "), text);
	template_say(&s, "text", text);
	template_say(&s, "id", outgoing_id(a, o));
	template_say(&s, "host_id", o->host_id);
	k = sink_open(a);
	atproto_tid(&k, o->letter->born, o->letter->id, o->host_id);
	template_say(&s, "tid", sink_close(&k, a));
	template_say_json(&s, "facets", sink_made(a, atproto_facets, text));
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

		if (one.n && slice_ihas(m->text, one))
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

	if (whole == NULL || whole->value.n == 0 || !reply_step(r, 0, &one))
		return fault_words(f, "there is nothing in it");
	for (; need != NULL; need = need->next)
		if (!say_needs(r, &s, json_text(a, need), handles,
		    &item->mention, f))
			return false;
	return say_window(r, &item->mention, now, f) &&
	    limit_fits(a, &one.asks, SLICE("text"), whole->value, f);
}

/* --- what came of it: for the next step, for the owner -------------------- */

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
	struct template_scope s = *scope;
	slice	 more;

	s.record = s.whole = json_parse(scope->arena, body, NULL);
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

bool
reply_found(const struct recipe *r, const struct template_scope *scope,
    slice body, slice *result)
{
	const cJSON *look = json_get(r->reply, "/look");
	const cJSON *text = json_get(look, "/text");
	const struct template_var *ours = template_var(scope, SLICE("said"));
	struct template_scope s = *scope;
	const cJSON *list;

	s.whole = json_parse(scope->arena, body, NULL);
	list = json_at(s.whole, json_word(look, "/at"));
	*result = SLICE("");
	s.record = cJSON_IsArray(list) ? list->child : list;
	for (int i = 0; ours && s.record && i < LOOKED_AT; i++) {
		if (condition_holds(json_get(look, "/where"), &s) &&
		    (text == NULL || links_same_words(value_text_of(text, &s),
		    ours->value))) {
			*result = result_of(json_get(look, "/result"), &s);
			return true;
		}
		s.record = s.record == list ? NULL : s.record->next;
	}
	return false;
}
