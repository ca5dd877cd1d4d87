#include "core/recipe/actions.h"

enum { ACROSS = 2 };			/* buttons beside each other */

enum { WEB = 1, ANSWERS = 2, JSON = 4, TAIL = 8 };

/*
 * A button, from the first to `last`: $L is its label, $A its address, $T its
 * token; `end` behind all of them, of the tail to mail when answers are read.
 * Neither a token nor a checked address has a byte that means anything in
 * these markups. ntfy takes three (docs.ntfy.sh/publish) and `clear` takes the
 * message away; Telegram takes 64 bytes of data with each
 * (core.telegram.org/bots/api#inlinekeyboardbutton).
 */
static const struct form {
	const char *as;
	unsigned char how;		/* what it needs one of; what it is */
	unsigned char last;
	const char *begin, *button, *between, *row, *end;
} forms[] = {
	{ "ntfy", WEB | JSON, PRESS_NOT_US, "[",
	    "{\"action\":\"http\",\"label\":\"$L\",\"url\":\"$A\","
	    "\"method\":\"POST\",\"clear\":true}", ",", ",", "]" },
	{ "telegram", ANSWERS | JSON, PRESS_NOT_URGENT,
	    "{\"inline_keyboard\":[[", "{\"text\":\"$L\",\"callback_data\":"
	    "\"$T\"}", ",", "],[", "]]}" },
	{ "slack", WEB, PRESS_SEEN, "", "<$A|$L>", " \xc2\xb7 ",
	    " \xc2\xb7 ", "" },
	{ "md", WEB, PRESS_SEEN, "", "[$L]($A)", " \xc2\xb7 ", " \xc2\xb7 ",
	    "" },
	{ "plain", WEB | TAIL, PRESS_NOT_US, "", "$L: $A", "\n", "\n", "" },
	{ "mail", WEB | ANSWERS | TAIL, PRESS_NOT_US, "", "$L: $A", "\n",
	    "\n", " this mail with one of: seen, mine, done, not us, useful, "
	    "not urgent, ignore. Anything else is kept as a note." },
};

static void
put_button(struct sink *k, slice form, const struct press_buttons *b,
    enum press p)
{
	while (form.n) {
		sink_put(k, slice_cut(&form, '$'));
		if (form.n == 0)
			return;
		if (form.p[0] == 'L')
			sink_put(k, press_label(press_act(p)));
		if (form.p[0] == 'A') {
			sink_put(k, b->web);
			sink_text(k, "/a/");
		}
		if (form.p[0] != 'L')
			sink_put(k, press_token(b, p));
		form = slice_from(form, 1);
	}
}

static void
put_form(struct sink *k, const struct form *f, const struct press_buttons *b)
{
	bool	 mail = (f->how & (ANSWERS | TAIL)) == (ANSWERS | TAIL);

	sink_text(k, f->begin);
	for (enum press p = PRESS_MINE; p <= f->last && (b->web.n ||
	    !(f->how & WEB)); p++) {
		if (p != PRESS_MINE)
			sink_text(k, p % ACROSS ? f->between : f->row);
		put_button(k, slice_of(f->button), b, p);
	}
	if (mail && b->answers)
		sink_text(k, b->web.n ? "\nOr answer" : "Answer");
	if (!mail || b->answers)
		sink_text(k, f->end);
}

struct actions
actions_make(struct arena *a, const struct recipe *r,
    const struct press_buttons *b)
{
	slice	 as = json_word(r->root, "/actions_as");
	unsigned have = b == NULL || press_token(b, PRESS_MINE).n == 0 ? 0 :
	    (b->web.n ? WEB : 0) | (b->answers ? ANSWERS : 0);
	struct actions out = { .json = false };
	struct sink k;

	for (size_t i = 0; i < COUNT(forms); i++) {
		if (!slice_eq(slice_of(forms[i].as), as) ||
		    (forms[i].how & have) == 0)
			continue;
		k = sink_open(a);
		put_form(&k, &forms[i], b);
		out.json = (forms[i].how & JSON) != 0;
		*(forms[i].how & TAIL ? &out.tail : &out.value) =
		    sink_close(&k, a);
	}
	return out;
}
