#include "core/recipe/actions.h"

#include "core/recipe/texts.h"

/*
 * The forms are in buttons.json. Neither a token nor a checked address has a
 * byte that means anything in their markups. ntfy takes three buttons
 * (docs.ntfy.sh/publish) and `clear` takes the message away; Telegram takes 64
 * bytes of data with each (core.telegram.org/bots/api#inlinekeyboardbutton).
 */
static slice
put_form(struct arena *a, const cJSON *form, const struct press_buttons *b)
{
	slice	 text = json_word(form, "/begin"), one;
	slice	 answer = b->answers ? json_word(form, "/answer") : SLICE("");
	int64_t	 last = json_count(form, "/last", 0);
	size_t	 empty;

	if (b->web.n == 0 && json_true(form, "/web"))
		last = -1;
	for (int p = PRESS_MINE; p <= last; p++) {
		struct template_scope s = { .arena = a };

		template_say(&s, "label", press_label(press_act(
		    (enum press)p)));
		template_say(&s, "token", press_token(b, (enum press)p));
		template_say(&s, "web", b->web);
		template_text(&s, json_word(form, "/button"), TEMPLATE_PLAIN,
		    &one, &empty, NULL);
		text = sink_join(a, text, p == PRESS_MINE ? SLICE("") :
		    json_word(form, p % 2 ? "/between" : "/row"), one);
	}
	return sink_join(a, text, answer.n == 0 ? SLICE("") : b->web.n ?
	    SLICE("\nOr answer") : SLICE("Answer"), answer,
	    json_word(form, "/end"));
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
