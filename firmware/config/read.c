#include "firmware/config/read.h"

#include <stdio.h>

/* --- what is wrong ----------------------------------------------------------- */

/* "earshot.json: sources "gazette": ..." */
static slice
sentence(struct config_reader *r, const char *room, slice name,
    const char *what)
{
	struct sink k = sink_open(r->keep);

	sink_text(&k, r->c->file);
	sink_text(&k, ": ");
	sink_text(&k, room);
	if (name.n) {
		sink_text(&k, " \"");
		sink_put(&k, name);
		sink_byte(&k, '"');
	}
	sink_text(&k, ": ");
	sink_text(&k, what);
	return sink_close(&k, r->keep);
}

void
config_complain(struct config_reader *r, const char *room, slice name,
    const char *what)
{
	slice	 text = sentence(r, room, name, what);

	r->bad = true;
	fprintf(stderr, "%.*s\n", SLICE_ARG(text));
}

void
config_note(struct config_reader *r, const char *room, slice name,
    const char *what)
{
	slice	 text = sentence(r, room, name, what);
	struct config_note *note = arena_take(r->keep, sizeof(*note));

	if (note == NULL)
		return;
	note->text = text;
	note->before = r->c->notes;
	r->c->notes = note;
}

void
config_only(struct config_reader *r, const char *room, slice name,
    const cJSON *o, const char *const *keys, size_t n)
{
	if (o != NULL && !cJSON_IsObject(o))
		config_note(r, room, name, "must be an object in { }");
	for (const cJSON *m = o ? o->child : NULL; m; m = m->next) {
		struct fault f = { "" };
		size_t	 i = 0;

		while (i < n && !slice_eq(json_key(m), slice_of(keys[i])))
			i++;
		fault_tell(&f, "there is no key \"%\" here", json_key(m));
		if (i == n)
			config_note(r, room, name, f.text);
	}
}

/* --- members ------------------------------------------------------------------ */

static void
put_line(struct config_reader *r, struct sink *k, config_teller *tell,
    const char *room, slice name, const cJSON *m)
{
	if (!cJSON_IsString(m) || strchr(m->valuestring, '\n') != NULL) {
		tell(r, room, name, "a list of words is asked for");
		return;
	}
	sink_text(k, m->valuestring);
	sink_byte(k, '\n');
}

/* Sentences are made in the same arena: so the list is made first elsewhere. */
slice
config_list(struct config_reader *r, config_teller *tell, const char *room,
    slice name, const cJSON *one, const cJSON *list)
{
	struct sink k = sink_open(r->scratch);

	if (one != NULL)
		put_line(r, &k, tell, room, name, one);
	if (list != NULL && !cJSON_IsArray(list))
		tell(r, room, name, "a list of words is asked for");
	for (const cJSON *m = list ? list->child : NULL; m; m = m->next)
		put_line(r, &k, tell, room, name, m);
	if (k.len > SHOP_LIST_MAX)
		tell(r, room, name, "a list is longer than 4,096 bytes");
	return arena_copy(r->keep, sink_close(&k, r->scratch));
}

slice
config_lines(struct config_reader *r, const char *room, slice name,
    const cJSON *list)
{
	bool	 many = cJSON_IsArray(list);

	return config_list(r, config_note, room, name, many ? NULL : list,
	    many ? list : NULL);
}

const cJSON *
config_member(const cJSON *v, const char *key)
{
	return v ? cJSON_GetObjectItemCaseSensitive(v, key) : NULL;
}

/* Which object it is says its own name. */
static void
note_member(struct config_reader *r, const cJSON *v, const char *key,
    const char *what)
{
	config_note(r, v->string ? v->string : "an entry", slice_of(key), what);
}

slice
config_text(struct config_reader *r, const cJSON *v, const char *key)
{
	const cJSON *m = config_member(v, key);

	if (m != NULL && !cJSON_IsString(m) && !cJSON_IsNumber(m))
		note_member(r, v, key, "must be text in quotes");
	return arena_copy(r->keep, json_text(r->scratch, m));
}

bool
config_flag(struct config_reader *r, const cJSON *v, const char *key,
    bool otherwise)
{
	const cJSON *m = config_member(v, key);

	if (m != NULL && !cJSON_IsBool(m))
		note_member(r, v, key, "must be true or false");
	return cJSON_IsBool(m) ? cJSON_IsTrue(m) : otherwise;
}
