#include "core/recipe/reply_part.h"

#include "core/recipe/condition.h"
#include "core/recipe/facets.h"
#include "core/recipe/limit.h"
#include "core/recipe/value.h"

enum { LETTER_VARS = 8 };

const cJSON *
reply_at(const struct recipe *r, slice pointer)
{
	return json_at(json_at(r->root, SLICE("/reply")), pointer);
}

bool
reply_possible(const struct recipe *r)
{
	return reply_at(r, SLICE("")) != NULL;
}

bool
reply_is(const struct letter *l, slice *source)
{
	slice	 lane = SLICE(REPLY_LANE);

	*source = slice_from(l->channel, lane.n);
	return slice_starts(l->channel, lane);
}

/* --- the recipe of a step ------------------------------------------------- */

/* A node may stand in two documents: nothing ever frees one. */
static void
lend(struct arena *a, cJSON *to, const char *key, const cJSON *node)
{
	cJSON	*copy = node ? arena_take(a, sizeof(*copy)) : NULL;

	if (copy == NULL)
		return;
	*copy = *node;
	copy->next = copy->prev = NULL;
	json_add(a, to, slice_of(key), copy);
}

/* The reply's rules, then the source's, but none by which a poll would be
 * content: an answer is there or it is not. */
static const cJSON *
rules_of(struct arena *a, const struct recipe *r)
{
	const cJSON *lists[] = { reply_at(r, SLICE("/errors")),
	    json_at(r->root, SLICE("/errors")) };
	cJSON	*all = json_new(a, cJSON_Array);

	for (size_t i = 0; all != NULL && i < COUNT(lists); i++) {
		const cJSON *at = lists[i] ? lists[i]->child : NULL;

		for (; at != NULL; at = at->next) {
			slice	 what = json_text(a, json_at(at, SLICE("/do")));

			if (i == 0 || (!slice_eq(what, SLICE("success")) &&
			    !slice_eq(what, SLICE("ignore"))))
				lend(a, all, "", at);
		}
	}
	return all;
}

static bool
make(struct arena *a, const struct recipe *r, const cJSON *request,
    bool last, struct recipe *out)
{
	static const char *const of_source[] = { "/id", "/spec", "/limits" };
	const cJSON *auth = reply_at(r, SLICE("/auth"));
	cJSON	*root = json_new(a, cJSON_Object);

	if (root == NULL)
		return false;
	for (size_t i = 0; i < COUNT(of_source); i++)
		lend(a, root, of_source[i] + 1, json_at(r->root,
		    slice_of(of_source[i])));
	lend(a, root, "auth", auth ? auth : json_at(r->root, SLICE("/auth")));
	lend(a, root, "limit", reply_at(r, SLICE("/limit")));
	lend(a, root, "errors", rules_of(a, r));
	lend(a, root, "request", request);
	if (last)
		lend(a, root, "ok", reply_at(r, SLICE("/ok")));
	*out = *r;
	out->kind = RECIPE_CHANNEL;
	out->root = root;
	return !a->spent;
}

const cJSON *
reply_step_at(const struct recipe *r, size_t step)
{
	const cJSON *at = reply_at(r, SLICE("/steps"));

	if (at == NULL)
		return reply_at(r, SLICE(""));
	for (at = at->child; at != NULL && step; at = at->next)
		step--;
	return at;
}

size_t
reply_steps(const struct recipe *r)
{
	const cJSON *at = reply_at(r, SLICE("/steps"));

	return at ? (size_t)cJSON_GetArraySize(at) : 1;
}

bool
reply_step(struct arena *a, const struct recipe *r, size_t step,
    struct recipe *out)
{
	return make(a, r, json_at(reply_step_at(r, step), SLICE("/request")),
	    step + 1 >= reply_steps(r), out);
}

bool
reply_look(struct arena *a, const struct recipe *r, struct recipe *out)
{
	const cJSON *look = reply_at(r, SLICE("/look"));

	return look != NULL && make(a, r, json_at(look, SLICE("/request")),
	    false, out);
}

int64_t
reply_pause(const struct recipe *r, size_t step)
{
	return json_int(json_at(reply_step_at(r, step), SLICE("/then_wait")), 0);
}

bool
reply_repeats(const struct recipe *r, size_t step, int64_t age)
{
	int64_t	 safe = json_int(json_at(reply_step_at(r, step),
	    SLICE("/idempotent")), 0);

	return safe < 0 || age < safe;
}

/* --- what templates see --------------------------------------------------- */

/* Variables while they are collected: the first are the owner's. */
struct bag {
	struct arena	*a;
	const struct recipe *r;
	struct template_var *vars;
	size_t		 n, owned, room;
};

static void
put(struct bag *b, slice name, slice value, bool json)
{
	if (b->n < b->room && value.n)
		b->vars[b->n++] = (struct template_var){ .name = name,
		    .value = value, .json = json };
}

static bool
is_parameter(const struct bag *b, slice name)
{
	if (json_member(json_at(b->r->root, SLICE("/spec")), name))
		return true;
	for (size_t i = 0; i < b->owned; i++)
		if (slice_eq(b->vars[i].name, name))
			return true;
	return false;
}

/* What strangers' answers held: never in the place of an owner's word. */
static void
put_object(struct bag *b, slice json)
{
	struct fault unsaid = { "" };
	const cJSON *at = json.n ? json_parse(b->a, json, &unsaid) : NULL;

	for (at = at ? at->child : NULL; at != NULL; at = at->next) {
		struct sink k;
		slice	 text = json_text(b->a, at);

		if (is_parameter(b, json_key(at)))
			continue;
		if (!cJSON_IsString(at)) {
			k = sink_open(b->a);
			json_put(&k, at);
			text = sink_close(&k, b->a);
		}
		put(b, json_key(at), text, !cJSON_IsString(at));
	}
}

static size_t
members(slice json)
{
	size_t	 n = 0;

	for (size_t i = 0; i < json.n; i++)
		n += json.p[i] == ':';		/* at least one of each */
	return n;
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
	slice	 frame = json_text(scope->arena, reply_at(r,
	    SLICE("/before"))), before;
	struct fault unsaid = { "" };
	struct sink k;
	size_t	 empty;

	if (frame.n == 0 || !template_text(scope, frame, TEMPLATE_PLAIN,
	    &before, &empty, &unsaid) || empty || slice_istarts(text, before))
		return text;
	k = sink_open(scope->arena);
	sink_put(&k, before);
	sink_byte(&k, ' ');
	sink_put(&k, text);
	return sink_close(&k, scope->arena);
}

static void
put_letter(struct bag *b, const struct outgoing *o)
{
	struct template_scope s = { .arena = b->a, .vars = b->vars,
	    .nvars = b->n };
	slice	 text = whole_text(b->r, &s, o->letter->text);
	struct sink k;

	put(b, SLICE("said"), o->letter->text, false);
	put(b, SLICE("text"), text, false);
	put(b, SLICE("id"), outgoing_id(b->a, o), false);
	put(b, SLICE("host_id"), o->host_id, false);
	put(b, SLICE("tid"), make_tid(b->a, o), false);
	k = sink_open(b->a);
	facets_put(&k, text);
	put(b, SLICE("facets"), sink_close(&k, b->a), true);
}

struct template_scope
reply_scope(struct arena *a, const struct recipe *r, const struct outgoing *o,
    const struct template_var *params, size_t nparams)
{
	struct bag b = { .a = a, .r = r, .owned = nparams, .n = nparams };
	slice	 keep = o->item->mention.keep, state = o->letter->state;

	b.room = nparams + members(keep) + members(state) + LETTER_VARS;
	b.vars = arena_take(a, b.room * sizeof(*b.vars));
	if (b.vars == NULL)
		return (struct template_scope){ .arena = a };
	if (nparams)
		memcpy(b.vars, params, nparams * sizeof(*params));
	put_object(&b, keep);
	put_object(&b, state);
	put_letter(&b, o);
	return (struct template_scope){ .arena = a, .vars = b.vars,
	    .nvars = b.n };
}

/* --- before it is queued -------------------------------------------------- */

static bool
say_needs(const struct template_scope *s, slice need, slice handles,
    const struct mention *m, struct fault *f)
{
	const struct template_var *v = template_var(s, need);

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
	int64_t	 window = json_int(reply_at(r, SLICE("/window")), 0);
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
	const cJSON *needs = reply_at(r, SLICE("/needs"));
	const struct template_var *whole = template_var(&s, SLICE("text"));
	struct recipe one;

	if (whole == NULL || !reply_step(a, r, 0, &one))
		return fault_say(f, SLICE("there is nothing in it"));
	for (needs = needs ? needs->child : NULL; needs; needs = needs->next) {
		slice	 need = json_text(a, needs);

		if (!json_member(json_at(r->root, SLICE("/spec")), need) &&
		    !say_needs(&s, need, handles, &item->mention, f))
			return false;
	}
	return say_window(r, &item->mention, now, f) &&
	    limit_fits(a, &one, SLICE("text"), whole->value, f);
}
