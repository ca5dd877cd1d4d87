#include "core/recipe/actions.h"

#include "core/recipe/texts.h"

/*
 * The forms are in buttons.json. Neither a token nor a checked address has a
 * byte that means anything in their markups. ntfy takes three buttons
 * (docs.ntfy.sh/publish) and `clear` takes the message away; Telegram takes 64
 * bytes of data with each (core.telegram.org/bots/api#inlinekeyboardbutton).
 */
static slice
button(struct arena *a, const cJSON *form, const struct press_buttons *b,
    enum press p)
{
	const struct template_var vars[] = {
		{ .name = SLICE("label"), .value = press_label(press_act(p)) },
		{ .name = SLICE("token"), .value = press_token(b, p) },
		{ .name = SLICE("web"), .value = b->web },
	};
	const struct template_scope s = { .arena = a, .vars = vars,
	    .nvars = COUNT(vars) };
	size_t	 empty;
	slice	 out;

	template_text(&s, json_word(form, "/button"), TEMPLATE_PLAIN, &out,
	    &empty, NULL);
	return out;
}

static slice
put_form(struct arena *a, const cJSON *form, const struct press_buttons *b)
{
	slice	 text = json_word(form, "/begin"), how;
	slice	 answer = json_word(form, "/answer");
	int64_t	 last = json_count(form, "/last", 0);

	if (b->web.n == 0 && json_true(form, "/web"))
		last = -1;
	for (int p = PRESS_MINE; p <= last; p++)
		text = sink_join(a, text, p == PRESS_MINE ? SLICE("") :
		    json_word(form, p % 2 ? "/between" : "/row"),
		    button(a, form, b, (enum press)p));
	how = b->web.n ? SLICE("\nOr answer") : SLICE("Answer");
	return sink_join(a, text, answer.n && b->answers ? how : SLICE(""),
	    b->answers ? answer : SLICE(""), json_word(form, "/end"));
}

struct actions
actions_make(struct arena *a, const struct recipe *r,
    const struct press_buttons *b)
{
	const cJSON *form = json_member(json_parse(a, slice_of(buttons_text),
	    NULL), json_word(r->root, "/actions_as"));
	struct actions out = { .json = json_true(form, "/json") };

	if (b != NULL && press_token(b, PRESS_MINE).n > 0 &&
	    ((b->web.n && json_true(form, "/web")) ||
	    (b->answers && json_true(form, "/answers"))))
		*(json_true(form, "/tail") ? &out.tail : &out.value) =
		    put_form(a, form, b);
	out.json = out.json && out.value.n > 0;
	return out;
}
