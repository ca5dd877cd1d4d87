#include "firmware/config_report.h"

#include "firmware/config_staff.h"

static const slice nobody = { "", 0 };

/* The phrases in quotes, as a rule would have them; empty: not such a list. */
static slice
put_rule(struct sink *k, const cJSON *list)
{
	for (const cJSON *m = cJSON_IsArray(list) ? list->child : NULL; m;
	    m = m->next) {
		slice	 s = slice_trim(slice_of(m->valuestring));

		if (!cJSON_IsString(m) || s.n == 0 || slice_index(s, '"') < s.n)
			return nobody;
		sink_text(k, k->len ? " OR \"" : "\"");
		sink_put(k, s);
		sink_byte(k, '"');
	}
	return sink_slice(k);
}

static slice
phrase_rule(struct config_reader *r, const cJSON *phrases, const char *set)
{
	size_t	 used = r->scratch->used;
	struct sink k = sink_open(r->scratch);
	slice	 rule = put_rule(&k, config_member(phrases, set));
	struct fault f = { "is a list of phrases, each without quotes in it" };

	sink_close(&k, r->scratch);
	if (rule.n && query_compile(r->scratch, rule, &f) != NULL)
		rule = arena_copy(r->keep, rule);
	else
		rule = nobody;
	r->scratch->used = used;
	if (rule.n == 0)
		config_note(r, "phrases", slice_of(set), f.text);
	return rule;
}

void
config_report(struct config_reader *r, const cJSON *phrases)
{
	static const char *const keys[] = { "old", "new", "//" };

	if (phrases == NULL)
		return;
	config_only(r, "phrases", nobody, phrases, keys, COUNT(keys));
	r->c->phrases[0] = phrase_rule(r, phrases, "old");
	r->c->phrases[1] = phrase_rule(r, phrases, "new");
}
