#include "core/recipe/outgoing.h"

#include "core/recipe/actions.h"
#include "core/recipe/condition.h"
#include "core/recipe/draft.h"
#include "core/recipe/limit.h"

enum { LETTER_VARS = 40 };

/* Variables while they are collected. */
struct bag {
	struct arena	*a;
	struct template_var *vars;
	size_t		 n, owned;	/* the first are the owner's */
};

static void
put(struct bag *b, const char *name, slice value, bool json)
{
	for (size_t i = 0; i < b->owned; i++)
		if (slice_eq(b->vars[i].name, slice_of(name)))
			return;
	b->vars[b->n++] = (struct template_var){ .name = slice_of(name),
	    .value = value, .json = json };
}

static slice
value_in(const struct bag *b, const char *name)
{
	size_t	 i = 0;

	while (i < b->n && !slice_eq(b->vars[i].name, slice_of(name)))
		i++;
	return i < b->n ? b->vars[i].value : SLICE("");
}

static slice
number(struct arena *a, int64_t v)
{
	char	 buf[24];

	return v ? arena_copy(a, fault_int(buf, v)) : SLICE("");
}

static slice
zero_too(struct arena *a, int64_t v)
{
	return v ? number(a, v) : SLICE("0");
}

/* ["complaint"], or nothing. */
static slice
list_of(struct arena *a, slice word)
{
	struct sink k = sink_open(a);

	if (word.n) {
		sink_text(&k, "[\"");
		json_escape(&k, word);
		sink_text(&k, "\"]");
	}
	return sink_close(&k, a);
}

static slice
joined(struct arena *a, slice before, slice s)
{
	struct sink k = sink_open(a);

	sink_put(&k, before);
	sink_put(&k, s);
	return sink_close(&k, a);
}

slice
outgoing_id(struct arena *a, const struct outgoing *o)
{
	struct sink k = sink_open(a);

	sink_put(&k, o->host_id);
	sink_byte(&k, '-');
	sink_int(&k, o->letter->id);
	return sink_close(&k, a);
}

static void
put_letter(struct bag *b, const struct recipe *r, const struct outgoing *o)
{
	const struct letter *l = o->letter;
	slice	 source = o->item->source;
	slice	 url = limit_cut(b->a, r, SLICE("url"), l->url);
	struct actions act = actions_make(b->a, r, o->buttons);

	put(b, "id", outgoing_id(b->a, o), false);
	put(b, "title", limit_cut(b->a, r, SLICE("title"), l->title), false);
	put(b, "text", limit_join(b->a, r, SLICE("text"), l->text, act.tail),
	    false);
	put(b, "url", url, false);
	put(b, "url_label", url.n == 0 ? SLICE("") : source.n ?
	    joined(b->a, SLICE("Open on "), source) : SLICE("Open"), false);
	put(b, "reply_url", o->reply_url, false);
	put(b, "level", l->level, false);
	put(b, "priority", recipe_priority(b->a, r, l->level), true);
	put(b, "source", source.n ? source : SLICE("earshot"), false);
	put(b, "tags", list_of(b->a, o->item->verdict.class), true);
	put(b, "actions", act.value, act.json);
	put(b, "mentions", l->mentions, false);
	put(b, "host_id", o->host_id, false);
	put(b, "box", o->host_id, false);
	put(b, "client", joined(b->a, SLICE("earshot-"),
	    value_in(b, "box")), false);
	put(b, "now_unix", number(b->a, o->now), true);
}

static void
put_item(struct bag *b, const struct outgoing *o)
{
	const struct mention *m = &o->item->mention;
	const struct verdict *v = &o->item->verdict;

	put(b, "mention", number(b->a, o->letter->mention), true);
	put(b, "time", number(b->a, m->time ? m->time : o->letter->born),
	    false);
	put(b, "found", number(b->a, o->item->found), true);
	put(b, "author", m->author, false);
	put(b, "handle", m->handle, false);
	put(b, "author_url", m->author_url, false);
	put(b, "headline", m->title, false);
	put(b, "words", m->text, false);
	put(b, "place", m->place, false);
	put(b, "lang", m->lang.n ? m->lang : v->lang, false);
	put(b, "rating", number(b->a, m->rating), true);
	put(b, "rule", o->item->rule, false);
	put(b, "matched", o->item->words, false);
	put(b, "class", v->class, false);
	put(b, "polarity", v->polarity, false);
	put(b, "issues", v->issues, false);
	if (v->class.n == 0)
		return;
	put(b, "score", zero_too(b->a, v->priority), true);
	put(b, "sentiment", zero_too(b->a, v->sentiment), true);
}

struct template_scope
outgoing_scope(struct arena *a, const struct recipe *r,
    const struct outgoing *o, const struct template_var *params,
    size_t nparams)
{
	struct bag b = { .a = a, .owned = nparams, .n = nparams };

	b.vars = arena_take(a, (nparams + LETTER_VARS) * sizeof(*b.vars));
	if (b.vars == NULL)
		return (struct template_scope){ .arena = a };
	if (nparams)
		memcpy(b.vars, params, nparams * sizeof(*params));
	put_letter(&b, r, o);
	put_item(&b, o);
	return (struct template_scope){ .arena = a, .vars = b.vars,
	    .nvars = b.n };
}

/* --- messages ------------------------------------------------------------- */

static const cJSON *
message_of(const struct recipe *r, slice part)
{
	return json_at(json_at(r->root, SLICE("/message")), part);
}

bool
outgoing_json(const struct recipe *r, const struct template_scope *scope,
    int64_t now, slice *out, struct fault *fault)
{
	struct draft d;
	struct fault inner = { "" };

	return draft_open(&d, r, scope, now, fault) &&
	    (template_json(&d.scope, message_of(r, SLICE("/json")), out,
	    &inner) || draft_say(&d, SLICE("message"), SLICE("json"),
	    slice_of(inner.text)));
}

static bool
fill_text(struct draft *d, const cJSON *text, const char *key, slice *out)
{
	size_t	 empty;

	*out = SLICE("");
	return text == NULL || draft_fill(d, json_text(d->scope.arena, text),
	    TEMPLATE_PLAIN, SLICE("message"), slice_of(key), out, &empty);
}

static bool
fill_one(struct draft *d, const cJSON *one, struct mqtt_message *m)
{
	const cJSON *json = json_at(one, SLICE("/json"));
	struct fault inner = { "" };

	m->retain = cJSON_IsTrue(json_at(one, SLICE("/retain")));
	if (!fill_text(d, json_at(one, SLICE("/topic")), "topic", &m->topic))
		return false;
	if (json == NULL)
		return fill_text(d, json_at(one, SLICE("/text")), "text",
		    &m->payload);
	return template_json(&d->scope, json, &m->payload, &inner) ||
	    draft_say(d, SLICE("message"), SLICE("json"),
	    slice_of(inner.text));
}

static bool
fill_all(struct draft *d, const cJSON *list, struct mqtt_job *j)
{
	struct mqtt_message *all = arena_take(d->scope.arena,
	    (size_t)(cJSON_GetArraySize(list) + 1) * sizeof(*all));

	j->messages = all;
	j->n = 0;
	for (list = list ? list->child : NULL; list && all; list = list->next)
		if (condition_holds(json_at(list, SLICE("/if")), &d->scope) &&
		    !fill_one(d, list, &all[j->n++]))
			return false;
	return all != NULL || draft_say(d, SLICE("message"), SLICE(""),
	    SLICE("too long for the memory of one job"));
}

/* A broker hangs up on the older of two with the same name; letters must not
 * end our presence. */
static bool
letter_client(struct draft *d, slice *client)
{
	*client = joined(d->scope.arena, *client, SLICE("-letter"));
	return !d->scope.arena->spent || draft_say(d, SLICE("message"),
	    SLICE("client"), SLICE("too long"));
}

bool
outgoing_mqtt(const struct recipe *r, const struct template_scope *scope,
    int64_t now, bool presence, struct mqtt_job *j, struct fault *fault)
{
	const cJSON *will = message_of(r, SLICE("/will"));
	struct draft d;

	j->will = (struct mqtt_message){ .topic = { "", 0 } };
	return draft_open(&d, r, scope, now, fault) &&
	    fill_text(&d, message_of(r, SLICE("/client")), "client",
	    &j->client) &&
	    (!presence || will == NULL || fill_one(&d, will, &j->will)) &&
	    fill_all(&d, message_of(r, presence ? SLICE("/presence") :
	    SLICE("/letter")), j) &&
	    (presence || letter_client(&d, &j->client));
}
