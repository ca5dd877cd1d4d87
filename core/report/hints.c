/*
 * hints.c - what the numbers suggest to change, each with its evidence. A hint
 * needs enough of a kind, and the careful end of its interval beyond a bound:
 * one bad Saturday is no reason to change the rota.
 */
#include "core/report/parts.h"

#include "core/show.h"
#include "core/when/when.h"

enum {
	LEAST = 5,			/* of a thing, to be named at all */
	GOAL = 800,			/* thousandths that should be in time */
	FALSE_MOST = 100,		/* of alarms that may be false */
	ASKED = 100,			/* of questions that ask the same */
	PEAK = 3,			/* times the average hour */
	SILENT_DAYS = 28,
	STAGE = 20, STAGE_SHARE = 500,	/* answered in time, and of how many */
	NAME = 40
};

typedef bool hint_fn(struct report *, struct hint *);

static slice
end(struct report *r, struct sink *k)
{
	return sink_close(k, r->arena);
}

static void
put_of(struct sink *k, int64_t n, int64_t of, const char *what)
{
	struct ratio is = ratio_of(n, of);

	sink_int(k, n);
	sink_text(k, " of ");
	sink_int(k, of);
	sink_text(k, what);
	sink_text(k, ": ");
	ratio_put(k, &is);
	sink_byte(k, '.');
}

/* A rule that takes what is not about the shop. */
static bool
false_rule(struct report *r, struct hint *h)
{
	int32_t	 worst = FALSE_MOST;
	size_t	 at = r->nrules;
	struct sink k;

	for (size_t i = 0; i < r->nrules; i++) {
		struct ratio is = ratio_of(r->rules[i].off,
		    r->rules[i].alerts);

		if (ratio_tells(is.n) && is.low > worst) {
			worst = is.low;
			at = i;
		}
	}
	if (at == r->nrules)
		return false;
	k = sink_open(r->arena);
	sink_text(&k, "Make the rule \"");
	show_put(&k, r->rules[at].name, NAME, false);
	sink_text(&k, "\" narrower.");
	h->what = end(r, &k);
	k = sink_open(r->arena);
	put_of(&k, r->rules[at].off, r->rules[at].alerts, " alarms of it "
	    "were marked \"not us\"");
	h->evidence = end(r, &k);
	return true;
}

/* A class that is answered late. */
static bool
late(struct report *r, struct hint *h)
{
	int32_t	 worst = GOAL;
	size_t	 at = CLASSES;
	struct answers *a;
	struct sink k;

	for (size_t c = 0; c < CLASSES; c++) {
		struct ratio is = ratio_of(r->answers[c].in_goal,
		    r->answers[c].of_goal);

		if (ratio_tells(is.n) && is.high < worst) {
			worst = is.high;
			at = c;
		}
	}
	if (at == CLASSES)
		return false;
	a = &r->answers[at];
	k = sink_open(r->arena);
	sink_text(&k, "Answer each ");
	sink_put(&k, class_name((enum class)at));
	sink_text(&k, " sooner: name who is on duty, or set another goal.");
	h->what = end(r, &k);
	k = sink_open(r->arena);
	put_of(&k, a->in_goal, a->of_goal, " were answered within the goal");
	sink_text(&k, " First answer: ");
	spans_put(&k, &a->first);
	sink_byte(&k, '.');
	h->evidence = end(r, &k);
	return true;
}

static void
put_slot(struct sink *k, size_t day, size_t slot)
{
	static const char *const days[] = { "Monday", "Tuesday", "Wednesday",
	    "Thursday", "Friday", "Saturday", "Sunday" };

	sink_text(k, days[day]);
	sink_text(k, " between ");
	sink_int(k, (int64_t)slot * SLOT_HOURS);
	sink_text(k, " and ");
	sink_int(k, (int64_t)slot * SLOT_HOURS + SLOT_HOURS);
}

/* Two hours of the week in which far more complain than in others. */
static bool
peak(struct report *r, struct hint *h)
{
	int64_t	 sum = 0, most = 0;
	size_t	 day = 0, slot = 0;
	struct sink k;

	for (size_t i = 0; i < 7 * SLOTS; i++) {
		int64_t	 n = r->slots[i / SLOTS][i % SLOTS];

		sum += n;
		if (n > most) {
			most = n;
			day = i / SLOTS;
			slot = i % SLOTS;
		}
	}
	if (!ratio_tells(sum) || most < LEAST ||
	    ratio_of(most, sum).low * 7 * SLOTS < PEAK * RATIO_ONE)
		return false;
	k = sink_open(r->arena);
	sink_text(&k, "Have one more hand on ");
	put_slot(&k, day, slot);
	sink_byte(&k, '.');
	h->what = end(r, &k);
	k = sink_open(r->arena);
	sink_text(&k, "Most complaints come then, ");
	put_of(&k, most, sum, "");
	h->evidence = end(r, &k);
	return true;
}

/* What is asked again and again could stand somewhere. */
static bool
asked(struct report *r, struct hint *h)
{
	struct issue_top top[ISSUE_TOPS];
	int64_t	 all = series_class(r->days, CLASS_QUESTION, r->forgotten,
	    r->days->n);
	struct sink k;

	if (issue_sum_top(r->asked, top) == 0 || top[0].count < LEAST ||
	    !ratio_tells(all) ||
	    ratio_of((int64_t)top[0].count, all).low < ASKED)
		return false;
	k = sink_open(r->arena);
	sink_text(&k, "Write the answer down once, where people look: ");
	issue_put_name(&k, top[0].label);
	sink_byte(&k, '.');
	h->what = end(r, &k);
	k = sink_open(r->arena);
	put_of(&k, (int64_t)top[0].count, all, " questions are about it");
	sink_byte(&k, ' ');
	issue_put_words(&k, &top[0]);
	h->evidence = end(r, &k);
	return true;
}

/* A source that brought nothing for weeks, while others did. */
static bool
silent(struct report *r, struct hint *h)
{
	const struct series *s = r->days;
	size_t	 n = 0, first = 0;
	struct sink k;

	if (s->n < SILENT_DAYS || !ratio_tells(series_all(s, 0, s->n)))
		return false;
	for (size_t i = s->nsources; i-- > 0;)
		if (series_by(s, i, 0, s->n) == 0) {
			first = i;
			n++;
		}
	if (n == 0)
		return false;
	k = sink_open(r->arena);
	sink_text(&k, "Look at the source \"");
	show_put(&k, s->sources[first], NAME, false);
	sink_text(&k, "\": does its rule say what people write there?");
	h->what = end(r, &k);
	k = sink_open(r->arena);
	sink_text(&k, "It brought no mention in ");
	sink_int(&k, (int64_t)s->n);
	sink_text(&k, " days");
	if (n > 1) {
		sink_text(&k, ", nor did ");
		sink_int(&k, (int64_t)n - 1);
		sink_text(&k, n > 2 ? " others" : " other");
	}
	sink_byte(&k, '.');
	h->evidence = end(r, &k);
	return true;
}

/* Who answers those in time who turn to the shop could answer others, too. */
static bool
stage(struct report *r, struct hint *h)
{
	bool	 need = slice_eq(r->head.stage, SLICE("progressive"));
	struct answers all;
	struct sink k;

	report_wanting(r, &all);
	if (r->head.stage.n == 0 || all.in_goal < STAGE ||
	    ratio_of(all.in_goal, all.of_goal).low < STAGE_SHARE)
		return false;
	h->what = need ? SLICE("Answer a few who only need what you have: "
	    "\"progressive\": 3.") : SLICE("Answer those who speak about you "
	    "and not to you, too: \"proactive\": true.");
	k = sink_open(r->arena);
	put_of(&k, all.in_goal, all.of_goal, " were answered within the goal");
	h->evidence = end(r, &k);
	return true;
}

size_t
hints_find(struct report *r, struct hint hints[static REPORT_HINTS])
{
	static hint_fn *const all[] = { late, false_rule, peak, asked,
	    silent, stage };
	size_t	 n = 0;

	for (size_t i = 0; i < COUNT(all) && n < REPORT_HINTS; i++)
		n += all[i](r, &hints[n]);
	return n;
}
