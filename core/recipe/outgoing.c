#include "core/recipe/outgoing.h"

#include "core/recipe/actions.h"
#include "core/recipe/condition.h"
#include "core/recipe/draft.h"
#include "core/recipe/limit.h"

/* 0 is: not told. */
static void
put_number(struct template_scope *s, const char *name, int64_t v)
{
	template_say_json(s, name, v ? sink_number(s->arena, v) : SLICE(""));
}

slice
outgoing_id(struct arena *a, const struct outgoing *o)
{
	return sink_join(a, o->host_id, SLICE("-"),
	    sink_number(a, o->letter->id));
}

static void
put_letter(struct template_scope *s, const struct recipe *r,
    const struct outgoing *o, const struct template_var *box)
{
	const struct letter *l = o->letter;
	struct arena *a = s->arena;
	slice	 source = o->item->source, class = o->item->verdict.class;
	slice	 url = limit_cut(a, r, SLICE("url"), l->url, SLICE(""));
	struct actions act = actions_make(a, r, o->buttons);

	template_say(s, "id", outgoing_id(a, o));
	template_say(s, "title", limit_cut(a, r, SLICE("title"), l->title,
	    SLICE("")));
	template_say(s, "text", limit_cut(a, r, SLICE("text"), l->text,
	    act.tail));
	template_say(s, "url", url);
	template_say(s, "url_label", url.n == 0 ? SLICE("") : source.n ?
	    sink_join(a, SLICE("Open on "), source) : SLICE("Open"));
	template_say(s, "reply_url", o->reply_url);
	template_say(s, "level", l->level);
	template_say_json(s, "priority", recipe_priority(a, r, l->level));
	template_say(s, "source", source.n ? source : SLICE("earshot"));
	template_say_json(s, "tags", class.n == 0 ? class : sink_join(a,
	    SLICE("["), sink_made(a, json_quote, class), SLICE("]")));
	template_put(s, (struct template_var){ .name = SLICE("actions"),
	    .value = act.value, .json = act.json });
	template_say(s, "mentions", l->mentions);
	template_say(s, "host_id", o->host_id);
	template_say(s, "box", o->host_id);
	template_say(s, "client", sink_join(a, SLICE("earshot-"),
	    box ? box->value : o->host_id));
	put_number(s, "now_unix", o->now);
}

static void
put_item(struct template_scope *s, const struct outgoing *o)
{
	const struct mention *m = &o->item->mention;
	const struct verdict *v = &o->item->verdict;
	int64_t	 time = m->time ? m->time : o->letter->born;

	put_number(s, "mention", o->letter->mention);
	template_say(s, "time", time ? sink_number(s->arena, time) :
	    SLICE(""));
	put_number(s, "found", o->item->found);
	template_say(s, "author", m->author);
	template_say(s, "handle", m->handle);
	template_say(s, "author_url", m->author_url);
	template_say(s, "headline", m->title);
	template_say(s, "words", m->text);
	template_say(s, "place", m->place);
	template_say(s, "lang", m->lang.n ? m->lang : v->lang);
	put_number(s, "rating", m->rating);
	template_say(s, "rule", o->item->rule);
	template_say(s, "matched", o->item->words);
	template_say(s, "class", v->class);
	template_say(s, "polarity", v->polarity);
	template_say(s, "issues", v->issues);
	if (v->class.n == 0)
		return;
	template_say_json(s, "score", sink_number(s->arena, v->priority));
	template_say_json(s, "sentiment", sink_number(s->arena, v->sentiment));
}

/* The last of a name wins: the owner's. */
struct template_scope
outgoing_scope(struct arena *a, const struct recipe *r,
    const struct outgoing *o, const struct template_var *params,
    size_t nparams)
{
	const struct template_scope given = { .vars = params,
	    .nvars = nparams };
	struct template_scope s = { .arena = a };

	put_letter(&s, r, o, template_var(&given, SLICE("box")));
	put_item(&s, o);
	for (size_t i = 0; i < nparams; i++)
		template_put(&s, params[i]);
	return s;
}

/* --- messages ------------------------------------------------------------- */

static struct mqtt_message
filled(struct draft *d, const cJSON *one)
{
	struct mqtt_message m = { .retain = json_true(one, "/retain"),
	    .topic = draft_fill(d, json_get(one, "/topic"), TEMPLATE_PLAIN) };
	slice	 type;

	m.payload = draft_body(d, one, &type);
	return m;
}

bool
outgoing_mqtt(const struct recipe *r, const struct template_scope *scope,
    int64_t now, bool presence, struct mqtt_job *j, struct fault *fault)
{
	const cJSON *message = json_get(r->root, "/message");
	const cJSON *will = presence ? json_get(message, "/will") : NULL;
	const cJSON *list = json_get(message, presence ? "/presence" :
	    "/letter");
	struct mqtt_message *all = arena_take(scope->arena,
	    (size_t)(cJSON_GetArraySize(list) + 1) * sizeof(*all));
	struct draft d;

	draft_open(&d, r, scope, now, "message", fault);
	/* A broker hangs up on the older of two with the same name; letters
	 * must not end our presence. */
	j->client = sink_join(scope->arena, draft_fill(&d, json_get(message,
	    "/client"), TEMPLATE_PLAIN), presence ? SLICE("") :
	    SLICE("-letter"));
	j->will = filled(&d, will);
	j->messages = all;
	j->n = 0;
	for (list = json_first(list, ""); list && all; list = list->next)
		if (condition_holds(json_get(list, "/if"), &d.scope))
			all[j->n++] = filled(&d, list);
	return draft_close(&d, NULL);
}
