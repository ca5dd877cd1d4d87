/* reply_answer.c - what came of a reply: for the next step, for the owner. */
#include "core/recipe/reply_part.h"

#include "core/recipe/condition.h"
#include "core/recipe/record.h"
#include "core/recipe/value.h"

enum { LOOKED_AT = 200 };		/* records of a look */

static bool
open_body(const struct template_scope *scope, slice body,
    struct template_scope *out)
{
	*out = *scope;
	out->record = out->whole = json_parse(scope->arena, body, NULL);
	return out->record != NULL;
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
reply_takes(const struct recipe *r, size_t step,
    const struct template_scope *scope, slice state, slice body)
{
	const cJSON *take = json_get(reply_step_at(r, step), "/take");
	struct template_scope s;
	slice	 more;

	if (!open_body(scope, body, &s))
		return SLICE("");
	if (step + 1 >= reply_steps(r))
		return result_of(reply_at(r, "/result"), &s);
	more = record_values(take, &s, REPLY_STATE);
	for (take = take ? take->child : NULL; take; take = take->next)
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
		if (slice_istarts(*rest, SLICE("http://")) ||
		    slice_istarts(*rest, SLICE("https://")))
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

static bool
is_ours(const cJSON *look, const struct template_scope *s, slice ours)
{
	const cJSON *text = json_get(look, "/text");

	return condition_holds(json_get(look, "/where"), s) &&
	    (text == NULL || same_words(value_text_of(text, s), ours));
}

bool
reply_found(const struct recipe *r, const struct template_scope *scope,
    slice body, slice *result)
{
	const cJSON *look = reply_at(r, "/look");
	const struct template_var *ours = template_var(scope, SLICE("said"));
	struct template_scope s;
	const cJSON *at;
	bool	 list;

	*result = SLICE("");
	if (ours == NULL || !open_body(scope, body, &s))
		return false;
	at = json_at(s.whole, json_word(look, "/at"));
	list = cJSON_IsArray(at);
	at = list ? at->child : at;
	for (size_t i = 0; at != NULL && i < LOOKED_AT; i++) {
		s.record = at;
		if (is_ours(look, &s, ours->value)) {
			*result = result_of(json_get(look, "/result"), &s);
			return true;
		}
		at = list ? at->next : NULL;
	}
	return false;
}
