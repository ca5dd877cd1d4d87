#include "core/recipe/actions.h"

enum { ACROSS = 2 };			/* buttons beside each other */

static void
put_address(struct sink *k, const struct press_buttons *b, enum press p)
{
	sink_put(k, b->web);
	sink_text(k, "/a/");
	sink_put(k, press_token(b, p));
}

/* docs.ntfy.sh/publish: at most three, and clear takes the message away. */
static void
put_ntfy(struct sink *k, const struct press_buttons *b)
{
	for (enum press p = PRESS_MINE; p <= PRESS_NOT_US; p++) {
		sink_text(k, p == PRESS_MINE ? "[" : ",");
		sink_text(k, "{\"action\":\"http\",\"label\":\"");
		sink_put(k, press_label(press_act(p)));
		sink_text(k, "\",\"url\":\"");
		put_address(k, b, p);
		sink_text(k, "\",\"method\":\"POST\",\"clear\":true}");
	}
	sink_byte(k, ']');
}

/* core.telegram.org/bots/api#inlinekeyboardbutton: 64 bytes of data each. */
static void
put_telegram(struct sink *k, const struct press_buttons *b)
{
	sink_text(k, "{\"inline_keyboard\":[");
	for (enum press p = PRESS_MINE; p <= PRESS_SEEN; p++) {
		sink_text(k, p % ACROSS ? "," : p ? "],[" : "[");
		sink_text(k, "{\"text\":\"");
		sink_put(k, press_label(press_act(p)));
		sink_text(k, "\",\"callback_data\":\"");
		sink_put(k, press_token(b, p));
		sink_text(k, "\"}");
	}
	sink_text(k, "]]}");
}

/* Neither a token nor a checked address has a byte that means anything in
 * these markups. */
static void
put_links(struct sink *k, const struct press_buttons *b, bool slack)
{
	for (enum press p = PRESS_MINE; p <= PRESS_SEEN; p++) {
		slice	 label = press_label(press_act(p));

		sink_text(k, p ? " \xc2\xb7 " : "");
		sink_text(k, slack ? "<" : "[");
		if (!slack) {
			sink_put(k, label);
			sink_text(k, "](");
		}
		put_address(k, b, p);
		if (slack) {
			sink_byte(k, '|');
			sink_put(k, label);
		}
		sink_text(k, slack ? ">" : ")");
	}
}

static void
put_slack(struct sink *k, const struct press_buttons *b)
{
	put_links(k, b, true);
}

static void
put_md(struct sink *k, const struct press_buttons *b)
{
	put_links(k, b, false);
}

static void
put_plain(struct sink *k, const struct press_buttons *b)
{
	for (enum press p = PRESS_MINE; b->web.n && p <= PRESS_NOT_US; p++) {
		sink_text(k, p ? "\n" : "");
		sink_put(k, press_label(press_act(p)));
		sink_text(k, ": ");
		put_address(k, b, p);
	}
}

static void
put_mail(struct sink *k, const struct press_buttons *b)
{
	put_plain(k, b);
	if (b->answers == 0)
		return;
	sink_text(k, b->web.n ? "\nOr answer" : "Answer");
	sink_text(k, " this mail with one of: seen, mine, done, not us, "
	    "ignore. Anything else is kept as a note.");
}

enum { WEB = 1, ANSWERS = 2, EITHER = 3, JSON = 4, TAIL = 8 };

static const struct {
	slice	 as;
	void	(*put)(struct sink *, const struct press_buttons *);
	unsigned how;			/* what it needs one of; what it is */
} forms[] = {
	{ { "ntfy", 4 },	put_ntfy,	WEB | JSON },
	{ { "telegram", 8 },	put_telegram,	ANSWERS | JSON },
	{ { "slack", 5 },	put_slack,	WEB },
	{ { "md", 2 },		put_md,		WEB },
	{ { "plain", 5 },	put_plain,	WEB | TAIL },
	{ { "mail", 4 },	put_mail,	EITHER | TAIL },
};

struct actions
actions_make(struct arena *a, const struct recipe *r,
    const struct press_buttons *b)
{
	slice	 as = json_text(a, json_at(r->root, SLICE("/actions_as")));
	unsigned have = b == NULL || press_token(b, PRESS_MINE).n == 0 ? 0 :
	    (b->web.n ? WEB : 0) | (b->answers ? ANSWERS : 0);
	struct actions out = { .json = false };
	struct sink k;
	size_t	 i = 0;

	while (i < COUNT(forms) && !slice_eq(forms[i].as, as))
		i++;
	if (i == COUNT(forms) || (forms[i].how & have) == 0)
		return out;
	k = sink_open(a);
	forms[i].put(&k, b);
	out.json = (forms[i].how & JSON) != 0;
	*(forms[i].how & TAIL ? &out.tail : &out.value) = sink_close(&k, a);
	return out;
}
