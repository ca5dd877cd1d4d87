/*
 * hints.c - what the numbers suggest to change, each with its evidence. A hint
 * needs enough of a kind, and the careful end of its interval beyond a bound:
 * one bad Saturday is no reason to change the rota.
 */
#include "core/report/hints.h"

#include "core/show.h"

enum {
	FALSE_MOST = 100,		/* of alarms that may be false */
	ASKED = 100,			/* of questions that ask the same */
	SILENT_DAYS = 28,
	STAGE = 20, STAGE_SHARE = 500,	/* answered in time, and of how many */
	ASKED_LEAST = 3,		/* times, of one question */
	SAYS = 120
};

static const slice nobody = { "", 0 };

size_t
hint_worst(const struct sign *s, size_t n, int32_t worst)
{
	size_t	 at = n;

	for (size_t i = 0; i < n; i++) {
		struct ratio is = ratio_of(s[i].n, s[i].of);

		if (ratio_tells(is.n) && is.low > worst) {
			worst = is.low;
			at = i;
		}
	}
	return at;
}

struct sink
hint_what(struct report *r, struct hint *h, const char *text, slice name,
    int64_t a, int64_t b)
{
	struct sink k = sink_open(r->arena);

	say_put(&k, text, name, a, b, 0);
	h->what = sink_close(&k, r->arena);
	return sink_open(r->arena);
}

bool
hint_prove(struct report *r, struct hint *h, struct sink *k, slice said)
{
	if (said.n && !r->mute) {
		sink_byte(k, ' ');
		say_quote(k, said, SAYS);
	}
	h->evidence = sink_close(k, r->arena);
	return true;
}

void
hint_put_of(struct sink *k, int64_t n, int64_t of, const char *what)
{
	struct ratio is = ratio_of(n, of);

	say_put(k, "% of %", nobody, n, of, 0);
	sink_text(k, what);
	sink_text(k, ": ");
	ratio_put(k, &is);
	sink_byte(k, '.');
}

/* A source that cannot be read. */
static bool
blind(struct report *r, struct hint *h)
{
	const struct signs *s = r->signs;
	struct sink k;

	if (s->nblind == 0)
		return false;
	k = hint_what(r, h, "Mend the source \"$\": it cannot be read.",
	    s->blind[0].name, 0, 0);
	sink_text(&k, "Nothing came from it since ");
	day_put_short(&k, s->blind[0].day);
	sink_text(&k, ": ");
	show_put(&k, s->blind[0].trouble, SAYS, false);
	if (s->nblind > 1)
		say_put(&k, "; and as blind are % more", nobody,
		    (int64_t)s->nblind - 1, 0, 0);
	sink_byte(&k, '.');
	return hint_prove(r, h, &k, nobody);
}

/* "NOT (pot OR kettle)" */
static void
put_narrow(struct sink *k, const struct signs *s, size_t rule)
{
	const struct sign_word *words[SIGN_NARROW];
	size_t	 n = signs_narrow(s, rule, words);

	for (size_t i = 0; i < n; i++)
		say_put(k, i ? " OR $" : " Words that stand in none of the "
		    "others: NOT ($", words[i]->raw, 0, 0, 0);
	sink_text(k, n ? ")." : "");
}

/* A rule that takes what is not about the shop. */
static bool
false_rule(struct report *r, struct hint *h)
{
	const struct signs *s = r->signs;
	size_t	 at = hint_worst(s->rules, s->nrules, FALSE_MOST);
	struct sink k;

	if (at == s->nrules)
		return false;
	k = hint_what(r, h, "Make the rule \"$\" narrower.", s->names[at], 0,
	    0);
	hint_put_of(&k, s->rules[at].n, s->rules[at].of, " alarms of it "
	    "were marked \"not us\"");
	if (!r->mute)			/* a word may be a name */
		put_narrow(&k, s, at);
	return hint_prove(r, h, &k, s->rules[at].said);
}

/* One question, again and again. */
static bool
unanswered(struct report *r, struct hint *h)
{
	const struct sign *s = &r->signs->asked;
	struct sink k;

	if (s->n < ASKED_LEAST)
		return false;
	k = hint_what(r, h, "Save an answer to a question that has none: "
	    "earshot answers missing.", nobody, 0, 0);
	say_put(&k, "It was asked % times:", nobody, s->n, 0, 0);
	return hint_prove(r, h, &k, s->said);
}

/* What is asked again and again could stand somewhere. */
static bool
asked(struct report *r, struct hint *h)
{
	struct issue_top top[ISSUE_TOPS];
	int64_t	 all = series_class(r->days, CLASS_QUESTION, r->forgotten,
	    r->days->n);
	struct sink k;

	if (issue_sum_top(r->asked, top) == 0 ||
	    top[0].count < HINT_LEAST || !ratio_tells(all) ||
	    ratio_of((int64_t)top[0].count, all).low < ASKED)
		return false;
	k = sink_open(r->arena);
	sink_text(&k, "Write the answer down once, where people look: ");
	issue_put_name(&k, top[0].label);
	sink_byte(&k, '.');
	h->what = sink_close(&k, r->arena);
	k = sink_open(r->arena);
	hint_put_of(&k, (int64_t)top[0].count, all, " questions are about it");
	sink_byte(&k, ' ');
	issue_put_words(&k, &top[0]);
	return hint_prove(r, h, &k, nobody);
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
	k = hint_what(r, h, "Look at the source \"$\": does its rule say what "
	    "people write there?", s->sources[first], 0, 0);
	say_put(&k, n > 1 ? "It brought no mention in % days, nor did % "
	    "other^." : "It brought no mention in % days.", nobody,
	    (int64_t)s->n, (int64_t)n - 1, 0);
	return hint_prove(r, h, &k, nobody);
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
	k = hint_what(r, h, need ? "Answer a few who only need what you have: "
	    "\"progressive\": 3." : "Answer those who speak about you "
	    "and not to you, too: \"proactive\": true.", nobody, 0, 0);
	hint_put_of(&k, all.in_goal, all.of_goal,
	    " were answered within the goal");
	return hint_prove(r, h, &k, nobody);
}

size_t
hints_find(struct report *r, struct hint hints[static REPORT_HINTS])
{
	static hint_fn *const all[] = { blind, false_rule, hint_late,
	    hint_slow_hours, unanswered, hint_closed_day, hint_spent,
	    hint_peak, asked, silent, stage };
	size_t	 n = 0;

	for (size_t i = 0; i < COUNT(all) && n < REPORT_HINTS; i++)
		n += all[i](r, &hints[n]);
	return n;
}
