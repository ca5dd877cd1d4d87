#include "core/recipe/reply_part.h"

#include "core/recipe/condition.h"
#include "core/recipe/facets.h"
#include "core/recipe/limit.h"
#include "core/recipe/value.h"

enum { LETTER_VARS = 6 };

const cJSON *
reply_at(const struct recipe *r, const char *pointer)
{
	return json_get(json_get(r->root, "/reply"), pointer);
}

bool
reply_possible(const struct recipe *r)
{
	return reply_at(r, "") != NULL;
}

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
static bool
make(const struct recipe *r, const cJSON *of, bool last, struct recipe *out)
{
	const cJSON *auth = reply_at(r, "/auth");

	*out = *r;
	out->kind = RECIPE_CHANNEL;
	out->request = json_get(of, "/request");
	out->auth = auth ? auth : r->auth;
	out->limit = reply_at(r, "/limit");
	out->ok = last ? reply_at(r, "/ok") : NULL;
	out->errors = json_first(r->root, "/reply/errors");
	out->fallback = r->errors;
	return of != NULL;
}

const cJSON *
reply_step_at(const struct recipe *r, size_t step)
{
	const cJSON *at = reply_at(r, "/steps");

	if (at == NULL)
		return reply_at(r, "");
	for (at = at->child; at != NULL && step; at = at->next)
		step--;
	return at;
}

size_t
reply_steps(const struct recipe *r)
{
	const cJSON *at = reply_at(r, "/steps");

	return at ? (size_t)cJSON_GetArraySize(at) : 1;
}

bool
reply_step(const struct recipe *r, size_t step, struct recipe *out)
{
	return make(r, reply_step_at(r, step), step + 1 >= reply_steps(r),
	    out);
}

bool
reply_look(const struct recipe *r, struct recipe *out)
{
	return make(r, reply_at(r, "/look"), false, out);
}

int64_t
reply_pause(const struct recipe *r, size_t step)
{
	return json_count(reply_step_at(r, step), "/then_wait", 0);
}

bool
reply_repeats(const struct recipe *r, size_t step, int64_t age)
{
	int64_t	 safe = json_count(reply_step_at(r, step), "/idempotent", 0);

	return safe < 0 || age < safe;
}

/* --- what templates see --------------------------------------------------- */

/* One without a value hides none of that name. */
static struct template_var *
put(struct template_var *v, slice name, slice value, bool json)
{
	if (value.n)
		*v++ = (struct template_var){ .name = name, .value = value,
		    .json = json };
	return v;
}

/* What strangers' answers held: never in the place of an owner's word. */
static void
put_object(struct template_scope *s, const struct recipe *r, slice json,
    const struct template_scope *owned)
{
	const cJSON *at = json.n ? json_parse(s->arena, json, NULL) : NULL;
	struct template_var *v = template_more(s,
	    (size_t)cJSON_GetArraySize(at));

	for (at = at && v ? at->child : NULL; at != NULL; at = at->next) {
		slice	 name = json_key(at);
		struct sink k;

		if (json_member(json_get(r->root, "/spec"), name) ||
		    template_var(owned, name))
			continue;
		k = sink_open(s->arena);
		if (cJSON_IsString(at))
			sink_put(&k, json_word(at, ""));
		else
			json_put(&k, at);
		v = put(v, name, sink_close(&k, s->arena),
		    !cJSON_IsString(at));
	}
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

/* `before` of the reply ("@{acct}"), unless the owner began so. */
static slice
whole_text(const struct recipe *r, const struct template_scope *scope,
    slice text)
{
	slice	 frame = json_word(r->root, "/reply/before"), before;
	size_t	 empty;

	if (frame.n == 0 || !template_text(scope, frame, TEMPLATE_PLAIN,
	    &before, &empty, NULL) || empty || slice_istarts(text, before))
		return text;
	return sink_join(scope->arena, before, SLICE(" "), text);
}

struct template_scope
reply_scope(struct arena *a, const struct recipe *r, const struct outgoing *o,
    const struct template_var *params, size_t nparams)
{
	struct template_scope s = { .arena = a, .vars = params,
	    .nvars = nparams }, owned = s;
	struct template_var *v;
	struct sink k;
	slice	 text;

	put_object(&s, r, o->item->mention.keep, &owned);
	put_object(&s, r, o->letter->state, &owned);
	text = whole_text(r, &s, o->letter->text);
	v = template_more(&s, LETTER_VARS);
	if (v == NULL)
		return (struct template_scope){ .arena = a };
	v = put(v, SLICE("said"), o->letter->text, false);
	v = put(v, SLICE("text"), text, false);
	v = put(v, SLICE("id"), outgoing_id(a, o), false);
	v = put(v, SLICE("host_id"), o->host_id, false);
	v = put(v, SLICE("tid"), make_tid(a, o), false);
	k = sink_open(a);
	facets_put(&k, text);
	put(v, SLICE("facets"), sink_close(&k, a), true);
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
		return (v != NULL && v->value.n) || fault_say(f,
		    SLICE("this mention came without its \""), need,
		    SLICE("\", which an answer needs"));
	if (handles.n == 0)		/* the network will tell */
		return true;
	while (handles.n) {
		slice	 one = slice_trim(slice_cut(&handles, '\n'));

		if (one.n && condition_has(m->text, one))
			return true;
	}
	return fault_say(f, SLICE("answers are allowed there only to who "
	    "calls you by your name, and this one does not"));
}

static bool
say_window(const struct recipe *r, const struct mention *m, int64_t now,
    struct fault *f)
{
	int64_t	 window = json_count(r->root, "/reply/window", 0);
	bool	 days = window >= 2 * 86400;
	char	 buf[24];

	if (window <= 0 || m->time <= 0 || now - m->time < window)
		return true;
	return fault_say(f, SLICE("too late: answers are taken there for "),
	    fault_int(buf, days ? window / 86400 : window / 3600), days ?
	    SLICE(" days") : SLICE(" hours"));
}

bool
reply_fits(struct arena *a, const struct recipe *r, const struct item *item,
    slice text, slice handles, int64_t now, struct fault *f)
{
	struct letter l = { .text = text, .born = now, .id = 1 };
	struct outgoing o = { .letter = &l, .item = item, .now = now,
	    .host_id = SLICE("x") };
	struct template_scope s = reply_scope(a, r, &o, NULL, 0);
	const cJSON *need = json_first(r->root, "/reply/needs");
	const struct template_var *whole = template_var(&s, SLICE("text"));
	struct recipe one;

	if (whole == NULL || !reply_step(r, 0, &one))
		return fault_say(f, SLICE("there is nothing in it"));
	for (; need != NULL; need = need->next)
		if (!say_needs(r, &s, json_text(a, need), handles,
		    &item->mention, f))
			return false;
	return say_window(r, &item->mention, now, f) &&
	    limit_fits(a, &one, SLICE("text"), whole->value, f);
}
