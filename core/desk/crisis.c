#include "core/desk/crisis.h"

#include "core/desk/route.h"
#include "core/show.h"

enum { NAME = 40, WORDS = 400 };	/* characters */

static bool
next(slice *log, struct crisis_order *o)
{
	while (log->n) {
		slice	 rest = slice_cut(log, '\n');
		slice	 when = slice_cut(&rest, '\t');
		slice	 sign = slice_cut(&rest, '\t');

		if (!slice_int(when, &o->when) || sign.n != 1)
			continue;
		o->on = sign.p[0] == '+';
		o->by = slice_cut(&rest, '\t');
		o->words = rest;
		return true;
	}
	return false;
}

/* One line of one crisis after the other; true: a crisis begins with it. */
static bool
follow(struct crisis *c, const struct crisis_order *o, bool any)
{
	if (o->on && (!any || c->until != 0)) {
		*c = (struct crisis){ .from = o->when, .by = o->by,
		    .words = o->words };
		return true;
	}
	if (o->on) {
		c->words = o->words.n ? o->words : c->words;
	} else if (any && c->until == 0) {
		c->until = o->when > c->from ? o->when : c->from + 1;
		c->ended = o->by;
	}
	return false;
}

bool
crisis_nth(slice log, size_t nth, struct crisis *out)
{
	struct crisis_order o;
	struct crisis c = { .from = 0 };
	slice	 rest = log;
	size_t	 all = 0, n = 0;

	while (next(&rest, &o))
		all += follow(&c, &o, all > 0);
	while (nth < all && next(&log, &o)) {
		n += follow(&c, &o, n > 0);
		if (n > all - nth)
			break;		/* the one behind it */
		*out = c;
	}
	return nth < all;
}

bool
crisis_switch(struct arena *a, slice *log, const struct crisis_order *o)
{
	slice	 old = *log, by = show(a, o->by, NAME, false);
	slice	 words = show(a, o->words, WORDS, false);
	struct crisis c;
	bool	 is = crisis_nth(old, 0, &c) && c.until == 0;
	struct sink k;

	if (o->on ? is && (words.n == 0 || slice_eq(words, c.words)) : !is)
		return false;
	while (old.n + by.n + words.n + 32 > CRISIS_BYTES)
		(void)slice_cut(&old, '\n');
	k = sink_open(a);
	sink_put(&k, old);
	sink_text(&k, old.n && !slice_ends(old, SLICE("\n")) ? "\n" : "");
	sink_int(&k, o->when);
	sink_text(&k, o->on ? "\t+\t" : "\t-\t");
	sink_put(&k, by);
	sink_byte(&k, '\t');
	sink_put(&k, words);
	sink_byte(&k, '\n');
	*log = sink_close(&k, a);
	return !a->spent;
}

void
crisis_put(struct sink *k, const struct staff *s, const struct crisis *c,
    slice words, slice link)
{
	size_t	 who = staff_named(s, c->by);

	sink_text(k, "Crisis mode since ");
	zone_put(k, &s->hours.zone, c->from);
	if (c->by.n) {
		sink_text(k, ", by ");
		show_put(k, who < s->n ? staff_called(s, who) : c->by, NAME,
		    false);
	}
	if (words.n + link.n == 0) {
		sink_text(k, ". There is no holding statement yet: earshot "
		    "crisis on \"WORDS\"");
		return;
	}
	sink_text(k, ". Say no more than: ");
	sink_put(k, words);
	sink_text(k, words.n && link.n ? " " : "");
	sink_put(k, link);
}
