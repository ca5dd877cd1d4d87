#include "core/recipe/outgoing.h"

#include "core/recipe/actions.h"
#include "core/recipe/condition.h"
#include "core/recipe/draft.h"
#include "core/recipe/limit.h"

/* Variables while they are collected. */
struct bag {
	struct arena	*a;
	struct template_scope owned;	/* the owner's */
	struct template_scope all;
};

static void
put_any(struct bag *b, const char *name, slice value, bool json)
{
	if (template_var(&b->owned, slice_of(name)) == NULL)
		template_put(&b->all, (struct template_var){
		    .name = slice_of(name), .value = value, .json = json });
}

static void
put(struct bag *b, const char *name, slice value)
{
	put_any(b, name, value, false);
}

/* 0 is: not told. */
static void
put_number(struct bag *b, const char *name, int64_t v)
{
	put_any(b, name, v ? sink_number(b->a, v) : SLICE(""), true);
}

slice
outgoing_id(struct arena *a, const struct outgoing *o)
{
	return sink_join(a, o->host_id, SLICE("-"),
	    sink_number(a, o->letter->id));
}

static void
put_letter(struct bag *b, const struct recipe *r, const struct outgoing *o)
{
	const struct letter *l = o->letter;
	const struct template_var *box = template_var(&b->owned, SLICE("box"));
	slice	 source = o->item->source, class = o->item->verdict.class;
	slice	 url = limit_cut(b->a, r, SLICE("url"), l->url,
	    SLICE(""));
	struct actions act = actions_make(b->a, r, o->buttons);

	put(b, "id", outgoing_id(b->a, o));
	put(b, "title", limit_cut(b->a, r, SLICE("title"), l->title,
	    SLICE("")));
	put(b, "text", limit_cut(b->a, r, SLICE("text"), l->text, act.tail));
	put(b, "url", url);
	put(b, "url_label", url.n == 0 ? SLICE("") : source.n ?
	    sink_join(b->a, SLICE("Open on "), source) : SLICE("Open"));
	put(b, "reply_url", o->reply_url);
	put(b, "level", l->level);
	put_any(b, "priority", recipe_priority(b->a, r, l->level), true);
	put(b, "source", source.n ? source : SLICE("earshot"));
	put_any(b, "tags", class.n == 0 ? class : sink_join(b->a, SLICE("["),
	    sink_made(b->a, json_quote, class), SLICE("]")), true);
	put_any(b, "actions", act.value, act.json);
	put(b, "mentions", l->mentions);
	put(b, "host_id", o->host_id);
	put(b, "box", o->host_id);
	put(b, "client", sink_join(b->a, SLICE("earshot-"),
	    box ? box->value : o->host_id));
	put_number(b, "now_unix", o->now);
}

static void
put_item(struct bag *b, const struct outgoing *o)
{
	const struct mention *m = &o->item->mention;
	const struct verdict *v = &o->item->verdict;
	int64_t	 time = m->time ? m->time : o->letter->born;

	put_number(b, "mention", o->letter->mention);
	put(b, "time", time ? sink_number(b->a, time) : SLICE(""));
	put_number(b, "found", o->item->found);
	put(b, "author", m->author);
	put(b, "handle", m->handle);
	put(b, "author_url", m->author_url);
	put(b, "headline", m->title);
	put(b, "words", m->text);
	put(b, "place", m->place);
	put(b, "lang", m->lang.n ? m->lang : v->lang);
	put_number(b, "rating", m->rating);
	put(b, "rule", o->item->rule);
	put(b, "matched", o->item->words);
	put(b, "class", v->class);
	put(b, "polarity", v->polarity);
	put(b, "issues", v->issues);
	if (v->class.n == 0)
		return;
	put_any(b, "score", sink_number(b->a, v->priority), true);
	put_any(b, "sentiment", sink_number(b->a, v->sentiment), true);
}

struct template_scope
outgoing_scope(struct arena *a, const struct recipe *r,
    const struct outgoing *o, const struct template_var *params,
    size_t nparams)
{
	struct template_scope s = { .arena = a, .vars = params,
	    .nvars = nparams };
	struct bag b = { .a = a, .owned = s, .all = s };

	put_letter(&b, r, o);
	put_item(&b, o);
	return b.all;
}

/* --- messages ------------------------------------------------------------- */

static bool
fill_one(struct draft *d, const cJSON *one, struct mqtt_message *m)
{
	const cJSON *json = json_get(one, "/json");

	m->retain = json_true(one, "/retain");
	return draft_fill(d, json_get(one, "/topic"), TEMPLATE_PLAIN,
	    &m->topic) && draft_fill(d, json ? json : json_get(one, "/text"),
	    json ? TEMPLATE_JSON : TEMPLATE_PLAIN, &m->payload);
}

static bool
fill_all(struct draft *d, const cJSON *list, struct mqtt_job *j)
{
	struct mqtt_message *all = arena_take(d->scope.arena,
	    (size_t)(cJSON_GetArraySize(list) + 1) * sizeof(*all));

	j->messages = all;
	j->n = 0;
	for (list = json_first(list, ""); list && all; list = list->next)
		if (condition_holds(json_get(list, "/if"), &d->scope) &&
		    !fill_one(d, list, &all[j->n++]))
			return false;
	return true;			/* or no memory; it is asked below */
}

bool
outgoing_mqtt(const struct recipe *r, const struct template_scope *scope,
    int64_t now, bool presence, struct mqtt_job *j, struct fault *fault)
{
	const cJSON *message = json_get(r->root, "/message");
	const cJSON *will = json_get(message, "/will");
	struct draft d;

	j->will = (struct mqtt_message){ .topic = { "", 0 } };
	if (!draft_open(&d, r, scope, now, "message", fault) ||
	    !draft_fill(&d, json_get(message, "/client"), TEMPLATE_PLAIN,
	    &j->client) ||
	    (presence && will && !fill_one(&d, will, &j->will)) ||
	    !fill_all(&d, json_get(message, presence ? "/presence" :
	    "/letter"), j))
		return false;
	/* A broker hangs up on the older of two with the same name; letters
	 * must not end our presence. */
	if (!presence)
		j->client = sink_join(scope->arena, j->client,
		    SLICE("-letter"));
	return !scope->arena->spent ||
	    draft_say(&d, SLICE("client"), "too long");
}
