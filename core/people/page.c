#include "core/people/contact.h"

#include "core/show.h"
#include "core/when/when.h"

enum { SHOWN = 120 };			/* characters of a line */

static void
put_list(struct sink *k, const char *label, slice list)
{
	slice	 line;
	bool	 first = true;

	while (lines_next(&list, &line)) {
		sink_text(k, first ? label : "\n\t\t");
		show_put(k, line, SHOWN, false);
		first = false;
	}
	if (!first)
		sink_byte(k, '\n');
}

static void
put_day(struct sink *k, const char *before, int64_t when)
{
	if (when == 0)
		return;
	sink_text(k, before);
	when_put_date(k, when);
}

static void
put_count(struct sink *k, const char *before, int64_t n, const char *what)
{
	sink_text(k, before);
	sink_int(k, n);
	sink_text(k, what);
}

static void
put_mentions(struct sink *k, const struct contact *c, int64_t now)
{
	int64_t	 n = c->negative + c->neutral + c->positive;

	put_count(k, "said\t\t", n, n == 1 ? " mention: " : " mentions: ");
	put_count(k, "", c->negative, " negative, ");
	put_count(k, "", c->neutral, " neutral, ");
	put_count(k, "", c->positive, " positive");
	put_day(k, "; first ", c->first);
	put_day(k, ", last ", c->last);
	if (c->last && now > c->last) {
		sink_text(k, " (");
		when_put_ago(k, now - c->last);
		sink_text(k, " ago)");
	}
	sink_byte(k, '\n');
}

static void
put_answers(struct sink *k, const struct contact *c)
{
	static const char *const how[] = { "not known", "negative", "neutral",
	    "positive" };

	put_count(k, "answered\t", c->replied, c->replied == 1 ? " time" :
	    " times");
	put_day(k, ", last ", c->answered);
	if (c->before > 0 && c->before < 4 && c->replied) {
		sink_text(k, "; before it ");
		sink_text(k, how[c->before]);
		sink_text(k, ", since then ");
		sink_text(k, c->after > 0 && c->after < 4 ? how[c->after] :
		    "not a word");
	}
	if (contact_recovered(c) == 1)
		sink_text(k, ": recovered");
	sink_byte(k, '\n');
}

static void
put_wishes(struct sink *k, const struct contact *c)
{
	slice	 habit = contact_habit(c);

	if (c->never) {
		put_day(k, "NEVER\t\tdo not contact, since ", c->never);
		sink_text(k, ": ");
		if (c->why.n)
			show_put(k, c->why, SHOWN, false);
		else
			sink_text(k, "they asked for it");
		sink_byte(k, '\n');
	}
	if (c->prefers.n)
		put_list(k, "prefers\t\t", c->prefers);
	else if (habit.n)
		put_list(k, "writes mostly\t", habit);
	put_list(k, "allows\t\t", c->consent);
}

static void
put_until(struct sink *k, const struct contact *c,
    const struct contact_days *d)
{
	int64_t	 until = contact_until(c, d);

	sink_text(k, contact_is_own(c) ? "kept\t\tas your customer" :
	    "kept\t\tas a stranger");
	if (until == INT64_MAX)
		sink_text(k, ", always, so that nobody contacts them");
	else
		put_day(k, ", until ", until);
	sink_byte(k, '\n');
}

void
contact_page(struct sink *k, const struct contact *c,
    const struct contact_days *d, int64_t now)
{
	put_count(k, "contact ", c->id, "\t");
	if (c->name.n)
		show_put(k, c->name, SHOWN, false);
	else
		sink_text(k, "(no name)");
	sink_byte(k, '\n');
	put_list(k, "handles\t\t", c->handles);
	put_list(k, "mail\t\t", c->mail);
	put_list(k, "phone\t\t", c->phone);
	put_list(k, "bought\t\t", c->bought);
	put_list(k, "note\t\t", c->note);
	put_mentions(k, c, now);
	if (c->replied)
		put_answers(k, c);
	put_wishes(k, c);
	put_until(k, c, d);
}

/* --- in a letter ------------------------------------------------------ */

static void
put_nth(struct sink *k, int64_t n)
{
	static const char ends[][3] = { "th", "st", "nd", "rd" };

	sink_int(k, n);
	sink_text(k, ends[n % 10 < 4 && n / 10 % 10 != 1 ? n % 10 : 0]);
}

void
contact_known(struct sink *k, const struct contact *c,
    const struct verdict *v)
{
	bool	 again = c->negative > 1 &&
		    slice_eq(v->polarity, SLICE("negative"));
	const char *sep = "";
	slice	 list = c->bought, line;

	if (c->never) {
		sink_text(k, "do not contact them");
		sep = "; ";
	}
	if (lines_next(&list, &line)) {
		sink_text(k, sep);
		sink_text(k, "bought ");
		show_put(k, line, SHOWN, false);
		sep = "; ";
	}
	if (again || c->replied) {
		sink_text(k, sep);
		sink_text(k, again ? "unhappy for the " : "you answered ");
		if (again)
			put_nth(k, c->negative);
		else
			sink_int(k, c->replied);
		sink_text(k, again || c->replied == 1 ? " time" : " times");
	}
}
